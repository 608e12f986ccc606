// Runs every case and tells how many held.
import { openCounty } from './county.mjs'
import { openBrowser, score } from './desk.mjs'
import { dutyCases } from './duties.mjs'
import { importCases } from './imports.mjs'
import { pageCases } from './pages.mjs'

const county = await openCounty()
const browser = await openBrowser()
try {
  await importCases(browser, county)
  await dutyCases(browser, county)
  await pageCases(browser, county)
} finally {
  await browser.close()
  county.close()
}
const { passed, failed } = score()
console.log(`browser: ${passed} passed, ${failed} failed`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed ? 1 : 0
