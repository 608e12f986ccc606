// Fails when the two languages have different keys or different {names}, when a page has Chinese in its code,
// or when a page asks for a key that does not exist.
import { readFileSync, readdirSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import ts from 'typescript'

const source = fileURLToPath(new URL('../src/', import.meta.url))
const faults = []

async function read(folder_of, language) {
  const text = readFileSync(join(source, folder_of, `${language}.ts`), 'utf8')
  const { outputText } = ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.ESNext } })
  const folder = mkdtempSync(join(tmpdir(), 'locale-'))
  const file = join(folder, 'messages.mjs')
  writeFileSync(file, outputText)
  const messages = (await import(pathToFileURL(file).href)).default
  rmSync(folder, { recursive: true })
  return new Map(flat(messages, ''))
}
function flat(node, path) {
  return Object.entries(node).flatMap(([key, value]) => (typeof value === 'string' ? [[path + key, value]] : flat(value, `${path}${key}.`)))
}
const names = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort().join(' ')

// The cadres' console and the workers' pages each have their own sentences.
const isWorker = (file) => file.startsWith('worker')
let sentences = 0

async function compare(folder_of) {
  const chinese = await read(folder_of, 'zh-CN')
  const english = await read(folder_of, 'en')
  for (const [key, text] of chinese) {
    if (!english.has(key)) faults.push(`${folder_of}/en lacks ${key}`)
    else if (names(english.get(key)) !== names(text)) faults.push(`${folder_of} ${key}: {names} differ`)
    if (!text.trim()) faults.push(`${folder_of}/zh-CN ${key} is empty`)
  }
  for (const key of english.keys()) if (!chinese.has(key)) faults.push(`${folder_of}/zh-CN lacks ${key}`)
  sentences += chinese.size
  return chinese
}

const chinese = await compare('locale')
const workers = await compare('worker/locale')
const groupsOf = (known) => new Set([...known.keys()].flatMap((key) => key.split('.').map((_, n, parts) => parts.slice(0, n + 1).join('.'))))
for (const entry of readdirSync(source, { recursive: true, withFileTypes: true })) {
  const file = join(entry.parentPath ?? entry.path, entry.name)
  if (!entry.isFile() || !/\.(vue|ts)$/.test(entry.name) || /locale[\\/](zh-CN|en)\.ts$|api[\\/]generated[\\/]/.test(file)) continue
  const name = file.slice(source.length)
  const known = isWorker(name) ? workers : chinese
  const groups = groupsOf(known)
  const text = readFileSync(file, 'utf8')
  text.split('\n').forEach((line, n) => {
    if (/\p{Script=Han}/u.test(line.replace(/\/\/.*$/, ''))) faults.push(`${name}:${n + 1} has Chinese in it`)
  })
  for (const [, key] of text.matchAll(/(?:\bt|\$t)\('([\w.-]+)'/g)) if (!known.has(key)) faults.push(`${name} asks for ${key}`)
  for (const [, key] of text.matchAll(/label: '([a-z_]+\.[\w.]+)'/g)) if (!known.has(key)) faults.push(`${name} asks for ${key}`)
  for (const [, group] of text.matchAll(/\bword\('([a-z_]+)'/g)) if (!groups.has(`code.${group}`)) faults.push(`${name} asks for code.${group}`)
}

// Forms of employment are the program's own list: the pages' words follow it, row by row.
const rows = readFileSync(join(source, '../../data/categories.tsv'), 'utf8').trim().split('\n').slice(1).map((line) => line.split('\t'))
for (const [code, name] of rows) if (chinese.get(`code.category.${code}`) !== name) faults.push(`code.category.${code} is not ${name}`)
const offered = [...chinese.keys()].filter((key) => key.startsWith('code.category.')).length
if (offered !== rows.length) faults.push(`${offered} categories in the pages, ${rows.length} in data/categories.tsv`)

// So are the lists of codes of stations.
const codes = readFileSync(join(source, '../../data/station_codes.tsv'), 'utf8').trim().split('\n').slice(1).map((line) => line.split('\t'))
for (const [list, code, name] of codes) if (chinese.get(`code.station_${list}.${code}`) !== name) faults.push(`code.station_${list}.${code} is not ${name}`)
for (const list of new Set(codes.map(([name]) => name))) {
  const shown = [...chinese.keys()].filter((key) => key.startsWith(`code.station_${list}.`)).length
  const known = codes.filter(([name]) => name === list).length
  if (shown !== known) faults.push(`${shown} words of code.station_${list} in the pages, ${known} in data/station_codes.tsv`)
}

if (faults.length) {
  console.error(faults.join('\n'))
  process.exit(1)
}
console.log(`${sentences} sentences in two languages`)
