import { defineConfig } from '@playwright/test'

/**
 * Two projects, one runner: `unit` tests stand beside their source, `scenarios` run real consumer
 * projects with the real Playwright CLI against real servers on loopback.
 */
export default defineConfig({
  fullyParallel: true,
  workers: 2,
  forbidOnly: !!process.env['CI'],
  reporter: process.env['CI'] ? 'dot' : 'line',
  // Scenarios start processes of their own; a loaded two-core machine needs room.
  timeout: 120_000,
  projects: [
    { name: 'unit', testDir: 'src', testMatch: '**/*.test.ts' },
    { name: 'scenarios', testDir: 'tests', testMatch: '**/*.spec.ts' },
  ],
})
