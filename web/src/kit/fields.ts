// How a form is described; `name` is the wire name, `label` a key of the locale.
export interface Field {
  name: string
  label: string
  kind?: 'text' | 'lines' | 'integer' | 'day' | 'choice' | 'code' | 'union' | 'target' | 'township' | 'yes' | 'secret' | 'money' | 'several' // money: 元 on screen, fen on the wire; several: some of a list, or words of one's own; code: a choice that is a number on the wire; target: any union of the federation that takes members
  options?: { value: string; text: string }[]
  required?: boolean
  hint?: string
  length?: number
  wide?: boolean
  own?: boolean // a choice that also takes words of one's own
  shown?: string // the name behind an id that the form starts with
}
