// 大字: for eyes that are tired or old. The whole page follows the root's size.
import { keep, kept } from '@/kit/kept'

const show = (large: boolean) => document.documentElement.classList.toggle('large', large)
export const isLarge = () => kept('worker.large', false)
export const restoreTextSize = () => show(isLarge())
export function setLarge(large: boolean): void {
  keep('worker.large', large)
  show(large)
}
