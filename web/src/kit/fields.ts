// How a form is described; `name` is the wire name, `label` a key of the locale.
export interface Field {
  name: string
  label: string
  kind?: 'text' | 'lines' | 'integer' | 'day' | 'choice' | 'code' | 'union' | 'township' | 'yes' | 'secret' // code: a choice that is a number on the wire
  options?: { value: string; text: string }[]
  required?: boolean
  hint?: string
  length?: number
  wide?: boolean
  shown?: string // the name behind an id that the form starts with
}
