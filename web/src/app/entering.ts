// Signing in by password, and by the one-time code when the account has one. `entered` is called once the session holds.
import { nextTick, ref } from 'vue'
import { asProblem, type Problem } from '@/api/problem'
import { sentence } from '@/kit/notice'
import { useSession } from './session'

export function useEntering(login: () => string, entered: () => unknown) {
  const session = useSession()
  const password = ref('')
  const code = ref('')
  const step = ref<'password' | 'code'>('password')
  const refusal = ref('')
  const working = ref(false)
  let codeBox: HTMLInputElement | null = null
  const hold = (box: unknown) => void (codeBox = box as HTMLInputElement | null) // the field of the code, to be typed in at once

  async function refuse(problem: Problem) {
    const asksForCode = problem.reason === 'account.totp_required' && step.value === 'password'
    if (!asksForCode) refusal.value = sentence(problem)
    code.value = ''
    if (problem.reason === 'account.totp_required') step.value = 'code'
    await nextTick()
    if (step.value === 'code') codeBox?.focus()
  }
  async function run(act: () => Promise<unknown>) {
    refusal.value = ''
    working.value = true
    try {
      await act()
    } catch (cause) {
      await refuse(asProblem(cause))
    } finally {
      working.value = false
    }
  }
  const enter = () => run(async () => {
    await session.enter(login().trim(), password.value, step.value === 'code' ? code.value.replace(/\s/g, '') : undefined)
    await entered()
  })
  function again() {
    step.value = 'password'
    refusal.value = ''
  }
  return { password, code, step, refusal, working, hold, run, enter, again }
}
