// The register of stations as this phone keeps it: asked anew when there is a network, read from the copy when there is
// none. What is open is worked out here from the stretches of the week, so a copy of this morning is right tonight.
import { getQuietly } from '@/api/client'
import { keep, kept } from '@/kit/kept'

export interface Station {
  id: string; number: string; name: string; brand: string; address: string; door_note: string; township: string; host_unit: string; phone: string
  wgs84: [number, number]; gcj02: [number, number]; is_placed_surely: boolean; hours_text: string; access_control: string; level: string
  services: string[]; kit: string[]; kit_out: string[]; status: string; reason: string; verified_on: string | null
  open: [number, number][] | null // minutes from the midnight of the register's day
}
export interface Register { realm_name: string; division: string; day: string; tiles: string | null; tiles_datum: 'gcj02' | 'wgs84'; outline: Point[][]; kit_names: { code: string; name: string }[]; items: Station[] }
export interface Copy { at: number; register: Register }

const name = 'stations'
const week_min = 7 * 1440

export const keptCopy = (division: string) => kept<Copy | null>(`${name}.${division}`, null)
export async function fetchRegister(division: string): Promise<Copy> {
  const register = await getQuietly<Register>(`/public/stations${division ? `?division=${encodeURIComponent(division)}` : ''}`)
  const copy = { at: Date.now(), register }
  keep(`${name}.${division}`, copy)
  return copy
}

// Minutes since the midnight of the register's day, by China's clock wherever the phone thinks it is.
export function minuteNow(day: string, now = Date.now()): number {
  const midnight = Date.parse(`${day}T00:00:00+08:00`)
  return Math.floor((now - midnight) / 60000)
}

export interface Door { known: boolean; open: boolean; allDay: boolean; until: number | null; stale: boolean }
export function doorOf(station: Station, minute: number): Door {
  const stale = minute < 0 || minute >= week_min // the copy knows one week
  if (!station.open || stale) return { known: false, open: false, allDay: false, until: null, stale }
  const next = station.open.find(([, to]) => to > minute)
  if (!next) return { known: true, open: false, allDay: false, until: null, stale }
  const open = next[0] <= minute
  const until = open ? next[1] : next[0]
  const allDay = open && next[0] === 0 && next[1] === week_min
  return { known: true, open, allDay, until: allDay || until >= week_min ? null : until, stale }
}
export const clockOf = (minute: number) => `${String(Math.floor((minute % 1440) / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

export type Point = [number, number] // longitude, latitude in WGS84
const earth_m = 6371008.8
const detour = 1.3 // streets are longer than the straight line; the server's parameter says the same
export function walkMetres(a: Point, b: Point): number {
  const rad = Math.PI / 180
  const h = Math.sin(((b[1] - a[1]) * rad) / 2) ** 2 + Math.cos(a[1] * rad) * Math.cos(b[1] * rad) * Math.sin(((b[0] - a[0]) * rad) / 2) ** 2
  return 2 * earth_m * Math.asin(Math.min(1, Math.sqrt(h))) * detour
}

export interface Wish { open: boolean; allDay: boolean; kit: string[]; words: string }
export interface Near { station: Station; door: Door; walk_m: number | null }
export function nearest(register: Register, from: Point | null, wish: Wish, minute: number): Near[] {
  const words = wish.words.trim()
  const fits = ({ station: s, door }: Near) =>
    (!wish.open || door.open) && (!wish.allDay || door.allDay) && wish.kit.every((k) => s.kit.includes(k)) &&
    (!words || s.name.includes(words) || s.address.includes(words) || s.township.includes(words) || s.number === words)
  const rows = register.items.map((station) => ({ station, door: doorOf(station, minute), walk_m: from ? walkMetres(from, station.wgs84) : null })).filter(fits)
  // Without a place of one's own: the open ones first.
  const rank = (n: Near) => (n.walk_m ?? (n.door.open ? 0 : 1))
  return rows.sort((a, b) => rank(a) - rank(b) || a.station.name.localeCompare(b.station.name, 'zh'))
}
