// 数据合格率 over the wire.
import type { Id, Page } from './types'

export interface UnionQuality {
  id: Id
  name: string
  share: string // "96.15%"
  members: number
  qualified: number
  unqualified: number
  no_phone: number
  phone_not_mobile: number
  no_category: number
  no_join_date: number
  phone_shared: number
}

export interface QualityPage extends Page<UnionQuality> {
  sum: UnionQuality
  as_of: string
  definition: string
  least_percent: number
}
