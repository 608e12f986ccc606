// Below a county the board counts by township, named by its nine-digit code ("-" for what belongs to none); elsewhere by union.
export const placeOf = (id: string): Record<string, string> => (/^(\d{9}|-)$/.test(id) ? { township: id } : { union: id })
