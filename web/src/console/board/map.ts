// Places on the board: their shade by a rate, and their outlines as paths when the server has them.
import type { Board, BoardChild, Outline } from '@/api/types'

export const palette = ['#fbeae6', '#f3c9c3', '#e3a09a', '#b1484e', '#9d1c26']
export const steps = palette.length

export interface Shade { fill: string; ink: string; step: number }

// Five equal steps between the smallest and the largest value; equal values share a step.
export function shadesOf(board: Board, rate: string): (value: number | null | undefined) => Shade {
  const values = board.children.map((c) => c.values[rate]).filter((v): v is number => v !== null && v !== undefined)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  return (value) => {
    if (value === null || value === undefined) return { fill: '#f1ece8', ink: '#4c4541', step: -1 }
    const step = high === low ? 2 : Math.min(steps - 1, Math.floor(((value - low) / (high - low)) * steps))
    return { fill: palette[step], ink: step >= 3 ? '#fff' : '#3a1518', step }
  }
}


export interface Place { child: BoardChild; path: string; x: number; y: number }
type Point = [number, number]

function ringsOf(geometry: { type: string; coordinates: unknown }): Point[][] {
  if (geometry.type === 'Polygon') return geometry.coordinates as Point[][]
  if (geometry.type === 'MultiPolygon') return (geometry.coordinates as Point[][][]).flat()
  return []
}

// Outlines in a box 600 wide. A county is small: degrees of longitude are shortened by the cosine of the latitude.
export function placesOf(outline: Outline, children: BoardChild[]): { places: Place[]; height: number } {
  const known = new Map(children.flatMap((c) => [[c.code ?? c.id, c], [c.name, c]] as [string, BoardChild][]))
  const found = outline.features.map((f) => ({
    child: known.get(String(f.properties.code ?? '')) ?? known.get(String(f.properties.name ?? '')),
    rings: ringsOf(f.geometry),
  })).filter((f): f is { child: BoardChild; rings: Point[][] } => Boolean(f.child) && f.rings.length > 0)
  const points = found.flatMap((f) => f.rings.flat())
  if (!points.length) return { places: [], height: 0 }
  const [west, east] = [Math.min(...points.map((p) => p[0])), Math.max(...points.map((p) => p[0]))]
  const [south, north] = [Math.min(...points.map((p) => p[1])), Math.max(...points.map((p) => p[1]))]
  const squeeze = Math.cos((((north + south) / 2) * Math.PI) / 180)
  const scale = 600 / ((east - west) * squeeze || 1)
  const at = ([x, y]: Point): Point => [(x - west) * squeeze * scale, (north - y) * scale]
  const places = found.map(({ child, rings }) => {
    const drawn = rings.map((ring) => ring.map(at))
    const middle = drawn[0]
    return {
      child,
      path: drawn.map((ring) => `M${ring.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`).join(''),
      x: middle.reduce((sum, p) => sum + p[0], 0) / middle.length,
      y: middle.reduce((sum, p) => sum + p[1], 0) / middle.length,
    }
  })
  return { places, height: (north - south) * scale }
}
