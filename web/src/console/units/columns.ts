import type { Unit } from '@/api/types'
import type { Column } from '@/kit/columns'

export const columns: Column<Unit>[] = [
  { key: 'name', label: 'unit.name', sort: true, link: (u) => `/units/${u.id}` },
  { key: 'credit_code', label: 'unit.credit_code' },
  { key: 'nature', label: 'unit.nature' },
  { key: 'industry', label: 'unit.industry' },
  { key: 'township_name', label: 'unit.township', show: (u) => u.township_name ?? u.township_code ?? '—' },
  { key: 'unions', label: 'unit.unions', show: (u) => u.unions?.map((x) => x.name).join(' · ') || '—' },
  { key: 'address', label: 'unit.address', extra: true },
  { key: 'legal_representative', label: 'unit.legal_representative', extra: true },
  { key: 'employees', label: 'unit.employees', number: true, extra: true },
]
