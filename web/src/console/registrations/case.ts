// A legal-person registration as the server tells it, and what the pages know of its acts.
import type { Registration, RegistrationStep } from '@/api/generated/types'
import type { Day, Id } from '@/api/types'
import type { Column } from '@/kit/columns'
import type { Field } from '@/kit/fields'
import type { Tone } from '@/kit/tag.vue'
import { t, word } from '@/locale'
import { options } from '../options'

export interface RegistrationRow extends Omit<Registration, 'id' | 'union_id'> {
  id: string
  union_id: Id
  phone_masked: string
  is_late: boolean
  allowed: string[]
}
export interface RegistrationCase extends RegistrationRow {
  steps: RegistrationStep[]
  founding_id: Id | null
}
export interface Duty {
  id: Id
  name: string
  parent_name: string
  kind: string
  matters: string[]
  since_on: Day
  due_on: Day
  days_left: number
  certificate_number: string
  case_id: Id | null
}

const tones: Record<string, Tone> = { drafted: 'warn', filed: 'calm', returned: 'bad', certified: 'good', withdrawn: 'plain' }
export const stateTone = (state: string): Tone => tones[state] ?? 'plain'
// What ends a cancellation is called otherwise.
export const stateWord = (r: RegistrationRow) => (r.state === 'certified' ? t(r.kind === 'cancellation' ? 'registration.cancelled' : 'registration.certified') : word('registration_state', r.state))
export const actWord = (kind: string, act: string) => (act === 'certify' && kind === 'cancellation' ? t('registration.cancel') : word('registration_act', act))
export const matterWords = (matters: string[]) => matters.map((one) => word('registration_matter', one)).join(t('registration.and'))
export const leadsOn = (act: string) => ['file', 'certify'].includes(act)

export const columns: Column<RegistrationRow>[] = [
  { key: 'name', label: 'union.name', link: (r) => `/registrations/${r.id}` },
  { key: 'kind', label: 'registration.kind', show: (r) => word('registration_kind', r.kind) },
  { key: 'state', label: 'registration.state', show: stateWord, tone: (r) => stateTone(r.state) },
  { key: 'due_on', label: 'registration.due_on', show: (r) => (r.due_on ? t(r.is_late ? 'founding.late' : 'founding.due', { on: r.due_on }) : '—'), tone: (r) => (r.is_late ? 'bad' : 'plain') },
  { key: 'parent_name', label: 'union.parent' },
  { key: 'legal_representative', label: 'registration.legal_representative' },
  { key: 'filed_on', label: 'registration.filed_on' },
  { key: 'certificate_number', label: 'registration.certificate_number' },
  { key: 'valid_to_on', label: 'registration.valid_to_on' },
  { key: 'credit_code', label: 'union.credit_code', extra: true },
  { key: 'issuer', label: 'registration.issuer', extra: true },
  { key: 'certified_on', label: 'registration.certified_on', extra: true },
  { key: 'matters', label: 'registration.matters', show: (r) => matterWords(r.matters) || '—', extra: true },
  { key: 'is_in_force', label: 'registration.is_in_force', show: (r) => word('yes', r.is_in_force ? 1 : 0), extra: true },
  { key: 'opened_on', label: 'registration.opened_on', extra: true },
  { key: 'opened_by', label: 'registration.opened_by', extra: true },
]

const left = (row: Duty) => (row.days_left < 0 ? t('terms.over', { n: -row.days_left }) : t('terms.left', { n: row.days_left }))
export const dutyColumns: Column<Duty>[] = [
  { key: 'name', label: 'union.name', link: (r) => `/unions/${r.id}` },
  { key: 'kind', label: 'registration.duty', show: (r) => word('registration_kind', r.kind) },
  { key: 'matters', label: 'registration.changed', show: (r) => matterWords(r.matters) || '—' },
  { key: 'due_on', label: 'registration.until' },
  { key: 'days_left', label: 'terms.days_left', show: left, tone: (r) => (r.days_left < 0 ? 'bad' : r.days_left < 10 ? 'warn' : 'plain') },
  { key: 'parent_name', label: 'union.parent' },
  { key: 'certificate_number', label: 'registration.certificate_number' },
  { key: 'since_on', label: 'registration.since_on', extra: true },
]

// What the applicant fills in; the rest comes from the register.
export function fillFields(r: RegistrationRow): Field[] {
  const body: Field[] = [
    { name: 'premises', label: 'registration.premises', length: 100, hint: 'registration.premises_hint', wide: true },
    { name: 'fund_channel', label: 'registration.fund_channel', kind: 'choice', options: options('registration_fund') },
    { name: 'fund_source', label: 'registration.fund_source', length: 100, hint: 'registration.fund_hint' },
  ]
  const was: Field[] = ['was_name', 'was_address', 'was_representative', 'was_registrar'].map((name) => ({ name, label: `registration.${name}`, length: 120, hint: 'registration.was_hint' }))
  return [
    { name: 'address', label: 'registration.address', length: 120, wide: true },
    ...(r.kind === 'first' || r.kind === 'renewal' ? body : []),
    { name: 'handler', label: 'registration.handler', length: 50 },
    { name: 'phone', label: 'registration.phone', length: 20, hint: r.phone_masked ? 'registration.phone_kept' : undefined },
    { name: 'registrar', label: 'registration.registrar', length: 60 },
    ...(r.kind === 'change' ? was : []),
    ...(r.kind === 'change' || r.kind === 'cancellation' ? [{ name: 'reason', label: 'registration.reason', kind: 'lines', length: 200 } as Field] : []),
  ]
}
// What each act asks for.
export const actFields = (act: string, kind: string): Field[] => {
  const reason: Field[] = [{ name: 'reason', label: 'act.reason', kind: 'lines', required: true, length: 200 }]
  const certificate: Field[] = [
    { name: 'credit_code', label: 'union.credit_code', required: true, length: 40, hint: 'registration.code_hint' },
    { name: 'certificate_number', label: 'registration.certificate_number', required: true, length: 40 },
    { name: 'issuer', label: 'registration.issuer', required: true, length: 60 },
    { name: 'valid_from_on', label: 'registration.valid_from_on', kind: 'day', required: true },
    { name: 'valid_to_on', label: 'registration.valid_to_on', kind: 'day', required: true },
  ]
  const all: Record<string, Field[]> = {
    file: [{ name: 'on', label: 'registration.filed_on', kind: 'day' }],
    certify: [...(kind === 'cancellation' ? [] : certificate), { name: 'on', label: 'registration.certified_on', kind: 'day' }],
    send_back: reason,
    withdraw: reason,
  }
  return all[act] ?? []
}
