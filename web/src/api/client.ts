// The only place that calls fetch. Carries the session cookie, the CSRF word and an Idempotency-Key on each POST,
// and turns every refusal into a Problem.
import { offline, problemOf } from './problem'
import type { Page } from './types'

const base = '/api/v1'
export type Query = Record<string, string | number | boolean | null | undefined>

let csrf = ''
let onLoggedOut: () => void = () => undefined
export const useCsrf = (word: string) => void (csrf = word)
export const whenLoggedOut = (act: () => void) => void (onLoggedOut = act)

export function address(path: string, query: Query = {}): string {
  const filled = Object.entries(query).filter(([, v]) => v !== undefined && v !== null && v !== '')
  const text = new URLSearchParams(filled.map(([k, v]) => [k, String(v)])).toString()
  return base + path + (text ? `?${text}` : '')
}

export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
}

interface Sending {
  method: string
  body?: unknown
  raw?: Blob
  headers?: Record<string, string>
  key?: string // of a POST that may be sent again
  quiet?: boolean // a 401 is an answer here, not the end of the session
  signal?: AbortSignal
}

function headersOf(sending: Sending): Headers {
  const headers = new Headers({ Accept: 'application/json', ...sending.headers })
  if (sending.body !== undefined) headers.set('Content-Type', 'application/json')
  if (sending.raw) headers.set('Content-Type', 'application/octet-stream')
  if (sending.method !== 'GET' && csrf) headers.set('X-CSRF-Token', csrf)
  if (sending.method === 'POST') headers.set('Idempotency-Key', sending.key ?? randomKey())
  return headers
}

async function send(url: string, sending: Sending): Promise<Response> {
  const body = sending.raw ?? (sending.body === undefined ? undefined : JSON.stringify(sending.body))
  const init = { method: sending.method, headers: headersOf(sending), body, credentials: 'same-origin' as const, signal: sending.signal }
  const response = await fetch(url, init).catch((cause: unknown) => {
    throw sending.signal?.aborted ? cause : offline()
  })
  if (response.ok) return response
  const problem = await problemOf(response)
  if (response.status === 401 && !sending.quiet) onLoggedOut()
  throw problem
}

async function decoded<T>(response: Response): Promise<T> {
  const text = await response.text()
  return (text ? JSON.parse(text) : undefined) as T
}

export interface Tagged<T> {
  value: T
  tag: string
}

export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return decoded<T>(await send(address(path, query), { method: 'GET', signal }))
}

export const list = <T>(path: string, query: Query = {}, signal?: AbortSignal) => get<Page<T>>(path, query, signal)

// A row with its version, to be handed back with If-Match when it is changed.
export async function getTagged<T>(path: string): Promise<Tagged<T>> {
  const response = await send(address(path), { method: 'GET' })
  return { tag: response.headers.get('ETag') ?? '', value: await decoded<T>(response) }
}

export async function post<T = void>(path: string, body: unknown = {}, quiet = false): Promise<T> {
  return decoded<T>(await send(address(path), { method: 'POST', body, quiet }))
}

// The same key however often it is sent: the server does it once.
export async function postUnder<T>(path: string, body: unknown, key: string): Promise<T> {
  return decoded<T>(await send(address(path), { method: 'POST', body, key, quiet: true }))
}

export async function put<T = void>(path: string, body: unknown): Promise<T> {
  return decoded<T>(await send(address(path), { method: 'PUT', body }))
}

export async function patch<T = void>(path: string, body: unknown, tag = ''): Promise<T> {
  const headers: Record<string, string> = tag ? { 'If-Match': tag } : {}
  return decoded<T>(await send(address(path), { method: 'PATCH', body, headers }))
}

export async function remove(path: string): Promise<void> {
  await send(address(path), { method: 'DELETE' })
}

export async function upload<T>(path: string, file: File, query: Query = {}): Promise<T> {
  const headers = { 'X-File-Name': encodeURIComponent(file.name) }
  return decoded<T>(await send(address(path, query), { method: 'POST', raw: file, headers }))
}

export const getQuietly = async <T>(path: string): Promise<T> =>
  decoded<T>(await send(address(path), { method: 'GET', quiet: true }))

function nameOf(response: Response, fallback: string): string {
  const told = response.headers.get('Content-Disposition') ?? ''
  const coded = /filename\*=UTF-8''([^;]+)/i.exec(told)?.[1]
  return coded ? decodeURIComponent(coded) : (/filename="?([^";]+)/i.exec(told)?.[1] ?? fallback)
}

// Saves an answer as a file, so that a refusal is shown as a sentence and not saved as a broken workbook.
export async function download(path: string, query: Query, fallback: string): Promise<void> {
  const response = await send(address(path, query), { method: 'GET', headers: { Accept: '*/*' } })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await response.blob())
  link.download = nameOf(response, fallback)
  link.click()
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

// Server-sent events of one name; the caller closes. The browser reconnects by itself.
export function listen<T>(path: string, event: string, heard: (data: T) => void, ended: () => void): () => void {
  const source = new EventSource(address(path))
  source.addEventListener(event, (message) => heard(JSON.parse((message as MessageEvent<string>).data) as T))
  source.onerror = () => source.readyState === EventSource.CLOSED && ended()
  return () => source.close()
}
