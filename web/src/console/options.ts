// Choices that filters and forms offer. The server checks each value again; these are only the words.
import { word } from '@/locale'
import source from '@/locale/zh-CN'

const codes: Record<string, string[]> = {
  union_type: ['federation', 'work_committee', 'office', 'single_basic', 'joint_basic', 'industry_federation', 'regional_federation', 'branch', 'group', 'other'],
  union_status: ['preparing', 'active', 'locked', 'dissolved', 'merged'],
  founding: ['surveyed', 'requested', 'preparing', 'nominated', 'electing', 'elected', 'reported', 'founded', 'archived', 'paused', 'withdrawn'],
  founding_kind: ['founding', 'reelection', 'by_election', 'extension', 'rename', 'resubordination', 'widening'],
  founding_change: ['reelection', 'by_election', 'extension', 'rename', 'resubordination', 'widening'],
  founding_type: ['single_basic', 'joint_basic'],
  founding_bar: ['executive', 'relative', 'deputy', 'personnel', 'finance', 'foreign'],
  founding_meeting: ['members', 'delegates'],
  term: ['3', '5'],
  term_stage: ['over', 'coming', 'third', 'second', 'first', 'all'],
  term_case: ['none', 'open'],
  application: ['waiting', 'accepted', 'refused', 'withdrawn', 'transferring'],
  batch_row: ['ready', 'conflict', 'done', 'undone', 'kept'],
  transfer_turn: ['mine', 'from', 'to'],
  transfer_state: ['waiting', 'open', 'released', 'outside', 'done', 'refused', 'withdrawn'],
  transfer_side: ['out', 'in'],
  transfer_kind: ['move', 'second', 'give_back', 'outward'],
  route_by: ['own_unit', 'category', 'platform', 'township_rule', 'township', 'pool'],
  self_request: ['correction', 'rebind', 'deletion'],
  self_request_state: ['waiting', 'done', 'refused', 'withdrawn'],
  notice_state: ['waiting', 'sent', 'failed', 'expired'],
  standing: ['applying', 'active', 'moving_out', 'retained', 'left', 'expelled', 'deceased', 'none'],
  category: Object.keys(source.code.category), // the program's own list, which web/tools/check-locale.mjs compares
  migrant: ['1', '2'],
  service_way: ['counter', 'scan', 'import'],
  station_status: ['applied', 'planned', 'in_use', 'repair', 'paused', 'withdrawn'],
  station_datum: ['wgs84', 'gcj02', 'bd09', 'unknown'],
  station_wants: ['datum', 'position', 'hours'],
  station_check: ['verify', 'self', 'patrol', 'visit', 'recheck'],
  station_kit_state: ['ok', 'broken', 'missing'],
  station_trouble_filter: ['open', 'repaired', 'all'],
  outlet_status: ['open', 'closed'],
  import_kind: ['outlets', 'roster', 'unions', 'coverage', 'members', 'standing', 'stations', 'services'],
  import_state: ['uploaded', 'mapping', 'checking', 'checked', 'committing', 'done', 'undone', 'failed'],
  import_waiting: ['waiting'],
  problem: ['any', 'no_phone', 'phone_not_mobile', 'phone_shared', 'no_category', 'no_join_date'],
  transfer: ['open'],
  outcome: ['accepted', 'rejected', 'merged', 'pending', 'skipped'],
  account_status: ['active', 'locked', 'disabled'],
  truth: ['true', 'false'],
}

export const options = (group: string) => (codes[group] ?? []).map((value) => ({ value, text: word(group, value) }))
