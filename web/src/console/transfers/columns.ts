import type { Transfer } from '@/api/transfer-types'
import type { Column } from '@/kit/columns'
import type { Tone } from '@/kit/tag.vue'
import { moment } from '@/kit/show'
import { t, word } from '@/locale'

const tones: Record<string, Tone> = { open: 'warn', released: 'warn', outside: 'calm', done: 'good', refused: 'bad' }
const batchTones: Record<string, Tone> = { checking: 'warn', checked: 'warn', running: 'warn', stopped: 'warn', done: 'good', undoing: 'warn', undone: 'plain', dropped: 'plain' }
export const batchTone = (state: string): Tone => batchTones[state] ?? 'plain'
const waits = (r: Transfer) => ['open', 'released', 'outside'].includes(r.state)

function due(r: Transfer): string {
  if (!waits(r)) return '—'
  if (!r.due_on) return t('transfer.no_due', { n: r.waited_workdays })
  return t(r.is_overdue ? 'transfer.late' : 'transfer.waited', { on: r.due_on, n: r.waited_workdays })
}

export const columns: Column<Transfer>[] = [
  { key: 'name', label: 'member.name', sort: true },
  { key: 'state', label: 'transfer.state', show: (r) => word('transfer_state', r.state), tone: (r) => tones[r.state] ?? 'plain' },
  { key: 'due_on', label: 'transfer.due_on', sort: true, show: due, tone: (r) => (r.is_overdue ? 'bad' : 'plain') },
  { key: 'from_name', label: 'transfer.from' },
  { key: 'to_name', label: 'transfer.to' },
  { key: 'reason', label: 'transfer.reason' },
  { key: 'asked_by', label: 'transfer.asked_by' },
  { key: 'kind', label: 'transfer.kind', show: (r) => word('transfer_kind', r.kind), extra: true },
  { key: 'origin', label: 'transfer.origin', show: (r) => word('transfer_origin', r.origin), extra: true },
  { key: 'letter_number', label: 'transfer.letter_number', extra: true },
  { key: 'asked_at', label: 'transfer.asked_at', sort: true, show: (r) => moment(r.asked_at), extra: true },
  { key: 'identity_number', label: 'member.identity', extra: true },
  { key: 'phone', label: 'member.phone', extra: true },
  { key: 'released_on', label: 'transfer.released_on', extra: true },
  { key: 'released_by', label: 'transfer.released_by', extra: true },
  { key: 'moved_on', label: 'transfer.moved_on', extra: true },
  { key: 'settled_by', label: 'transfer.settled_by', extra: true },
  { key: 'answer', label: 'transfer.answer', extra: true },
]
