import type { Session } from 'replaywright'

/** The mistakes that can be built into the client, each with what a miss has to name. */
export const BUGS = {
  'cookie dropped': /^ +cookie sid +recorded placeholder-sid-\d, sent none$/m,
  'cookie of the other user':
    /^ +cookie sid +recorded placeholder-sid-\d, sent placeholder-sid-\d$/m,
  // What a client itself puts where a secret was recorded is not shown.
  'wrong CSRF token in the form':
    /^ +body csrf +recorded placeholder-form-\d, sent another value$/m,
  'CSRF header lost': /^ +header x-csrf-token +recorded placeholder-csrf-\d, sent none$/m,
  'wrong order': /^ +body \$\.version +recorded 1, sent 0$/m,
  'wrong quantity': /^ +body \$\.quantity +recorded 2, sent 3$/m,
  'extra call': /All recordings of GET \S+\/api\/basket were already used \(1 of 1\)/,
  'call left out': /1 of 27 recorded interactions was not asked for: #\d+ POST \S+\/api\/coupon/,
  'polling given up':
    /2 of 27 recorded interactions were not asked for: #\d+ GET \S+\/api\/orders\/1/,
  'wrong page': /^ +query page +recorded 1, sent 2$/m,
  'wrong method': /^ +method +recorded PUT, sent PATCH$/m,
  'wrong file': /^ +body part file +recorded \S+, sent \S+$/m,
  'wrong language': /^ +header accept-language +recorded de, sent en$/m,
} as const

export type Bug = keyof typeof BUGS

export interface Item {
  readonly item: string
  readonly quantity: number
}

/** A client of the shop, as an application has one. */
export class ShopClient {
  readonly session: Session
  readonly #bug: Bug | undefined
  #csrf = ''
  #version = 0

  constructor(session: Session, bug?: Bug) {
    this.session = session
    this.#bug = bug
  }

  async signIn(user: string): Promise<void> {
    const page = await (await this.session.get('/login')).text()
    const token = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const csrf = this.#bug === 'wrong CSRF token in the form' ? 'guessed' : token
    // CI knows no password, and needs none.
    const form = { user, password: process.env['SHOP_PASSWORD'] ?? '', csrf }
    const account = await this.session.post('/login', { form })
    this.#csrf = (await account.json()).csrf
    if (this.#bug === 'cookie dropped') this.session.jar.clear()
    this.session.headers.set('Accept-Language', this.#bug === 'wrong language' ? 'en' : 'de')
    this.session.headers.set('X-CSRF-Token', this.#csrf)
  }

  async products(page: number): Promise<string[]> {
    const params = { page: this.#bug === 'wrong page' ? page + 1 : page }
    return (await (await this.session.get('/api/products', { params })).json()).products
  }

  async fill(items: readonly Item[]): Promise<void> {
    const ordered = this.#bug === 'wrong order' ? items.toReversed() : items
    for (const item of ordered) await this.#add(item)
  }

  /** Each change of the basket says which version of it it changes. */
  async #add({ item, quantity }: Item): Promise<void> {
    const sent = this.#bug === 'wrong quantity' ? quantity + 1 : quantity
    const data = { item, quantity: sent, version: this.#version }
    const method = this.#bug === 'wrong method' ? 'PATCH' : 'PUT'
    const response = await this.session.fetch('/api/basket', { method, data })
    this.#version = (await response.json()).version
  }

  async basket(): Promise<unknown> {
    if (this.#bug === 'extra call') await this.session.get('/api/basket')
    return (await this.session.get('/api/basket')).json()
  }

  /** @returns the status with which the shop refuses it. */
  async coupon(code: string): Promise<number> {
    if (this.#bug === 'call left out') return 422
    return (await this.session.post('/api/coupon', { data: { code } })).status()
  }

  async avatar(picture: Buffer): Promise<unknown> {
    const buffer = this.#bug === 'wrong file' ? Buffer.from('another one') : picture
    const file = { name: 'me.png', mimeType: 'image/png', buffer }
    return (await this.session.post('/api/avatar', { multipart: { file } })).json()
  }

  /** Orders, and asks until it is sent. */
  async order(): Promise<string> {
    if (this.#bug === 'CSRF header lost') this.session.headers.delete('X-CSRF-Token')
    const response = await this.session.post('/api/orders')
    const place = response.headers()['location'] ?? ''
    for (;;) {
      const { state } = await (await this.session.get(place)).json()
      if (state === 'sent' || this.#bug === 'polling given up') return 'sent'
    }
  }

  async signOut(): Promise<number> {
    return (await this.session.post('/logout')).status()
  }
}
