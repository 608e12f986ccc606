// What /me/record answers.
export interface OwnRecord {
  person: Record<string, string>
  card: string
  history: { label: string; on: string; union_name: string; other_name: string }[]
  work: { outlet: string; post: string; from_on: string }[]
  consents: { id: string; purpose: string; given_at: string; withdrawn_at: string | null }[]
  reveals: { at: string; actor: string; role: string; reason: string }[]
  devices: { id: string; device: string; entered_at: string; left_at: string | null; is_this: boolean }[]
  requests: { id: string; kind: string; label: string; state: string; state_label: string; due_on: string; reason: string }[]
}
