import { test } from 'replaywright'
import { cannot, CLIENTS } from './clients.ts'
import { FEATURES } from './features.ts'
import { byBrowserContext, byContext } from './playwright-clients.ts'

// Those that a test is given. Playwright reads from each pattern which fixtures are wanted.
for (const [feature, check] of Object.entries(FEATURES)) {
  test.describe(() => {
    const server = process.env['API_URL'] ?? 'http://127.0.0.1:1'
    test.use({ ignoreHTTPSErrors: true, ...(feature.endsWith('proxy') && { proxy: { server } }) })
    test(`session › ${feature}`, ({ session }) => check(byContext(session)))
    test(`request › ${feature}`, ({ request }) => check(byContext(request)))
    test(`page.request › ${feature}`, ({ page }) => check(byContext(page.request)))
    test(`browser.newContext().request › ${feature}`, ({ browser }) =>
      check(byBrowserContext(browser)))
  })
}

// In a block too, so that the report lists them after the others.
test.describe(() => {
  for (const [name, client] of Object.entries(CLIENTS)) {
    for (const [feature, check] of Object.entries(FEATURES)) {
      if (cannot(name, feature)) continue
      test(`${name} › ${feature}`, () => check(client))
    }
  }
})
