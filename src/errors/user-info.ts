/** An absolute URL without `user:password@`, which is sent as an Authorization field and shown nowhere. */
export function withoutUserInfo(url: string): string {
  const shown = new URL(url)
  if (shown.username === '' && shown.password === '') return url
  shown.username = ''
  shown.password = ''
  return shown.href
}
