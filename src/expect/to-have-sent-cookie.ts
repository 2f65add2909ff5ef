import { fieldValues } from '../interaction/header-fields.ts'
import type { Exchange } from '../session/exchange.ts'
import { cookiesOfJar, jarOf } from './cookie-holder.ts'
import type { Outcome } from './outcome.ts'
import { nearNames } from './near-names.ts'
import { matchesPattern, type TextPattern } from './pattern.ts'
import { asText, placeOf } from './seen-cookie.ts'
import { requestLine, sentRequest, type Sender } from './sent-request.ts'
import { wrongKind } from './wrong-kind.ts'

/** That a request was sent with a cookie. See `Assertions.toHaveSentCookie`. */
export function toHaveSentCookie(
  sender: Sender,
  name: string,
  ...value: [value?: TextPattern]
): Outcome {
  const exchange = sentRequest('toHaveSentCookie', sender)
  if (typeof name !== 'string') throw wrongKind('toHaveSentCookie', "the cookie's name", name)
  const sent = sentCookies(exchange)
  const values = sent.filter((cookie) => cookie.name === name).map((cookie) => cookie.value)
  const line = requestLine(exchange)
  if (values.length === 0) {
    const others = nearNames(
      name,
      sent.map((cookie) => cookie.name),
    )
    const missing = `no cookie \`${name}\`; ${line} sent ${others || 'none'}`
    return { pass: false, subject: [missing, ...heldBack(sender, name)].join('\n') }
  }
  const subject = `${line} sent cookie \`${name}\``
  if (value.length === 0) return { pass: true, subject }
  const match = values.find((one) => matchesPattern(value[0], one))
  const received = match ?? (values.length === 1 ? values[0] : values)
  const pass = match !== undefined
  const rows = [{ name: 'value', expected: value[0], received, pass }]
  return { pass, subject, rows }
}

/** Of a session: which cookies of that name it has, and did not send. */
function heldBack(sender: Sender, name: string): string[] {
  const jar = jarOf(sender)
  const cookies = jar ? cookiesOfJar(jar).filter((cookie) => cookie.name === name) : []
  return cookies.map(
    (cookie) => `the jar has \`${name}\` for ${placeOf(cookie)}${cookie.secure ? ', Secure' : ''}`,
  )
}

/** The pairs of the Cookie field (RFC 6265bis, section 5.8.3); one without an equals sign has no name. */
function sentCookies({ headers }: Exchange): { name: string; value: string }[] {
  return fieldValues(headers, 'cookie')
    .flatMap((field) => asText(field).split('; '))
    .map((pair) => {
      const at = pair.indexOf('=')
      return { name: pair.slice(0, Math.max(at, 0)), value: pair.slice(at + 1) }
    })
}
