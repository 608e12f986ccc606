import { hasWrongLastDigit, plain, plainPhone } from '@/kit/typed'

// What a person fills in, and what is asked of it before it leaves the phone. The server judges all of it again.
export interface Form {
  phone: string
  code: string
  name: string
  identity_number: string
  category: number
  platform: string
  unit_name: string
  township_code: string
  consents: string[]
  key: string // under which it is sent
  step: number
}
export const emptyForm: Form = { phone: '', code: '', name: '', identity_number: '', category: 0, platform: '', unit_name: '', township_code: '', consents: [], key: '', step: 1 }

export interface Invitation {
  campaign: string
  union_name: string
  realm_name: string
  pool: boolean
  expires_on: string
  categories: { code: number; name: string }[]
  townships: { code: string; name: string }[]
  consents: { purpose: string; version: string; is_required: boolean; name: string; text: string }[]
}
export interface Applied {
  receipt: string
  sentence: string
}

export const steps = 4
// The step on which a field stands, so that a refusal opens the right one.
export const stepOf: Record<string, number> = { phone: 1, code: 1, name: 2, identity_number: 2, category: 3, platform: 3, unit_name: 3, township_code: 3, consents: 4 }

// Keys of the sentences that say what is missing on a step.
export function missing(form: Form, step: number, invitation: Invitation): Record<string, string> {
  const found: Record<string, string> = {}
  if (step === 1 && !/^1[3-9]\d{9}$/.test(plainPhone(form.phone))) found.phone = 'join.fill_phone'
  if (step === 1 && !/^\d{6}$/.test(plain(form.code))) found.code = 'join.fill_code'
  if (step === 2 && !form.name.trim()) found.name = 'join.fill_name'
  if (step === 2 && plain(form.identity_number).length < 15) found.identity_number = 'join.fill_identity'
  else if (step === 2 && hasWrongLastDigit(form.identity_number)) found.identity_number = 'join.wrong_identity'
  if (step === 4 && invitation.consents.some((c) => c.is_required && !form.consents.includes(c.purpose))) found.consents = 'join.fill_consent'
  return found
}

export const bodyOf = ({ key: _key, step: _step, ...body }: Form) => ({ ...body, phone: plainPhone(body.phone), code: plain(body.code), name: body.name.trim(), identity_number: plain(body.identity_number) })
