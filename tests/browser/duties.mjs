// Logging in, two files of one person, from a figure to its rows, another language, and what is not theirs.
import { password } from './county.mjs'
import { check, enter, must, picture, settle, sitDown } from './desk.mjs'
import { handIn, write } from './imports.mjs'

async function loginCases(browser, county) {
  console.log('登录')
  const { page, leave } = await sitDown(browser, county, null)
  await check('a wrong password is told in a sentence, and nobody is let in', async () => {
    await enter(page, county, 'zuzhibu', 'not-the-password-1')
    const told = await page.getByRole('alert').textContent()
    must(/密码/.test(told), told)
    must(new URL(page.url()).pathname === '/login', page.url())
    await picture(page, 'login-refused')
  })
  await check('a page asked for before the login is opened after it', async () => {
    await page.goto(`${county.address}/members`)
    await page.waitForURL(/login/)
    await page.fill('#login', 'zuzhibu')
    await page.fill('#password', password)
    await page.click('button[type=submit]')
    await page.waitForURL((url) => url.pathname === '/members')
  })
  await leave()
}

async function mergeCases(browser, county) {
  console.log('疑似重复')
  const { page, faults, go, leave } = await sitDown(browser, county, 'zuzhibu')
  const pair = page.locator('.pairing', { hasText: '钟启明' })
  await check('two files of one person are offered side by side', async () => {
    await handIn(page, go, county.twins)
    await write(page)
    await go('/duplicates')
    await pair.waitFor()
    must((await pair.textContent()).includes('出生日期相同'), await pair.textContent())
    await picture(page, 'duplicates')
  })
  await check('they are merged into one', async () => {
    await pair.getByRole('button', { name: '保留档案一并合并' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '合并档案' }).click()
    await pair.waitFor({ state: 'detached' })
    await go('/merges')
    must((await page.locator('table.data tbody tr').count()) === 1, 'the merge is not listed')
  })
  await check('the merge is undone and the pair stands again', async () => {
    await page.getByRole('button', { name: '撤销合并' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '撤销合并' }).click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await settle(page)
    must((await page.getByRole('button', { name: '撤销合并' }).count()) === 0, 'it could be undone twice')
    await go('/duplicates')
    await pair.waitFor()
  })
  await check('no page broke while merging', async () => must(!faults.length, faults.join('; ')))
  await leave()
}

// The made-up workbooks tell of 2021; whichever period the board opens with, these cases ask for theirs.
const board = '/board?from=2021-01-01&to=2021-11-10'

async function boardCases(browser, county) {
  console.log('看板')
  const { page, faults, go, leave } = await sitDown(browser, county, 'zuzhibu')
  await check('a figure of the board opens to its rows, as many as it says', async () => {
    await go(board)
    const card = page.locator('.cards a', { hasText: '新建工会' }).first()
    const told = Number(await card.locator('.value b').textContent())
    await card.click()
    await page.waitForURL(/\/figures\/union-founded\?/)
    await settle(page)
    const rows = await page.locator('table.data tbody tr').count()
    must(told > 0 && rows === told, `${told} on the board, ${rows} rows`)
    must((await page.locator('.meaning').textContent()).includes('建会日期'), 'no definition')
    await picture(page, 'figure-rows')
  })
  await check('a township of the board opens, and its figure to its rows', async () => {
    await go(board)
    await page.locator('table.data tbody th a', { hasText: '安文街道' }).click()
    await page.locator('h1', { hasText: '安文街道' }).waitFor()
    await settle(page)
    const card = page.locator('.cards a[href*="/figures/member-joined?"]')
    const told = Number(await card.locator('.value b').textContent())
    await card.click()
    await page.waitForURL(/\/figures\/member-joined\?/)
    await settle(page)
    const rows = await page.locator('table.data tbody tr').count()
    must(told > 0 && rows === told, `${told} on the board, ${rows} rows`)
  })
  await check('the board is taken out as a workbook', async () => {
    await go(board)
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出工作簿' }).click()])
    must(/\.xlsx$/.test(download.suggestedFilename()), download.suggestedFilename())
  })
  await check('the language turns to English and back', async () => {
    await page.getByRole('button', { name: 'English' }).first().click()
    await page.getByRole('link', { name: 'Members', exact: true }).waitFor()
    must((await page.getAttribute('html', 'lang')) === 'en', 'the page does not say its language')
    await picture(page, 'board-english')
    await page.getByRole('button', { name: '中文' }).first().click()
    await page.getByRole('link', { name: '会员', exact: true }).waitFor()
  })
  await check('no page broke on the board', async () => must(!faults.length, faults.join('; ')))
  await leave()
}

const names = async (page) => (await page.locator('table.data tbody th').allTextContents()).map((n) => n.trim())

export async function openRoles(page, go, name) {
  await go('/accounts')
  await page.locator('tr', { hasText: name }).getByRole('button', { name: '角色' }).click()
  return page.locator('.el-drawer', { hasText: name })
}

async function permissionCases(browser, county) {
  console.log('权限')
  await check('a township cadre is not offered accounts, nor served them', async () => {
    const { page, go, leave } = await sitDown(browser, county, 'zhenjie')
    must(!(await page.locator('#menu').textContent()).includes('账号与角色'), 'accounts are in the menu')
    await go('/accounts')
    must((await page.locator('table.data tbody tr').count()) === 0, 'rows are shown')
    must((await page.getByRole('button', { name: '开设账号' }).count()) === 0, 'may open an account')
    await go('/unions')
    must((await names(page))[0].includes('安文街道'), 'the county is in the list')
    await leave()
  })
  await check('a leader is not offered members, imports or accounts, nor served them', async () => {
    const { page, go, leave } = await sitDown(browser, county, 'lingdao')
    await go('/')
    const menu = await page.locator('#menu').textContent()
    must(!/会员|导入|账号与角色/.test(menu), menu)
    await go('/members')
    must((await page.getByRole('alert').textContent()).includes('权限'), 'the members are shown')
    must((await page.locator('table.data tbody tr').count()) === 0, 'rows are shown')
    await leave()
  })
  await check('the administrator of accounts sees no member', async () => {
    const { page, go, leave } = await sitDown(browser, county, 'xitong')
    await go('/accounts')
    must((await names(page)).length === 6, 'not all accounts are listed')
    await go('/members')
    must((await page.locator('table.data tbody tr').count()) === 0, 'rows are shown')
    await leave()
  })
  await check('the security administrator takes a role back', async () => {
    const { page, go, leave } = await sitDown(browser, county, 'anquan')
    const drawer = await openRoles(page, go, '陈舒')
    await drawer.getByText('镇街工会干部').waitFor()
    await drawer.getByRole('button', { name: '收回' }).click()
    await page.locator('.el-dialog').getByRole('button', { name: '收回' }).click()
    await drawer.getByText('已终止').waitFor()
    must((await drawer.getByRole('button', { name: '收回' }).count()) === 0, 'it could be taken back twice')
    await leave()
  })
}

export async function dutyCases(browser, county) {
  await loginCases(browser, county)
  await mergeCases(browser, county)
  await boardCases(browser, county)
  await permissionCases(browser, county)
}
