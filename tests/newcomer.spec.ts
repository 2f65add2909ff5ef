import { copyFileSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium as playwright, expect, test, type Page } from '@playwright/test'
import { FOREIGN } from './cli/run-cli.ts'
import { placeOf, readBlocks, type Block } from './docs/blocks.ts'
import { chromium } from './support/chromium.ts'
import { Newcomer } from './support/newcomer.ts'

const CASSETTE = 'fixtures/tests/orders/a-customer-sees-her-orders.har'

/** A test of a suite that was recorded with nock, whose code under test stays as it is. */
const LEGACY = `
import { test, expect } from 'replaywright'

test('lists orders', async () => {
  const orders = await fetch('http://127.0.0.1:47300/orders?sort=price&page=1')
  expect(await orders.json()).toEqual({ orders: [{ id: 1, item: 'tea' }] })
})`

/** Signs in by a session and keeps its cookies. */
const KEEPS_COOKIES = `
import { test } from 'replaywright'

test('signs in', async ({ session }) => {
  await session.post('/login')
  await session.storageState({ path: 'state.json' })
})`

test('a newcomer gets from an empty folder to a green CI, with what the documentation says', async () => {
  await using newcomer = await Newcomer.arrive()
  let output = ''
  for (const block of readBlocks(['docs/getting-started.md'])) {
    await test.step(placeOf(block), async () => {
      output = await follow(newcomer, block, output)
    })
  }
  expect(newcomer.read(CASSETTE)).toContain('page=2')
  expect(newcomer.read(CASSETTE)).not.toContain('correct horse')

  await test.step('looks into a cassette', async () => {
    const show = await newcomer.type(`npx replaywright show ${CASSETTE} --json`)
    expect(show.exitCode, show.output).toBe(0)
    const { test, interactions } = JSON.parse(show.stdout) as {
      test: string
      interactions: { method: string; result: number }[]
    }
    expect(test).toBe('tests/orders.spec.ts › a customer sees her orders')
    expect(interactions.map(({ method, result }) => [method, result])).toEqual([
      ['POST', 204],
      ['GET', 200],
    ])
  })

  await using browser = await playwright.launch(chromium())
  await test.step('opens it in the viewer', async () => {
    const shown = await newcomer.type(`npx replaywright show ${CASSETTE} --html cassette.html`)
    expect(shown.exitCode, shown.output).toBe(0)
    const page = await browser.newPage()
    await page.goto(pathToFileURL(join(newcomer.root, 'cassette.html')).href)
    await look(page, '/orders?page=2')
  })

  await test.step('finds it in the report of the test that failed', async () => {
    const page = await browser.newPage()
    await page.goto(pathToFileURL(join(newcomer.root, 'playwright-report/index.html')).href)
    await page.getByRole('link', { name: 'a customer sees her orders' }).first().click()
    const opened = page.waitForEvent('popup')
    await page.getByRole('link', { name: 'replaywright-cassette.html' }).first().click()
    // What was recorded when the test was broken.
    await look(await opened, '/orders')
  })

  await test.step('takes cookies to curl', async () => {
    newcomer.save('tests/sign-in.spec.ts', KEEPS_COOKIES)
    const { exitCode, output: shown } = await newcomer.type(
      'npx playwright test tests/sign-in.spec.ts\n' +
        'npx replaywright cookies convert state.json cookies.txt\n' +
        'curl --silent --fail --cookie cookies.txt http://127.0.0.1:3000/orders',
    )
    expect(exitCode, shown).toBe(0)
    expect(shown).toContain('1 cookie written to cookies.txt')
    expect(shown).toContain('"item":"tea"')
  })

  await newcomer.stop()
  await test.step('brings a suite of nock along', async () => {
    const recording = join(newcomer.root, '__nock-fixtures__/orders.json')
    mkdirSync(dirname(recording))
    copyFileSync(join(FOREIGN, 'nock-back-13.json'), recording)
    newcomer.save('tests/legacy.spec.ts', LEGACY)
    const imported = await newcomer.type(
      'npx replaywright import __nock-fixtures__/orders.json -o fixtures/tests/legacy/lists-orders.har \\\n' +
        "  --test 'tests/legacy.spec.ts › lists orders'",
    )
    expect(imported.exitCode, imported.output).toBe(0)
    expect(imported.output).toContain('6 interactions written to')
    expect(imported.output).toContain('warning: ')
  })

  await test.step('is green in CI, where no service is', async () => {
    const run = await newcomer.type('npx playwright test', { CI: '1' })
    expect(run.exitCode, run.output).toBe(0)
    expect(run.output).toContain('3 passed')
  })

  await test.step('mistypes a name', async () => {
    const run = await newcomer.type('npx replaywright show fixtures/orders.har')
    expect(run).toMatchObject({ exitCode: 2 })
    expect(run.output).toContain('fixtures/orders.har: no such file')
  })
})

/** Goes by the way of the cookie to the second request. */
async function look(page: Page, path: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toContainText('a customer sees her orders')
  const cookie = page.getByRole('group', { name: 'Cookie sid of 127.0.0.1' })
  await cookie.getByRole('link', { name: 'sent with #2' }).click()
  await expect(page.getByRole('heading', { name: '#2 GET' })).toContainText(path)
  await expect(page.getByRole('region', { name: 'Response' })).toContainText('"item": "tea"')
}

/** The lines of `shown`, in which `…` stands for anything, that are not in the output. */
function absent(output: string, shown: string): string[] {
  return shown
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => {
      const parts = line.split('…').map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&'))
      return line !== '' && !new RegExp(parts.join('.*')).test(output)
    })
}

/** Does what a block of the page says; gives what the terminal shows. */
async function follow(newcomer: Newcomer, block: Block, before: string): Promise<string> {
  const [verb = '', ...rest] = block.detail.split(' ')
  switch (verb) {
    case 'file':
      newcomer.save(rest.join(' '), block.text)
      return ''
    case 'start':
      await newcomer.start(block.text.trim().replace(/^node /, ''))
      return ''
    case 'output':
      expect(absent(before, block.text), `${placeOf(block)} is not in:\n${before}`).toEqual([])
      return before
    case 'replace': {
      const [path = '', old = '', replacement = ''] = rest.join(' ').split(/: | -> /)
      const text = newcomer.read(path)
      expect(text).toContain(old)
      newcomer.save(path, text.replace(old, replacement))
      // What is broken fails.
      return typed(newcomer, block, 1)
    }
    case 'fails':
      return typed(newcomer, block, 1)
    case 'stop':
      await newcomer.stop()
      return typed(newcomer, block)
    case '':
      return typed(newcomer, block)
    default:
      throw new Error(`${placeOf(block)}: no such step: ${verb}`)
  }
}

async function typed(newcomer: Newcomer, block: Block, expected = 0): Promise<string> {
  const { exitCode, output } = await newcomer.type(block.text)
  expect(exitCode, `${placeOf(block)}\n${output}`).toBe(expected)
  return output
}
