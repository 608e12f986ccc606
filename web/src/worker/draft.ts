// What a person has filled in and not yet sent, kept on this phone for a day. It holds a name and a number, so it goes
// as soon as it is sent, and a button clears it.
import { keep, kept } from '@/kit/kept'

const day_ms = 24 * 3600 * 1000
interface Kept<T> { at: number; what: T }

export function draftOf<T extends object>(key: string, empty: T): { what: T; found: boolean } {
  const found = kept<Kept<T> | null>(`draft.${key}`, null)
  if (!found || Date.now() - found.at > day_ms) return { what: { ...empty }, found: false }
  return { what: { ...empty, ...found.what }, found: true }
}
export const keepDraft = <T>(key: string, what: T) => keep(`draft.${key}`, { at: Date.now(), what })
export const forgetDraft = (key: string) => {
  try {
    localStorage.removeItem(`niangjia.draft.${key}`)
  } catch {
    // A private window kept nothing anyway.
  }
}
