import type { Field } from '@/kit/fields'
import { options } from '../options'

export const fields = (parentName?: string | null): Field[] => [
  { name: 'name', label: 'union.name', required: true, length: 60, wide: true, hint: 'union.name_hint' },
  { name: 'parent_id', label: 'union.parent', kind: 'union', required: true, shown: parentName ?? undefined },
  { name: 'type', label: 'union.type', kind: 'choice', required: true, options: options('union_type') },
  { name: 'founded_on', label: 'union.founded_on', kind: 'day', hint: 'union.founded_hint' },
  { name: 'approval_number', label: 'union.approval_number', length: 40, hint: 'union.approval_hint' },
  { name: 'approved_on', label: 'union.approved_on', kind: 'day' },
  { name: 'credit_code', label: 'union.credit_code', length: 18 },
  { name: 'township_code', label: 'unit.township', kind: 'township' },
  { name: 'session_number', label: 'union.session_number', kind: 'integer' },
  { name: 'term_years', label: 'union.term_years', kind: 'integer', hint: 'union.term_hint' },
  { name: 'term_from_on', label: 'union.term_from_on', kind: 'day' },
  { name: 'term_to_on', label: 'union.term_to_on', kind: 'day' },
  { name: 'employees_reported', label: 'union.employees_reported', kind: 'integer' },
  { name: 'members_reported', label: 'union.members_reported', kind: 'integer', hint: 'union.reported_hint' },
  { name: 'chair_name', label: 'union.chair', length: 50 },
  { name: 'is_new_form', label: 'union.is_new_form', kind: 'yes' },
  { name: 'note', label: 'union.note', kind: 'lines', length: 500 },
]

const document: Field = { name: 'document_number', label: 'union.document', length: 40, hint: 'union.approval_hint' }
const reason: Field = { name: 'reason', label: 'act.reason', kind: 'lines', required: true }

// The acts that change the tree; each asks for its day, its document and its reason.
export const acts: Record<string, Field[]> = {
  move: [{ name: 'parent_id', label: 'union.new_parent', kind: 'union', required: true }, { name: 'on', label: 'act.on', kind: 'day', required: true }, document, reason],
  merge: [{ name: 'into_id', label: 'union.into', kind: 'union', required: true }, { name: 'on', label: 'act.on', kind: 'day', required: true }, document, reason],
  rename: [{ name: 'name', label: 'union.new_name', required: true, length: 60 }, { name: 'on', label: 'act.on', kind: 'day', required: true }, document, reason],
  dissolve: [{ name: 'on', label: 'act.on', kind: 'day', required: true }, document, reason],
}
