import { defineConfig } from '@playwright/test'

/** Record with the server of `node examples/server.ts`; replay, by `CI=1`, without it. */
export default defineConfig({
  use: { baseURL: process.env['EXAMPLES_URL'] ?? 'http://127.0.0.1:8080' },
})
