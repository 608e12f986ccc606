// What befalls people in the middle of their work: the session ends, a drawer is left, a number is mistyped at a ceremony.
import { identity, password } from './county.mjs'
import { barriers, check, must, picture, settle, sitDown } from './desk.mjs'
import { choose } from './flows.mjs'

const name = '方前镇快递行业联合工会委员会'

// The server forgets the one who is at work; the page does not know it yet.
const endSession = (page) => page.context().clearCookies()

async function sessionEnds(browser, county) {
  const { page, faults, go, leave } = await sitDown(browser, county, 'zhenjie')
  await go('/foundings')
  await page.getByRole('button', { name: '建会立项', exact: true }).first().click()
  const box = page.locator('.el-drawer:visible').last()
  const unit = await page.evaluate(() => fetch('/api/v1/units?limit=1').then((a) => a.json()).then((p) => p.items[0].name))
  await choose(page, box, 'units', unit)
  await page.keyboard.press('Escape') // what was looked for
  await page.keyboard.press('Escape')
  await choose(page, box, 'parent_id', '安文街道总工会')
  await box.locator('[data-field=name] input').fill(name)
  await box.locator('[data-field=workers] input').fill('12')
  await settle(page, 10) // a search that waits for one more letter would be the one that is told of the end
  await endSession(page)
  await box.getByRole('button', { name: '建会立项' }).click()
  const again = page.locator('dialog.again')
  await again.getByText('登录已过期').waitFor()
  await picture(page, 'session-ended')
  must((await barriers(page)).length === 0, (await barriers(page)).join('; '))
  await again.locator('#again-password').fill('not-the-password-1')
  await again.getByRole('button', { name: '登录', exact: true }).click()
  await again.getByRole('alert').waitFor()
  await again.locator('#again-password').fill(password)
  await again.getByRole('button', { name: '登录', exact: true }).click()
  await again.waitFor({ state: 'detached' })
  must((await box.locator('[data-field=name] input').inputValue()) === name, 'what was typed is gone')
  await box.getByRole('button', { name: '建会立项' }).click()
  await page.locator('h1', { hasText: name }).waitFor()
  must(!faults.length, faults.join('; '))
  await leave()
}

async function drawerIsLeft(browser, county) {
  const { page, go, leave } = await sitDown(browser, county, 'zhenjie')
  await go('/foundings')
  await page.getByRole('button', { name: '换届、更名等' }).click()
  const box = page.locator('.el-drawer:visible').last()
  await choose(page, box, 'kind', '更名')
  await box.locator('[data-field=opinion] textarea').fill('写了很长的事由')
  let asked = ''
  page.once('dialog', (dialog) => {
    asked = dialog.message()
    void dialog.dismiss()
  })
  await box.getByRole('button', { name: '取消' }).click()
  await page.waitForTimeout(200)
  must(asked.includes('没有保存'), 'nobody asked before the text was thrown away')
  must((await box.locator('[data-field=opinion] textarea').inputValue()) === '写了很长的事由', 'the text is gone')
  await leave()
}

async function numberIsMistyped(browser, county) {
  const { page, go, leave } = await sitDown(browser, county, 'zhenjie', 'phone')
  await go('/spot')
  const right = identity('330727', '19950311', '17' + '5')
  const wrong = right.slice(0, 17) + (right[17] === '1' ? '2' : '1')
  const note = async (who, number) => {
    await page.locator('[data-field=name] input').fill(who)
    await page.locator('[data-field=identity_number] input').fill(number)
    await page.getByRole('button', { name: '记下，登记下一位' }).click()
  }
  await page.context().setOffline(true)
  await note('古丽·买买提', wrong)
  await page.getByText('最后一位对不上').waitFor()
  await note('古丽·买买提', `${right.slice(0, 6)} ${right.slice(6)}`)
  await page.getByRole('button', { name: '提交 1 人' }).waitFor()
  await note('古丽·买买提', right)
  await page.getByText('已经记在下面').waitFor()
  await page.context().setOffline(false)
  page.once('dialog', (dialog) => void dialog.accept())
  await page.getByRole('button', { name: '移除' }).first().click()
  await page.getByText('0 人还没有入会成功').waitFor()
  await settle(page)
  await leave()
}

export async function interruptedCases(browser, county) {
  console.log('办到一半')
  await check('the session ends in the middle of a form: the password again, and all that was typed is there', () => sessionEnds(browser, county))
  await check('a drawer with something typed is not left without a question', () => drawerIsLeft(browser, county))
  await check('at a ceremony without a network a mistyped or repeated number is told at once', () => numberIsMistyped(browser, county))
}
