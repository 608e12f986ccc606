// Money is integer fen on the wire. People read and write 元, with two decimals at most, or 万元.
const most = 1e13

// Nothing: it is no amount, or one finer than a fen.
export function readFen(typed: string): number | null {
  const plain = typed.normalize('NFKC').replace(/[\s,\u00a5]/g, '').replace(/\u5143$/, '') // ¥, 元
  const found = /^(\d+)(?:\.(\d*))?(\u4e07?)$/.exec(plain) // 万
  if (!found) return null
  const [, whole = '', decimals = '', unit] = found
  const places = unit ? 6 : 2
  if (decimals.replace(/0+$/, '').length > places) return null
  const fen = Number(whole) * 10 ** places + Number(decimals.padEnd(places, '0').slice(0, places))
  return fen <= most ? fen : null
}

export const yuan = (fen: number) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
// Grouped, for reading: 35,000.00
export const yuanShown = (fen: number | null | undefined) => (fen ? new Intl.NumberFormat('en-US', { minimumFractionDigits: 2 }).format(fen / 100) : null)
