import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { getQuietly, post, remove, useCsrf } from '@/api/client'
import { asProblem } from '@/api/problem'
import type { Session } from '@/api/types'

const order = ['inbox', 'board', 'unions', 'units', 'outlets', 'members', 'foundings', 'registrations', 'applications', 'transfers', 'stations', 'imports', 'duplicates', 'notices', 'accounts', 'disclosures', 'journal', 'me']

export const useSession = defineStore('session', () => {
  const current = ref<Session | null>(null)
  const known = ref(false) // whether the server has been asked
  const ended = ref(false) // the server no longer knows the one who is at work here

  function take(session: Session | null) {
    current.value = session
    useCsrf(session?.csrf ?? '')
    known.value = true
    ended.value = false
  }

  async function load() {
    try {
      take(await getQuietly<Session>('/session'))
    } catch (cause) {
      take(null)
      if (asProblem(cause).status !== 401) throw cause
    }
  }

  async function enter(login: string, password: string, totp?: string) {
    take(await post<Session>('/session', { login, password, ...(totp ? { totp } : {}) }, true))
  }

  async function leave() {
    await remove('/session').catch(() => undefined)
    take(null)
  }

  const holds = (grant: string) => current.value?.grants.includes(grant) ?? false
  const menu = computed(() => {
    const told = current.value?.menu ?? []
    return [...order.filter((word) => told.includes(word)), ...told.filter((word) => !order.includes(word))]
  })
  return { current, known, ended, menu, holds, take, load, enter, leave }
})
