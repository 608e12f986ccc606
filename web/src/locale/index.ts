import { createI18n } from 'vue-i18n'
import zh from './zh-CN'

export type Messages = typeof zh
export type Language = 'zh-CN' | 'en'
export const languages: Language[] = ['zh-CN', 'en']
const kept = 'niangjia.language'

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN' as Language,
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': zh } as Record<string, Messages>,
  missingWarn: false,
  fallbackWarn: false,
})

export const t = (key: string, named: Record<string, unknown> = {}): string => i18n.global.t(key, named)
export const language = (): Language => i18n.global.locale.value as Language

// English is fetched only when somebody asks for it.
export async function speak(chosen: Language): Promise<void> {
  if (chosen === 'en') i18n.global.setLocaleMessage('en', (await import('./en')).default)
  i18n.global.locale.value = chosen
  document.documentElement.lang = chosen
  localStorage.setItem(kept, chosen)
}

export async function restoreLanguage(): Promise<void> {
  if (localStorage.getItem(kept) === 'en') await speak('en').catch(() => undefined)
}

// The word for a code of the server; a code this page does not know yet is shown as it is.
export function word(group: string, code: string | number | null | undefined): string {
  if (code === null || code === undefined || code === '') return '—'
  const key = `code.${group}.${code}`
  return i18n.global.te(key, 'zh-CN') ? t(key) : String(code)
}
