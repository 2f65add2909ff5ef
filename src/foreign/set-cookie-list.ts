/**
 * Set-Cookie fields that were joined by commas, apart again. The comma in `Expires=Wed, 01 Jan 2070` is none
 * between cookies: what follows one between cookies is a cookie's name and `=`.
 *
 * RFC 9110, section 5.3 says why they must not be joined: "a recipient cannot combine Set-Cookie".
 *
 * @example
 * splitSetCookie('a=1; Expires=Wed, 01 Jan 2070 00:00:00 GMT, b=2') // ['a=1; Expires=…', 'b=2']
 */
export function splitSetCookie(value: string): string[] {
  return value.split(/,(?=\s*[!#$%&'*+\-.^_`|~0-9A-Za-z]+\s*=)/).map((field) => field.trim())
}
