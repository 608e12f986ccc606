// Stations: a register handed in with its warnings; a rider finds an open one with the network cut; a locked door becomes a
// work item and is mended; a cadre checks on the spot.
import { handIn as handInFile, write } from './imports.mjs'
import { barriers, check, must, picture, settle, sitDown } from './desk.mjs'

const here = { longitude: 120.4501, latitude: 29.0545 }

async function register(browser, county) {
  const { page, faults, go, leave } = await sitDown(browser, county, 'zuzhibu')
  await check('a register of stations is read, its warnings told', async () => {
    await handInFile(page, go, county.stations)
    await page.locator('.counts .accepted').click()
    await settle(page)
    const text = await page.locator('main').textContent()
    must(text.includes('填反了'), 'a swap of longitude and latitude is told')
    must(text.includes('没有注明坐标系'), 'a missing datum is told')
    await picture(page, 'stations-import')
    await write(page)
  })
  await check('the list shows how many stand by brand, and one opens', async () => {
    await go('/stations')
    await page.getByText('个站点在用').waitFor()
    await picture(page, 'stations-list')
    await page.locator('table.data tbody tr a').first().click()
    await page.waitForURL(/\/stations\/stn_/)
    await settle(page)
    await picture(page, 'station', { fullPage: true })
  })
  await check('no page broke among stations', async () => must(!faults.length, faults.join('; ')))
  await leave()
}

// The fields of the registration form: an amount that is none is told at once, one that is goes to the fen; a map is entered.
async function fields(browser, county, size) {
  const { page, faults, go, leave } = await sitDown(browser, county, 'zuzhibu', size)
  const name = size === 'phone' ? 'station-form-phone' : 'station-form'
  await check(`what a station cost is entered in 元 and kept in 分 (${size})`, async () => {
    await go('/stations')
    await page.locator('main a[href^="/stations/stn_"]').first().click()
    await page.getByRole('button', { name: '修改' }).first().click()
    const amount = page.locator('.el-drawer [data-field="invested_fen"] input')
    await amount.fill('三万多')
    await page.locator('.el-drawer [data-field="builder"] input').fill('区总工会')
    must((await page.locator('.el-drawer [data-field="invested_fen"] .wrong').textContent()).includes('两位小数'), 'no amount is told when the field is left')
    await page.locator('.el-drawer [data-field="invested_fen"]').scrollIntoViewIfNeeded()
    await picture(page, `${name}-wrong`)
    await amount.fill(size === 'phone' ? '3.5万' : '35,000.50')
    await amount.blur()
    must((await amount.inputValue()) === (size === 'phone' ? '35000.00' : '35000.50'), 'shown with two decimals: ' + (await amount.inputValue()))
    await picture(page, name)
    await page.locator('.el-drawer').getByRole('button', { name: '保存' }).click()
    await page.getByText(size === 'phone' ? '35,000.00' : '35,000.50').waitFor()
  })
  await check(`a map that shows the station is entered with state and day (${size})`, async () => {
    await page.getByRole('button', { name: '登记上图' }).click()
    const dialog = page.locator('.el-dialog:visible')
    await dialog.locator('[data-field="platform"] .el-select').click()
    await page.getByRole('option', { name: '本地小程序' }).click()
    await picture(page, `station-map-${size}`)
    await dialog.getByRole('button', { name: '保存' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.locator('.maps li', { hasText: '本地小程序' }).getByText('已上图').waitFor()
    const found = await barriers(page)
    must(!found.length, found.join('; '))
    await page.evaluate(() => window.scrollTo(0, 0))
    await picture(page, `station-${size}`, { fullPage: true })
  })
  await check(`no page broke while fields were entered (${size})`, async () => must(!faults.length, faults.join('; ')))
  await leave()
}

async function onThePhone(browser, county) {
  const { page, faults, leave } = await sitDown(browser, county, null, 'phone')
  await page.context().grantPermissions(['geolocation'], { origin: county.address })
  await page.context().setGeolocation(here)
  const showAll = async () => {
    const chip = page.getByRole('button', { name: '开着的' })
    if ((await chip.getAttribute('aria-pressed')) === 'true') await chip.click()
  }
  await check('a rider sees the nearest stations, no account asked', async () => {
    await page.goto(`${county.address}/w/stations`)
    await page.getByRole('button', { name: '找离我最近的' }).click()
    await showAll()
    await page.getByText(/步行约/).first().waitFor()
    const found = await barriers(page)
    must(!found.length, found.join('; '))
    await picture(page, 'stations-phone', { fullPage: true })
    await page.waitForTimeout(3500) // the parts of a first visit are kept for later
  })
  await check('with the network cut the same page answers from its copy', async () => {
    await page.context().setOffline(true)
    await page.reload()
    await page.getByText(/没有网络，显示的是/).waitFor()
    await showAll()
    must((await page.locator('article').count()) > 0, 'stations are shown')
    await page.getByRole('button', { name: '地图' }).click()
    await page.locator('.leaflet-interactive').first().waitFor()
    const mark = await page.locator('.leaflet-interactive').first().boundingBox()
    must(mark.width < 40, `a mark of ${mark.width} px`)
    await picture(page, 'stations-offline')
    await page.context().setOffline(false)
  })
  await check('no page broke on the phone', async () => must(!faults.length, faults.join('; ')))
  await leave()
}

async function lockedDoor(browser, county) {
  let name = ''
  const tell = async (phone) => {
    const { page, leave } = await sitDown(browser, county, null, 'phone')
    await page.goto(`${county.address}/w/stations`)
    await page.locator('article, .sheet').first().waitFor()
    const chip = page.getByRole('button', { name: '开着的' })
    if ((await chip.getAttribute('aria-pressed')) === 'true') await chip.click()
    const card = page.locator('article').first()
    name = (await card.locator('h2').textContent()).trim()
    await card.getByRole('button', { name: '报错' }).click()
    await card.getByRole('button', { name: '到了没开门' }).click()
    const said = await card.locator('.say.good').textContent()
    if (phone === 2) await picture(page, 'station-reported')
    await leave()
    return said
  }
  await check('two people report a locked door, and only then it is a work item', async () => {
    must(/再有一位/.test(await tell(1)), 'the first is noted')
    must(/已通知/.test(await tell(2)), 'the second raises it')
  })
  await check('the work item is mended and confirmed, and the station is in use again', async () => {
    const { page, go, faults, leave } = await sitDown(browser, county, 'zuzhibu')
    await go('/')
    await page.getByText('站点问题单等待整改').click()
    await settle(page)
    await page.getByText(name).first().waitFor()
    await page.getByRole('button', { name: '登记整改' }).first().click()
    const dialog = page.locator('.el-dialog:visible')
    await dialog.locator('textarea').fill('门锁已换，安排专人值守')
    await dialog.getByRole('button', { name: '登记整改' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await go('/stations/troubles?state=repaired')
    await picture(page, 'station-troubles')
    await page.getByRole('button', { name: '复核通过' }).first().click()
    await page.locator('.el-dialog:visible').getByRole('button', { name: '复核通过' }).click()
    await page.locator('.el-dialog:visible').waitFor({ state: 'hidden' })
    await go('/stations?q=' + encodeURIComponent(name))
    must((await page.locator('table.data tbody tr').first().textContent()).includes('在用'), 'in use again')
    must(!faults.length, faults.join('; '))
    await leave()
  })
}

async function checkOnTheSpot(browser, county) {
  const { page, faults, go, leave } = await sitDown(browser, county, 'zuzhibu', 'phone')
  await page.context().grantPermissions(['geolocation'], { origin: county.address })
  await page.context().setGeolocation(here)
  await check('a check on the spot is filled in on a phone', async () => {
    await go('/stations')
    await page.locator('a[href^="/stations/stn_"]').first().click()
    await page.getByRole('button', { name: '检查登记' }).click()
    for (const item of await page.locator('form .items li').all()) await item.getByText('符合', { exact: true }).click()
    await page.getByRole('button', { name: /我在现场/ }).click()
    await page.getByText(/120\.45010/).waitFor()
    const found = await barriers(page)
    must(!found.length, found.join('; '))
    await picture(page, 'station-check', { fullPage: true })
    await page.getByRole('button', { name: '提交检查' }).click()
    await page.getByText(/100 分/).first().waitFor()
  })
  await check('no page broke while checking', async () => must(!faults.length, faults.join('; ')))
  await leave()
}

// The counter of a station goes on without a network; what it kept arrives once, late and out of order.
async function counter(browser, county) {
  const { page, faults, go, leave } = await sitDown(browser, county, 'zuzhibu', 'phone')
  const times = async () => (await page.evaluate(() => fetch('/api/v1/services?limit=1').then((a) => a.json()))).times
  let before = 0
  await check('one tap at the counter is one service', async () => {
    await go('/services/counter')
    before = await times()
    await page.locator('select.choice').selectOption({ index: 1 })
    await page.getByRole('button', { name: '手机贴膜', exact: true }).click()
    await page.getByText('已登记').first().waitFor()
    must((await times()) === before + 1, 'one more on the server')
    const found = await barriers(page)
    must(!found.length, found.join('; '))
  })
  await check('without a network it goes on, and syncs once when it is back', async () => {
    await page.context().setOffline(true)
    await page.getByRole('button', { name: '热饭', exact: true }).click()
    await page.getByRole('button', { name: '饮水', exact: true }).click()
    await page.getByText(/没有网络，2 条存在本机/).waitFor()
    await picture(page, 'counter-offline', { fullPage: true })
    await page.context().setOffline(false)
    await page.waitForFunction(() => !/上传 [1-9]/.test(document.querySelector('main').textContent))
    must((await times()) === before + 3, 'three in all')
    const rows = JSON.parse(await page.evaluate(() => localStorage.getItem('niangjia.counter.rows')))
    const again = await page.evaluate(async (kept) => {
      const csrf = (await fetch('/api/v1/session').then((a) => a.json())).csrf
      const wishes = kept.map(({ outcome, sentence, ...row }) => row).reverse()
      const answer = await fetch('/api/v1/services/sync', { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf }, body: JSON.stringify({ sent_at: Date.now(), rows: wishes }) })
      return (await answer.json()).items.map((i) => i.outcome)
    }, rows)
    must(again.every((o) => o === 'repeated'), 'a second sending gives nothing: ' + again.join(','))
    must((await times()) === before + 3, 'still three')
  })
  await check('the ledger tells times and people apart, and a row is taken back', async () => {
    await go('/services')
    await page.getByText('人次').first().waitFor()
    await picture(page, 'services', { fullPage: true })
    await page.getByRole('button', { name: '作废' }).first().click()
    const dialog = page.locator('.el-dialog:visible')
    await dialog.locator('input, textarea').first().fill('点错了')
    await dialog.getByRole('button', { name: '作废' }).click()
    await dialog.waitFor({ state: 'hidden' })
    must((await times()) === before + 2, 'one less')
    await go('/services/items')
    must(await page.getByRole('button', { name: '保存' }).isVisible(), 'the head of the page and its button are there on a phone')
    await picture(page, 'service-items')
  })
  await check('no page broke at the counter', async () => must(!faults.length, faults.join('; ')))
  await leave()
}

export async function stationCases(browser, county) {
  console.log('stations')
  await register(browser, county)
  await fields(browser, county, 'desktop')
  await fields(browser, county, 'phone')
  await onThePhone(browser, county)
  await lockedDoor(browser, county)
  await checkOnTheSpot(browser, county)
  await counter(browser, county)
}
