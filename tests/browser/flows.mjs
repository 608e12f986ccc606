// What a cadre does on an ordinary day: enrolling, correcting, changing a membership, looking at a number, taking a list out;
// and what everybody does once: a new password, a second factor.
import { createHmac } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { identity, password } from './county.mjs'
import { check, enter, must, picture, settle, sitDown } from './desk.mjs'
import { openRoles } from './duties.mjs'
import { textOf } from './imports.mjs'

const drawer = (page) => page.locator('.el-drawer:visible').last()
const dialog = (page) => page.locator('.el-dialog:visible').last()
const field = (box, name) => box.locator(`[data-field="${name}"]`)
const fill = (box, name, value) => field(box, name).locator('input, textarea').first().fill(value)

export async function choose(page, box, name, words) {
  await field(box, name).locator('.el-select').click()
  const typed = field(box, name).locator('input')
  if (await typed.isEditable()) { // a short list has nothing to narrow
    await typed.fill(words)
    await settle(page, 10) // the list first shown gives way to what was looked for, and a click between the two chooses nothing
  }
  await page.locator('.el-select-dropdown__item:visible', { hasText: words }).first().click()
}

async function memberCases(browser, county) {
  console.log('会员办理')
  const { page, faults, go, leave } = await sitDown(browser, county, 'zuzhibu')
  await check('a person is enrolled and has a page of their own', async () => {
    await go('/members')
    await page.getByRole('button', { name: '登记入会' }).click()
    const box = drawer(page)
    await fill(box, 'name', '郁试青')
    await fill(box, 'identity_number', identity('330727', '19930407', '219'))
    await fill(box, 'phone', '13712340001')
    await choose(page, box, 'union_id', '安文街道')
    await choose(page, box, 'category', '快递员')
    await box.getByRole('button', { name: '保存' }).click()
    await page.locator('h1', { hasText: '郁试青' }).waitFor()
    await settle(page)
    must((await page.locator('main').textContent()).includes('快递员'), 'the category is not shown')
  })
  await check('the same number again is refused with what to do', async () => {
    await go('/members')
    await page.getByRole('button', { name: '登记入会' }).click()
    const box = drawer(page)
    await fill(box, 'name', '郁试青')
    await fill(box, 'identity_number', identity('330727', '19930407', '219'))
    await choose(page, box, 'union_id', '安文街道')
    await box.getByRole('button', { name: '保存' }).click()
    must(/会员/.test(await box.getByRole('alert').first().textContent()), 'no sentence')
    page.once('dialog', (d) => d.accept())
    await box.getByRole('button', { name: '取消' }).click()
  })
  await check('what was wrong is put right', async () => {
    await go('/members?q=' + encodeURIComponent('郁试青'))
    await page.locator('table.data tbody a', { hasText: '郁试青' }).click()
    await page.locator('h1', { hasText: '郁试青' }).waitFor()
    await page.getByRole('button', { name: '修改', exact: true }).click()
    const box = drawer(page)
    await fill(box, 'education', '大学专科')
    await choose(page, box, 'category', '外卖配送员')
    await choose(page, box, 'is_migrant', '是')
    await box.getByRole('button', { name: '保存' }).click()
    await box.waitFor({ state: 'hidden' })
    await page.locator('main', { hasText: '大学专科' }).waitFor()
    must((await page.locator('main').textContent()).includes('外卖配送员'), 'the category did not change')
  })
  await check('a number is shown whole for a reason, and not without one', async () => {
    await page.getByRole('button', { name: '查看完整号码' }).click()
    await dialog(page).getByRole('button', { name: '查看完整号码' }).click()
    await dialog(page).getByRole('alert').waitFor()
    await fill(dialog(page), 'reason', '核对参加疗休养的证件号码')
    await dialog(page).getByRole('button', { name: '查看完整号码' }).click()
    await page.locator('.secret', { hasText: identity('330727', '19930407', '219') }).waitFor()
    await picture(page, 'member-revealed')
  })
  await check('leaving asks for a talk and a reason, is kept in the history, and joining again is a second joining', async () => {
    await page.getByRole('button', { name: '办理会籍变化' }).click()
    await choose(page, dialog(page), 'kind', '退会')
    await dialog(page).getByRole('button', { name: '保存' }).click()
    await dialog(page).getByText('请填写谈话人').waitFor()
    await fill(dialog(page), 'talked_on', new Date(Date.now() - 86_400_000).toISOString().slice(0, 10))
    await page.keyboard.press('Enter')
    await fill(dialog(page), 'talked_by', '李主席')
    await fill(dialog(page), 'talk_note', '本人坚持退会，已告知可以保留会籍')
    await dialog(page).getByRole('button', { name: '保存' }).click()
    await dialog(page).locator('.refusal').waitFor()
    await fill(dialog(page), 'reason', '劳动关系解除，本人要求退会')
    await picture(page, 'member-leave')
    await dialog(page).getByRole('button', { name: '保存' }).click()
    await page.locator('h1 ~ *, .page-head, header', { hasText: '已退会' }).first().waitFor()
    await settle(page)
    must((await page.locator('main').textContent()).includes('谈话：'), 'the history does not tell of the talk')
    await page.getByRole('button', { name: '办理会籍变化' }).click()
    await choose(page, dialog(page), 'kind', '入会')
    await dialog(page).getByRole('button', { name: '保存' }).click()
    await page.locator('main', { hasText: '在会' }).waitFor()
    await picture(page, 'member-history', { fullPage: true })
  })
  await check('a list is narrowed by a form of work and taken out as it is shown', async () => {
    await go('/members?category=14')
    const shown = await page.locator('table.data tbody tr').count()
    must(shown > 0 && (await page.locator('table.data tbody').textContent()).includes('外卖配送员'), `${shown} rows`)
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出' }).click()])
    const file = join(county.folder, 'members.xlsx')
    await download.saveAs(file)
    const text = textOf(file)
    must(text.includes('外卖配送员') && text.includes('郁试青') && !text.includes('环卫工人'), 'the workbook is not the list')
  })
  await check('no page broke at the members', async () => must(!faults.length, faults.join('; ')))
  await leave()
}

async function unitCases(browser, county) {
  console.log('单位办理')
  const { page, faults, go, leave } = await sitDown(browser, county, 'zuzhibu')
  await check('a unit is registered by names, corrected and found', async () => {
    await go('/units')
    await page.getByRole('button', { name: '登记单位' }).click()
    const box = drawer(page)
    await fill(box, 'name', '磐安县试青物流有限公司')
    await choose(page, box, 'township_code', '安文街道')
    await fill(box, 'employees', '38')
    await box.getByRole('button', { name: '保存' }).click()
    await page.locator('h1', { hasText: '试青物流' }).waitFor()
    await page.getByRole('button', { name: '修改', exact: true }).click()
    await fill(drawer(page), 'address', '安文街道海螺街 9 号')
    await drawer(page).getByRole('button', { name: '保存' }).click()
    await page.locator('main', { hasText: '海螺街 9 号' }).waitFor()
    must((await page.locator('main').textContent()).includes('38'), 'the number of employees is not shown')
  })
  await check('no page broke at the units', async () => must(!faults.length, faults.join('; ')))
  await leave()
}

// Columns called as nobody calls them: said once, and remembered.
async function mappingCases(browser, county) {
  console.log('列对应')
  const { page, faults, go, leave } = await sitDown(browser, county, 'zuzhibu')
  const file = (order) => {
    const path = join(county.folder, `怪表头${order}.csv`)
    writeFileSync(path, `\uFEFF甲栏,乙栏,丙栏\r\n孟试${order}一,${identity('330727', '19900102', `31${order}`)},1371234${order}001\r\n孟试${order}二,${identity('330727', '19900103', `32${order}`)},1371234${order}002\r\n`)
    return path
  }
  await check('a sheet with strange headings asks what its columns mean', async () => {
    await go('/imports/new')
    await page.setInputFiles('input[type=file]', file(1))
    await page.click('a.chip[href^="/imports/job"]')
    await page.getByRole('region', { name: '核对列' }).locator('select').first().selectOption('roster')
    await page.getByRole('button', { name: '开始预检' }).click()
    await page.locator('select[aria-label="甲栏"]:enabled').waitFor()
    await page.getByLabel('甲栏').selectOption('name')
    await page.getByLabel('乙栏').selectOption('identity_number')
    await page.getByLabel('丙栏').selectOption('phone')
    await picture(page, 'import-mapping')
    await page.getByRole('button', { name: '开始预检' }).click()
    await page.getByRole('button', { name: '确认写入' }).waitFor({ timeout: 60_000 })
    await settle(page)
    must((await page.locator('.counts .accepted b').textContent()) === '2', await page.locator('.counts').textContent())
  })
  await check('no page broke at the mapping', async () => must(!faults.length, faults.join('; ')))
  await leave()
}

async function boardCases(browser, county) {
  console.log('看板的过去与打印')
  const { page, faults, go, leave } = await sitDown(browser, county, 'zuzhibu')
  const standing = async () => Number((await page.locator('.cards a[href*="/figures/member-standing?"] .value b').first().textContent()).replace(/,/g, ''))
  await check('a past day has its own figures', async () => {
    await go('/board?from=2021-01-01&to=2021-11-10')
    const late = await standing()
    await go('/board?from=2015-01-01&to=2015-12-31')
    const early = await standing()
    must(early > 0 && early < late, `${early} then, ${late} later`)
  })
  await check('the board prints without menu and buttons', async () => {
    await go('/board?from=2021-01-01&to=2021-11-10')
    await page.emulateMedia({ media: 'print' })
    must(!(await page.locator('#menu').isVisible()), 'the menu is printed')
    must(!(await page.getByRole('button', { name: '导出工作簿' }).isVisible()), 'buttons are printed')
    must((await page.locator('table.data').first().textContent()).includes('合计'), 'no row of the whole')
    await picture(page, 'board-print', { fullPage: true })
    await page.emulateMedia({ media: null })
  })
  await check('no page broke at the board', async () => must(!faults.length, faults.join('; ')))
  await leave()
}

// RFC 6238 with SHA-1, six digits, thirty seconds.
function oneTimeCode(secret, at) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret.replace(/[\s=]/g, '')].map((c) => letters.indexOf(c).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const hash = createHmac('sha1', key).update(counter).digest()
  const offset = hash[19] & 15
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

async function accountCases(browser, county) {
  console.log('本人账号与授权')
  const fresh = 'Niangjia-trial-2'
  await check('a new password works, and the old one no more', async () => {
    const { page, go, leave } = await sitDown(browser, county, 'shenji')
    await go('/me')
    await fill(page, 'old_password', password)
    await fill(page, 'new_password', fresh)
    await fill(page, 'again', fresh)
    await page.getByRole('button', { name: '修改密码' }).click()
    await page.getByText('密码已修改').waitFor()
    await leave()
    const later = await sitDown(browser, county, null)
    await enter(later.page, county, 'shenji', `${password}x`)
    await later.page.getByRole('alert').waitFor()
    await later.page.fill('#password', fresh)
    await later.page.click('button[type=submit]')
    await later.page.waitForURL((url) => url.pathname !== '/login')
    await later.leave()
  })
  await check('a second factor is set up from a picture and asked for at the next login', async () => {
    const { page, go, leave } = await sitDown(browser, county, 'lingdao')
    await go('/me')
    await page.locator('form').filter({ has: page.getByRole('button', { name: '启用动态口令' }) }).getByLabel('密码', { exact: true }).fill(password)
    await page.getByRole('button', { name: '启用动态口令' }).click()
    await page.locator('img.code').waitFor()
    const secret = await page.locator('.key').textContent()
    await picture(page, 'second-factor')
    await page.getByLabel('动态口令').fill(oneTimeCode(secret, Date.now()))
    await page.getByRole('button', { name: '确认绑定' }).click()
    await page.getByText('动态口令已启用').first().waitFor()
    await leave()
    const later = await sitDown(browser, county, null)
    // Asked for a code, the page stays where it is.
    await later.page.goto(`${county.address}/login`)
    await later.page.fill('#login', 'lingdao')
    await later.page.fill('#password', password)
    await later.page.click('button[type=submit]')
    await later.page.locator('#code').waitFor()
    // A code is taken once: the one of the next half minute is the first that counts again, and is taken early.
    await later.page.fill('#code', oneTimeCode(secret, Date.now() + 30_000))
    await later.page.click('button[type=submit]')
    await later.page.waitForURL((url) => url.pathname !== '/login')
    await later.leave()
  })
  await check('the security administrator gives a role back', async () => {
    const { page, go, leave } = await sitDown(browser, county, 'anquan')
    await openRoles(page, go, '陈舒')
    await drawer(page).getByRole('button', { name: '授予角色' }).click()
    await choose(page, dialog(page), 'role', '镇街工会干部')
    await choose(page, dialog(page), 'union_id', '磐安县总工会')
    await dialog(page).getByRole('button', { name: '授予角色' }).click()
    await dialog(page).waitFor({ state: 'hidden' })
    await drawer(page).locator('li', { hasText: '磐安县总工会' }).getByRole('button', { name: '收回' }).waitFor()
    await leave()
  })
}

export async function flowCases(browser, county) {
  await memberCases(browser, county)
  await unitCases(browser, county)
  await mappingCases(browser, county)
  await boardCases(browser, county)
  await accountCases(browser, county)
}
