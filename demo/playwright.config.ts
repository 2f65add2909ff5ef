import { defineConfig } from '@playwright/test'
import type { ReplaywrightOptions, ReplaywrightWorkerOptions } from 'replaywright'

/** The shop's address is that of `demo/run.ts`, which starts it, and stops it before the replay. */
export default defineConfig<ReplaywrightOptions, ReplaywrightWorkerOptions>({
  testDir: '.',
  outputDir: '../test-results/demo',
  workers: 1,
  reporter: 'list',
  use: { baseURL: process.env['SHOP_URL'] ?? 'http://127.0.0.1:4873' },
})
