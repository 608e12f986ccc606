import type { Application } from '@/api/types'
import type { Column } from '@/kit/columns'
import type { Tone } from '@/kit/tag.vue'
import { moment } from '@/kit/show'
import { t, word } from '@/locale'

const tones: Record<string, Tone> = { waiting: 'warn', accepted: 'good', refused: 'bad', transferring: 'calm' }

export const columns: Column<Application>[] = [
  { key: 'name', label: 'member.name' },
  { key: 'state', label: 'application.state', show: (a) => word('application', a.state), tone: (a) => tones[a.state] ?? 'plain' },
  { key: 'due_on', label: 'application.due_on', show: (a) => (a.state === 'waiting' ? t(a.is_overdue ? 'application.late' : 'application.waited', { on: a.due_on, n: a.waited_workdays }) : a.due_on), tone: (a) => (a.is_overdue ? 'bad' : 'plain') },
  { key: 'union_name', label: 'application.union' },
  { key: 'category', label: 'member.category', show: (a) => (a.category ? word('category', a.category) : '—') },
  { key: 'platform', label: 'member.platform' },
  { key: 'unit_name', label: 'application.unit' },
  { key: 'phone', label: 'member.phone' },
  { key: 'kind', label: 'application.kind', show: (a) => word('application_kind', a.kind), extra: true },
  { key: 'identity_number', label: 'member.identity', extra: true },
  { key: 'applied_at', label: 'application.applied_at', show: (a) => moment(a.applied_at), extra: true },
  { key: 'routed_by', label: 'application.routed_by', extra: true },
  { key: 'reason', label: 'act.reason', extra: true },
  { key: 'decided_by', label: 'application.decided_by', extra: true },
]
