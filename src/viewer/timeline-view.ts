import type { Interaction } from '../interaction/interaction.ts'
import type { CookieEvent, CookieEventKind, CookieLane } from './cookie-lanes.ts'
import { html, type Html } from './html.ts'

/** A shape each, so that kinds are told apart without colour; drawn, since not every font has such signs. */
const SHAPES: Readonly<Record<CookieEventKind, Html>> = {
  set: html`<circle cx="6" cy="6" r="4" fill="currentColor" />`,
  changed: html`<path d="M6 1l5 5-5 5-5-5z" fill="currentColor" />`,
  sent: html`<path d="M1 6h9M7 2.5L10.5 6 7 9.5" />`,
  refused: html`<circle cx="6" cy="6" r="4.5" /><path d="M3 9l6-6" />`,
  deleted: html`<path d="M2 2l8 8M10 2l-8 8" />`,
  expired: html`<circle cx="6" cy="6" r="4.5" stroke-dasharray="2 2" /><path d="M6 3.5V6l2 1" />`,
}

/** Defined once: a page may well have ten thousand marks. */
const SYMBOLS = html`<svg class="symbols" aria-hidden="true">
  ${Object.entries(SHAPES).map(
    ([kind, shape]) => html`<symbol id="mark-${kind}" viewBox="0 0 12 12">${shape}</symbol>`,
  )}
</svg>`

function markView(kind: string): Html {
  return html`<svg aria-hidden="true"><use href="#mark-${kind}" /></svg>`
}

/** The cookie timeline: a lane for each cookie, with a mark at each request that did something to it. */
export function timelineView(
  lanes: readonly CookieLane[],
  interactions: readonly Interaction[],
): Html {
  if (lanes.length === 0)
    return html`<p class="empty">No response set a cookie and no request sent one.</p>`
  return html`${SYMBOLS}
    <ul class="legend" aria-label="Legend">
      ${Object.keys(SHAPES).map(
        (kind) => html`<li><span class="mark ${kind}">${markView(kind)}</span>${kind}</li>`,
      )}
    </ul>
    <div
      class="lanes"
      tabindex="0"
      role="group"
      aria-label="Cookie lanes, in which the left and right arrow keys move"
      style="--requests: ${interactions.length}"
    >
      <div class="sheet">
        <div class="band"></div>
        ${axisView(interactions.length)} ${lanes.map((lane) => laneView(lane, interactions))}
      </div>
    </div>`
}

/** From so many requests on, only each fifth has its number on the axis. */
const MOST_NUMBERS = 50

function axisView(requests: number): Html {
  const numbers = Array.from({ length: requests }, (_, index) => index + 1).filter(
    (number) => requests <= MOST_NUMBERS || number === 1 || number % 5 === 0,
  )
  return html`<div class="lane axis" aria-hidden="true">
    <h3><small>request</small></h3>
    <ol>
      ${numbers.map((number) => html`<li style="--at: ${number - 1}">${number}</li>`)}
    </ol>
  </div>`
}

function laneView(
  { name, domain, path, events }: CookieLane,
  interactions: readonly Interaction[],
): Html {
  const shown = name || '(no name)'
  return html`<div class="lane" role="group" aria-label="Cookie ${shown} of ${domain}${path}">
    <h3>${shown}<small>${domain}${path}</small></h3>
    <ol>
      ${lifeSpans(events, interactions.length).map(
        ([from, to]) =>
          html`<li class="life" aria-hidden="true" style="--at: ${from}; --to: ${to}"></li>`,
      )}
      ${bySide(events).map((group, place) =>
        eventView(group, interactions[group[0].index]!, place === 0),
      )}
    </ol>
  </div>`
}

type EventGroup = [CookieEvent, ...CookieEvent[]]

/** Events of one side of one request have one mark: a response may change a cookie and delete it again. */
function bySide(events: readonly CookieEvent[]): EventGroup[] {
  const groups = new Map<string, EventGroup>()
  for (const event of events) {
    const key = `${event.index} ${sideOf(event)}`
    const group = groups.get(key)
    if (group) group.push(event)
    else groups.set(key, [event])
  }
  return [...groups.values()]
}

/** What had happened when a request was sent, and what its response did. */
function sideOf({ kind }: CookieEvent): 'request' | 'response' {
  return kind === 'sent' || kind === 'expired' ? 'request' : 'response'
}

/** @param first of its lane: the one that Tab leads to, and the arrow keys go on from. */
function eventView(group: EventGroup, { request }: Interaction, first: boolean): Html {
  const { pathname } = new URL(request.url)
  const last = group.at(-1)!
  const text = group
    .map(({ kind, index, reason }) => {
      const because = reason ? `: ${reason}` : ''
      return `${SENTENCES[kind]} #${index + 1} ${request.method} ${pathname}${because}`
    })
    .join(', ')
  return html`<li class="${sideOf(last)}" style="--at: ${last.index}">
    <a
      class="mark ${last.kind}"
      href="#${last.index + 1}"
      title="${text}"
      aria-label="${text}"
      tabindex="${first ? 0 : -1}"
      >${markView(last.kind)}</a
    >
  </li>`
}

const SENTENCES: Readonly<Record<CookieEventKind, string>> = {
  set: 'set by',
  changed: 'changed by',
  sent: 'sent with',
  refused: 'refused from',
  deleted: 'deleted by',
  expired: 'had expired before',
}

/** From where to where a cookie was in the jar, as places of interactions. */
function lifeSpans(events: readonly CookieEvent[], end: number): [number, number][] {
  const spans: [number, number][] = []
  let start: number | undefined
  for (const { kind, index } of events) {
    if (kind === 'set') start ??= index
    if ((kind === 'deleted' || kind === 'expired') && start !== undefined) {
      spans.push([start, index])
      start = undefined
    }
  }
  return start === undefined ? spans : [...spans, [start, end - 1]]
}
