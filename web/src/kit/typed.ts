// What people type on a phone or paste from a chat: full-width digits, spaces, hyphens, a country code.
export const plain = (typed: string) => typed.normalize('NFKC').replace(/[\s-]/g, '')
export const plainPhone = (typed: string) => plain(typed).replace(/^\+?86(?=1\d{10}$)/, '')

// GB 11643: the last of 18 digits follows from the others. Other documents have no such digit. The server judges again;
// here it is for those who stand at a ceremony without a network.
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
export function hasWrongLastDigit(typed: string): boolean {
  const number = plain(typed).toUpperCase()
  if (!/^\d{17}[\dX]$/.test(number)) return false
  const sum = weights.reduce((s, weight, at) => s + weight * Number(number[at]), 0)
  return '10X98765432'[sum % 11] !== number[17]
}
