// A county of its own for each run: made-up workbooks, read by the command line, served on a free port.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openProvider, settingsOf } from './provider.mjs'

const here = dirname(fileURLToPath(import.meta.url))
export const password = 'Niangjia-trial-1'
const realm = ['--realm', '磐安县总工会', '--division', '330727']
const township = '磐安县安文街道总工会'
const accounts = [
  ['zuzhibu', '周岚', 'county_organiser'], ['lingdao', '方远', 'county_leader'], ['zhenjie', '陈舒', 'township_organiser'],
  ['xitong', '许安', 'system_admin'], ['anquan', '林正', 'security_admin'], ['shenji', '何清', 'audit_admin'],
]

export function binary() {
  const named = process.argv[2] ?? process.env.NIANGJIA_BINARY ?? join(here, '../../build/server/niangjia')
  if (!existsSync(named)) throw new Error(`no program at ${named}: build it first, or name it`)
  return resolve(named)
}

const freePort = () => new Promise((done) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address()
    probe.close(() => done(port))
  })
})

// GB 11643: weights 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2 over the first 17 digits.
export function identity(area, born, order) {
  const digits = `${area}${born}${order}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  return digits + '10X98765432'[weights.reduce((sum, w, i) => sum + w * Number(digits[i]), 0) % 11]
}

// Two files that may be one person: all alike but the identity number, each of which is right in itself.
function writeTwins(folder) {
  const file = join(folder, '补充花名册.csv')
  const line = (n, id, name, phone) => `${n},${name},男,${id},${phone},顺丰速运,安文一营业部,安文街道`
  writeFileSync(file, '\uFEFF序号,姓名,性别,身份证号,手机号,品牌,所属网点,镇街\r\n' + [
    line(1, identity('330727', '19910304', '117'), '钟启明', '13900001234'),
    line(2, identity('330727', '19910304', '151'), '钟启明', '13900001234'),
    line(3, identity('330727', '19880612', '133'), '卢思远', '13900005678'),
  ].join('\r\n') + '\r\n')
  return file
}

async function answers(address, child) {
  for (let turn = 0; turn < 200; ++turn) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    if (await fetch(`${address}/healthz`).then((r) => r.ok, () => false)) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('the server does not answer')
}

// `engine`: "sqlite", or "postgres" on the empty database that NIANGJIA_TEST_PG names.
export async function openCounty(engine) {
  const program = binary()
  const folder = mkdtempSync(join(tmpdir(), 'niangjia-browser-'))
  const house = ['--db', engine === 'sqlite' ? join(folder, 'county.db') : process.env.NIANGJIA_TEST_PG, '--keys', join(folder, 'keys')]
  const call = (...args) => execFileSync(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] }).toString()
  call('demo-data', '--out', join(folder, 'data'), '--members', '2000')
  const files = readdirSync(join(folder, 'data')).map((name) => join(folder, 'data', name))
  const of = (word) => files.find((f) => f.includes(word))
  // The roster is left for the browser to hand in; it holds mistakes of every kind.
  call('import', ...house, ...realm, '--json', ...['工会组织', '覆盖单位', '摸底表', '会员信息', '会籍变化'].map(of))
  for (const [login, name, role] of accounts) {
    call('account', 'create', ...house, '--login', login, '--name', name, '--password', password)
    call('account', 'role', ...house, '--login', login, '--role', role, ...(role === 'township_organiser' ? ['--union', township] : []))
  }
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const zzd = await openProvider(await freePort(), address, { method: 'client_secret_basic', algorithm: 'RS256' })
  const city = await openProvider(await freePort(), address, { method: 'client_secret_post', algorithm: 'ES256' })
  const settings = { NIANGJIA_SITE: address, NIANGJIA_OIDC: 'zzd,city', ...settingsOf('zzd', '浙政钉', zzd), ...settingsOf('city', '市统一认证', city) }
  const child = spawn(program, ['serve', ...house, '--port', String(port)], { cwd: folder, stdio: 'ignore', env: { ...process.env, ...settings } })
  const close = () => {
    child.kill('SIGTERM')
    zzd.close()
    city.close()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await answers(address, child)
  } catch (cause) {
    close()
    throw cause
  }
  // The one-time code of the newest message to a phone, read from the outbox as an operator does.
  const codeSentTo = (phone) => JSON.parse(call('notices', ...house, '--json', '--to', phone)).find((n) => n.template_code === 'phone_code').text.match(/验证码 (\d{6})/)[1]
  return { codeSentTo, address, folder, township, roster: of('花名册'), stations: of('服务站点登记表'), hosts: of('候选场所'), twins: writeTwins(folder), close }
}

// Pictures: the second engine's beside the first's.
export const out = join(here, 'out', process.env.NIANGJIA_BROWSER_ENGINE === 'postgres' ? 'postgres' : '')
