// A form of a step: kept in this browser until the server has it, with every fault the server names.
import { reactive, ref, watch } from 'vue'
import { post } from '@/api/client'
import { asProblem } from '@/api/problem'
import { keep, kept } from '@/kit/kept'
import { sentence } from '@/kit/notice'

export function useForm<T extends object>(shelf: string, start: () => T) {
  const draft = reactive({ ...start(), ...kept<Partial<T>>(shelf, {}) }) as T
  const problems = ref<Record<string, string>>({})
  const refusal = ref<string[]>([])
  const sending = ref(false)
  watch(draft, () => keep(shelf, draft), { deep: true })

  async function send<R>(act: () => Promise<R>): Promise<R | null> {
    sending.value = true
    refusal.value = []
    try {
      const row = await act()
      keep(shelf, null)
      return row
    } catch (cause) {
      const problem = asProblem(cause)
      problems.value = problem.byField
      refusal.value = problem.errors.length ? [...new Set(problem.errors.map((e) => e.message))] : [sentence(problem)]
      return null
    } finally {
      sending.value = false
    }
  }
  return { draft, problems, refusal, sending, send }
}

export interface Trial {
  problems: { path: string; message: string }[]
  elected: string[]
  needed_present: number
  needed_votes: number
  members: number // on the day of the election
}
// Asks the server's rules while somebody types; an answer overtaken by a later question is dropped.
export function useTrial(path: () => string, body: () => unknown, ready: () => boolean) {
  const trial = ref<Trial | null>(null)
  let turn = 0
  let timer = 0
  watch(body, () => {
    window.clearTimeout(timer)
    if (!ready()) return void (trial.value = null)
    timer = window.setTimeout(async () => {
      const mine = ++turn
      const told = await post<Trial>(path(), body()).catch(() => null)
      if (mine === turn) trial.value = told
    }, 350)
  }, { deep: true, immediate: true })
  return trial
}
