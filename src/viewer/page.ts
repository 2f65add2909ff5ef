import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Interaction } from '../interaction/interaction.ts'
import { cookieLanes } from './cookie-lanes.ts'
import { html, Html } from './html.ts'
import { detailView, rowView } from './interaction-view.ts'
import { STYLE } from './style.ts'
import { timelineView } from './timeline-view.ts'

/** What a page says above its interactions. */
export interface ViewerTitle {
  /** The test, or the file. */
  readonly name: string
  /** Milliseconds since the epoch, where known. */
  readonly recordedAt: number | undefined
}

/**
 * A page that shows a cassette: one HTML file, which loads nothing and runs no script but its own, whatever
 * the cassette holds.
 */
export function formatViewer(title: ViewerTitle, interactions: readonly Interaction[]): string {
  const script = readFileSync(new URL('client/client.js', import.meta.url), 'utf8')
  const hash = createHash('sha256').update(script).digest('base64')
  const policy = `default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-${hash}'`
  // Its hash is that of every byte between the tags.
  const scriptElement = new Html(`<script type="module">${script}</script>`)
  const recorded = title.recordedAt === undefined ? '' : `, recorded ${minute(title.recordedAt)}`
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <title>${title.name}</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <a class="skip" href="#search">To the interactions</a>
        <header>
          <h1>${title.name}</h1>
          <p>
            ${interactions.length}
            ${interactions.length === 1 ? 'interaction' : 'interactions'}${recorded}
          </p>
        </header>
        <section id="cookies" aria-labelledby="cookies-title">
          <h2 id="cookies-title">Cookies</h2>
          ${timelineView(cookieLanes(interactions), interactions)}
        </section>
        <main>
          <nav aria-label="Interactions">
            <label
              >Search <small>press / to search, j and k or the arrow keys to move</small
              ><input id="search" type="search" autocomplete="off"
            /></label>
            <output id="found" for="search"></output>
            <ol>
              ${interactions.map(rowView)}
            </ol>
          </nav>
          <section id="detail" aria-label="Details"></section>
        </main>
        <p id="said" class="unseen" role="status"></p>
        ${interactions.map(detailView)} ${scriptElement}
      </body>
    </html> `
  return page.text
}

/** `2026-03-01 10:04 UTC`. */
function minute(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
