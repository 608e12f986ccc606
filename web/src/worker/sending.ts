// Sends a form until the server has answered: on a weak network it waits and tries again by itself, always under the
// same key, so that the server does it once however often it arrives.
import { onBeforeUnmount, ref } from 'vue'
import { postUnder } from '@/api/client'
import { asProblem, type Problem } from '@/api/problem'

const pause_ms = 5000

export function sendingOf<T>(done: (answer: T) => void, refused: (problem: Problem) => void) {
  const busy = ref(false)
  const waiting = ref(false)
  let timer = 0
  let again: (() => void) | null = null

  const stop = () => window.clearTimeout(timer)
  const hurry = () => waiting.value && again?.()
  window.addEventListener('online', hurry)
  onBeforeUnmount(() => {
    stop()
    window.removeEventListener('online', hurry)
  })

  async function send(path: string, body: unknown, key: string): Promise<void> {
    stop()
    if (busy.value) return
    busy.value = true
    again = () => void send(path, body, key)
    try {
      const answer = await postUnder<T>(path, body, key)
      waiting.value = false
      done(answer)
    } catch (cause) {
      const problem = asProblem(cause)
      // No network, a busy server: not an answer. Anything else is one.
      waiting.value = problem.reason === 'http.offline' || problem.status === 503
      if (waiting.value) timer = window.setTimeout(() => again?.(), pause_ms)
      else refused(problem)
    } finally {
      busy.value = false
    }
  }
  return { busy, waiting, send, hurry }
}
