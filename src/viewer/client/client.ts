/** What runs in the viewer's page. The page is complete without it but for details, search and keys. */

const rows = Array.from(document.querySelectorAll<HTMLLIElement>('nav li'))
const links = rows.map((row) => row.querySelector('a')!)
const search = document.querySelector<HTMLInputElement>('#search')!
const found = document.querySelector<HTMLOutputElement>('#found')!
const detail = document.querySelector<HTMLElement>('#detail')!

/** Shows the interaction that the address names, from 1. */
function show(): void {
  const number = Number(location.hash.slice(1))
  const template = document.querySelector<HTMLTemplateElement>(`#detail-${number || 1}`)
  if (!template) return
  detail.replaceChildren(template.content.cloneNode(true))
  for (const [index, link] of links.entries()) {
    if (index + 1 === (number || 1)) link.setAttribute('aria-current', 'true')
    else link.removeAttribute('aria-current')
  }
  // A click in the timeline may name a row that is out of sight.
  links[(number || 1) - 1]?.scrollIntoView({ block: 'nearest' })
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
  location.hash = next.hash
  // The event comes later, and a key that is held down sooner.
  show()
}

function onKey(event: KeyboardEvent): void {
  const typing = event.target === search
  if (event.altKey || event.ctrlKey || event.metaKey) return
  if (event.key === 'Escape' && typing) {
    search.value = ''
    filter()
    search.blur()
  } else if (event.key === '/' && !typing) {
    search.focus()
  } else if (event.key === 'ArrowDown' || (event.key === 'j' && !typing)) {
    move(1)
  } else if (event.key === 'ArrowUp' || (event.key === 'k' && !typing)) {
    move(-1)
  } else if (event.key === 'Enter' && !typing && event.target instanceof HTMLAnchorElement) {
    // The link has been followed when this runs, so that the heading is that of the row.
    setTimeout(() => detail.querySelector('h2')?.focus())
    return
  } else {
    return
  }
  event.preventDefault()
}

search.addEventListener('input', filter)
addEventListener('hashchange', show)
document.addEventListener('keydown', onKey)
show()
