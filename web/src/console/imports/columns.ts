import type { ImportJob, ImportRow } from '@/api/types'
import type { Column } from '@/kit/columns'
import { moment } from '@/kit/show'
import type { Tone } from '@/kit/tag.vue'
import { word } from '@/locale'

const states: Record<string, Tone> = { done: 'good', failed: 'bad', mapping: 'warn', checked: 'accent', undone: 'plain' }
export const stateTone = (state: string): Tone => states[state] ?? 'calm'
const outcomes: Record<string, Tone> = { accepted: 'good', rejected: 'bad', merged: 'calm', pending: 'warn' }
export const outcomeTone = (outcome: string): Tone => outcomes[outcome] ?? 'plain'
export const outcomeNames = ['accepted', 'merged', 'pending', 'skipped', 'rejected'] as const

export const columns: Column<ImportJob>[] = [
  { key: 'file_name', label: 'import.file', link: (j) => `/imports/${j.id}` },
  { key: 'kind_label', label: 'import.kind', show: (j) => j.kind_label || word('import_kind', j.kind) },
  { key: 'state', label: 'import.state', show: (j) => word('import_state', j.state), tone: (j) => stateTone(j.state) },
  { key: 'rows', label: 'import.rows', number: true },
  { key: 'accepted', label: 'import.accepted', number: true },
  { key: 'rejected', label: 'import.rejected', number: true },
  { key: 'pending', label: 'import.pending', number: true },
  { key: 'merged', label: 'import.merged', number: true, extra: true },
  { key: 'skipped', label: 'import.skipped', number: true, extra: true },
  { key: 'created_at', label: 'import.created_at', show: (j) => moment(j.created_at) },
]

export const rowColumns: Column<ImportRow>[] = [
  { key: 'row', label: 'import.row', show: (r) => `${r.sheet_name} · ${r.row}` },
  { key: 'title', label: 'import.title' },
  { key: 'outcome', label: 'import.outcome', show: (r) => word('outcome', r.outcome), tone: (r) => outcomeTone(r.outcome) },
  { key: 'reasons', label: 'import.reason', show: (r) => r.reasons.map((x) => x.message).join('\u2003') || '—' },
  { key: 'change', label: 'import.change' },
]
