// Transfers: a township finds by number who is a member elsewhere and asks; the other side says yes on the phone.
import { join } from 'node:path'
import { identity, out } from './county.mjs'
import { barriers, check, must, picture, settle, sitDown } from './desk.mjs'
import { choose } from './flows.mjs'

const mover = { name: '苏接转', identity_number: identity('330727', '19920815', '136'), phone: '13700009901' }
let from = ''
let to = ''
let member = ''

const api = (page, method, path, body) => page.evaluate(async ([verb, where, what]) => {
  const session = await fetch('/api/v1/session').then((a) => a.json())
  const answer = await fetch(`/api/v1${where}`, { method: verb, headers: { 'content-type': 'application/json', 'x-csrf-token': session.csrf }, body: what && JSON.stringify(what) })
  return answer.json()
}, [method, path, body])

async function enrol(browser, county) {
  const near = await sitDown(browser, county, 'zhenjie')
  const own = (await api(near.page, 'GET', '/unions?type=joint_basic&limit=100')).items
  await near.leave()
  const { page, leave } = await sitDown(browser, county, 'zuzhibu')
  const all = (await api(page, 'GET', '/unions?type=joint_basic&limit=100')).items
  const far = all.find((u) => !own.some((o) => o.id === u.id))
  to = own[0].name
  from = far.name
  const made = await api(page, 'POST', '/members', { ...mover, union_id: far.id, category: 13, joined_on: '2020-03-01' })
  must(made.id, JSON.stringify(made))
  member = made.id
  await leave()
}

async function lookUp(page, name) {
  await page.locator('[data-field=name] input').fill(name)
  await page.locator('[data-field=identity_number] input').fill(mover.identity_number.toLowerCase())
  await page.getByRole('button', { name: '查找' }).click()
  await page.locator('[data-found]').waitFor()
}

async function pull(browser, county) {
  const { page, faults, go, leave } = await sitDown(browser, county, 'zhenjie')
  await go('/transfers/pull')
  await choose(page, page, 'to_union_id', to)
  await lookUp(page, '苏某某')
  must((await page.locator('[data-found=nobody]').count()) === 1, 'a number with another name tells something')
  must(!(await page.content()).includes(from), 'the union is told to who does not know the name')
  await lookUp(page, mover.name)
  await page.getByText(`已是${from}会员，是否申请转入？`).waitFor()
  await page.getByRole('button', { name: '申请转入' }).click()
  await page.getByText('请填写').first().waitFor()
  await page.locator('[data-field=reason] textarea').fill('劳动关系转到本镇快递站点')
  await picture(page, 'transfer-pull')
  const found = await barriers(page)
  must(found.length === 0, found.join('; '))
  await page.getByRole('button', { name: '申请转入' }).click()
  await page.waitForURL((url) => url.pathname === '/transfers')
  await page.getByText(mover.name).first().waitFor()
  await settle(page)
  must((await page.locator('tr', { hasText: mover.name }).textContent()).includes('待转出工会确认'), 'whose turn it is is not told')
  await picture(page, 'transfers')
  must(!page.url().includes(mover.identity_number), 'the number stands in the address')
  must(faults.length === 0, faults.join('; '))
  await leave()
}

async function release(browser, county) {
  const { page, faults, go, leave } = await sitDown(browser, county, 'zuzhibu', 'phone')
  await go('/')
  await page.getByRole('link', { name: /转会申请等待本级办理/ }).click()
  await page.getByText(mover.name).first().waitFor()
  await settle(page)
  await picture(page, 'transfers-phone')
  must((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390, 'the page is wider than the phone')
  const found = await barriers(page)
  must(found.length === 0, found.join('; '))
  await page.locator('tr', { hasText: mover.name }).getByRole('button', { name: '同意转出' }).click()
  await page.locator('.el-dialog').getByText('立即由').waitFor()
  await picture(page, 'transfer-release-phone')
  await page.locator('.el-dialog').getByRole('button', { name: '同意转出' }).click()
  await page.getByText('已办理').first().waitFor()
  must(faults.length === 0, faults.join('; '))
  await leave()
}

async function byLetter(browser, county) {
  const { page, faults, go, leave } = await sitDown(browser, county, 'zhenjie')
  await go(`/members/${member}`)
  await page.getByRole('button', { name: '登记', exact: true }).click()
  const note = page.locator('.el-dialog:visible')
  await choose(page, note, 'kind', '借调')
  await note.locator('[data-field=host_name] input').fill('县总工会')
  for (const [field, days] of [['from_on', 0], ['until_on', 90]]) {
    await note.locator(`[data-field=${field}] input`).fill(new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10))
    await page.keyboard.press('Enter')
  }
  await note.getByRole('button', { name: '保存' }).click()
  await page.getByText('借调不满 6 个月，会籍、会费和会员数都在原工会。').waitFor()
  await page.getByRole('button', { name: '申请转会' }).click()
  const box = page.locator('.el-dialog:visible')
  await choose(page, box, 'kind', '转往外地')
  await box.locator('[data-field=other_union_name] input').fill('杭州市余杭区总工会')
  await box.locator('[data-field=reason] textarea').fill('到杭州工作')
  await picture(page, 'transfer-letter')
  await box.getByRole('button', { name: '申请转会' }).click()
  await page.getByText('转出中').first().waitFor()
  await picture(page, 'member-postings', { fullPage: true })
  await go('/transfers?state=outside')
  const row = page.locator('tr', { hasText: mover.name })
  const [paper] = await Promise.all([page.waitForEvent('download'), row.getByRole('button', { name: '接转单' }).click()])
  await paper.saveAs(join(out, 'letter.pdf'))
  await row.getByRole('button', { name: '外地已接收' }).click()
  await page.locator('.el-dialog:visible').getByRole('button', { name: '外地已接收' }).click()
  await page.getByText('已办理').first().waitFor()
  await go(`/members/${member}`)
  await page.getByText('已退会').first().waitFor()
  await go('/postings')
  await page.getByText('县总工会').first().waitFor()
  await picture(page, 'postings')
  must(faults.length === 0, faults.join('; '))
  await leave()
}

async function wholeUnion(browser, county) {
  const { page, faults, go, leave } = await sitDown(browser, county, 'zuzhibu')
  await go('/transfers/batches/new')
  await choose(page, page, 'from_union_id', from)
  await choose(page, page, 'to_union_id', to)
  await page.getByRole('button', { name: '提交试算' }).click()
  await page.getByText('请填写事由').waitFor()
  await page.locator('[data-field=reason] textarea').fill('单位关闭，会员整体转出')
  await picture(page, 'batch-new')
  const found = await barriers(page)
  must(found.length === 0, found.join('; '))
  await page.getByRole('button', { name: '提交试算' }).click()
  await page.locator('h1', { hasText: '已试算，待办理' }).waitFor()
  await settle(page)
  await picture(page, 'batch-checked')
  await page.getByRole('button', { name: '办理', exact: true }).click()
  await page.locator('.el-dialog').getByRole('button', { name: '办理', exact: true }).click()
  await page.locator('h1', { hasText: '已办结' }).waitFor()
  await page.locator('tbody tr', { hasText: '已办理' }).first().waitFor()
  await settle(page)
  must(!(await page.locator('tbody').textContent()).includes('可以办理'), 'rows are left over')
  await picture(page, 'batch-done')
  const [receipt] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载回执' }).click()])
  must((await receipt.path()) && receipt.suggestedFilename().endsWith('.xlsx'), 'no receipt')
  await page.getByRole('button', { name: '撤销', exact: true }).click()
  await page.locator('.el-dialog [data-field=reason] textarea').fill('名单弄错了')
  await page.locator('.el-dialog').getByRole('button', { name: '撤销', exact: true }).click()
  await page.locator('h1', { hasText: '已撤销' }).waitFor()
  must(faults.length === 0, faults.join('; '))
  await leave()
}

export async function transferCases(browser, county) {
  console.log('会籍接转')
  await check('a member of another township is enrolled', () => enrol(browser, county))
  await check('a township looks somebody up by number and name and asks for them', () => pull(browser, county))
  await check('the other side lets go on the phone, and both counts change', () => release(browser, county))
  await check('the member stands at the new union, with both halves in the history', async () => {
    const { page, go, leave } = await sitDown(browser, county, 'zhenjie', 'phone')
    await go(`/members/${member}`)
    await page.getByText('转出', { exact: true }).first().waitFor()
    const text = await page.locator('main').textContent()
    must(text.includes(to) && text.includes(from) && text.includes('2020-03-01'), 'union, other union or day of joining is missing')
    await picture(page, 'transfer-done-phone', { fullPage: true })
    await go('/transfers/pull')
    await picture(page, 'transfer-pull-phone', { fullPage: true })
    must((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390, 'the page is wider than the phone')
    await leave()
  })
  await check('a member is sent to any union of the federation, and the sender may take it back', async () => {
    const { page, go, leave } = await sitDown(browser, county, 'zhenjie')
    await go(`/members/${member}`)
    await page.getByRole('button', { name: '申请转会' }).click()
    const box = page.locator('.el-dialog')
    await choose(page, box, 'to_union_id', from)
    await box.locator('[data-field=reason] textarea').fill('回原单位工作')
    await picture(page, 'transfer-send')
    await box.getByRole('button', { name: '申请转会' }).click()
    await page.getByText('已提交，等对方工会办理').first().waitFor()
    await page.getByText('转出中').first().waitFor()
    await go('/transfers?state=waiting')
    await page.locator('tr', { hasText: mover.name }).getByRole('button', { name: '撤回' }).click()
    await page.locator('.el-dialog').getByRole('button', { name: '撤回' }).click()
    await page.getByText('已办理').first().waitFor()
    await leave()
  })
  await check('by letter to another federation: printed, answered, gone', () => byLetter(browser, county))
  await check('a closed union is moved in one step: tried, done, told in a receipt, taken back', () => wholeUnion(browser, county))
  await check('the wizard and a batch fit a phone', async () => {
    const { page, go, leave } = await sitDown(browser, county, 'zuzhibu', 'phone')
    await go('/transfers/batches')
    await page.locator('table.data a', { hasText: '单位关闭' }).first().click()
    await page.locator('h1', { hasText: '单位关闭' }).waitFor()
    await settle(page)
    await picture(page, 'batch-phone')
    await go('/transfers/batches/new')
    await choose(page, page, 'source', '粘贴身份证号名单')
    await page.locator('[data-field=numbers] textarea').fill(`${mover.identity_number}\n${mover.identity_number}`)
    await page.getByText('共 2 个号码').waitFor()
    await picture(page, 'batch-new-phone', { fullPage: true })
    must((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390, 'the page is wider than the phone')
    await leave()
  })
}
