// Joining by code: a cadre's poster, a worker's phone on a network that comes and goes, the desk that decides, the card.
import { identity } from './county.mjs'
import { barriers, check, must, picture, settle, sitDown } from './desk.mjs'
import { choose } from './flows.mjs'

const rider = { name: '贺新程', phone: '13700008801', identity: identity('330727', '19960218', '153') }
let address = ''
let union = '' // a basic union of the township

async function makePoster(browser, county) {
  const { page, go, leave } = await sitDown(browser, county, 'zhenjie')
  await go('/posters')
  union = await page.evaluate(() => fetch('/api/v1/unions?type=joint_basic&limit=1').then((a) => a.json()).then((p) => p.items[0].name))
  await page.getByRole('button', { name: '制作海报' }).click()
  const drawer = page.locator('.el-drawer:visible').last()
  await drawer.locator('[data-field=campaign] input').fill('快递员入会集中行动')
  await choose(page, drawer, 'union_id', union)
  await drawer.getByRole('button', { name: '保存' }).click()
  await page.locator('table.data tbody tr').first().waitFor()
  await page.getByRole('link', { name: '快递员入会集中行动' }).click()
  await page.locator('article .code svg').waitFor()
  address = new URL((await page.locator('.address').textContent()).trim()).pathname
  await picture(page, 'poster')
  await leave()
}

async function openPhone(browser, county) {
  const desk = await sitDown(browser, county, null, 'phone')
  await desk.page.goto(county.address + address)
  await desk.page.getByText('快递员入会集中行动').waitFor()
  return desk
}

const tap = (page, name) => page.getByRole('button', { name, exact: true }).click()

async function pick(page, label, option) {
  await page.locator('.van-field', { hasText: label }).click()
  const wheel = page.locator('.van-popup:visible')
  await wheel.locator('.van-picker-column__item', { hasText: option }).first().click()
  await page.waitForTimeout(400) // the wheel turns
  await wheel.getByText('确认').click()
  await wheel.waitFor({ state: 'hidden' })
}

async function fillForm(page, county) {
  await page.locator('input[name=phone]').fill(rider.phone)
  await tap(page, '获取验证码')
  await page.getByText('验证码已发出').waitFor()
  await picture(page, 'join-phone-step')
  const faults = await barriers(page)
  must(faults.length === 0, faults.join('; '))
  await page.locator('input[name=code]').fill(county.codeSentTo(rider.phone))
  await tap(page, '下一步')
  await tap(page, '下一步')
  await page.getByText('请填写姓名').waitFor()
  await page.locator('input[name=name]').fill(rider.name)
  await page.locator('input[name=identity_number]').fill(rider.identity.toLowerCase())
  await picture(page, 'join-who')
  await tap(page, '下一步')
  await pick(page, '从业类别', '快递员')
  await page.locator('input[name=platform]').fill('顺丰速运')
  await picture(page, 'join-work')
  await tap(page, '下一步')
  await page.getByText('会籍管理').click()
  await picture(page, 'join-consent')
}

export async function joiningCases(browser, county) {
  console.log('扫码入会')
  await check('a township cadre makes a poster with a code and prints it', () => makePoster(browser, county))
  let receipt = ''
  await check('a rider fills the form, loses the network, and is sent once it is back', async () => {
    const { page, faults, leave } = await openPhone(browser, county)
    await fillForm(page, county)
    await page.context().setOffline(true)
    await tap(page, '提交申请')
    await page.getByText('网络不通，您填的内容已存在本机').waitFor()
    await picture(page, 'join-offline')
    await page.context().setOffline(false)
    await page.getByRole('heading', { name: '申请进度' }).waitFor()
    await page.getByText('工会正在审批').waitFor()
    await picture(page, 'join-receipt')
    receipt = new URL(page.url()).pathname
    must(!(await page.evaluate(() => JSON.stringify(localStorage))).includes('贺新程'), 'the name is still kept on the phone')
    must(faults.length === 0, faults.join('; '))
    await leave()
  })
  await check('a form that was begun is found again after a reload', async () => {
    const { page, leave } = await openPhone(browser, county)
    await page.locator('input[name=phone]').fill('13700008802')
    await page.reload()
    await page.getByText('已找回上次没填完的内容').waitFor()
    must((await page.locator('input[name=phone]').inputValue()) === '13700008802', 'the number is gone')
    await page.getByText('清除已填内容').click()
    await page.getByRole('button', { name: '清除', exact: true }).click()
    must((await page.locator('input[name=phone]').inputValue()) === '', 'the number is still there')
    await leave()
  })
  await check('the desk accepts, and the rider has a card that a counter can check', async () => {
    const desk = await sitDown(browser, county, 'zhenjie')
    await desk.go('/')
    await desk.page.getByRole('link', { name: /入会申请等待审批/ }).first().click()
    await desk.page.getByText(rider.name).first().waitFor()
    await settle(desk.page)
    await picture(desk.page, 'applications')
    await desk.page.locator('tr', { hasText: rider.name }).getByRole('button', { name: '通过', exact: true }).click()
    await desk.page.locator('.el-dialog').getByRole('button', { name: '通过', exact: true }).click()
    await desk.page.getByText('已办理').first().waitFor()
    await desk.leave()
    const phone = await sitDown(browser, county, null, 'phone')
    await phone.page.goto(county.address + receipt)
    await phone.page.getByText('入会成功').waitFor()
    await phone.page.getByText('看我的会员卡').click()
    await phone.page.locator('.code svg').waitFor()
    await picture(phone.page, 'card')
    must((await phone.page.locator('.card').textContent()).includes('贺**'), 'the name is not masked')
    must(!(await phone.page.content()).includes('新程'), 'the whole name is on the page')
    must((await barriers(phone.page)).length === 0, 'axe')
    await phone.leave()
  })
  await check('large text and English stay chosen', async () => {
    const { page, leave } = await openPhone(browser, county)
    await tap(page, '大字')
    await tap(page, 'English')
    await page.getByText('Step 1 of 4').waitFor()
    await page.reload()
    await page.getByText('Step 1 of 4').waitFor()
    must(await page.evaluate(() => document.documentElement.classList.contains('large')), 'the text is small again')
    await picture(page, 'join-large')
    must((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390, 'the page is wider than the phone')
    await leave()
  })
  await check('a forged code and a stopped poster say what to do', async () => {
    const { page, leave } = await sitDown(browser, county, null, 'phone')
    await page.goto(`${county.address}/w/join/0123456789abcdef0123456789abcdef0123456789ab`)
    await page.getByText('请重新扫描海报').waitFor()
    await leave()
  })
  await check('rows noted at a ceremony without a network join once', async () => {
    const { page, go, leave } = await sitDown(browser, county, 'zhenjie', 'phone')
    await go('/spot')
    await choose(page, page, 'target', union)
    await page.context().setOffline(true)
    for (const [name, order] of [['石远航', '175'], ['石远帆', '191']]) {
      await page.locator('[data-field=name] input').fill(name)
      await page.locator('[data-field=identity_number] input').fill(identity('330727', '19940607', order))
      await page.getByRole('button', { name: '记下，登记下一位' }).click()
    }
    await page.getByRole('button', { name: '提交 2 人' }).click()
    await page.getByText('名单都在本机').waitFor()
    await page.context().setOffline(false)
    await page.getByRole('button', { name: '提交 2 人' }).click()
    await page.getByText('已入会', { exact: true }).nth(1).waitFor()
    await picture(page, 'spot')
    await leave()
  })
  await check('the county tries routing rules before they hold', async () => {
    const { page, go, leave } = await sitDown(browser, county, 'zuzhibu')
    await go('/routing')
    await page.getByRole('button', { name: '添加规则' }).click()
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('请选择接收的工会').waitFor()
    await picture(page, 'routing')
    await leave()
  })
}
