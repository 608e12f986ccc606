// One thing asked of the server, with the three states every page must show.
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { asProblem, type Problem } from '@/api/problem'

export interface Loaded<T> {
  value: ShallowRef<T | null>
  loading: Ref<boolean>
  problem: ShallowRef<Problem | null>
  load: () => Promise<void>
}

export function loaded<T>(ask: () => Promise<T>): Loaded<T> {
  const value = shallowRef<T | null>(null)
  const loading = ref(false)
  const problem = shallowRef<Problem | null>(null)
  let turn = 0

  // An answer that was overtaken by a later question is dropped.
  async function load() {
    const mine = ++turn
    loading.value = true
    problem.value = null
    try {
      const answer = await ask()
      if (mine === turn) value.value = answer
    } catch (cause) {
      if (mine === turn) problem.value = asProblem(cause)
    } finally {
      if (mine === turn) loading.value = false
    }
  }
  return { value, loading, problem, load }
}
