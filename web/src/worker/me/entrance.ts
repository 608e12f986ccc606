// Who is signed in on this phone. The cookie is not readable here; the server says whether it still holds.
import { getQuietly, useCsrf } from '@/api/client'
import { asProblem } from '@/api/problem'

export type Standing = 'in' | 'out' | 'unknown'
export async function standing(): Promise<Standing> {
  try {
    useCsrf((await getQuietly<{ csrf: string }>('/me/session')).csrf)
    return 'in'
  } catch (cause) {
    return asProblem(cause).status === 401 ? 'out' : 'unknown'
  }
}
