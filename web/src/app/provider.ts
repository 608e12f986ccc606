// The way to an identity provider and back. What is kept here for the way lives in this tab and is gone with it; what makes
// the way safe (state, nonce, the browser it began in) is the server's.
import { getQuietly, post } from '@/api/client'

export interface Provider {
  name: string
  label: string
}
interface Way {
  kind: 'enter' | 'link'
  back: string
}

const place = 'niangjia.way'

// Only a place of our own: an address that leads elsewhere is not followed.
export function ownPlace(told: unknown): string {
  return typeof told === 'string' && /^\/(?![/\\])/.test(told) ? told : '/'
}

// Without an answer the page is as it is without providers: the password always works.
export async function providers(): Promise<Provider[]> {
  return (await getQuietly<{ items: Provider[] }>('/session/providers').catch(() => ({ items: [] }))).items
}

function depart(address: string, way: Way) {
  sessionStorage.setItem(place, JSON.stringify(way))
  window.location.assign(address)
}

export async function goAndEnter(provider: string, back: string) {
  const { address } = await post<{ address: string }>(`/session/providers/${encodeURIComponent(provider)}/start`, {}, true)
  depart(address, { kind: 'enter', back })
}

export async function goAndLink(provider: string, password: string) {
  const { address } = await post<{ address: string }>('/account-links', { provider, password })
  depart(address, { kind: 'link', back: '/me' })
}

// Read once: a page that is opened again begins anew.
export function takeWay(): Way {
  const kept = sessionStorage.getItem(place)
  sessionStorage.removeItem(place)
  const way = kept ? (JSON.parse(kept) as Way) : null
  return { kind: way?.kind === 'link' ? 'link' : 'enter', back: ownPlace(way?.back) }
}
