// The rows of a list, page by page; nothing is ever cut in silence: `next` says that there is more.
import { ref, shallowRef } from 'vue'
import { list, type Query } from '@/api/client'
import { asProblem, type Problem } from '@/api/problem'

export function rowsOf<T>(path: () => string, query: () => Query) {
  const items = shallowRef<T[]>([])
  const next = ref<string | null>(null)
  const total = ref<number | null>(null)
  const loading = ref(false)
  const problem = shallowRef<Problem | null>(null)
  let running: AbortController | null = null

  async function ask(after: string | null) {
    running?.abort()
    const mine = (running = new AbortController())
    loading.value = true
    problem.value = null
    try {
      const page = await list<T>(path(), { limit: 50, ...query(), after }, mine.signal)
      items.value = after ? [...items.value, ...page.items] : page.items
      next.value = page.next || null
      if (!after || page.total != null) total.value = page.total ?? null
    } catch (cause) {
      if (mine.signal.aborted) return
      problem.value = asProblem(cause)
    }
    if (mine === running) loading.value = false
  }

  const load = () => {
    items.value = []
    return ask(null)
  }
  return { items, next, total, loading, problem, load, more: () => ask(next.value) }
}
