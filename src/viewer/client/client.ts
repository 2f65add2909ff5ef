/** What runs in the viewer's page. The page is complete without it but for details, search and keys. */

const rows = Array.from(document.querySelectorAll<HTMLLIElement>('nav li'))
const links = rows.map((row) => row.querySelector('a')!)
const search = document.querySelector<HTMLInputElement>('#search')!
const found = document.querySelector<HTMLOutputElement>('#found')!
const detail = document.querySelector<HTMLElement>('#detail')!
const said = document.querySelector<HTMLElement>('#said')!
const band = document.querySelector<HTMLElement>('.band')
/** Where details stand below the list, and not beside it. */
const narrow = matchMedia('(max-width: 52rem)')

/** The interaction that an address or a link names; `NaN` or 0 for none, as with the link that leads to the search. */
function numberOf({ hash }: { readonly hash: string }): number {
  return Number(hash.slice(1))
}

/** Shows an interaction, or the first where none is named. */
function show(number: number): void {
  const template = document.querySelector<HTMLTemplateElement>(`#detail-${number || 1}`)
  if (!template) return
  detail.replaceChildren(template.content.cloneNode(true))
  for (const [index, link] of links.entries()) {
    if (index + 1 === (number || 1)) link.setAttribute('aria-current', 'true')
    else link.removeAttribute('aria-current')
  }
  // A click in the timeline may name a row that is out of sight. Where none is named nothing may move, since Tab
  // goes on from what was scrolled to.
  if (number) links[number - 1]?.scrollIntoView({ block: 'nearest' })
  band?.style.setProperty('--at', String((number || 1) - 1))
}

/**
 * Follows a link to an interaction. Not left to the browser: a report that is opened from the disk shows this
 * page by a `blob:null` address, in which Chromium follows no link.
 */
function onClick(event: MouseEvent): void {
  const link = (event.target as Element).closest('a')
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  if (!numberOf(link)) return search.focus()
  history.pushState(null, '', link.hash)
  show(numberOf(link))
  const heading = detail.querySelector('h2')
  // For who does not see that the details are others now.
  said.textContent = heading?.textContent ?? ''
  if (narrow.matches) detail.scrollIntoView()
  // Enter, and not the mouse.
  if (event.detail === 0) heading?.focus()
}

function filter(): void {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean)
  let count = 0
  for (const row of rows) {
    const text = row.dataset['text'] ?? ''
    row.hidden = !words.every((word) => text.includes(word))
    if (!row.hidden) count++
  }
  found.value = words.length === 0 ? '' : `${count} of ${rows.length}`
}

/** Moves to the next or the previous row that the search left, and shows it. */
function move(by: 1 | -1): void {
  const visible = links.filter((_link, index) => !rows[index]!.hidden)
  const current = visible.findIndex((link) => link.hasAttribute('aria-current'))
  const next = visible[Math.min(Math.max(current + by, 0), visible.length - 1)]
  if (!next) return
  next.focus()
  // No step back for each row that was passed.
  history.replaceState(null, '', next.hash)
  show(numberOf(next))
}

/** Moves within the lane of a mark, of which only one is a stop of the Tab key. */
function moveInLane(mark: Element, by: 1 | -1): void {
  const marks = [...mark.closest('ol')!.querySelectorAll<HTMLElement>('a')]
  const from = marks.findIndex((one) => one === mark)
  const next = marks[from + by]
  if (!next) return
  marks[from]!.tabIndex = -1
  next.tabIndex = 0
  next.focus()
}

function onKey(event: KeyboardEvent): void {
  const typing = event.target === search
  const inLane = (event.target as Element).closest?.('.lane a')
  if (event.altKey || event.ctrlKey || event.metaKey) return
  // Where arrows scroll, they scroll.
  if (event.key.startsWith('Arrow') && (event.target as Element).matches?.('pre, .lanes')) return
  if (event.key === 'Escape' && typing) {
    search.value = ''
    filter()
    search.blur()
  } else if (event.key === '/' && !typing) {
    search.focus()
  } else if (inLane && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
    moveInLane(inLane, event.key === 'ArrowLeft' ? -1 : 1)
  } else if (event.key === 'ArrowDown' || (event.key === 'j' && !typing)) {
    move(1)
  } else if (event.key === 'ArrowUp' || (event.key === 'k' && !typing)) {
    move(-1)
  } else {
    return
  }
  event.preventDefault()
}

search.addEventListener('input', filter)
addEventListener('hashchange', () => show(numberOf(location)))
document.addEventListener('click', onClick)
document.addEventListener('keydown', onKey)
show(numberOf(location))
