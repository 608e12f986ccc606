// Choices a person makes about a page, kept in this browser. A full or closed storage only means they are not kept.
export function kept<T>(key: string, otherwise: T): T {
  try {
    const found = localStorage.getItem(`niangjia.${key}`)
    return found ? (JSON.parse(found) as T) : otherwise
  } catch {
    return otherwise
  }
}

export function keep(key: string, value: unknown): void {
  try {
    localStorage.setItem(`niangjia.${key}`, JSON.stringify(value))
  } catch {
    // Private windows may refuse: the page works the same, without memory.
  }
}
