import type { APIRequestContext } from '@playwright/test'
import type { Session } from '../../src/session/session.ts'

/** Compiles only while helpers typed for Playwright's `request` take a session. */
export const asRequest = (session: Session): APIRequestContext => session
