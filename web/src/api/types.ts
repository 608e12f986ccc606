// What goes over the wire. One file, so that the generated one can take its place.

export type Id = string
export type Day = string // YYYY-MM-DD

export interface Page<T> {
  items: T[]
  next?: string | null
  total?: number | null
}

export interface Path {
  id: Id
  name: string
}

export interface HeldRole {
  id?: Id
  role: string
  label: string
  union_id: Id
  union_name: string
  from_on?: Day | null
  to_on?: Day | null
}

export interface Period {
  from: Day
  to: Day
}

export interface Session {
  account: { id: Id; login: string; name: string; has_totp?: boolean; must_change_password?: boolean }
  realm: { id: Id; name: string; division: string }
  roles: HeldRole[]
  grants: string[]
  menu: string[]
  csrf: string
  today: Day
  period: Period
}

export interface InboxItem {
  kind: string
  count: number
  title: string
  link: string
  oldest_on?: Day | null
}

export interface Term {
  id: Id
  name: string
  parent_name: string
  chair_name: string
  session_number: number
  term_to_on: Day
  days_left: number
  stage: string
  reminded_on?: Day | null
  is_told: boolean
  case_id?: Id | null
}

export interface SearchHit {
  kind: string
  id: Id
  title: string
  subtitle: string
  link: string
}

export interface Row {
  id: Id
  allowed?: string[]
}

export interface Union extends Row {
  name: string
  parent_id: Id | null
  parent_name: string | null
  type: string
  form: string | null
  level_code: string | null
  credit_code: string | null
  township_code: string | null
  township_name: string | null
  founded_on: Day | null
  approval_number: string | null
  approved_on: Day | null
  session_number: number | null
  term_years: number | null
  term_from_on: Day | null
  term_to_on: Day | null
  employees_reported: number | null
  members_reported: number | null
  members_counted: number | null
  chair_name: string | null
  is_new_form: boolean
  status: string
  note: string | null
  fund_parent_id: Id | null
  industry_line: string | null
}

export interface UnionNode {
  id: Id
  name: string
  type: string
  status: string
  children: number
  members: number
}

export interface UnionEvent {
  id?: Id
  on: Day
  type: string
  label: string
  document_number?: string | null
  reason?: string | null
  detail?: string | null
}

export interface CoveredUnit {
  id: Id
  unit_id: Id
  name: string
  from_on: Day | null
  to_on: Day | null
  is_main: boolean
}

export interface Unit extends Row {
  name: string
  credit_code: string | null
  township_code: string | null
  township_name?: string | null
  address: string | null
  nature: string | null
  industry: string | null
  legal_representative: string | null
  employees: number | null
  unions?: { id: Id; name: string; is_main?: boolean; from_on?: Day | null }[]
}

export interface Outlet extends Row {
  name: string
  unit_name: string | null
  brand: string | null
  trade: string | null
  township_name: string | null
  courier_count: number | null
  trucker_count: number | null
  delivery_count: number | null
  ridehail_count: number | null
  other_count: number | null
  total_count: number | null
  status: string | null
  has_union: boolean
  written_position: string
  datum: string
  at?: [number, number] // in the datum of the map's ground
}

export interface Brand extends Row {
  name: string
  aliases: string[]
  trade: string | null
  outlets: number
  couriers: number
}

export interface Member extends Row {
  name: string
  sex: string | null
  born_on: Day | null
  identity_masked: string | null
  phone_masked: string | null
  union_id: Id | null
  union_name: string | null
  state: string
  joined_on: Day | null
  category: number | null
  category_label: string | null
  platform: string | null
  education: string | null
  politics: string | null
  is_migrant: number
  is_qualified: boolean
  problem_words: string[]
  problem_labels: string[]
  changes: string[] // what may happen to the membership next
}

export interface MemberEvent {
  on: Day
  type: string
  label: string
  union_name: string | null
  other_union: string | null
  reason: string | null
  source: string | null
  proof?: string[]
}

export interface WorkSpell {
  outlet_name: string | null
  brand: string | null
  post: string | null
  township_name: string | null
  from_on: Day | null
  to_on: Day | null
  source: string | null
}

export interface Revealed {
  identity_number?: string
  phone?: string
}

export interface SheetColumn {
  index: number
  title: string
  field: string | null
  sample: string[]
}

export interface ImportSheet {
  name: string
  rows: number
  header_row: number
  columns: SheetColumn[]
  skipped?: boolean
}

export interface ImportReason {
  code: string
  label: string
  count: number
  severity: 'error' | 'warning' | 'fixed' | 'note'
}

export interface ImportJob extends Row {
  file_name: string
  kind: string
  kind_label: string
  state: string
  sheets: ImportSheet[]
  fields: { name: string; label: string; required: boolean }[]
  rows: number
  accepted: number
  rejected: number
  merged: number
  pending: number
  skipped: number
  warned: number
  reasons: ImportReason[]
  progress: number
  message: string | null
  created_at: string
}

export interface ImportRow {
  id?: Id
  sheet_name: string
  row: number
  outcome: string
  title: string
  reasons: { code: string; message: string }[]
  change: string | null
}

export interface ImportProgress {
  state: string
  progress: number
  rows: number
}

export interface Person {
  id: Id
  name: string
  sex?: string | null
  born_on?: Day | null
  identity_masked?: string | null
  phone_masked?: string | null
  union_name?: string | null
  state?: string | null
  joined_on?: Day | null
  category_label?: string | null
  source?: string | null
}

export interface Duplicate extends Row {
  score: number
  reasons: string[]
  left: Person
  right: Person
}

export interface Merge extends Row {
  on?: Day
  at?: string
  undone_at?: string | null
  kept?: Person | null
  dropped?: Person | null
}

export interface Figure {
  code: string
  name: string
  unit: string
  value: number | null
  text: string | null
  definition: string
  source: string | null
  numerator?: number | null
  denominator?: number | null
  link?: string | null
}

export interface FigureRow {
  id?: Id
  kind: string
  day: Day
  title: string
  union: string
  union_id: Id
  amount: number
  subject_id: Id | null
  link?: string | null
  note?: string | null
}

export type Values = Record<string, number | null>

export interface BoardChild {
  id: Id
  name: string
  code: string | null
  values: Values
}

export interface Outline {
  type: string
  features: { properties: Record<string, unknown>; geometry: { type: string; coordinates: unknown } }[]
}

export interface Board {
  union: Path
  path: Path[]
  from: Day
  to: Day
  figures: Figure[]
  months: { month: string; values: Values }[]
  children: BoardChild[]
  totals: Values
  columns: { code: string; name: string; unit: string }[]
  rates: { code: string; name: string }[]
  outline: Outline | null
}

export interface Account extends Row {
  login: string
  name: string
  is_disabled: boolean
  locked_until?: string | null
  must_change_password?: boolean
  created_at?: string
  roles?: HeldRole[]
}

export interface RoleKind {
  role: string
  label: string
  grants?: string[]
}

export interface DisclosureDay {
  id: string
  account_id: Id
  on: string
  name: string
  login: string
  union_name: string
  reveals: number
  exports: number
  row_count: number
  unusual: string // what is above its limit, in words
}

export interface DisclosureEntry extends JournalLine {
  kind: string
  kind_label: string
  role_label: string
  row_count: number
  union_name: string
  member_id: string
}

export interface JournalLine {
  id: Id
  at: string
  actor: string
  role: string | null
  action: string
  action_label?: string | null
  subject_kind: string | null
  subject_id?: string | null
  reason?: string | null
}

export interface Application extends Row {
  kind: string
  name: string
  state: string
  category: number
  platform: string
  unit_name: string
  union_name: string
  is_in_pool: boolean
  routed_by: string
  due_on: Day
  is_overdue: boolean
  waited_workdays: number
  applied_at: string
  phone: string
  identity_number: string
  reason: string
  decided_by: string
  allowed: string[]
}

export interface Poster extends Row {
  campaign: string
  union_name: string
  expires_on: Day
  is_open: boolean
  applications: number
  accepted: number
  made_by: string
  link: string
  address: string
  allowed: string[]
}

export interface RoutingRule {
  route_by: string
  category: number
  platform: string
  township_code: string
  union_id: Id | null
  note: string
}

export interface SpotOutcome {
  row_key: string
  outcome: string
  sentence: string
  fields: { path: string; message: string }[]
}

export interface Notice extends Row {
  template_name: string
  channel: string
  address_shown: string
  state: string
  attempts: number
  created_at: string
  settled_at: string
  carrier_note: string
  allowed: string[]
}

export interface SelfRequest extends Row {
  kind: string
  person_id: Id
  person_name: string
  union_name: string
  note: string
  state: string
  due_on: Day
  is_late: boolean
  asked: { name: string; phone: string; platform: string; category: number }
  allowed: string[]
}
