/**
 * What the hosts set whose cookies curl and Python wrote to `fixtures/cookies/`: session cookies, HttpOnly,
 * quotes, equals signs, an empty value, hosts without a dot and addresses.
 */
export const setByHosts: readonly (readonly [url: string, setCookie: readonly string[]])[] = [
  [
    'https://shop.example.com/cart/items',
    [
      'sid=s3; HttpOnly; Secure; Path=/',
      'theme=dark; Expires=Fri, 01 Jan 2038 00:00:00 GMT; Domain=example.com; Path=/',
      'cart="3 apples, 2 pears"; Max-Age=31536000',
      'quoted="a\\"b\\c"',
      'empty=; Path=/',
      'equals=a=b==c',
      'strict=1; SameSite=Strict',
      'part=1; Secure; Partitioned; Path=/; SameSite=None',
      'versioned=1; Version=1; Path=/cart',
      'noted=1; Comment="a note"; CommentURL=http://example.com/; Priority=High',
    ],
  ],
  ['http://localhost/', ['local=1']],
  ['http://127.0.0.1/', ['address=1; Max-Age=31536000']],
  ['http://[::1]/', ['six=1']],
]
