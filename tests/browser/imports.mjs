// Handing in a workbook with mistakes, reading why, writing it, taking the receipt, and taking it all back.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { check, must, picture, settle, sitDown } from './desk.mjs'

export async function handIn(page, go, file) {
  await go('/imports/new')
  await page.setInputFiles('input[type=file]', file)
  await page.click('a.chip[href^="/imports/job"]')
  await page.getByRole('button', { name: '确认写入' }).waitFor({ timeout: 60_000 })
  await settle(page)
}

export async function write(page) {
  await page.getByRole('button', { name: '确认写入' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '确认写入' }).click()
  await page.getByRole('button', { name: '撤回这次导入' }).waitFor({ timeout: 60_000 })
  await settle(page)
}

const count = async (page, outcome) => Number((await page.locator(`.counts .${outcome} b`).textContent()).replace(/,/g, ''))

// An .xlsx is a zip of XML: every text of the workbook, wherever it is kept.
export function textOf(workbook) {
  const parts = execFileSync('unzip', ['-Z1', workbook]).toString().split('\n')
  must(parts.some((p) => /^xl\/worksheets\/.*\.xml$/.test(p)), 'the receipt has no sheet')
  const wanted = parts.filter((p) => /^xl\/(worksheets\/[^/]+|sharedStrings|comments[^/]*)\.xml$/.test(p))
  return wanted.map((p) => execFileSync('unzip', ['-p', workbook, p], { maxBuffer: 64 << 20 }).toString()).join('\n')
}

export async function importCases(browser, county) {
  console.log('导入')
  const { page, faults, go, leave } = await sitDown(browser, county, 'zuzhibu')
  let standing = 0
  await check('a roster with mistakes is counted, each row with one outcome', async () => {
    await handIn(page, go, county.roster)
    const [accepted, merged, pending, skipped, rejected] = await Promise.all(['accepted', 'merged', 'pending', 'skipped', 'rejected'].map((o) => count(page, o)))
    const rows = Number((await page.locator('.counts p b').textContent()).replace(/,/g, ''))
    must(rejected >= 1 && accepted > 200, `accepted ${accepted}, rejected ${rejected}`)
    must(accepted + merged + pending + skipped + rejected === rows, `outcomes do not add up to ${rows} rows`)
    standing = accepted
    await picture(page, 'import-checked')
  })
  await check('the rows that cannot be written say why, with sheet and row', async () => {
    await page.locator('.counts .rejected').click()
    await settle(page)
    const first = page.locator('table.data tbody tr').first()
    must(/.+ · \d+/.test(await first.locator('th').textContent()), 'no sheet and row')
    must((await first.textContent()).includes('校验位'), await first.textContent())
    must(await page.locator('table.data tbody tr').count() === await count(page, 'rejected'), 'the list is not the count')
    await picture(page, 'import-rows', { fullPage: true })
    await page.locator('.counts .rejected').click()
  })
  await check('it is written after a question, and the figures follow', async () => {
    await write(page)
    must((await page.locator('h1').textContent()).includes('已写入'), await page.locator('h1').textContent())
    await picture(page, 'import-done')
  })
  await check('the receipt is a workbook that tells the reason in the row', async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载回执工作簿' }).click()])
    const file = join(county.folder, 'receipt.xlsx')
    await download.saveAs(file)
    must(textOf(file).includes('校验位'), 'the receipt does not give the reason')
  })
  await check('the import is taken back and its people are gone', async () => {
    await page.getByRole('button', { name: '撤回这次导入' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.locator('textarea').fill('表格版本有误，重新核对后再导')
    await dialog.getByRole('button', { name: '撤回这次导入' }).click()
    await page.locator('h1', { hasText: '已撤回' }).waitFor()
    await go('/figures/census-couriers')
    must((await page.locator('.meaning').textContent()).includes('花名册'), 'this is not the page of the couriers')
    const left = await page.locator('table.data tbody tr').count()
    must(left < standing && left < 50, `${left} couriers are still told after the undoing of ${standing}`)
  })
  await check('the roster can be handed in again after it was taken back', async () => {
    await handIn(page, go, county.roster)
    must(await count(page, 'accepted') === standing, `${await count(page, 'accepted')} accepted, ${standing} before`)
    await write(page)
  })
  await check('no page broke while importing', async () => must(!faults.length, faults.join('; ')))
  await leave()
}
