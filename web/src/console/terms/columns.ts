import type { Term } from '@/api/types'
import type { Column } from '@/kit/columns'
import type { Tone } from '@/kit/tag.vue'
import { t, word } from '@/locale'

const tones: Record<string, Tone> = { over: 'bad', third: 'bad', second: 'warn', first: 'plain' }

const left = (row: Term) => (row.days_left < 0 ? t('terms.over', { n: -row.days_left }) : t('terms.left', { n: row.days_left }))
const told = (row: Term) => (row.reminded_on ? t(row.is_told ? 'terms.told' : 'terms.not_told', { on: row.reminded_on }) : '—')

export const columns: Column<Term>[] = [
  { key: 'name', label: 'union.name', link: (r) => `/unions/${r.id}` },
  { key: 'parent_name', label: 'union.parent' },
  { key: 'chair_name', label: 'union.chair' },
  { key: 'term_to_on', label: 'union.term_to_on', sort: true },
  { key: 'days_left', label: 'terms.days_left', show: left, tone: (r) => tones[r.stage] ?? 'plain' },
  { key: 'reminded_on', label: 'terms.reminded_on', show: told },
  { key: 'session_number', label: 'union.session_number', number: true, extra: true },
  { key: 'stage', label: 'terms.stage', show: (r) => word('term_stage', r.stage), extra: true },
]
