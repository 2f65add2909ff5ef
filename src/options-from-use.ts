import type { SessionOptions } from './session/session-options.ts'

/** Playwright's options that apply to a session as they do to `request`. */
type FromUse = Pick<
  SessionOptions,
  | 'baseURL'
  | 'clientCertificates'
  | 'extraHTTPHeaders'
  | 'httpCredentials'
  | 'ignoreHTTPSErrors'
  | 'proxy'
  | 'storageState'
  | 'userAgent'
>

/** Those of `use` that are set, in the form in which a session takes them. */
export function optionsFromUse(use: {
  [Name in keyof FromUse]?: FromUse[Name] | undefined
}): SessionOptions {
  const {
    baseURL,
    clientCertificates,
    extraHTTPHeaders,
    httpCredentials,
    ignoreHTTPSErrors,
    proxy,
    storageState,
    userAgent,
  } = use
  const named = {
    baseURL,
    clientCertificates,
    extraHTTPHeaders,
    httpCredentials,
    ignoreHTTPSErrors,
    proxy,
    storageState,
    userAgent,
  }
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined))
}
