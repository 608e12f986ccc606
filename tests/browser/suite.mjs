// Runs every case and tells how many held.
import { spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openCounty, out } from './county.mjs'
import { openBrowser, score } from './desk.mjs'
import { disclosureCases } from './disclosures.mjs'
import { dutyCases } from './duties.mjs'
import { flowCases } from './flows.mjs'
import { foundingCases } from './founding.mjs'
import { interruptedCases } from './interrupted.mjs'
import { importCases } from './imports.mjs'
import { joiningCases } from './joining.mjs'
import { providerCases } from './providers.mjs'
import { pageCases } from './pages.mjs'
import { registrationCases } from './registrations.mjs'
import { sitingCases } from './siting.mjs'
import { qualityCases } from './quality.mjs'
import { stationCases } from './stations.mjs'
import { workerCases } from './workers.mjs'
import { transferCases } from './transfers.mjs'

// Names after the program run only those parts.
const asked = process.argv.slice(3)
// Duties take a role away, flows change passwords: they come after what needs them.
const parts = { imports: importCases, joining: joiningCases, founding: foundingCases, registrations: registrationCases, interrupted: interruptedCases, transfers: transferCases, workers: workerCases, providers: providerCases, disclosures: disclosureCases, stations: stationCases, siting: sitingCases, quality: qualityCases, duties: dutyCases, pages: pageCases, flows: flowCases }
// Every page in SQLite's county; in PostgreSQL's what writes and reads back.
const engines = ['sqlite', ...(process.env.NIANGJIA_TEST_PG ? ['postgres'] : [])]

async function runCases(engine) {
  const browser = await openBrowser()
  try {
    const county = await openCounty(engine)
    try {
      for (const [name, cases] of Object.entries(parts))
        if ((!asked.length || asked.includes(name)) && (name !== 'pages' || engine === 'sqlite')) await cases(browser, county)
    } finally {
      county.close()
    }
  } finally {
    await browser.close()
  }
}

// A browser waits most of its time: each engine's county is served to one of its own, side by side.
const runEngine = (engine) => new Promise((done) => {
  const child = spawn(process.execPath, process.argv.slice(1), { env: { ...process.env, NIANGJIA_BROWSER_ENGINE: engine }, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part) => (text += part))
  child.on('close', () => {
    const [, passed, failed] = text.match(/^(\d+) passed, (\d+) failed$/m) ?? [0, 0, 1]
    console.log(`== ${engine}\n${text}`)
    done({ engine, passed: Number(passed), failed: Number(failed), faults: text.match(/^ {2}FAILED {2}.*(\n {10}.*)*/gm) ?? [] })
  })
})

if (process.env.NIANGJIA_BROWSER_ENGINE) {
  await runCases(process.env.NIANGJIA_BROWSER_ENGINE)
  const { passed, failed } = score()
  console.log(`${passed} passed, ${failed} failed`)
} else {
  rmSync(out, { recursive: true, force: true })
  mkdirSync(join(out, 'postgres'), { recursive: true })
  const ends = await Promise.all(engines.map(runEngine))
  const sum = (what) => ends.reduce((all, end) => all + end[what], 0)
  // Once more at the end, where whoever reads the last lines finds them.
  for (const { engine, faults } of ends) for (const fault of faults) console.log(`${engine}: ${fault.trim()}`)
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
  process.exitCode = sum('failed') ? 1 : 0
}
