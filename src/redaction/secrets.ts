import { base64Cores, decodeUri, textForms, type Base64Core } from './codings.ts'
import { ManySearch } from './many-search.ts'
import { isPlaceholder, placeholderFor, slug } from './placeholder.ts'

/** What is no secret whatever the field: nothing, and what stands for nothing. */
const NOTHING: ReadonlySet<string> = new Set(
  ',undefined,null,true,false,none,deleted,[object Object]'.split(','),
)

/** Header, claims and signature of a JSON Web Token (RFC 7515, section 7.1). Bounded, so that it is found in linear time. */
const JWT = /\b(eyJ[\w-]{2,8192}\.[\w-]{2,16384}\.)([\w-]{8,2048})(?![\w-])/g
const WHOLE_JWT = new RegExp(`^(?:${JWT.source})$`)

interface Secret {
  name: string
  placeholder: string | undefined
}

/** One form of a secret, as it is searched for in texts. */
interface Form {
  readonly secret: Secret
  readonly base64?: Base64Core
}

/** The secrets of one cassette, each with its placeholder, numbered for each name by first appearance. */
export class Secrets {
  readonly #byValue = new Map<string, Secret>()
  /** Values that are replaced wherever they stand, and not only in places that say they are secret. */
  readonly #spread = new Map<string, Secret>()
  readonly #kept = new Set<string>()
  readonly #counts = new Map<string, number>()
  #forms: Map<string, Form> | undefined
  #search: ManySearch | undefined

  /** A value that is known to be a secret before any traffic. It gets its number when it first appears. */
  expect(name: string, value: string): void {
    if (isNothing(value)) return
    const secret = this.#byValue.get(value) ?? { name, placeholder: undefined }
    this.#byValue.set(value, secret)
    if (isLongEnough(value)) this.#spread.set(value, secret)
  }

  /**
   * Notes a secret where the traffic has it.
   *
   * @param named the place itself says that the value is a secret, so that it is replaced elsewhere too.
   */
  add(name: string, given: string, named: boolean): void {
    const value = WHOLE_JWT.exec(given)?.[2] ?? unquoted(given)
    if (isNothing(value)) return
    const decoded = decodeUri(value)
    const found = this.#byValue.get(value) ?? this.#byValue.get(decoded)
    const secret = found ?? { name, placeholder: undefined }
    if (secret.placeholder === undefined) {
      secret.name = name
      this.#number(secret)
    }
    for (const form of new Set([value, decoded])) {
      this.#byValue.set(form, secret)
      if (named ? isLongEnough(form) : isRandom(form)) this.#spread.set(form, secret)
    }
  }

  /** Notes the signature of each JSON Web Token in a text: whoever has the token whole can use it. */
  addTokens(text: string): void {
    for (const [, , signature = ''] of text.matchAll(JWT)) {
      if (!this.#byValue.has(signature)) this.add('jwt', signature, true)
    }
  }

  /** Notes a value that is to stay wherever it stands. */
  keep(value: string): void {
    this.#kept.add(WHOLE_JWT.exec(value)?.[2] ?? value)
  }

  /** A secret in its own place. Of a token of three parts only the signature goes; quotes stay. */
  conceal(given: string): string {
    const value = WHOLE_JWT.exec(given)?.[2] ?? unquoted(given)
    const secret = this.#byValue.get(value)
    return secret ? given.replace(value, () => this.#number(secret)) : given
  }

  /** A text in which every secret, in whatever coding, has given way to its placeholder. */
  sweep(text: string): string {
    this.#forms ??= this.#formsOf()
    if (this.#forms.size === 0) return text
    this.#search ??= new ManySearch([...this.#forms.keys()])
    let swept = ''
    let copied = 0
    for (let from = 0; ;) {
      const found = this.#search.find(text, from)
      if (!found) break
      const { secret, base64 } = this.#forms.get(found.word)!
      const at = found.at - (base64?.skipped ?? 0)
      const run = base64 && at >= copied ? base64Run(text, at) : undefined
      const decoded = run && decodeBase64(run)
      const inner = decoded && this.sweep(decoded.text)
      if (base64 === undefined) {
        swept += text.slice(copied, found.at) + this.#number(secret)
        copied = found.at + found.word.length
      } else if (decoded && inner !== undefined && inner !== decoded.text) {
        swept += text.slice(copied, at) + decoded.encode(inner)
        copied = at + run.length
      }
      from = Math.max(copied, found.at + 1)
    }
    return copied === 0 ? text : swept + text.slice(copied)
  }

  #formsOf(): Map<string, Form> {
    const forms = new Map<string, Form>()
    for (const [value, secret] of this.#spread) {
      if (this.#kept.has(value)) continue
      for (const base64 of base64Cores(value)) forms.set(base64.text, { secret, base64 })
    }
    // A form that is text is sure; what looks like the base64 of another secret is less so.
    for (const [value, secret] of this.#spread) {
      if (!this.#kept.has(value)) for (const form of textForms(value)) forms.set(form, { secret })
    }
    return forms
  }

  #number(secret: Secret): string {
    if (secret.placeholder !== undefined) return secret.placeholder
    const name = slug(secret.name)
    const number = (this.#counts.get(name) ?? 0) + 1
    this.#counts.set(name, number)
    secret.placeholder = placeholderFor(name, number)
    return secret.placeholder
  }
}

function isNothing(value: string): boolean {
  return NOTHING.has(value) || isPlaceholder(value)
}

/** Long enough to be replaced wherever it stands: replacing each `1` or `admin` would ruin a recording. */
function isLongEnough(value: string): boolean {
  return value.length >= 8 || (value.length >= 6 && /[^a-z]/i.test(value))
}

/** Whether a value looks made up by a machine. A cookie may as well hold a user's name or a colour. */
function isRandom(value: string): boolean {
  return value.length >= 12 && /\d/.test(value) && /[a-z]/i.test(value)
}

/** RFC 6265bis, section 4.1.1: a cookie's value may stand in quotes. */
function unquoted(value: string): string {
  return /^"([^]*)"$/.exec(value)?.[1] ?? value
}

/** The base64 from `at` on, with its padding. */
function base64Run(text: string, at: number): string {
  const run = /[\w+/-]*={0,2}/y
  run.lastIndex = at
  return run.exec(text)![0]
}

function decodeBase64(
  run: string,
): { readonly text: string; encode(text: string): string } | undefined {
  const bytes = Buffer.from(run, 'base64')
  const utf8 = bytes.toString()
  const charset = Buffer.from(utf8).equals(bytes) ? 'utf8' : 'latin1'
  const forUrl = /[-_]/.test(run) && !/[+/]/.test(run)
  const padded = run.endsWith('=') || (!forUrl && run.length % 4 === 0)
  return {
    text: bytes.toString(charset),
    encode(text) {
      const coded = Buffer.from(text, charset).toString(forUrl ? 'base64url' : 'base64')
      return padded ? coded.padEnd(Math.ceil(coded.length / 4) * 4, '=') : coded.replace(/=+$/, '')
    },
  }
}
