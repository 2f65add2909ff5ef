/** How `SessionCookie` spells what tough-cookie keeps in lower case. */
const sameSites = { strict: 'Strict', lax: 'Lax', none: 'None' } as const

/** `SameSite` in its canonical case, or `undefined` for a word that RFC 6265bis does not define. */
export function sameSiteOf(value: string | undefined): 'Strict' | 'Lax' | 'None' | undefined {
  const word = value?.toLowerCase()
  return word === 'strict' || word === 'lax' || word === 'none' ? sameSites[word] : undefined
}
