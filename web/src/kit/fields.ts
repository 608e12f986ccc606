// How a form is described; `name` is the wire name, `label` a key of the locale.
export interface Field {
  name: string
  label: string
  kind?: 'text' | 'lines' | 'integer' | 'day' | 'choice' | 'union' | 'yes' | 'secret'
  options?: { value: string; text: string }[]
  required?: boolean
  hint?: string
  length?: number
  wide?: boolean
  shown?: string // the name behind an id that the form starts with
}
