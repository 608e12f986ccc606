// Where the next stations should go: what is on the wire, and how it is shown and entered.
import type { Column } from '@/kit/columns'
import type { Field } from '@/kit/fields'
import type { Point } from '@/kit/ground'
import { figure, moment } from '@/kit/show'
import type { Tone } from '@/kit/tag.vue'
import { t, word } from '@/locale'
import { options } from '../options'

export interface Place {
  id: string; kind: 'host' | 'crowd'; name: string; township_code: string; township_name: string; address: string; host_unit: string; contact_name: string
  written_position: string; datum: string; datum_label: string; capacity: number | null; willing: string; willing_label: string; people: number; note: string; version: number; at: Point | null; acts: string[]
}
interface Source { places: number; people: number }
export interface Stock { outlets: Source; services: Source; reports: Source; troubles: Source; points: Source; defaults: { radius_m: number; detour_percent: number; seconds: number }; unplaced_outlets: number; hosts: number; unplaced_hosts: number; stations: number; from: string; to: string }
export type DemandMark = [Point, number, number, number, string, string] // where, people, walk before, walk after (-1: nowhere to go), name, source
export interface Site { id: string; name: string; address: string; at: Point; wgs84: Point; is_fixed: boolean; gained: number | null; is_second: boolean }
export interface PlanMap { points: DemandMark[]; sites: Site[]; second_covered: number | null; second_walk_m: number | null; result_digest: string }
export interface Plan {
  id: string; name: string; union_id: string; union_name: string; kind: string; kind_label: string; new_sites: number; radius_m: number; detour_percent: number; uses_capacity: boolean; only_willing: boolean; seconds: number
  outlet_percent: number; service_percent: number; report_percent: number; trouble_percent: number; point_percent: number; counted_from: string; counted_to: string
  state: string; state_label: string; message: string; asked_by: string; asked_at: string; started_at: string | null; ended_at: string | null
  demand_points: number; demand_people: number; unplaced_outlets: number; host_count: number; station_count: number; inputs_digest: string; chosen: string[]
  value: number | null; bound: number | null; gap: number | null; is_proven: boolean; solve_seconds: number | null
  covered_before: number | null; covered_after: number | null; walk_before_m: number | null; walk_after_m: number | null; second_value: number | null
  acts: string[]; map?: PlanMap
}
export interface Receipt { rows: number; added: number; changed: number; same: number; refused: number; unread_columns: string[]; told: { row: number; name: string; outcome: string; sentences: string[] }[] }

const tones: Record<string, Tone> = { waiting: 'calm', running: 'calm', done: 'good', failed: 'bad', cancelled: 'plain', cut: 'warn' }
export const planTone = (state: string): Tone => tones[state] ?? 'plain'
export const isOpen = (state: string) => state === 'waiting' || state === 'running'
export const share = (part: number | null, whole: number) => (part === null || !whole ? '—' : `${figure((100 * part) / whole, 1)}%`)
export const metres = (m: number | null | undefined) => (m === null || m === undefined || m < 0 ? '—' : t('siting.metres', { n: figure(m, 0) }))

export const planColumns: Column<Plan>[] = [
  { key: 'name', label: 'siting.plan', link: (p) => `/siting/${p.id}` },
  { key: 'state', label: 'siting.state', show: (p) => p.state_label, tone: (p) => planTone(p.state) },
  { key: 'covered_before', label: 'siting.before', show: (p) => share(p.covered_before, p.demand_people) },
  { key: 'covered_after', label: 'siting.after', show: (p) => share(p.covered_after, p.demand_people) },
  { key: 'walk_after_m', label: 'siting.walk_after', show: (p) => metres(p.walk_after_m) },
  { key: 'chosen', label: 'siting.chosen', show: (p) => p.chosen.join('、') },
  { key: 'asked_at', label: 'siting.asked_at', show: (p) => moment(p.asked_at) },
  { key: 'asked_by', label: 'siting.asked_by' },
  { key: 'union_name', label: 'siting.area', extra: true },
]

export const placeColumns = (kind: string): Column<Place>[] => [
  { key: 'name', label: kind === 'host' ? 'siting.host' : 'siting.crowd', sort: true },
  { key: 'township_name', label: 'station.township' },
  ...(kind === 'host'
    ? ([{ key: 'host_unit', label: 'station.host' }, { key: 'capacity', label: 'siting.capacity', number: true, sort: true }, { key: 'willing', label: 'siting.willing', show: (p) => p.willing_label, tone: (p) => (p.willing === 'yes' ? 'good' : p.willing === 'no' ? 'bad' : 'plain') }, { key: 'contact_name', label: 'siting.contact' }] as Column<Place>[])
    : ([{ key: 'people', label: 'siting.people', number: true, sort: true }] as Column<Place>[])),
  { key: 'address', label: 'station.address' },
  { key: 'written_position', label: 'station.position', show: (p) => (p.at ? p.written_position : `⚠ ${t('siting.no_position')}`) },
  { key: 'datum', label: 'station.datum', show: (p) => p.datum_label, extra: true },
  { key: 'note', label: 'station.note', extra: true },
]

export const placeFields = (kind: string): Field[] => [
  { name: 'name', label: kind === 'host' ? 'siting.host' : 'siting.crowd', required: true, length: 100, wide: true },
  { name: 'township_code', label: 'station.township', kind: 'township' },
  ...(kind === 'crowd' ? [{ name: 'people', label: 'siting.people', kind: 'integer' as const, required: true }] : []),
  { name: 'address', label: 'station.address', length: 200, wide: true },
  ...(kind === 'host'
    ? [{ name: 'host_unit', label: 'station.host', length: 100 }, { name: 'contact_name', label: 'siting.contact', length: 50 }, { name: 'capacity', label: 'siting.capacity', kind: 'integer' as const, hint: 'siting.capacity_hint' }, { name: 'willing', label: 'siting.willing', kind: 'choice' as const, options: options('siting_willing') }]
    : []),
  { name: 'written_position', label: 'station.position', length: 80, hint: 'station.position_hint' },
  { name: 'datum', label: 'station.datum', kind: 'choice', options: options('station_datum') },
  { name: 'note', label: 'station.note', kind: 'lines', length: 500, wide: true },
]

export const sourceWord = (source: string) => word('siting_source', source)
