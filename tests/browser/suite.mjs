// Runs every case and tells how many held.
import { openCounty } from './county.mjs'
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
const browser = await openBrowser()
try {
  for (const engine of engines) {
    console.log(`== ${engine}`)
    const county = await openCounty(engine)
    try {
      for (const [name, cases] of Object.entries(parts))
        if ((!asked.length || asked.includes(name)) && (name !== 'pages' || engine === 'sqlite')) await cases(browser, county)
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
