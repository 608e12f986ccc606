// What the cases share: a browser, a desk for each cadre, pictures, and the record of what held.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { out, password } from './county.mjs'

export const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

// In a bare system no locale is set, and the browser then finds no file with a Chinese name.
const env = { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' }

export const openBrowser = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags, env })

const tally = { passed: 0, failed: 0 }
export const score = () => tally

export async function check(title, act) {
  const began = Date.now()
  try {
    await act()
    tally.passed += 1
    console.log(`  ok      ${title}   (${((Date.now() - began) / 1000).toFixed(1)} s)`)
  } catch (cause) {
    tally.failed += 1
    const lines = [...String(cause?.message ?? cause).split('\n').slice(0, 6), ...await seen()]
    console.log(`  FAILED  ${title}\n          ${lines.join('\n          ')}`)
  }
}

// What stood on each open page when a case failed: its address and its words, and a picture beside the others.
async function seen() {
  const lines = []
  for (const page of openPages) {
    const look = page.evaluate(() => [...document.querySelectorAll('main, .el-drawer, .el-dialog')].filter((box) => box.getClientRects().length).pop()?.innerText ?? document.body.innerText)
    const words = await Promise.race([look.catch(String), page.waitForTimeout(2000).catch(String)]) ?? '(busy)'
    lines.push(`on ${page.url()}: ${words.replace(/\s+/g, ' ').slice(0, 600)}`)
    await picture(page, `failed-${tally.failed}-${lines.length}`, { timeout: 5000 }).catch(() => {})
  }
  return lines
}

export function must(truth, sentence) {
  if (!truth) throw new Error(sentence)
}

// A page of one cadre. Anything the page itself throws, and any answer of 500 and above, is kept in `faults`.
export async function sitDown(browser, county, login, size = 'desktop') {
  const context = await browser.newContext({ viewport: sizes[size], locale: 'zh-CN', timezoneId: 'Asia/Shanghai', acceptDownloads: true, reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)  // two engines share a small machine: slow is not wrong
  watch(page)
  const faults = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('response', (answer) => answer.status() >= 500 && faults.push(`${answer.status()} ${answer.url()}`))
  if (login) await enter(page, county, login)
  return { page, faults, go: (path) => go(page, county, path), leave: () => context.close() }
}

export async function enter(page, county, login, word = password) {
  await page.goto(`${county.address}/login`)
  await page.fill('#login', login)
  await page.fill('#password', word)
  await page.click('button[type=submit]')
  if (word === password) await page.waitForURL((url) => url.pathname !== '/login')
}

export async function go(page, county, path) {
  await page.goto(county.address + path)
  await settle(page)
}

// Nothing is under way: no request and nothing that says it is busy, at each of several looks in a row. A look is a turn of the page
// itself: on a busy machine a page that has just got its code may not run it for longer than any pause we could choose.
// A page's own "networkidle" is of its first opening only, and says nothing of what a click set going.
const pause_ms = 50, request_ms = 10_000, most_ms = 30_000
export async function settle(page, looks = 5) {
  const began = Date.now()
  const isBusy = (pause) => new Promise((done) => setTimeout(() => done(!!document.querySelector('.quiet[role=status], [aria-busy=true]')), pause))
  for (let quiet = 0; quiet < looks;) {
    const busy = await page.evaluate(isBusy, pause_ms).catch(() => page.waitForTimeout(pause_ms).then(() => true))
    const asks = underWay.get(page)?.size && Date.now() - began < request_ms // a download may never say that it has ended
    quiet = busy || asks ? 0 : quiet + 1
    if (Date.now() - began > most_ms) throw new Error('the page is still busy')
  }
}

// Requests of each page that have no answer yet; a stream of events never ends and is not waited for.
const underWay = new WeakMap()
const openPages = new Set()
export function watch(page) {
  const requests = new Set()
  underWay.set(page, requests)
  openPages.add(page)
  page.on('close', () => openPages.delete(page))
  page.on('request', (request) => request.resourceType() !== 'eventsource' && requests.add(request))
  for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => requests.delete(request))
}

export const picture = (page, name, more = {}) => page.screenshot({ path: join(out, `${name}.png`), ...more })

// Findings of axe-core that keep somebody from working: serious and critical ones. A page is the same whatever engine stands behind it:
// it is judged once, in SQLite's county.
export async function barriers(page) {
  if (process.env.NIANGJIA_BROWSER_ENGINE === 'postgres') return []
  await page.evaluate(axe)
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
  return found.violations.filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .map((v) => `${v.id} (${v.impact}): ${v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join(' | ')}`)
}
