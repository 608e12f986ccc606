// Who looked at whole numbers and who took lists out: the security administrator's page, and the way back from a number.
import { identity } from './county.mjs'
import { barriers, check, must, picture, settle, sitDown } from './desk.mjs'

const reason = '核对工伤互助保障的证件号码'

// A cadre enrols somebody, looks at the whole number, and takes the list of members out.
async function lookAndTake(browser, county) {
  const { page, go, leave } = await sitDown(browser, county, 'zuzhibu')
  await go('/members')
  const statuses = await page.evaluate(async ([number, why]) => {
    const { csrf } = await fetch('/api/v1/session').then((a) => a.json())
    const post = (path, body) => fetch(`/api/v1${path}`, { method: 'POST', headers: { 'X-CSRF-Token': csrf, 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
    const union = (await fetch('/api/v1/unions?type=joint_basic&limit=1').then((a) => a.json())).items[0]
    const made = await post('/members', { name: '柯追查', identity_number: number, union_id: union.id, joined_on: '2020-03-01' })
    const seen = await post(`/members/${(await made.json()).id}/reveal`, { fields: ['identity_number'], reason: why })
    const taken = await fetch('/api/v1/members?format=xlsx')
    return [made.status, seen.status, taken.status]
  }, [identity('330727', '19930809', '173'), reason])
  must(statuses.join() === '201,200,200', statuses.join())
  await leave()
}

export async function disclosureCases(browser, county) {
  console.log('查看与导出记录')
  await lookAndTake(browser, county)
  await check('the security administrator sees who looked and took out, opens a day, and traces a number', async () => {
    const { page, faults, go, leave } = await sitDown(browser, county, 'anquan')
    await go('/disclosures')
    const row = page.locator('table.data tbody tr', { hasText: '周岚' }).first() // who looked above; others took lists out before
    await row.waitFor()
    await picture(page, 'disclosures')
    must(!(await page.content()).includes('柯追查'), 'a member is named')
    const found = await barriers(page)
    must(found.length === 0, found.join('; '))
    await row.getByRole('link').first().click()
    await page.waitForURL(/disclosures\/acc_/)
    await page.getByText(reason).first().waitFor()
    await settle(page)
    await picture(page, 'disclosures-day')
    must(!(await page.content()).includes('柯追查'), 'a member is named')
    const number = (await page.locator('table.data tbody').textContent()).match(/jrn_[0-9a-z]{13}/)[0]
    await go('/disclosures')
    await page.getByLabel('编号', { exact: true }).fill(` ${number.toUpperCase()} `)
    await page.getByRole('button', { name: '按编号追查' }).click()
    await page.locator('dl.facts', { hasText: number }).waitFor()
    await picture(page, 'disclosures-trace', { fullPage: true })
    await page.getByLabel('编号', { exact: true }).fill('jrn_0000000000001')
    await page.getByRole('button', { name: '按编号追查' }).click()
    await page.getByText('请核对文件页眉页脚上的编号').waitFor()
    must(faults.length === 0, faults.join('; '))
    await leave()
  })
  await check('it is read on a phone, and nobody else opens it', async () => {
    const phone = await sitDown(browser, county, 'anquan', 'phone')
    await phone.go('/disclosures')
    await picture(phone.page, 'disclosures-phone', { fullPage: true })
    must((await phone.page.evaluate(() => document.documentElement.scrollWidth)) <= 390, 'the page is wider than the phone')
    await phone.leave()
    for (const login of ['shenji', 'zuzhibu']) {
      const other = await sitDown(browser, county, login)
      await other.go('/disclosures')
      must(await other.page.getByText('没有“查看与导出记录”的权限').count(), `${login} is not refused`)
      must(!(await other.page.locator('nav a[href="/disclosures"]').count()), `${login} has it in the menu`)
      await other.leave()
    }
  })
}
