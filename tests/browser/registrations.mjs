// A union's legal-person registration, from the union's page to the certificate, and what comes due after it.
import { readFileSync } from 'node:fs'
import { barriers, check, must, picture, settle, sitDown } from './desk.mjs'
import { choose } from './flows.mjs'

const name = '磐安县青山木艺有限公司工会委员会'
const drawer = (page) => page.locator('.el-drawer:visible').last()
const dialog = (page) => page.locator('.el-dialog:visible').last()
const button = (box, words) => box.getByRole('button', { name: words, exact: true })
const fill = (box, field, value) => box.locator(`[data-field="${field}"]`).locator('input, textarea').first().fill(value)
let union = ''
let address = ''

// GB 32100: weights 3^n modulo 31 over the first 17 characters.
function code(first) {
  const letters = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  const sum = [...first].reduce((all, c, n) => all + letters.indexOf(c) * (3 ** n % 31), 0)
  return first + letters[(31 - (sum % 31)) % 31]
}

// What other pages do is driven in their own cases; here it is the ground to stand on.
const send = (page, method, path, body, headers = {}) => page.evaluate(async ([method, path, body, headers]) => {
  const session = await fetch('/api/v1/session').then((a) => a.json())
  const answer = await fetch(`/api/v1${path}`, { method, headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': session.csrf, ...headers }, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(await answer.text())
  return answer.json()
}, [method, path, body, headers])

async function found(page) {
  const township = await page.evaluate(() => fetch('/api/v1/unions?q=' + encodeURIComponent('安文街道总工会')).then((a) => a.json()).then((p) => p.items[0].id))
  const today = await page.evaluate(() => fetch('/api/v1/session').then((a) => a.json()).then((s) => s.today))
  const made = await send(page, 'POST', '/unions', { name, type: 'single_basic', parent_id: township, founded_on: today, approved_on: today, approval_number: '安街总工〔2021〕9号', chair_name: '罗青山', address: '安文街道木艺路8号' })
  union = made.id
}

async function act(page, words, values = {}) {
  await button(page, words).first().click()
  const box = dialog(page)
  for (const [field, value] of Object.entries(values)) await fill(box, field, value)
  await button(box, words).click()
}

async function toFiled(browser, county) {
  const { page, faults, go, leave } = await sitDown(browser, county, 'zhenjie')
  await go('/')
  await found(page)
  await go(`/unions/${union}`)
  await page.getByRole('link', { name: '法人登记', exact: true }).last().click()
  await button(page, '办理登记').first().click()
  await choose(page, dialog(page), 'union_id', '青山木艺')
  await button(dialog(page), '办理登记').click()
  await page.locator('h1', { hasText: name }).waitFor()
  address = new URL(page.url()).pathname
  await button(page, '登记已申报').click()
  await button(dialog(page), '登记已申报').click()
  await dialog(page).getByText('请填写经办人').first().waitFor()
  await button(dialog(page), '取消').click()
  await button(page, '填写申请表').click()
  const box = drawer(page)
  must((await box.locator('[data-field=address] input').inputValue()) === '安文街道木艺路8号', 'the address of the register is not proposed')
  await fill(box, 'premises', '单位无偿提供，30 平方米')
  await choose(page, box, 'fund_channel', '税务代收')
  await fill(box, 'fund_source', '单位按工资总额百分之二拨缴和会费')
  await fill(box, 'handler', '罗小禾')
  await fill(box, 'phone', '13758900001')
  await picture(page, 'registration-fill')
  await button(box, '保存').click()
  await page.getByText('137****0001').waitFor()
  must(!(await page.locator('main').textContent()).includes('13758900001'), 'the phone is shown whole')
  const [file] = await Promise.all([page.waitForEvent('download'), button(page, 'pdf').click()])
  must(readFileSync(await file.path()).subarray(0, 5).toString() === '%PDF-', 'no PDF came')
  await act(page, '登记已申报')
  await page.getByText('等登记结果').waitFor()
  must((await button(page, '登记领证').count()) === 0, 'a township is offered the certificate')
  await settle(page)
  await picture(page, 'registration-filed', { fullPage: true })
  must((await barriers(page)).length === 0, (await barriers(page)).join('; '))
  must(!faults.length, faults.join('; '))
  await leave()
}

async function toCertificate(browser, county) {
  const { page, faults, go, leave } = await sitDown(browser, county, 'zuzhibu')
  await go('/')
  await page.getByText('法人资格登记已申报，等待登记结果').click()
  await page.getByRole('link', { name }).click()
  await page.locator('h1', { hasText: name }).waitFor()
  await button(page, '登记领证').click()
  const box = dialog(page)
  await fill(box, 'certificate_number', '工法证字第330727000009号')
  await fill(box, 'credit_code', code('91330727MC0000009'))
  for (const [field, day] of [['valid_from_on', '2021-11-12'], ['valid_to_on', '2099-11-11']]) {
    await fill(box, field, day)
    await page.keyboard.press('Enter')
  }
  await button(box, '登记领证').click()
  await box.getByText('这是单位的统一社会信用代码').first().waitFor()
  await picture(page, 'registration-refused')
  await fill(box, 'credit_code', code('81330727MC0000009'))
  await button(box, '登记领证').click()
  await page.getByText('已领证').first().waitFor()
  await settle(page)
  await picture(page, 'registration-certified', { fullPage: true })
  must((await barriers(page)).length === 0, (await barriers(page)).join('; '))
  await go(`/unions/${union}`)
  await page.getByText(code('81330727MC0000009')).waitFor()
  must(!faults.length, faults.join('; '))
  await leave()
}

async function toChange(browser, county) {
  const { page, faults, go, leave } = await sitDown(browser, county, 'zuzhibu')
  await go('/')
  await send(page, 'POST', `/unions/${union}/rename`, { name: '磐安县青山家居有限公司工会委员会', document_number: '安街总工〔2021〕10号', reason: '单位更名' })
  await go('/')
  await page.getByText('应办法人变更登记').click()
  await page.getByText('还有 30 天').waitFor()
  await settle(page)
  await picture(page, 'registration-duties')
  must((await barriers(page)).length === 0, (await barriers(page)).join('; '))
  await button(page, '着手办理').click()
  await fill(dialog(page), 'reason', '单位更名，工会随之更名')
  await button(dialog(page), '办理登记').click()
  await page.locator('h1', { hasText: '变更登记' }).waitFor()
  await page.getByText(name).first().waitFor()
  await picture(page, 'registration-change', { fullPage: true })
  await go('/registrations/duties?case=open')
  await page.getByRole('link', { name: '正在办理' }).waitFor()
  await go('/registrations?open=1')
  await page.getByRole('link', { name: '青山家居' }).waitFor()
  await picture(page, 'registrations')
  must((await barriers(page)).length === 0, (await barriers(page)).join('; '))
  must(!faults.length, faults.join('; '))
  await leave()
}

export async function registrationCases(browser, county) {
  console.log('法人登记')
  await check('a township fills the form from the register, prints it and files it', () => toFiled(browser, county))
  await check('the county refuses the code of a unit and records the certificate', () => toCertificate(browser, county))
  await check('a renamed union is listed as due, and the change is begun from there', () => toChange(browser, county))
  await check('on a phone the lists and the case fit', async () => {
    const { page, faults, go, leave } = await sitDown(browser, county, 'zhenjie', 'phone')
    for (const [path, shot] of [['/registrations', 'registrations-phone'], ['/registrations/duties', 'registration-duties-phone'], [address, 'registration-phone']]) {
      await go(path)
      await settle(page)
      must((await page.evaluate(() => document.documentElement.scrollWidth)) <= 391, `${path} is wider than the phone`)
      await picture(page, shot, { fullPage: true })
      must((await barriers(page)).length === 0, (await barriers(page)).join('; '))
    }
    must(!faults.length, faults.join('; '))
    await leave()
  })
  await check('a leader reads and is offered no act', async () => {
    const { page, go, leave } = await sitDown(browser, county, 'lingdao')
    await go(address)
    await page.locator('h1', { hasText: name }).waitFor()
    must((await page.locator('main button').count()) === 0, 'a button is offered')
    await leave()
  })
}
