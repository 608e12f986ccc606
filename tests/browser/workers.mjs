// A member's own pages: signing in by phone, what is held, a correction that the union answers, a deletion that is refused first.
import { identity } from './county.mjs'
import { barriers, check, must, picture, settle, sitDown } from './desk.mjs'
import { choose } from './flows.mjs'

const worker = { name: '柯远帆', phone: '13700007701', identity: identity('330727', '19920809', '171') }

async function enrol(browser, county) {
  const { page, go, leave } = await sitDown(browser, county, 'zuzhibu')
  await go('/members')
  const union = await page.evaluate(() => fetch('/api/v1/unions?type=joint_basic&limit=1').then((a) => a.json()).then((p) => p.items[0].name))
  await page.getByRole('button', { name: '登记入会' }).click()
  const box = page.locator('.el-drawer:visible').last()
  for (const [field, text] of Object.entries({ name: worker.name, identity_number: worker.identity, phone: worker.phone })) await box.locator(`[data-field=${field}] input`).fill(text)
  await choose(page, box, 'union_id', union)
  await box.getByRole('button', { name: '保存' }).click()
  await page.waitForURL(/members\/mem_/)
  await leave()
}

async function enter(browser, county, phone) {
  const desk = await sitDown(browser, county, null, 'phone')
  const { page } = desk
  await page.goto(`${county.address}/w/me`)
  await page.getByRole('heading', { name: '登录职工端' }).waitFor()
  await page.locator('input[name=phone]').fill(phone)
  await page.getByRole('button', { name: '获取验证码' }).click()
  await page.getByText('验证码已发出').waitFor()
  await page.locator('input[name=code]').fill(county.codeSentTo(phone))
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('heading', { name: '我的工会' }).waitFor()
  await page.getByText(worker.name).first().waitFor()
  return desk
}

export async function workerCases(browser, county) {
  console.log('职工端')
  await check('a member signs in by phone and sees what the union holds, masked', async () => {
    await enrol(browser, county)
    const { page, faults, leave } = await enter(browser, county, worker.phone)
    must(!(await page.content()).includes(worker.identity), 'the whole identity number is on the page')
    await picture(page, 'me', { fullPage: true })
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载可打印的 PDF' }).click()])
    must(file.suggestedFilename().endsWith('.pdf'), file.suggestedFilename())
    const found = await barriers(page)
    must(found.length === 0, found.join('; '))
    must((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390, 'the page is wider than the phone')
    await page.getByRole('button', { name: '申请注销' }).click()
    await page.locator('.van-popup:visible').getByRole('button', { name: '提交' }).click()
    await page.getByText('请先向所在工会申请退会').waitFor()
    await picture(page, 'me-deletion')
    await page.getByRole('button', { name: '取消' }).click()
    await page.getByRole('button', { name: '申请更正' }).click()
    await page.locator('input[name=own_name]').fill('柯远航')
    await page.locator('.van-popup:visible').getByRole('button', { name: '提交' }).click()
    await page.getByText('更正信息 · 待办理').waitFor()
    must(faults.length === 0, faults.join('; '))
    await leave()
  })
  await check('the union answers, and the member sees it', async () => {
    const { page, go, leave } = await sitDown(browser, county, 'zuzhibu')
    await go('/self-requests')
    await settle(page)
    await picture(page, 'self-requests')
    await page.locator('tr', { hasText: worker.name }).getByRole('button', { name: '同意' }).click()
    await page.locator('.el-dialog').getByRole('button', { name: '同意' }).click()
    await page.locator('table.data').getByText('已办理').first().waitFor()
    await go('/members?q=柯远航')
    await page.getByText('柯远航').first().waitFor()
    await leave()
  })
  await check('nobody who is not signed in sees anything', async () => {
    const { page, leave } = await sitDown(browser, county, null, 'phone')
    await page.goto(`${county.address}/w/me`)
    await page.getByRole('heading', { name: '登录职工端' }).waitFor()
    must(!(await page.content()).includes('柯远'), 'a name is on the page')
    await page.getByText('手机号码换了').click()
    await page.getByRole('heading', { name: '更换手机号码' }).waitFor()
    await picture(page, 'rebind')
    await leave()
  })
}
