// How values look: figures grouped, days and moments short, nothing as a dash.
import { language } from '@/locale'

export function figure(value: number | null | undefined, digits = 2): string {
  if (value === null || value === undefined) return '—'
  return new Intl.NumberFormat(language(), { maximumFractionDigits: digits }).format(value)
}

export function moment(value: string | null | undefined): string {
  if (!value) return '—'
  const at = new Date(value)
  if (Number.isNaN(at.getTime())) return value
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short' }).format(at)
}

export const text = (value: string | number | null | undefined): string =>
  value === null || value === undefined || value === '' ? '—' : String(value)
