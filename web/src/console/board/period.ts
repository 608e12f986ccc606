// Periods a cadre reports for. Days are strings; arithmetic is done on year and month, never on clocks.
import type { Period } from '@/api/types'

export type Span = 'ytd' | 'month' | 'quarter' | 'year' | 'custom'
const months: Record<string, number> = { month: 1, quarter: 3, year: 12 }
const two = (n: number) => String(n).padStart(2, '0')
const lastDay = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

function block(year: number, month: number, length: number): Period {
  const index = year * 12 + month - 1
  const first = Math.floor(index / length) * length
  const last = first + length - 1
  const [y1, m1, y2, m2] = [Math.floor(first / 12), (first % 12) + 1, Math.floor(last / 12), (last % 12) + 1]
  return { from: `${y1}-${two(m1)}-01`, to: `${y2}-${two(m2)}-${two(lastDay(y2, m2))}` }
}

// The month, quarter or year that holds a day, moved by `steps` of the same length.
export function periodAt(span: Span, day: string, steps = 0): Period {
  const length = months[span] ?? 12
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + steps * length
  return block(Math.floor(index / 12), (index % 12) + 1, length)
}

const same = (a: Period, b: Period) => a.from === b.from && a.to === b.to

export function spanOf(period: Period, standard: Period): Span {
  if (same(period, standard)) return 'ytd'
  for (const span of ['month', 'quarter', 'year'] as const) if (same(period, periodAt(span, period.from))) return span
  return 'custom'
}
