// Siting: an outlet is put on the map, hosts come by a click and by a list, a plan is solved, and its maps of before and after are
// read at a desk and on a phone.
import { barriers, check, must, picture, settle, sitDown, sizes } from './desk.mjs'

const outline = { type: 'Polygon', coordinates: [Array.from({ length: 25 }, (_, i) => [120.4501 + 0.1 * Math.cos((i % 24) * Math.PI / 12), 29.0545 + 0.075 * Math.sin((i % 24) * Math.PI / 12)])] }

async function fits(page) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  must(over <= 1, `the page is ${over} px wider than the screen`)
  const found = await barriers(page)
  must(!found.length, found.join('\n'))
}

async function places(browser, county) {
  const { page, faults, go, leave } = await sitDown(browser, county, 'zuzhibu')
  await go('/siting')
  await page.evaluate(async (body) => {
    const csrf = (await fetch('/api/v1/session').then((a) => a.json())).csrf
    await fetch('/api/v1/stations/outline?datum=wgs84', { method: 'PUT', headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf }, body })
  }, JSON.stringify(outline))
  const unplaced = async () => Number(/有 (\d+) 个网点没有位置/.exec(await page.locator('main').textContent())?.[1] ?? 0)
  let before = 0
  await check('what is on record is told, and what has no position', async () => {
    await go('/siting')
    before = await unplaced()
    must(before > 0, 'some outlets of the county have no position')
    must((await page.locator('main').textContent()).includes('还没有候选场所，请先'), 'no hosts yet')
    await fits(page)
    await picture(page, 'siting-empty')
  })
  await check('an outlet is put on the map by a click', async () => {
    await page.getByRole('link', { name: '去标位置' }).first().click()
    await page.waitForURL((url) => url.pathname !== '/siting')
    await settle(page)
    await page.getByRole('button', { name: '标位置' }).first().click()
    const dialog = page.locator('.el-dialog:visible')
    await dialog.locator('.leaflet-container').click({ position: { x: 410, y: 190 } })
    must(/^120\.\d+,\s*2[89]\.\d+/.test(await dialog.locator('input').first().inputValue()), 'the click is the position')
    await picture(page, 'outlet-place')
    await dialog.getByRole('button', { name: '保存' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await go('/siting')
    must((await unplaced()) === before - 1, 'one less without a position')
  })
  await check('a host is entered by a click on the map', async () => {
    await go('/siting/places')
    await page.getByText('还没有候选场所').first().waitFor()
    await page.locator('.leaflet-container').click({ position: { x: 420, y: 170 } })
    const drawer = page.locator('.el-drawer:visible')
    must(/^120\./.test(await drawer.locator('[data-field=written_position] input').inputValue()), 'the position is filled in')
    await drawer.locator('[data-field=name] input').fill('湖边书店')
    await drawer.getByRole('button', { name: '保存' }).click()
    await drawer.waitFor({ state: 'hidden' })
    await page.locator('table.data').getByText('湖边书店').waitFor()
  })
  await check('a list of hosts is tried, then written', async () => {
    await page.getByRole('button', { name: '上传表格' }).click()
    const dialog = page.locator('.el-dialog:visible')
    await dialog.locator('input[type=file]').setInputFiles(county.hosts)
    await dialog.getByText('新增 14').waitFor()
    await picture(page, 'siting-upload')
    await dialog.getByRole('button', { name: '写入 14 行' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await settle(page)
    must((await page.locator('main').textContent()).includes('共 15 条'), 'fifteen in all')
    await fits(page)
    await picture(page, 'siting-places', { fullPage: true })
  })
  await check('no page broke among places', async () => must(!faults.length, faults.join('; ')))
  await leave()
}

async function plan(browser, county) {
  const { page, faults, go, leave } = await sitDown(browser, county, 'zuzhibu')
  let address = ''
  await check('a question that cannot be answered is refused in words', async () => {
    await go('/siting/new')
    await page.locator('[data-field=new_sites] input').fill('400')
    await page.getByRole('button', { name: '开始计算' }).click()
    await page.getByText(/能计入的候选场所只有/).waitFor()
    await fits(page)
    await picture(page, 'siting-new', { fullPage: true })
    await page.setViewportSize(sizes.phone)
    must(await page.locator('.weights').evaluate((table) => table.scrollWidth <= table.parentElement.clientWidth), 'the weights fit on a phone')
    await fits(page)
    await picture(page, 'siting-new-phone', { fullPage: true })
    await page.setViewportSize(sizes.desktop)
  })
  await check('a plan is solved, with its maps of before and after', async () => {
    await page.locator('[data-field=new_sites] input').fill('3')
    await page.getByRole('button', { name: '开始计算' }).click()
    await page.waitForURL(/\/siting\/pln_/)
    await page.locator('.answer').waitFor({ timeout: 60_000 })
    address = new URL(page.url()).pathname
    await settle(page)
    const text = await page.locator('main').textContent()
    must(/再建 3 个，步行 800 米以内走得到的人从 .+增加到/.test(text), 'the answer in a sentence')
    must(text.includes('已证明最优'), 'it is proven')
    must((await page.locator('.pair .leaflet-container:visible').count()) === 2, 'two maps')
    must((await page.locator('.pair figure').nth(1).locator('.leaflet-tooltip').count()) === 3, 'three chosen hosts are named')
    const scales = () => page.locator('.pair .leaflet-control-scale-line').allTextContents()
    await page.locator('.pair .leaflet-control-zoom-in').first().click()
    await page.waitForTimeout(600)
    const [left, right] = await scales()
    must(left === right, `one view in both: ${left}, ${right}`)
    await page.locator('.pair .leaflet-control-zoom-out').first().click()
    await page.waitForTimeout(600)
    await fits(page)
    await picture(page, 'siting-plan', { fullPage: true })
    await page.locator('.pair').screenshot({ path: (await import('node:path')).join((await import('./county.mjs')).out, 'siting-maps.png') })
  })
  await check('on a phone one map is shown, and the switch turns it', async () => {
    const phone = await sitDown(browser, county, 'lingdao', 'phone') // an account has one session, and the desk keeps its own
    await phone.go(address)
    await phone.page.locator('.answer').waitFor()
    must((await phone.page.locator('.pair .leaflet-container:visible').count()) === 1, 'one map')
    await picture(phone.page, 'siting-plan-phone', { fullPage: true })
    await phone.page.getByRole('button', { name: '建前' }).click()
    must((await phone.page.locator('.pair figure').first().isVisible()), 'the county before')
    const scales = await phone.page.locator('.pair .leaflet-control-scale-line').allTextContents()
    must(scales[0] === scales[1], `the view stays: ${scales}`)
    await phone.page.locator('.pair').scrollIntoViewIfNeeded()
    await fits(phone.page)
    await picture(phone.page, 'siting-before-phone')
    must(!phone.faults.length, phone.faults.join('; '))
    await phone.leave()
  })
  await check('a chosen host becomes the beginning of a station', async () => {
    await page.getByRole('link', { name: '申报站点' }).first().click()
    const drawer = page.locator('.el-drawer:visible')
    must((await drawer.locator('[data-field=name] input').inputValue()).length > 2, 'its name')
    must(/^120\./.test(await drawer.locator('[data-field=written_position] input').inputValue()), 'its position')
    await picture(page, 'siting-apply')
    await drawer.getByRole('button', { name: '保存' }).click()
    await page.waitForURL(/\/stations\/stn_/)
    await settle(page)
    must((await page.locator('main').textContent()).includes('申报'), 'it is applied for')
  })
  await check('a leader reads the plan and is offered nothing', async () => {
    const leader = await sitDown(browser, county, 'lingdao')
    await leader.go(address)
    await leader.page.locator('.answer').waitFor()
    for (const name of ['同样的输入再算', '导出选中的场所', '申报站点']) must((await leader.page.getByText(name).count()) === 0, `${name} is not offered`)
    must(!leader.faults.length, leader.faults.join('; '))
    await leader.leave()
  })
  await check('no page broke around plans', async () => must(!faults.length, faults.join('; ')))
  await leave()
}

export async function sitingCases(browser, county) {
  console.log('siting')
  await places(browser, county)
  await plan(browser, county)
}
