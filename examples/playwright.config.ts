import { defineConfig } from '@playwright/test'
import type { ReplaywrightOptions } from 'replaywright'

/** Record with the server of `node examples/server.ts`; replay, by `CI=1`, without it. */
export default defineConfig<ReplaywrightOptions>({
  use: {
    baseURL: process.env['EXAMPLES_URL'] ?? 'http://127.0.0.1:8080',
    // Every other cookie's value is a secret, and a placeholder on replay. The tests look at these.
    redact: { keep: { cookies: ['mycookie', 'first', 'second', 'remember'] } },
  },
})
