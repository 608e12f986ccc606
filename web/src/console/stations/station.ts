// What a station is on the wire of the console, and how it is shown and entered.
import type { Column } from '@/kit/columns'
import type { Field } from '@/kit/fields'
import { yuanShown } from '@/kit/money'
import { moment } from '@/kit/show'
import type { Tone } from '@/kit/tag.vue'
import { t, word } from '@/locale'
import { options } from '../options'

export interface Kit { item: string; amount: number; state: string; label: string }
export interface Closing { id: string; from_on: string; to_on: string | null; reason: string }
export interface Check { id: string; kind: string; checked_at: string; checked_by: string; items: string[]; score: number; distance_m: number; is_passed: boolean; note: string }
export interface Photo { id: string; check_id: string | null; subject: string; taken_at: string; is_old: boolean }
export interface Listing { platform: string; label: string; state: string; state_label: string; state_on: string | null }
export interface Trouble { id: string; station_id: string; station_name?: string; kind: string; note: string; raised_at: string; due_on: string; reports: number; state: string; repaired_at: string | null; repair_note: string; closed_at: string | null; closed_by: string }
export interface Station {
  id: string; number: string; name: string; brand: string; union_id: string; union_name: string; township_code: string; township_name: string; community: string; address: string; door_note: string; written_position: string; datum: string; datum_label: string; position_method: string; method_label: string; position_on: string | null
  host_unit: string; builder: string; building_mode: string; keeper_name: string; keeper_phone: string | null; public_phone: string; built_on: string | null; opened_on: string | null; plate_on: string | null; area_m2: number; invested_fen: number; fund_sources: string[]; fund_labels: string[]; yearly_cost_fen: number; has_sign: boolean; access_control: string
  hours: string; hours_text: string; services: string[]; audiences: string[]; audience_labels: string[]; status: string; status_label: string; status_reason: string; level: string; level_label: string; level_year: number; stars: number; listed_on: string | null; withdrawn_on: string | null; verified_at: string | null; note: string
  wgs84?: [number, number]; gcj02?: [number, number]; bd09?: [number, number]; acts: string[]
  listings: Listing[]; kit: Kit[]; closings: Closing[]; checks: Check[]; photos: Photo[]; troubles: Trouble[]
}

const tones: Record<string, Tone> = { applied: 'calm', planned: 'calm', in_use: 'good', repair: 'warn', paused: 'warn', withdrawn: 'plain' }
export const statusTone = (status: string): Tone => tones[status] ?? 'plain'
const listingTones: Record<string, Tone> = { listed: 'good', submitted: 'calm', wrong: 'bad', removed: 'plain' }
export const listingTone = (state: string): Tone => listingTones[state] ?? 'plain'
export const levelText = (s: Station): string => [s.level_label, s.level_year || '', s.stars ? t('station.stars_are', { n: s.stars }) : ''].filter(Boolean).join(' · ')
export const troubleTone = (state: string): Tone => (state === 'open' ? 'bad' : state === 'repaired' ? 'warn' : 'good')

export const columns: Column<Station>[] = [
  { key: 'name', label: 'station.name', link: (s) => `/stations/${s.id}` },
  { key: 'number', label: 'station.number' },
  { key: 'brand', label: 'station.brand' },
  { key: 'status', label: 'station.status', show: (s) => s.status_label, tone: (s) => statusTone(s.status) },
  { key: 'township_name', label: 'station.township' },
  { key: 'hours_text', label: 'station.hours', show: (s) => (s.hours ? s.hours_text : `${s.hours_text} ⚠ ${t('station.no_hours')}`) },
  { key: 'keeper_name', label: 'station.keeper' },
  { key: 'listings', label: 'station.maps', show: (s) => s.listings.filter((l) => l.state === 'listed').map((l) => l.label).join('、') || t('code.station_listing.none'), tone: (s) => (s.listings.some((l) => l.state === 'listed') ? 'good' : 'warn') },
  { key: 'verified_at', label: 'station.verified', show: (s) => moment(s.verified_at) },
  { key: 'address', label: 'station.address', extra: true },
  { key: 'host_unit', label: 'station.host', extra: true },
  { key: 'builder', label: 'station.builder', extra: true },
  { key: 'community', label: 'station.community', extra: true },
  { key: 'invested_fen', label: 'station.invested_shown', show: (s) => yuanShown(s.invested_fen) ?? '', number: true, extra: true },
  { key: 'fund_sources', label: 'station.funds', show: (s) => s.fund_labels.join('、'), extra: true },
  { key: 'yearly_cost_fen', label: 'station.yearly_cost_shown', show: (s) => yuanShown(s.yearly_cost_fen) ?? '', number: true, extra: true },
  { key: 'audiences', label: 'station.audiences', show: (s) => s.audience_labels.join('、'), extra: true },
  { key: 'level', label: 'station.level', show: levelText, extra: true },
  { key: 'plate_on', label: 'station.plate_on', extra: true },
  { key: 'opened_on', label: 'station.opened_on', extra: true },
  { key: 'datum', label: 'station.datum', show: (s) => s.datum_label, extra: true },
  { key: 'union_name', label: 'station.union', extra: true },
]

export const troubleColumns: Column<Trouble>[] = [
  { key: 'station_name', label: 'station.name', link: (r) => `/stations/${r.station_id}` },
  { key: 'kind', label: 'station.trouble', show: (r) => word('station_trouble', r.kind) },
  { key: 'state', label: 'station.status', show: (r) => word('station_trouble_state', r.state), tone: (r) => troubleTone(r.state) },
  { key: 'note', label: 'station.what' },
  { key: 'reports', label: 'station.reports', number: true },
  { key: 'raised_at', label: 'station.raised', show: (r) => moment(r.raised_at) },
  { key: 'due_on', label: 'station.due' },
]

export const formFields = (): Field[] => [
  { name: 'name', label: 'station.name', required: true, length: 100, wide: true },
  { name: 'brand', label: 'station.brand', length: 40, hint: 'station.brand_hint' },
  { name: 'township_code', label: 'station.township', kind: 'township' },
  { name: 'community', label: 'station.community', length: 40 },
  { name: 'address', label: 'station.address', length: 200, wide: true },
  { name: 'door_note', label: 'station.door', length: 100, hint: 'station.door_hint' },
  { name: 'written_position', label: 'station.position', length: 80, hint: 'station.position_hint' },
  { name: 'datum', label: 'station.datum', kind: 'choice', options: options('station_datum') },
  { name: 'position_method', label: 'station.method', kind: 'choice', options: options('station_method') },
  { name: 'position_on', label: 'station.position_on', kind: 'day' },
  { name: 'hours_text', label: 'station.hours', length: 200, wide: true, hint: 'station.hours_hint' },
  { name: 'host_unit', label: 'station.host', length: 100 },
  { name: 'builder', label: 'station.builder', length: 100 },
  { name: 'building_mode', label: 'station.mode', length: 20 },
  { name: 'keeper_name', label: 'station.keeper', length: 40 },
  { name: 'public_phone', label: 'station.public_phone', length: 30 },
  { name: 'access_control', label: 'station.access', length: 20, hint: 'station.access_hint' },
  { name: 'area_m2', label: 'station.area', kind: 'integer' },
  { name: 'invested_fen', label: 'station.invested', kind: 'money' },
  { name: 'fund_sources', label: 'station.funds', kind: 'several', options: options('station_fund') },
  { name: 'yearly_cost_fen', label: 'station.yearly_cost', kind: 'money' },
  { name: 'audiences', label: 'station.audiences', kind: 'several', options: options('station_audience'), wide: true },
  { name: 'has_sign', label: 'station.sign', kind: 'yes' },
  { name: 'built_on', label: 'station.built_on', kind: 'day' },
  { name: 'plate_on', label: 'station.plate_on', kind: 'day' },
  { name: 'level', label: 'station.level', kind: 'choice', options: options('station_level') },
  { name: 'level_year', label: 'station.level_year', kind: 'integer', hint: 'station.level_year_hint' },
  { name: 'stars', label: 'station.stars', kind: 'integer', hint: 'station.stars_hint' },
  { name: 'note', label: 'station.note', kind: 'lines', length: 500, wide: true },
]

// Mo-Fr 08:30-17:00; spring off; lunar 12-30..01-03 off → 周一-周五 08:30-17:00; 春节 关闭; 除夕至农历1月3日 关闭
const dayWords = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su', 'summer', 'winter', 'PH', 'off', 'open', 'newyear', 'spring', 'tombsweeping', 'labour', 'dragonboat', 'midautumn', 'national']
export function calendarText(hours: string): string {
  const words = Object.fromEntries(dayWords.map((word) => [word, t(`station.day.${word}`)]))
  const dayOf = (calendar: string, month: string, day: string) => calendar === 'lunar' && month === '12' && day === '30' ? t('station.day.eve') : t(`station.day.${calendar}`, { month: Number(month), day: Number(day) })
  return hours.split('; ').map((part) => {
    const days = /^(lunar|on) (\d\d)-(\d\d)\.\.(\d\d)-(\d\d) /.exec(part)
    if (!days) return part.replace(/[A-Za-z]+/g, (word) => words[word] ?? word)
    const [all, calendar, m1, d1, m2, d2] = days
    const from = dayOf(calendar, m1, d1), to = dayOf(calendar, m2, d2)
    return `${from === to ? from : t('station.day.span', { from, to })} ${part.slice(all.length).replace(/[A-Za-z]+/g, (word) => words[word] ?? word)}`
  }).join('; ')
}
