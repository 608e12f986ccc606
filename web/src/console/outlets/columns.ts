import type { Brand, Outlet } from '@/api/types'
import type { Column } from '@/kit/columns'
import { t, word } from '@/locale'

export const columns: Column<Outlet>[] = [
  { key: 'name', label: 'outlet.name', sort: true },
  { key: 'brand', label: 'outlet.brand' },
  { key: 'township_name', label: 'outlet.township' },
  { key: 'unit_name', label: 'outlet.unit' },
  { key: 'total_count', label: 'outlet.total', number: true, sort: true },
  { key: 'courier_count', label: 'outlet.couriers', number: true },
  { key: 'delivery_count', label: 'outlet.delivery', number: true },
  { key: 'trucker_count', label: 'outlet.truckers', number: true },
  { key: 'ridehail_count', label: 'outlet.ridehail', number: true },
  { key: 'other_count', label: 'outlet.other', number: true, extra: true },
  { key: 'has_union', label: 'outlet.has_union', show: (o) => word('founded', o.has_union ? 1 : 0), tone: (o) => (o.has_union ? 'good' : 'warn') },
  { key: 'status', label: 'outlet.status', show: (o) => word('outlet_status', o.status), extra: true },
  { key: 'written_position', label: 'station.position', show: (o) => (o.at ? o.written_position : `⚠ ${t('siting.no_position')}`), extra: true },
  { key: 'datum', label: 'station.datum', show: (o) => (o.at ? word('station_datum', o.datum) : '—'), extra: true },
  { key: 'trade', label: 'outlet.trade', extra: true },
]

export const brandColumns: Column<Brand>[] = [
  { key: 'name', label: 'outlet.brand', link: (b) => `/outlets?brand=${encodeURIComponent(b.name)}` },
  { key: 'trade', label: 'outlet.trade' },
  { key: 'outlets', label: 'outlet.outlets', number: true },
  { key: 'couriers', label: 'outlet.couriers', number: true },
  { key: 'aliases', label: 'outlet.aliases', show: (b) => (Array.isArray(b.aliases) ? b.aliases.join(' · ') : b.aliases) || '—' },
]
