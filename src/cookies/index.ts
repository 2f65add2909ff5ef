export { CookieFileError, isCookieFileError } from '../errors/cookie-file-error.ts'
export { CookieRefusedError, isCookieRefusedError } from '../errors/cookie-refused-error.ts'
export type { SessionCookie } from './cookie.ts'
export { detectFormat, type CookieFormat } from './cookie-file.ts'
export { Jar, type RejectedCookie } from './jar.ts'
export { formatLwp, parseLwp } from './lwp.ts'
export type { CookieInit } from './made-by-hand.ts'
export { formatNetscape, parseNetscape } from './netscape.ts'
export {
  formatStorageState,
  parseStorageState,
  type PlaywrightCookie,
  type PlaywrightCookieParam,
} from './storage-state.ts'
export { formatToughJson, parseToughJson } from './tough-json.ts'
