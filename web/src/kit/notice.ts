// Short sentences about what has just happened, read out by screen readers.
import { reactive } from 'vue'
import { asProblem, type Problem } from '@/api/problem'
import { t } from '@/locale'

export interface Notice {
  key: number
  tone: 'good' | 'bad'
  text: string
}

export const notices = reactive<Notice[]>([])
let last = 0

export function tell(text: string, tone: Notice['tone'] = 'good'): void {
  const key = ++last
  const same = notices.find((n) => n.text === text && n.tone === tone) // said again, it stands once
  if (same) dismiss(same.key)
  notices.push({ key, tone, text })
  window.setTimeout(() => dismiss(key), tone === 'bad' ? 9000 : 4500)
}

export function dismiss(key: number): void {
  const index = notices.findIndex((n) => n.key === key)
  if (index >= 0) notices.splice(index, 1)
}

// The sentence of the server when it sent one, else ours.
export function sentence(problem: Problem): string {
  if (problem.detail) return problem.detail
  if (problem.status === 0) return t('problem.offline')
  if (problem.status === 403) return t('problem.forbidden')
  if (problem.status === 404) return t('problem.not_found')
  if (problem.status === 412) return t('problem.changed')
  if (problem.status >= 500) return t('problem.broken')
  return t('problem.refused')
}

// A conflict of versions is told in our words: the reader must load the row again.
export const tellProblem = (cause: unknown) => tell(sentence(asProblem(cause)), 'bad')

// Runs an act; a refusal is told and answered with false.
export async function attempt(act: () => Promise<unknown>, done = ''): Promise<boolean> {
  try {
    await act()
    if (done) tell(done)
    return true
  } catch (cause) {
    tellProblem(cause)
    return false
  }
}
