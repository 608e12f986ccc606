// Signing in by an identity provider: linked by the person's own act, refused to everybody else.
import { password } from './county.mjs'
import { barriers, check, enter, must, picture, settle, sitDown } from './desk.mjs'

// The provider's own pages ask for fonts elsewhere; a test asks nobody.
async function desk(browser, county, login, size) {
  const one = await sitDown(browser, county, login, size)
  await one.page.context().route(/googleapis|gstatic/, (route) => route.abort())
  return one
}

// At the provider: who one is, and that the county may know it.
async function agree(page, subject) {
  await page.waitForURL(/localhost/)
  await page.fill('input[name=login]', subject)
  await page.fill('input[name=password]', 'any')
  await page.click('button[type=submit]')
  await page.getByRole('button', { name: 'Continue' }).click()
}

const way = (page, label) => page.getByRole('button', { name: `用${label}登录` })
const alertOf = async (page) => (await page.getByRole('alert').first().textContent()).trim()
const panel = (page) => page.locator('section', { has: page.getByRole('heading', { name: '统一身份认证' }) })
const line = (page, label) => panel(page).locator('li', { hasText: label })

async function link(page, go, label, subject) {
  await go('/me')
  await panel(page).locator('input').fill(password)
  await line(page, label).getByRole('button', { name: '绑定', exact: true }).click()
  await agree(page, subject)
  await page.waitForURL(/\/me$/)
  await line(page, label).getByRole('button', { name: '解除绑定' }).waitFor()
}

async function refusedCases(browser, county) {
  const { page, faults, go, leave } = await desk(browser, county, null)
  await check('the login page offers each provider', async () => {
    await go('/login')
    await way(page, '浙政钉').waitFor()
    await way(page, '市统一认证').waitFor()
    must(!(await barriers(page)).length, (await barriers(page)).join('; '))
    await picture(page, 'providers-login')
  })
  await check('who is linked to no account is refused and told what to do', async () => {
    await way(page, '浙政钉').click()
    await agree(page, 'stranger')
    await page.waitForURL(/\/login\/return/)
    const told = await alertOf(page)
    must(/还没有绑定/.test(told) && /我的账号/.test(told), told)
    must(!page.url().includes('code='), 'the code stays in the address')
    must((await page.context().cookies(county.address)).every((c) => c.name !== 'niangjia_session'), 'a session was given')
    await picture(page, 'providers-refused')
  })
  await check('who cancels at the provider is told so', async () => {
    await page.context().clearCookies()
    await go('/login')
    await way(page, '市统一认证').click()
    await page.waitForURL(/localhost/)
    await page.getByText('Cancel').click()
    await page.waitForURL(/\/login\/return/)
    must(/取消/.test(await alertOf(page)), await alertOf(page))
  })
  await check('a made-up return is refused', async () => {
    await go('/login/return?code=made-up&state=made-up')
    must(/重新开始/.test(await alertOf(page)), await alertOf(page))
  })
  await check('no page broke while refusing', async () => must(!faults.length, faults.join('; ')))
  await leave()
}

async function linkCases(browser, county) {
  const { page, faults, go, leave } = await desk(browser, county, 'lingdao')
  await check('linking asks for the password', async () => {
    await go('/me')
    must(await line(page, '浙政钉').getByRole('button', { name: '绑定', exact: true }).isDisabled(), 'open without a password')
    await panel(page).locator('input').fill('wrong-password-1')
    await line(page, '浙政钉').getByRole('button', { name: '绑定', exact: true }).click()
    await page.getByText('密码不正确').first().waitFor()
    must(new URL(page.url()).pathname === '/me', page.url())
  })
  await check('the person links two providers themselves', async () => {
    await link(page, go, '浙政钉', 'fangyuan-1')
    await link(page, go, '市统一认证', 'fangyuan-2')
    must(!(await barriers(page)).length, (await barriers(page)).join('; '))
    await picture(page, 'providers-linked', { fullPage: true })
  })
  await check('another account cannot take the same identity', async () => {
    const other = await desk(browser, county, 'shenji')
    await other.go('/me')
    await panel(other.page).locator('input').fill(password)
    await line(other.page, '浙政钉').getByRole('button', { name: '绑定', exact: true }).click()
    await agree(other.page, 'fangyuan-1')
    await other.page.waitForURL(/\/login\/return/)
    must(/已绑定另一个账号/.test(await alertOf(other.page)), await alertOf(other.page))
    await other.leave()
  })
  await check('no page broke while linking', async () => must(!faults.length, faults.join('; ')))
  await leave()
}

async function enterCases(browser, county) {
  const { page, faults, go, leave } = await desk(browser, county, null, 'phone')
  let returned = ''
  page.on('request', (request) => {
    if (/\/login\/return\?/.test(request.url())) returned = request.url()
  })
  await check('the linked person is let in, to the page that was asked for', async () => {
    await go('/board')
    await page.waitForURL(/\/login/)
    await picture(page, 'providers-login-phone')
    await way(page, '浙政钉').click()
    await agree(page, 'fangyuan-1')
    await page.waitForURL((url) => url.pathname === '/board')
    await settle(page)
    const cookie = (await page.context().cookies(county.address)).find((c) => c.name === 'niangjia_session')
    must(cookie.httpOnly && cookie.sameSite === 'Strict', JSON.stringify(cookie))
  })
  await check('the same return opened again, here or elsewhere, lets nobody in', async () => {
    must(/code=/.test(returned), 'no return was seen')
    const other = await desk(browser, county, null)
    await other.page.goto(returned)
    must(/重新开始/.test(await alertOf(other.page)), await alertOf(other.page))
    await other.leave()
    await page.goto(returned)
    must(/重新开始/.test(await alertOf(page)), await alertOf(page))
  })
  await check('a return begun in one browser lets nobody in through another', async () => {
    const [mine, theirs] = [await desk(browser, county, null), await desk(browser, county, null)]
    await mine.page.context().route(/\/login\/return/, (route) => route.abort())
    const caught = mine.page.waitForRequest(/\/login\/return\?/)
    await mine.go('/login')
    await way(mine.page, '市统一认证').click()
    await agree(mine.page, 'fangyuan-2').catch(() => undefined)
    await theirs.page.goto((await caught).url())
    must(/不是从这个浏览器开始/.test(await alertOf(theirs.page)), await alertOf(theirs.page))
    await mine.leave()
    await theirs.leave()
  })
  await check('an address elsewhere is not followed after the login', async () => {
    await page.context().clearCookies()
    await page.goto(`${county.address}/login?back=${encodeURIComponent('/\\elsewhere.example')}`)
    await way(page, '市统一认证').click()
    await agree(page, 'fangyuan-2')
    await page.waitForURL((url) => url.origin === county.address && url.pathname === '/')
  })
  await check('no page broke while entering', async () => must(!faults.length, faults.join('; ')))
  await leave()
}

async function endCases(browser, county) {
  const { page, go, leave } = await desk(browser, county, null)
  await check('the person unlinks, and the provider opens nothing any more', async () => {
    await enter(page, county, 'lingdao')
    await go('/me')
    await panel(page).locator('input').fill(password)
    await line(page, '浙政钉').getByRole('button', { name: '解除绑定' }).click()
    await line(page, '浙政钉').getByRole('button', { name: '绑定', exact: true }).waitFor()
    await page.context().clearCookies()
    await go('/login')
    await way(page, '浙政钉').click()
    await agree(page, 'fangyuan-1')
    await page.waitForURL(/\/login\/return/)
    must(/还没有绑定/.test(await alertOf(page)), await alertOf(page))
  })
  await check('the journal tells of linking, entering, refusing and unlinking, and names no identity', async () => {
    await enter(page, county, 'shenji')
    await go('/journal')
    const told = await page.locator('table.data tbody').textContent()
    for (const words of ['绑定统一身份认证“浙政钉”', '经浙政钉', '没有绑定账号', '解除统一身份认证绑定']) must(told.includes(words), `no “${words}”`)
    must(!/fangyuan-|stranger|the secret/.test(told), 'an identity or the secret stands in the journal')
  })
  await leave()
}

export async function providerCases(browser, county) {
  console.log('统一身份认证')
  await refusedCases(browser, county)
  await linkCases(browser, county)
  await enterCases(browser, county)
  await endCases(browser, county)
}
