// Moving between unions, many at once, and expulsions told upward.
import type { Day, Id, Row } from './types'

export interface Transfer extends Row {
  name: string
  state: string
  kind: string
  letter_number: string
  origin: string
  from_name: string
  to_name: string
  reason: string
  answer: string
  asked_by: string
  asked_at: string
  due_on: Day | null
  released_on: Day | null
  released_by: string
  moved_on: Day | null
  settled_by: string
  waited_workdays: number
  is_overdue: boolean
  is_my_turn: boolean
  identity_number: string
  phone: string
  allowed: string[]
}

export interface TransferLookUp {
  found: string
  union_name: string
  sentence: string
  request_id: Id | null
}

export interface TransferBatch extends Row {
  act: string
  state: string
  from_name: string
  to_name: string
  happened_on: Day
  reason: string
  asked_by: string
  asked_at: string
  total_rows: number
  next_seq: number
  message: string
  counts: Record<string, number>
  reasons: { code: string; detail: string; rows: number }[]
  allowed: string[]
}

export interface TransferBatchRow {
  id?: string
  seq: number
  person_id: Id | null
  name: string
  identity_number: string
  from_name: string
  union_name: string
  outcome: string
  detail: string
}

export interface Expulsion extends Row {
  person_id: Id
  name: string
  union_name: string
  happened_on: Day
  reason: string
  lines: string[]
  noted_on: Day | null
  noted_by: string
  allowed: string[]
}

export interface Posting extends Row {
  person_id: Id
  name: string
  kind: string
  host_name: string
  host_union_name: string
  from_on: Day
  until_on: Day | null
  ended_on: Day | null
  effect: string
  allowed: string[]
}
