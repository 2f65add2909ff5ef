import { expect, type Page } from '@playwright/test'
import axe from 'axe-core'
import { openViewer, SHOP, test, type Entry } from './open-viewer.ts'

test('the keyboard alone: past the marks, through a lane, and back by one step', async ({
  browser,
}) => {
  await using viewer = await openViewer(browser, SHOP)
  const { page } = viewer
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'To the interactions' })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  const rows = page.getByRole('navigation').getByRole('link')
  await expect(rows.first()).toBeFocused()

  // A lane is one stop, and the arrows go on from there.
  const marks = page.getByRole('group', { name: 'Cookie sid of' }).getByRole('link')
  await marks.first().focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(marks.nth(2)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '#3 GET' })).toBeFocused()
  await expect(page.getByRole('status').last()).toHaveText(/^#3 GET/)
  await marks.nth(2).focus()
  await page.keyboard.press('Tab')
  await expect(
    page.getByRole('group', { name: 'Cookie theme of' }).getByRole('link').first(),
  ).toBeFocused()

  // Rows that were passed are no steps back.
  for (let row = 0; row < 3; row++) await page.keyboard.press('j')
  await page.goBack()
  await expect(page).not.toHaveURL(/#[45]$/)
})

test('a long body is scrolled by the arrow keys, and the list stays where it is', async ({
  browser,
}) => {
  const text = JSON.stringify(Array.from({ length: 500 }, (_, index) => index))
  await using viewer = await openViewer(browser, [{ path: '/long', text }, { path: '/next' }])
  const { page } = viewer
  const body = page.getByRole('region', { name: 'Response' }).locator('pre')
  await body.focus()
  await page.keyboard.press('ArrowDown')
  await expect
    .poll(() => body.evaluate((pre: { scrollTop: number }) => pre.scrollTop))
    .toBeGreaterThan(0)
  await expect(page.getByRole('heading', { name: '#1 GET' })).toBeVisible()
})

/** What axe, a checker of the WCAG rules, objects to: contrast, names, order of headings, and so on. */
async function objections(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const { violations } = (await page.evaluate('axe.run()')) as {
    violations: { id: string; nodes: { html: string }[] }[]
  }
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`))
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [375, 1280]) {
    test(`${colorScheme}, ${width} px wide: nothing for axe to object to, nothing cut off`, async ({
      browser,
    }) => {
      await using viewer = await openViewer(
        browser,
        [...SHOP, { method: 'OPTIONS', path: '/none', failure: 'ECONNREFUSED: connect' }],
        { viewport: { width, height: 700 }, colorScheme },
      )
      const { page, problems } = viewer
      expect(await objections(page)).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
      expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(
        colorScheme === 'dark' ? 'rgb(20, 23, 26)' : 'rgb(255, 255, 255)',
      )
      // No cell of a row lies over the next, also where a long error stands for the status.
      for (const row of await page.getByRole('navigation').getByRole('link').all()) {
        const ends = await row.evaluate((link: { children: Iterable<CellElement> }) =>
          Array.from(link.children, (cell) => [
            cell.getBoundingClientRect().left,
            cell.getBoundingClientRect().left + cell.scrollWidth,
          ]).filter(([left, right]) => left !== right),
        )
        for (const [index, [, end]] of ends.slice(0, -1).entries()) {
          expect(end).toBeLessThanOrEqual(ends[index + 1]![0]!)
        }
      }
      expect(problems).toEqual([])
    })
  }
}

interface CellElement {
  readonly scrollWidth: number
  getBoundingClientRect(): { readonly left: number }
}

test('on a narrow screen a row that is touched leads to its details', async ({ browser }) => {
  await using viewer = await openViewer(browser, SHOP, { viewport: { width: 375, height: 700 } })
  const { page } = viewer
  const heading = page.getByRole('heading', { name: '#2 GET' })
  await page.getByRole('navigation').getByRole('link').nth(1).click()
  await expect(heading).toBeInViewport()
})

test('a thousand interactions with five cookies each are gone through without lag', async ({
  browser,
}) => {
  const names = ['sid', 'theme', 'lang', 'csrf', 'id']
  const cookie = names.map((name) => `${name}=1`).join('; ')
  const many = Array.from({ length: 1_000 }, (_, index): Entry => ({
    path: `/orders/${index}`,
    ...(index === 0 ? { setCookie: names.map((name) => `${name}=1; Path=/`) } : { cookie }),
  }))
  await using viewer = await openViewer(browser, many)
  const { page, problems } = viewer
  await page.getByRole('searchbox').fill('/orders/99')
  await expect(page.getByText('11 of 1000')).toBeVisible()
  await page.getByRole('searchbox').fill('')
  // In the page itself, so that what the test runner takes does not count.
  const slowest = await page.evaluate(`(() => {
    const times = Array.from({ length: 50 }, () => {
      const start = performance.now()
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown' }))
      document.body.getBoundingClientRect()
      return performance.now() - start
    })
    return times.toSorted((a, b) => a - b)[25]
  })()`)
  test.info().annotations.push({ type: 'milliseconds a row', description: String(slowest) })
  // A person sees what takes longer than 100 ms.
  expect(slowest).toBeLessThan(100)
  await expect(page.getByRole('heading', { name: '#51 GET' })).toBeVisible()
  expect(problems).toEqual([])
})
