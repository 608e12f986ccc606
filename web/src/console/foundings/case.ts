// A founding as the server tells it, and what the pages know of its steps.
import type { Founding, FoundingBallot, FoundingPerson, FoundingUnit, FoundingVisit } from '@/api/generated/types'
import type { Column } from '@/kit/columns'
import type { Field } from '@/kit/fields'
import type { Tone } from '@/kit/tag.vue'
import { t, word } from '@/locale'
import { options } from '../options'

export type Body = FoundingPerson['body']
export interface FoundingRow extends Omit<Founding, 'id'> {
  id: string
  parent_name: string
  is_late: boolean
  allowed: string[]
}
export interface FoundingCase extends FoundingRow {
  units: (FoundingUnit & { name: string })[]
  people: FoundingPerson[]
  ballots: FoundingBallot[]
  visits: FoundingVisit[]
  members: number
  women_members: number
  seats_from: number
  seats_to: number
  to_parent_name: string
  papers: string[]
}

// The way of a case by its kind; paused and withdrawn stand beside it.
const whole = ['surveyed', 'requested', 'preparing', 'nominated', 'electing', 'elected', 'reported', 'founded', 'archived']
const elections = ['reelection', 'by_election']
export const isChange = (kind: string) => kind !== 'founding' && !elections.includes(kind)
export function stepsOf(kind: string, state: string): string[] {
  if (kind === 'founding') return whole
  return elections.includes(kind) ? whole.filter((step) => !['surveyed', 'requested', 'founded'].includes(step)) : [...(state === 'surveyed' ? ['surveyed'] : []), 'requested', 'archived']
}
// A word of the locale that the kinds have each their own of: founding.now_requested, founding.now_requested_change.
export const byKind = (kind: string) => (kind === 'founding' ? '' : elections.includes(kind) ? '_election' : '_change')
const tones: Record<string, Tone> = { founded: 'good', archived: 'good', paused: 'plain', withdrawn: 'plain', requested: 'warn', nominated: 'warn', reported: 'warn' }
export const stateTone = (state: string): Tone => tones[state] ?? 'calm'

// Some states are called otherwise where nothing is founded.
const otherwise: Record<string, string[]> = { _election: ['preparing', 'reported'], _change: ['surveyed', 'requested'] }
const groups: Record<string, string> = { _election: 'founding_election', _change: 'founding_change_state' }
const isOtherwise = (c: FoundingRow) => otherwise[byKind(c.kind)]?.includes(c.state) ?? false
// An approval is called after what it approves.
export const actWord = (kind: string, act: string) => word(kind !== 'founding' && act === 'approve' ? 'founding_act_of' : 'founding_act', act)
export const paperWord = (kind: string, paper: string) => word(kind === 'founding' ? 'founding_paper' : 'founding_paper_of', paper)
export const nowKey = (c: FoundingRow) => `founding.now_${c.state}${isOtherwise(c) ? byKind(c.kind) : ''}`
export const ownerWord = (c: FoundingRow) => word(byKind(c.kind) && ['preparing', 'electing', 'surveyed', 'paused'].includes(c.state) ? 'founding_owner_of' : 'founding_owner', c.state)
export const stateWord = (c: FoundingRow) => word(isOtherwise(c) ? groups[byKind(c.kind)]! : 'founding', c.state)
export const columns: Column<FoundingRow>[] = [
  { key: 'name', label: 'founding.name', sort: true, link: (c) => `/foundings/${c.id}` },
  { key: 'kind', label: 'founding.kind', show: (c) => word('founding_kind', c.kind) },
  { key: 'state', label: 'founding.state', show: (c) => stateWord(c), tone: (c) => stateTone(c.state) },
  { key: 'due_on', label: 'founding.due_on', sort: true, show: (c) => (c.due_on ? t(c.is_late ? 'founding.late' : 'founding.due', { on: c.due_on }) : '—'), tone: (c) => (c.is_late ? 'bad' : 'plain') },
  { key: 'owner', label: 'founding.owner', show: (c) => ownerWord(c) },
  { key: 'parent_name', label: 'union.parent' },
  { key: 'workers', label: 'founding.workers', number: true },
  { key: 'is_new_form', label: 'union.is_new_form', show: (c) => (c.is_new_form ? word('yes', 1) : '—'), tone: () => 'accent' },
  { key: 'opened_on', label: 'founding.opened_on', sort: true },
  { key: 'approved_on', label: 'union.founded_on', sort: true },
  { key: 'approval_number', label: 'union.approval_number', extra: true },
  { key: 'opened_by', label: 'founding.opened_by', extra: true },
]

const reason: Field = { name: 'reason', label: 'act.reason', kind: 'lines', required: true, length: 200 }
const number: Field[] = [
  { name: 'on', label: 'founding.on_approval', kind: 'day' },
  { name: 'word', label: 'founding.word', length: 10, hint: 'founding.word_hint' },
  { name: 'document_number', label: 'founding.document_number', length: 40, hint: 'founding.document_hint' },
]
// What each act asks for; those with lists of people or ballots have forms of their own.
export const actFields = (act: string, kind: string): Field[] => {
  const all: Record<string, Field[]> = {
    visit: [
      { name: 'visited_on', label: 'founding.visited_on', kind: 'day', required: true },
      { name: 'met', label: 'founding.met', required: true, length: 60 },
      { name: 'result', label: 'founding.result', kind: 'lines', required: true, length: 300 },
      { name: 'next_on', label: 'founding.next_on', kind: 'day', hint: 'founding.next_hint' },
    ],
    prepare: number,
    approve: number,
    report: [
      ...(kind === 'by_election' ? [] : [{ name: 'term_years', label: 'founding.term_years', kind: 'code', required: true, options: options('term') } as Field]),
      { name: 'on', label: 'founding.on_report', kind: 'day' },
    ],
    finish: [{ name: 'on', label: 'founding.on_finish', kind: 'day' }],
    send_back: [reason],
    pause: [reason],
    withdraw: [reason],
  }
  return all[act] ?? []
}
export const withLists = ['request', 'nominate', 'elect', 'correct']
// The act that leads on, before those that lead aside.
export const leadsOn = (act: string) => !['send_back', 'pause', 'withdraw', 'visit'].includes(act)

export const postsOf = (body: Body) => (body === 'group' ? ['leader', 'member'] : ['chair', 'vice_chair', 'member'])
export const postOf = (body: Body, post: string) => word(body === 'committee' || body === 'group' ? 'founding_post' : 'founding_post_of', post === 'member' && body === 'group' ? 'helper' : post)
export const inBody = (people: FoundingPerson[], body: Body) => people.filter((p) => p.body === body)
export const bodies: Body[] = ['committee', 'audit', 'women']
