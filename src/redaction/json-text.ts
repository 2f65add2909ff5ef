/** A string, a number or `null` in a JSON text. */
export interface JsonLeaf {
  /** The member that holds it; of a list's item, the member that holds the list. */
  readonly name: string
  /** The member around that one, where there is one. */
  readonly parent?: string
  /** For example `$.users[0].password`. */
  readonly path: string
  readonly number: boolean
}

/** An object or a list that is open. */
interface Frame {
  readonly list: boolean
  /** The member that holds it. */
  readonly name: string
  readonly parent: string | undefined
  readonly path: string
  /** Of a list: the index of the item. Of an object: its member, and where that one's name begins. */
  index: number
  member: string
  memberAt: number
  /** Of an object: whether a value comes next, and not a name. */
  inValue: boolean
}

/**
 * A JSON text with some of its values replaced and all the rest as it stood, spaces and long numbers too.
 * `undefined` where the text is no JSON.
 *
 * @param visit gets each string, number and `null`, and returns what is to stand there. `undefined` drops the member;
 *   an item of a list becomes an empty string.
 */
export function rewriteJson(
  text: string,
  visit: (leaf: JsonLeaf, value: string) => string | undefined,
): string | undefined {
  try {
    JSON.parse(text)
  } catch {
    return undefined
  }
  return new JsonRewriter(text, visit).run()
}

class JsonRewriter {
  readonly #text: string
  readonly #visit: (leaf: JsonLeaf, value: string) => string | undefined
  readonly #frames: Frame[] = []
  #out = ''
  /** Up to where the text is in `#out`. */
  #copied = 0

  constructor(text: string, visit: (leaf: JsonLeaf, value: string) => string | undefined) {
    this.#text = text
    this.#visit = visit
  }

  run(): string {
    for (let at = 0; at < this.#text.length;) at = this.#token(at)
    return this.#copied === 0 ? this.#text : this.#out + this.#text.slice(this.#copied)
  }

  /** Reads what begins at `at`, and returns where the next thing may begin. The text is valid JSON. */
  #token(at: number): number {
    const frame = this.#frames.at(-1)
    const letter = this.#text[at]!
    switch (letter) {
      case '{':
      case '[':
        this.#open(letter === '[', frame)
        return at + 1
      case '}':
      case ']':
        this.#frames.pop()
        return at + 1
      case ':':
        frame!.inValue = true
        return at + 1
      case ',':
        frame!.inValue = false
        frame!.index++
        return at + 1
      case '"':
        return this.#string(at, frame)
      default:
        if (letter === 'n')
          return this.#leaf({ at, end: at + 4, value: 'null', frame, number: false })
        return /[-\d]/.test(letter) ? this.#number(at, frame) : at + 1
    }
  }

  #open(list: boolean, frame: Frame | undefined): void {
    const { name, parent, path } = placeIn(frame)
    const around = { list, name, parent, path, index: 0, member: '', memberAt: 0, inValue: false }
    this.#frames.push(around)
  }

  #string(at: number, frame: Frame | undefined): number {
    const end = stringEnd(this.#text, at)
    const value = JSON.parse(this.#text.slice(at, end)) as string
    if (frame && !frame.list && !frame.inValue) {
      frame.member = value
      frame.memberAt = at
      return end
    }
    return this.#leaf({ at, end, value, frame, number: false })
  }

  #number(at: number, frame: Frame | undefined): number {
    const number = /[-+.\deE]+/y
    number.lastIndex = at
    const value = number.exec(this.#text)![0]
    return this.#leaf({ at, end: at + value.length, value, frame, number: true })
  }

  #leaf(leaf: {
    at: number
    end: number
    value: string
    frame: Frame | undefined
    number: boolean
  }): number {
    const { at, end, value, frame, number } = leaf
    const { name, parent, path } = placeIn(frame)
    const place = { name, ...(parent !== undefined && { parent }), path, number }
    const becomes = this.#visit(place, value)
    if (becomes === value) return end
    if (becomes === undefined && frame && !frame.list) return this.#drop(frame, end)
    this.#out += this.#text.slice(this.#copied, at) + JSON.stringify(becomes ?? '')
    this.#copied = end
    return end
  }

  /** Leaves a member out, with the comma that follows it, or else with the one in front. */
  #drop(frame: Frame, end: number): number {
    this.#out += this.#text.slice(this.#copied, frame.memberAt)
    const next = /\s*,?/y
    next.lastIndex = end
    const between = next.exec(this.#text)![0]
    if (between.endsWith(',')) {
      frame.inValue = false
      this.#copied = end + between.length
    } else {
      const before = this.#out.trimEnd()
      this.#out = before.endsWith(',') ? before.slice(0, -1) : before
      this.#copied = end
    }
    return this.#copied
  }
}

/** What holds a value that begins in `frame` now. */
function placeIn(frame: Frame | undefined): { name: string; parent?: string; path: string } {
  if (!frame) return { name: '', path: '$' }
  if (frame.list) {
    const parent = frame.parent === undefined ? {} : { parent: frame.parent }
    return { name: frame.name, ...parent, path: `${frame.path}[${frame.index}]` }
  }
  const { member } = frame
  const step = /^[\w-]+$/.test(member) ? `.${member}` : `['${member}']`
  return {
    name: member,
    ...(frame.name !== '' && { parent: frame.name }),
    path: frame.path + step,
  }
}

/** Where the string that begins at `at` ends. */
function stringEnd(text: string, at: number): number {
  for (let index = at + 1; ; index++) {
    const letter = text.charCodeAt(index)
    if (letter === 0x5c) index++
    else if (letter === 0x22) return index + 1
  }
}
