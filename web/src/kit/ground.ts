// The ground under a map of the county: over tiles when the operator named a source, else the county's outline over bare ground,
// which needs nobody's server. Points are in the datum of the ground already.
import 'leaflet/dist/leaflet.css'
import { control, latLngBounds, map as makeMap, polygon, tileLayer, type LatLngBounds, type Map } from 'leaflet'

export type Point = [number, number] // longitude, latitude
export interface Ground { tiles: string | null; tiles_datum: 'gcj02' | 'wgs84'; outline?: Point[][] }
export const spot = ([lon, lat]: Point): [number, number] => [lat, lon]

export function groundMap(element: HTMLElement, ground: Ground, many = false): Map {
  const map = makeMap(element, { attributionControl: false, zoomControl: true, preferCanvas: many })
  if (ground.tiles) tileLayer(ground.tiles, { maxZoom: 18 }).addTo(map)
  const rings = (ground.outline ?? []).map((ring) => ring.map(spot))
  if (rings.length) polygon(rings, { color: '#9d1c26', weight: 2, fillColor: '#fff', fillOpacity: ground.tiles ? 0 : 0.8, interactive: false }).addTo(map)
  control.scale({ imperial: false }).addTo(map)
  map.setView([30, 120], 8)
  return map
}

// What there is to see: the points, else the county.
export function boundsOf(points: Point[], ground: Ground): LatLngBounds | null {
  const all = points.length ? points : (ground.outline ?? []).flat()
  return all.length ? latLngBounds(all.map(spot)) : null
}
