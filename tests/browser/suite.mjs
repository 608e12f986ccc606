// Runs every case and tells how many held.
import { openCounty } from './county.mjs'
import { openBrowser, score } from './desk.mjs'
import { dutyCases } from './duties.mjs'
import { flowCases } from './flows.mjs'
import { importCases } from './imports.mjs'
import { pageCases } from './pages.mjs'

// Every page in SQLite's county; in PostgreSQL's what writes and reads back.
const engines = ['sqlite', ...(process.env.NIANGJIA_TEST_PG ? ['postgres'] : [])]
const browser = await openBrowser()
try {
  for (const engine of engines) {
    console.log(`== ${engine}`)
    const county = await openCounty(engine)
    try {
      await importCases(browser, county)
      await dutyCases(browser, county)
      if (engine === 'sqlite') await pageCases(browser, county)
      await flowCases(browser, county) // last: it changes passwords
    } finally {
      county.close()
    }
  }
} finally {
  await browser.close()
}
const { passed, failed } = score()
console.log(`browser: ${passed} passed, ${failed} failed`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed ? 1 : 0
