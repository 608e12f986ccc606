import type { Member } from '@/api/types'
import type { Column } from '@/kit/columns'
import type { Tone } from '@/kit/tag.vue'
import { word } from '@/locale'

const tones: Record<string, Tone> = { active: 'good', applying: 'warn', moving_out: 'warn', retained: 'calm', expelled: 'bad' }
export const standingTone = (state: string): Tone => tones[state] ?? 'plain'

export const columns: Column<Member>[] = [
  { key: 'name', label: 'member.name', link: (m) => `/members/${m.id}` },
  { key: 'state', label: 'member.state', show: (m) => word('standing', m.state), tone: (m) => standingTone(m.state) },
  { key: 'union_name', label: 'member.union' },
  { key: 'category_label', label: 'member.category' },
  { key: 'joined_on', label: 'member.joined_on' },
  { key: 'phone_masked', label: 'member.phone' },
  { key: 'identity_masked', label: 'member.identity', extra: true },
  { key: 'sex', label: 'member.sex', show: (m) => word('sex', m.sex), extra: true },
  { key: 'born_on', label: 'member.born_on', extra: true },
  { key: 'platform', label: 'member.platform' },
  { key: 'education', label: 'member.education', extra: true },
  { key: 'politics', label: 'member.politics', extra: true },
  { key: 'problems', label: 'member.problems', show: (m) => m.problem_labels?.join(' · ') || '—', tone: () => 'warn' },
]
