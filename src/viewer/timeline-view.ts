import type { Interaction } from '../interaction/interaction.ts'
import type { CookieEvent, CookieEventKind, CookieLane } from './cookie-lanes.ts'
import { html, type Html } from './html.ts'

/** A shape each, so that kinds are told apart without colour; drawn, since not every font has such signs. */
const MARKS: Readonly<Record<CookieEventKind, Html>> = {
  set: drawn(html`<circle cx="6" cy="6" r="4" fill="currentColor" />`),
  changed: drawn(html`<path d="M6 1l5 5-5 5-5-5z" fill="currentColor" />`),
  sent: drawn(html`<path d="M1 6h9M7 2.5L10.5 6 7 9.5" />`),
  refused: drawn(html`<circle cx="6" cy="6" r="4.5" /><path d="M3 9l6-6" />`),
  deleted: drawn(html`<path d="M2 2l8 8M10 2l-8 8" />`),
  expired: drawn(
    html`<circle cx="6" cy="6" r="4.5" stroke-dasharray="2 2" /><path d="M6 3.5V6l2 1" />`,
  ),
}

function drawn(shape: Html): Html {
  return html`<svg
    viewBox="0 0 12 12"
    width="12"
    height="12"
    fill="none"
    stroke="currentColor"
    stroke-width="1.6"
    aria-hidden="true"
  >
    ${shape}
  </svg>`
}

/** The cookie timeline: a lane for each cookie, with a mark at each request that did something to it. */
export function timelineView(
  lanes: readonly CookieLane[],
  interactions: readonly Interaction[],
): Html {
  if (lanes.length === 0)
    return html`<p class="empty">No response set a cookie and no request sent one.</p>`
  return html`<ul class="legend" aria-label="Legend">
      ${Object.entries(MARKS).map(
        ([kind, mark]) =>
          html`<li><span class="mark ${kind}" aria-hidden="true">${mark}</span>${kind}</li>`,
      )}
    </ul>
    <div
      class="lanes"
      tabindex="0"
      role="group"
      aria-label="Cookie lanes"
      style="--requests: ${interactions.length}"
    >
      ${lanes.map((lane) => laneView(lane, interactions))}
    </div>`
}

function laneView(
  { name, domain, path, events }: CookieLane,
  interactions: readonly Interaction[],
): Html {
  return html`<section class="lane" aria-label="Cookie ${name || '(no name)'}">
    <h3>${name || '(no name)'}<small>${domain}${path}</small></h3>
    <ol>
      ${lifeSpans(events, interactions.length).map(
        ([from, to]) =>
          html`<li class="life" aria-hidden="true" style="--at: ${from}; --to: ${to}"></li>`,
      )}
      ${events.map((event) => eventView(event, interactions[event.index]!))}
    </ol>
  </section>`
}

function eventView({ kind, index, reason }: CookieEvent, { request }: Interaction): Html {
  const { pathname } = new URL(request.url)
  const text = `${SENTENCES[kind]} #${index + 1} ${request.method} ${pathname}${reason ? `: ${reason}` : ''}`
  return html`<li class="${kind === 'sent' ? 'request' : 'response'}" style="--at: ${index}">
    <a class="mark ${kind}" href="#${index + 1}" title="${text}" aria-label="${text}"
      >${MARKS[kind]}</a
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
