// How a list is described: its columns, its filters. Keys are wire names, labels are keys of the locale.
import type { Tone } from './tag.vue'

export interface Column<T> {
  key: string
  label: string
  show?: (row: T) => string
  link?: (row: T) => string
  tone?: (row: T) => Tone
  number?: boolean
  sort?: boolean
  extra?: boolean // offered, not shown at first
}

export interface Filter {
  key: string
  label: string
  kind: 'choice' | 'day' | 'union' | 'text'
  options?: { value: string; text: string }[]
}

export const field = (row: unknown, key: string): unknown => (row as Record<string, unknown>)[key]
