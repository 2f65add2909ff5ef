import type { APIResponse } from '@playwright/test'

/**
 * An assertion that fails prints what it was given, unless it has a `toJSON`, with all its members: of a
 * Playwright response these are dozens, and the values of its Set-Cookie fields are among them.
 */
export function printBriefly(response: APIResponse, text: string): void {
  Object.defineProperty(response, 'toJSON', { value: () => text.trimEnd() })
}
