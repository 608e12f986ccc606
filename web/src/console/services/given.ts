// Services given, as the console shows them.
import type { Column } from '@/kit/columns'
import { text } from '@/kit/show'

export interface Item { name: string; aliases: string[]; is_offered: boolean; person_limit: number; limit_days: number; season_from: string; season_to: string; is_in_season: boolean; note: string }
export interface Answer { client_key: string; outcome: string; sentence: string; id: string | null }
export interface Given { id: string; station_id: string; station_name: string; item: string; given_on: string; clock: string; amount: number; receiver: string; phone: string; way: string; way_label: string; clerk_name: string; remark: string; undone_at: string | null; allowed: string[] }

export const columns: Column<Given>[] = [
  { key: 'given_on', label: 'service.when', show: (g) => `${g.given_on} ${g.clock}` },
  { key: 'station_name', label: 'station.name', link: (g) => `/stations/${g.station_id}` },
  { key: 'item', label: 'service.item' },
  { key: 'amount', label: 'service.amount', number: true },
  { key: 'receiver', label: 'service.receiver', show: (g) => text(g.receiver) },
  { key: 'phone', label: 'member.phone', show: (g) => text(g.phone) },
  { key: 'way', label: 'service.way', show: (g) => g.way_label },
  { key: 'clerk_name', label: 'service.clerk' },
  { key: 'remark', label: 'service.remark', extra: true },
]
