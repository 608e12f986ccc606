// Founding a union from the first visit to the approval, as a township's cadre does it at a desk, and looked at on a phone.
import { identity } from './county.mjs'
import { barriers, check, must, picture, settle, sitDown } from './desk.mjs'
import { choose } from './flows.mjs'

const name = '安文街道快递行业联合工会委员会'
let address = ''

const drawer = (page) => page.locator('.el-drawer:visible').last()
const dialog = (page) => page.locator('.el-dialog:visible').last()
const button = (box, words) => box.getByRole('button', { name: words, exact: true })
const fill = (box, field, value) => box.locator(`[data-field="${field}"]`).locator('input, textarea').first().fill(value)

// A part of a page, as the guide shows it.
const part = async (page, place, name) => picture(page, name, { fullPage: true, clip: await page.evaluate((p) => {
  const box = document.querySelector(p).getBoundingClientRect()
  return { x: box.x, y: box.y + window.scrollY, width: box.width, height: box.height }
}, place) })

// An act behind a button of the page: asked, filled, done.
async function act(page, words, values = {}) {
  await button(page, words).first().click()
  const box = dialog(page)
  for (const [field, value] of Object.entries(values)) await fill(box, field, value)
  await button(box, words).click()
  await page.getByText('已办理').last().waitFor()
  await settle(page)
}

async function open(page, go) {
  await go('/foundings')
  await page.getByText('还没有建会事项').waitFor()
  await button(page, '建会立项').first().click()
  const box = drawer(page)
  await button(box, '建会立项').click()
  await box.getByText('请填写拟建工会名称').waitFor()
  const units = await page.evaluate(() => fetch('/api/v1/units?limit=2').then((a) => a.json()).then((p) => p.items.map((u) => u.name)))
  for (const unit of units) await choose(page, box, 'units', unit)
  await page.keyboard.press('Escape') // closes the list of units, not the drawer
  must((await box.locator('[data-field=name] input').inputValue()).endsWith('工会委员会'), 'no name was proposed')
  await fill(box, 'name', name)
  await choose(page, box, 'parent_id', '安文街道总工会')
  await fill(box, 'workers', '42')
  await fill(box, 'women_workers', '8')
  await box.getByText('新就业形态', { exact: true }).click()
  await picture(page, 'founding-open')
  await button(box, '建会立项').click()
  await page.locator('h1', { hasText: name }).waitFor()
  address = new URL(page.url()).pathname
}

const person = (page, body, at) => page.locator(`[data-body=${body}] .person`).nth(at)
async function name_people(page, body, names, chair) {
  for (const [at, one] of names.entries()) {
    if (at >= (await page.locator(`[data-body=${body}] .person`).count())) await page.locator(`[data-body=${body}]`).getByRole('button', { name: '加一人' }).click()
    await person(page, body, at).locator('input').first().fill(one)
    if (one !== chair) continue
    await person(page, body, at).locator('.el-select').first().click()
    await page.locator('.el-select-dropdown__item:visible', { hasText: '主席' }).first().click()
  }
}

// Twelve couriers join the union in preparation; the desk's own page for that is driven in joining.mjs.
const join = (page) => page.evaluate(async ([people, path]) => {
  const session = await fetch('/api/v1/session').then((a) => a.json())
  const row = await fetch(`/api/v1${path}`).then((a) => a.json())
  const answer = await fetch('/api/v1/spot-joinings', {
    method: 'POST', headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': session.csrf, 'Idempotency-Key': 'founding-members' },
    body: JSON.stringify({ union_id: row.union_id, rows: people }),
  }).then((a) => a.json())
  return answer.items.filter((o) => o.outcome === 'joined').length
}, [Array.from({ length: 12 }, (_v, n) => ({ row_key: `f${n}`, name: `建会${'甲乙丙丁戊己庚辛壬癸子丑'[n]}`, identity_number: identity('330727', '19900512', String(301 + 2 * n)), category: 13 })), address])

async function nominate(page) {
  await page.locator('[data-step=nominate]').waitFor()
  await name_people(page, 'committee', ['卢建新', '章小禾', '郑一帆'], '卢建新')
  await page.getByText('差额率不足 5%').waitFor()
  await part(page, '[data-step=nominate]', 'founding-nominate')
  await name_people(page, 'committee', ['卢建新', '章小禾', '郑一帆', '胡可'], '')
  await page.getByText('符合规定').waitFor()
  await page.reload() // what was typed is kept
  await page.getByText('符合规定').waitFor()
  must((await person(page, 'committee', 3).locator('input').first().inputValue()) === '胡可', 'the names are gone')
  await button(page, '上报候选人').click()
  await page.getByText('已办理').last().waitFor()
}

async function elect(page) {
  const set = (label, value) => page.getByLabel(label, { exact: true }).fill(value)
  await set('实到人数', '7')
  for (const count of ['发出选票', '收回选票', '有效选票']) await set(`工会委员会${count}`, '7')
  await page.getByText('不足三分之二').waitFor()
  await set('实到人数', '10')
  for (const count of ['发出选票', '收回选票', '有效选票']) await set(`工会委员会${count}`, '10')
  for (const [one, votes] of [['卢建新', '10'], ['章小禾', '9'], ['郑一帆', '8'], ['胡可', '3']]) await set(`${one}得票`, votes)
  await page.locator('.elected').nth(2).waitFor()
  await page.getByText('符合规定').waitFor()
  await settle(page)
  await part(page, '[data-step=elect]', 'founding-elect')
  must((await barriers(page)).length === 0, (await barriers(page)).join('; '))
  await button(page, '登记选举结果').click()
  await page.getByText('已办理').last().waitFor()
}

async function toApproval(browser, county) {
  const { page, faults, go, leave } = await sitDown(browser, county, 'zhenjie')
  await open(page, go)
  await act(page, '登记走访', { met: '卢站长', result: '同意建会，先开职工会' })
  await page.getByText('同意建会，先开职工会').waitFor()
  await fill(page, 'opinion', '党支部和两家公司均同意')
  await name_people(page, 'group', ['卢建新', '章小禾'], '')
  await button(page, '提交请示').click()
  await page.getByText('筹备组应为 3 至 7 人').waitFor()
  await name_people(page, 'group', ['卢建新', '章小禾', '郑一帆'], '')
  await picture(page, 'founding-request', { fullPage: true })
  await button(page, '提交请示').click()
  await page.getByText('等上级工会批复是否同意筹建').waitFor()
  await act(page, '批复同意筹建', { word: '安街总工' })
  must((await join(page)) === 12, 'not all joined')
  await page.reload()
  await page.getByText('已有会员 12 人').waitFor()
  await nominate(page)
  await act(page, '同意候选人')
  await elect(page)
  await button(page, '报告选举结果').first().click()
  await choose(page, dialog(page), 'term_years', '五年')
  await button(dialog(page), '报告选举结果').click()
  await page.getByText('批复之日即建会日期').first().waitFor()
  await act(page, '批复成立')
  await page.getByText('已成立，待挂牌').first().waitFor()
  await page.waitForTimeout(300)
  await picture(page, 'founding-approved', { fullPage: true })
  must((await barriers(page)).length === 0, (await barriers(page)).join('; '))
  must(!faults.length, faults.join('; '))
  await page.getByRole('link', { name: '成立批复' }).click()
  await page.getByText('批准成立安文街道快递行业联合工会委员会').waitFor()
  must(/安街总工〔\d{4}〕2号/.test(await page.locator('article').textContent()), 'the number is not the second of the year')
  await part(page, 'article', 'founding-paper')
  await leave()
}

export async function foundingCases(browser, county) {
  console.log('建会')
  await check('a township founds a joint union from the visit to the approval', () => toApproval(browser, county))
  await check('the union is active and covers its units', async () => {
    const { page, go, leave } = await sitDown(browser, county, 'zuzhibu')
    await go('/foundings?state=founded')
    await page.getByRole('link', { name }).click()
    await page.waitForURL(/\/foundings\/[a-z]+_/)
    await page.getByRole('link', { name, exact: true }).click()
    await page.waitForURL(/\/unions\/uni_/)
    await page.getByText('安街总工').first().waitFor()
    await page.getByRole('tab', { name: '覆盖单位' }).click()
    await page.locator('.tabs table tbody tr').nth(1).waitFor()
    await leave()
  })
  await check('on a phone the list and the case fit, and a visit can be noted', async () => {
    const { page, faults, go, leave } = await sitDown(browser, county, 'zhenjie', 'phone')
    for (const [path, shot] of [['/foundings', 'foundings-phone'], [address, 'founding-phone']]) {
      await go(path)
      must((await page.evaluate(() => document.documentElement.scrollWidth)) <= 391, `${path} is wider than the phone`)
      await picture(page, shot, { fullPage: true })
      must((await barriers(page)).length === 0, (await barriers(page)).join('; '))
    }
    await act(page, '挂牌归档')
    await page.getByText('已办结').waitFor()
    must(!faults.length, faults.join('; '))
    await leave()
  })
  await check('a renaming is asked, sent back, put right and granted', async () => {
    const { page, faults, go, leave } = await sitDown(browser, county, 'zuzhibu')
    await go('/foundings')
    await button(page, '换届、更名等').click()
    const box = drawer(page)
    await choose(page, box, 'union_id', '安文街道快递行业')
    await choose(page, box, 'kind', '更名')
    await fill(box, 'new_name', name)
    await fill(box, 'opinion', '覆盖面扩大')
    await button(box, '立项上报').click()
    await box.getByText('新名称与现名称相同').first().waitFor()
    await fill(box, 'new_name', '安文街道新业态联合工会委员会')
    await button(box, '立项上报').click()
    await page.getByText('等上级工会批复', { exact: true }).waitFor()
    await act(page, '退回补正', { reason: '请写全称' })
    await page.getByText('按退回的意见补正后再报').waitFor()
    await picture(page, 'founding-change', { fullPage: true })
    must((await barriers(page)).length === 0, (await barriers(page)).join('; '))
    await fill(page, 'new_name', '磐安县安文街道新业态联合工会委员会')
    await button(page, '补正后再报').click()
    await page.getByText('等上级工会批复', { exact: true }).waitFor()
    await act(page, '批复同意')
    await page.getByText('已办结').waitFor()
    await page.getByRole('link', { name: '批复', exact: true }).click()
    await page.getByText('同意你会更名为').waitFor()
    must(!faults.length, faults.join('; '))
    await leave()
  })
  await check('a leader reads and is offered no act', async () => {
    const { page, go, leave } = await sitDown(browser, county, 'lingdao')
    await go(address)
    await page.locator('h1', { hasText: name }).waitFor()
    must((await page.locator('header.head button').count()) === 0, 'a button is offered')
    await leave()
  })
}
