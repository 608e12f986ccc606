import type { UnionQuality } from '@/api/quality-types'
import type { Column } from '@/kit/columns'
import { figure } from '@/kit/show'

export const kinds = ['no_phone', 'phone_not_mobile', 'no_category', 'no_join_date', 'phone_shared'] as const

// A number opens to just the people it counts: of this very union, those in membership, with this problem.
export const rowsOf = (union: string | undefined, problem: string, own: boolean) => {
  const asked = { ...(union ? { union } : {}), ...(union && own ? { own: '1' } : {}), state: 'counted', ...(problem ? { problem } : {}) }
  return `/members?${new URLSearchParams(asked as Record<string, string>).toString()}`
}

const opens = (key: keyof UnionQuality, problem: string) => (r: UnionQuality) => (r[key] ? rowsOf(r.id, problem, true) : '')
const shown = (key: keyof UnionQuality) => (r: UnionQuality) => (r[key] ? figure(r[key] as number) : '—')
const below = (r: UnionQuality, least: number) => r.qualified * 100 < r.members * least

export const columns = (least: number): Column<UnionQuality>[] => [
  { key: 'name', label: 'union.name', link: (r) => `/unions/${r.id}` },
  { key: 'share', label: 'quality.share', tone: (r) => (below(r, least) ? 'bad' : 'good') },
  { key: 'qualified', label: 'quality.qualified', number: true },
  { key: 'members', label: 'quality.members', number: true, link: opens('members', '') },
  { key: 'unqualified', label: 'quality.unqualified', number: true, link: opens('unqualified', 'any') },
  ...kinds.map((kind): Column<UnionQuality> => ({ key: kind, label: `code.problem.${kind}`, number: true, show: shown(kind), link: opens(kind, kind) })),
]
