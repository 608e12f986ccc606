// 数据合格率: from a union's number to its people, repaired one after the other with the keyboard, and the form for many.
import { identity } from './county.mjs'
import { barriers, check, must, picture, settle, sitDown } from './desk.mjs'
import { handIn, textOf, write } from './imports.mjs'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

const number = (text) => Number(text.replace(/[^0-9]/g, ''))

// Three members of one union who lack something each.
async function enrol(page) {
  return page.evaluate(async (people) => {
    const { csrf } = await fetch('/api/v1/session').then((a) => a.json())
    const headers = { 'X-CSRF-Token': csrf, 'Content-Type': 'application/json' }
    const union = (await fetch('/api/v1/unions?type=joint_basic&limit=1').then((a) => a.json())).items[0]
    for (const one of people) {
      const made = await fetch('/api/v1/members', { method: 'POST', headers, body: JSON.stringify({ ...one, union_id: union.id, joined_on: '2021-03-01' }) })
      if (made.status !== 201) throw new Error(await made.text())
    }
    return { id: union.id, name: union.name }
  }, [
    { name: '缺号一', identity_number: identity('330727', '19920101', '117'), category: 13 },
    { name: '缺号二', identity_number: identity('330727', '19920102', '117'), category: 13 },
    { name: '缺两样', identity_number: identity('330727', '19920103', '117') },
  ])
}

export async function qualityCases(browser, county) {
  console.log('数据合格率')
  const { page, faults, go, leave } = await sitDown(browser, county, 'zuzhibu')
  await go('/')
  const union = await enrol(page)
  const row = page.locator('table.data tbody tr', { hasText: union.name })
  const list = `/members?union=${union.id}&own=1&state=counted&problem=no_phone`
  let lacking = 0
  await check('each union shows its share, with numerator, denominator, definition and moment', async () => {
    await go('/members/quality')
    await page.locator('.share b').waitFor()
    must(/%$/.test((await page.locator('.share b').textContent()).trim()), 'no share')
    const told = await page.locator('.sum').textContent()
    must(told.includes('合格会员÷在会会员') && told.includes('截至') && told.includes('不低于 95%'), told)
    await picture(page, 'quality')
    const found = await barriers(page)
    must(!found.length, found.join('\n'))
  })
  await check('a number opens to just as many people of that union', async () => {
    await go(`/members/quality?under=${union.id}`)
    const cell = row.first().locator('td[data-label="没有联系电话"] a')
    lacking = number(await cell.textContent())
    must(lacking >= 3, `${lacking} lack a telephone`)
    await cell.click()
    await page.waitForURL(/problem=no_phone/)
    await settle(page)
    must((await page.locator('footer.foot [role=status]').textContent()).includes(String(lacking)), await page.locator('footer.foot').textContent())
    await picture(page, 'quality-people', { fullPage: true })
  })
  await check('they are repaired one after the other with the keyboard, each asked only for what is missing', async () => {
    await go(`${list}&q=缺号`)
    await page.getByRole('button', { name: '逐人补正' }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByText('还剩 2 人').waitFor()
    await page.waitForFunction(() => document.activeElement?.closest('[data-field=phone]'))
    must((await drawer.locator('[data-field]').count()) === 1, 'asked for more than the telephone')
    await picture(page, 'quality-repair')
    await page.keyboard.type('123')
    await page.keyboard.press('Enter')
    await drawer.getByText('联系电话不对').first().waitFor()
    await drawer.locator('[data-field=phone] input').fill('13912340001')
    await page.keyboard.press('Enter')
    await drawer.getByText('还剩 1 人').waitFor()
    await drawer.locator('h3').waitFor()
    await page.waitForFunction(() => document.activeElement?.closest('[data-field=phone]'))
    await page.keyboard.type('13912340002')
    await page.keyboard.press('Enter')
    await drawer.getByText('这一批都看过了').waitFor()
    await drawer.getByRole('button', { name: '先到这里' }).click()
    await settle(page)
    must((await page.locator('table.data tbody tr').count()) === 0, 'they are still listed')
  })
  await check('who lacks two things is asked for both', async () => {
    await go(`${list}&q=缺两样`)
    await page.getByRole('button', { name: '逐人补正' }).click()
    await page.getByRole('dialog').locator('[data-field=category]').waitFor()
    must((await page.getByRole('dialog').locator('[data-field]').count()) === 2, 'not two fields')
    await page.getByRole('dialog').getByRole('button', { name: '先到这里' }).click()
  })
  await check('the form for many is taken out, filled in and imported; only what is empty is filled', async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出待补正名单' }).click()])
    const text = textOf(await download.path())
    must(text.includes('缺两样') && !text.includes('19920103'), 'the form names nobody, or a whole number')
    const id = text.match(/mem_[0-9a-z]{13}/)[0]
    const file = join(county.folder, '待补正名单.csv')
    writeFileSync(file, `\uFEFF会员编号,姓名,证件号码,所属工会,移动电话,新就业形态类别\r\n${id},缺两样,330727********0000,${union.name},13912340003,快递员\r\n`)
    await handIn(page, go, file)
    await write(page)
    await go(`/members?union=${union.id}&q=缺两样&problem=any`)
    must((await page.locator('table.data tbody tr').count()) === 0, 'still lacking')
  })
  await check('the inbox counts those without a mobile number and opens to them', async () => {
    await go('/')
    const line = page.locator('.items a', { hasText: '在会会员没有手机号' })
    const told = number(await line.locator('.count').textContent())
    await line.click()
    await page.waitForURL(/problem=no_mobile/)
    await settle(page)
    must((await page.locator('footer.foot [role=status]').textContent()).replace(/,/g, '').includes(String(told)), `${told} in the inbox`)
  })
  await check('no page broke', async () => must(!faults.length, faults.join('; ')))
  await leave()
  await check('a township sees only its own unions, and a phone shows the page and the drawer', async () => {
    const desk = await sitDown(browser, county, 'zhenjie', 'phone')
    await desk.go('/members/quality')
    await desk.page.locator('.share b').waitFor()
    must((await desk.page.evaluate(() => document.documentElement.scrollWidth)) <= 390, 'the page is wider than the phone')
    await picture(desk.page, 'quality-phone', { fullPage: true })
    const mine = number(await desk.page.locator('.share .soft').textContent().then((t) => t.match(/，([\d,]+) 家/)[1]))
    must(mine > 0, 'no union')
    await desk.go('/members?state=counted&problem=no_mobile')
    await desk.page.getByRole('button', { name: '逐人补正' }).click()
    await desk.page.getByRole('dialog').locator('h3').waitFor()
    await picture(desk.page, 'quality-repair-phone')
    must((await desk.page.evaluate(() => document.documentElement.scrollWidth)) <= 390, 'the drawer is wider than the phone')
    await desk.leave()
    const leader = await sitDown(browser, county, 'lingdao')
    await leader.go('/members/quality')
    must((await leader.page.getByRole('alert').first().textContent()).includes('权限'), 'a leader is served')
    await leader.leave()
  })
}
