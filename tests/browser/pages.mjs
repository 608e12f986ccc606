// Every main page at a desk and on a phone: it opens, nothing runs off the screen, nobody is kept out.
import { barriers, check, must, picture, sitDown } from './desk.mjs'

const pages = [
  ['inbox', '/'], ['board', '/board?from=2021-01-01&to=2021-11-10'], ['unions', '/unions'], ['units', '/units'], ['outlets', '/outlets'], ['brands', '/brands'], ['members', '/members'], ['quality', '/members/quality'], ['stations', '/stations'], ['station_troubles', '/stations/troubles'], ['siting', '/siting'], ['siting-places', '/siting/places'], ['foundings', '/foundings'],
  ['imports', '/imports'], ['imports-new', '/imports/new'], ['duplicates', '/duplicates'], ['merges', '/merges'], ['accounts', '/accounts'], ['me', '/me'],
  ['figure', '/figures/member-joined'], ['missing', '/nowhere'],
]

async function look(page, faults, name) {
  const refused = await page.locator('.state[role=alert]').allTextContents()
  must(!refused.length, refused.join(' '))
  must(!faults.length, faults.join('; '))
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  must(over <= 1, `the page is ${over} px wider than the screen`)
  await picture(page, name)
  const found = await barriers(page)
  must(!found.length, found.join('\n'))
}

// Pages of one row are reached as a person reaches them: by the first link of the list.
async function rowsOf(desk, size) {
  for (const noun of ['members', 'unions', 'units']) {
    await check(`${noun} of one row, ${size}`, async () => {
      await desk.go(`/${noun}`)
      await desk.go(await desk.page.locator('table.data tbody th a').nth(noun === 'unions' ? 1 : 0).getAttribute('href'))
      await look(desk.page, desk.faults, `${noun}-one-${size}`)
    })
  }
}

export async function pageCases(browser, county) {
  for (const size of ['desktop', 'phone']) {
    console.log(`页面 ${size}`)
    const entry = await sitDown(browser, county, null, size)
    await check(`login, ${size}`, async () => {
      await entry.go('/login')
      await look(entry.page, entry.faults, `login-${size}`)
    })
    await entry.leave()
    const desk = await sitDown(browser, county, 'zuzhibu', size)
    for (const [name, path] of pages) {
      await check(`${name}, ${size}`, async () => {
        await desk.go(path)
        await look(desk.page, desk.faults, `${name}-${size}`)
      })
      desk.faults.length = 0
    }
    await rowsOf(desk, size)
    await desk.leave()
    const audit = await sitDown(browser, county, 'shenji', size)
    await check(`journal, ${size}`, async () => {
      await audit.go('/journal')
      await look(audit.page, audit.faults, `journal-${size}`)
    })
    await audit.leave()
  }
}
