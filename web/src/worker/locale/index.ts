import { createI18n } from 'vue-i18n'
import { keep, kept } from '@/kit/kept'
import zh from './zh-CN'

type Messages = typeof zh
type Language = 'zh-CN' | 'en'

export const i18n = createI18n({ legacy: false, locale: 'zh-CN' as Language, fallbackLocale: 'zh-CN', messages: { 'zh-CN': zh } as Record<string, Messages> })
export const t = (key: string, named: Record<string, unknown> = {}): string => i18n.global.t(key, named)
export const language = (): Language => i18n.global.locale.value as Language

export async function speak(chosen: Language): Promise<void> {
  if (chosen === 'en') i18n.global.setLocaleMessage('en', (await import('./en')).default)
  i18n.global.locale.value = chosen
  document.documentElement.lang = chosen
  keep('worker.language', chosen)
}

export async function restoreLanguage(): Promise<void> {
  if (kept<Language>('worker.language', 'zh-CN') === 'en') await speak('en').catch(() => undefined)
}
