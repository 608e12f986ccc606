import type { Union } from '@/api/types'
import type { Column } from '@/kit/columns'
import type { Tone } from '@/kit/tag.vue'
import { word } from '@/locale'

const tones: Record<string, Tone> = { active: 'good', preparing: 'warn', locked: 'warn', dissolved: 'plain', merged: 'plain' }
export const statusTone = (status: string): Tone => tones[status] ?? 'plain'

export const columns: Column<Union>[] = [
  { key: 'name', label: 'union.name', sort: true, link: (u) => `/unions/${u.id}` },
  { key: 'parent_name', label: 'union.parent' },
  { key: 'type', label: 'union.type', show: (u) => word('union_type', u.type) },
  { key: 'township_name', label: 'union.township' },
  { key: 'members_counted', label: 'union.members_counted', number: true },
  { key: 'members_reported', label: 'union.members_reported', number: true, extra: true },
  { key: 'employees_reported', label: 'union.employees_reported', number: true, extra: true },
  { key: 'founded_on', label: 'union.founded_on', sort: true },
  { key: 'term_to_on', label: 'union.term_to_on', sort: true },
  { key: 'is_new_form', label: 'union.is_new_form', show: (u) => (u.is_new_form ? word('yes', 1) : '—'), tone: () => 'accent' },
  { key: 'status', label: 'union.status', show: (u) => word('union_status', u.status), tone: (u) => statusTone(u.status) },
  { key: 'approval_number', label: 'union.approval_number', extra: true },
  { key: 'credit_code', label: 'union.credit_code', extra: true },
  { key: 'chair_name', label: 'union.chair', extra: true },
]
