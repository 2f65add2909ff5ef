import { fieldValue, mediaType, type HeaderField } from '../interaction/header-fields.ts'
import type { Interaction } from '../interaction/interaction.ts'
import { bodyView } from './body-view.ts'
import { html, type Html } from './html.ts'

/** One row of the list: method, path, status, size. */
export function rowView({ request, response, failure, time }: Interaction, index: number): Html {
  const url = new URL(request.url)
  const result = failure?.code ?? String(response?.status ?? '')
  const size = response?.body.length ?? 0
  return html`<li data-text="${`${request.method} ${request.url} ${result}`.toLowerCase()}">
    <a href="#${index + 1}">
      <span class="number">${index + 1}</span>
      <span class="method">${request.method}</span>
      <span class="path">${url.pathname}${url.search}<small>${url.host}</small></span>
      <span class="status ${statusClass(result)}">${result}</span>
      <span class="size">${sizeText(size)}<small>${Math.round(time)} ms</small></span>
    </a>
  </li>`
}

/** What a click on a row shows: request and response side by side. Inert until then. */
export function detailView({ request, response, failure }: Interaction, index: number): Html {
  return html`<template id="detail-${index + 1}">
    <h2 tabindex="-1">#${index + 1} ${request.method} ${request.url}</h2>
    <div class="sides">
      <section aria-label="Request">
        <h3>Request</h3>
        ${headersView(request.headers)} ${bodyView(request.body, typeOf(request.headers))}
      </section>
      <section aria-label="Response">
        <h3>Response ${response && `${response.status} ${response.statusText}`}</h3>
        ${failure && html`<p class="failed">${failure.code}: ${failure.message}</p>`}
        ${response && [headersView(response.headers), bodyView(response.body, typeOf(response.headers))]}
      </section>
    </div>
  </template>`
}

function headersView(headers: readonly HeaderField[]): Html {
  return html`<dl>
    ${headers.map(
      ({ name, value }) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`
}

function typeOf(headers: readonly HeaderField[]): string {
  return mediaType(fieldValue(headers, 'content-type'))
}

function statusClass(result: string): string {
  return /^[23]\d\d$/.test(result) ? (result.startsWith('2') ? 'ok' : 'moved') : 'failed'
}

function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  return bytes < 1e6 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}
