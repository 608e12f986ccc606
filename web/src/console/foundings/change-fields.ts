// What each case about a union that stands asks for.
import type { Field } from '@/kit/fields'
import { options } from '../options'

export const changeFields = (kind: string, parentName?: string): Field[] => {
  const own: Record<string, Field[]> = {
    rename: [{ name: 'new_name', label: 'union.new_name', required: true, length: 60, wide: true }],
    resubordination: [{ name: 'to_parent_id', label: 'union.new_parent', kind: 'union', required: true, shown: parentName }],
    extension: [{ name: 'term_to_on', label: 'founding.until', kind: 'day', required: true, hint: 'founding.until_hint' }],
    by_election: [{ name: 'seated', label: 'founding.seated', kind: 'integer', required: true, hint: 'founding.seated_hint' }],
  }
  return [
    ...(own[kind] ?? []),
    { name: 'opinion', label: 'founding.why', kind: 'lines', required: kind !== 'reelection', length: 300, hint: kind === 'reelection' ? 'founding.early_hint' : undefined },
  ]
}
export const kindField = (): Field => ({ name: 'kind', label: 'founding.kind', kind: 'choice', required: true, options: options('founding_change') })
export const unionField = (name?: string): Field => ({ name: 'union_id', label: 'founding.union', kind: 'union', required: true, shown: name })
