// Where this phone is, asked of it only when the person taps. The answer stays on the phone.
import { keep, kept } from '@/kit/kept'
import type { Point } from './register'

export const lastPlace = () => kept<Point | null>('place', null)
export function askPlace(): Promise<Point> {
  return new Promise((found, failed) => {
    if (!navigator.geolocation) return failed(new Error('none'))
    navigator.geolocation.getCurrentPosition(
      (p) => {
        const point: Point = [p.coords.longitude, p.coords.latitude]
        keep('place', point)
        found(point)
      },
      failed,
      { enableHighAccuracy: true, timeout: 8000, maximumAge: 60000 },
    )
  })
}
// A number this phone made for itself, so that two taps are not two people.
export function deviceMark(): string {
  const mark = kept('device', '') || Math.random().toString(36).slice(2)
  keep('device', mark)
  return mark
}
