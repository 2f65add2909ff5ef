/** Anywhere in a name, written together. */
const PARTS =
  /passw|pwd|passphrase|passcode|secret|token|apikey|accesskey|privatekey|signingkey|authkey|subscriptionkey|csrf|xsrf|jwt|bearer|credential|session|sessid|signature|authorization|samlresponse/

/** Only as the last word: `pin` but neither `shipping` nor `pinBoard`. */
const LAST: ReadonlySet<string> = new Set('auth assertion cvc cvv otp pass pin sid sig'.split(' '))

/** Words that do not count as the last one: `otp_code` is an `otp`. */
const FILLERS: ReadonlySet<string> = new Set(
  'code confirm confirmation hash id key value'.split(' '),
)

/** What the last word makes of it: `token_type` and `sessionTimeout` say something about a secret and hold none. */
const ABOUT: ReadonlySet<string> = new Set(
  (
    'at age count date enabled endpoint expires expiration expiry format header hint in length lifetime limit name on ' +
    'param policy required scope scopes size status strength time timeout ttl type uri url usage valid verified version'
  ).split(' '),
)

const known = new Map<string, boolean>()

/**
 * Whether a field of this name holds a secret. Case, `-`, `_` and `.` do not count.
 *
 * @example
 * isSecretName('X-Api-Key') // true
 * isSecretName('accessTokenExpiresIn') // false
 */
export function isSecretName(name: string): boolean {
  const before = known.get(name)
  if (before !== undefined) return before
  const words = wordsOf(name)
  const last = words.findLast((word) => !FILLERS.has(word)) ?? ''
  const secret = !ABOUT.has(last) && (LAST.has(last) || PARTS.test(words.join('')))
  // Names come from strangers, so their number has no bound.
  if (known.size < 10_000) known.set(name, secret)
  return secret
}

/** A name as rules compare it: `X-Api_Key` and `xapikey` are the same. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[-_.\s]/g, '')
}

/** `accessTokenURL` -> `access`, `token`, `url`. */
function wordsOf(name: string): string[] {
  return name
    .slice(0, 200)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+|(?<=[a-z])\d+$/)
    .filter(Boolean)
}
