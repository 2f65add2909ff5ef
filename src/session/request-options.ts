import { basename } from 'node:path'
import { ReadStream } from 'node:fs'
import type { APIRequestContext, Request } from '@playwright/test'
import { mediaType } from '../interaction/header-fields.ts'
import { RequestHeaders } from './request-headers.ts'

/** The options of `APIRequestContext.fetch`, Playwright's own. */
export type FetchOptions = NonNullable<Parameters<APIRequestContext['fetch']>[1]>

/** The options of `get`, `post` and the other methods. */
export type RequestOptions = NonNullable<Parameters<APIRequestContext['get']>[1]>

/** The part of the options that is the request's content. */
export type Content = Pick<FetchOptions, 'data' | 'form' | 'multipart'>

/** The absolute URL of a request, resolved as Playwright does. */
export function absoluteURL(
  url: string,
  baseURL: string | undefined,
  params: FetchOptions['params'],
): string {
  const absolute = new URL(url, baseURL)
  if (typeof params === 'string' || params instanceof URLSearchParams) {
    const query = params.toString().replace(/^\?/, '')
    if (query) absolute.search = absolute.search ? `${absolute.search}&${query}` : query
  } else {
    for (const [name, value] of Object.entries(params ?? {})) {
      if (value !== undefined) absolute.searchParams.append(name, String(value))
    }
  }
  return absolute.href
}

/**
 * The content of a request in a form that can be sent again, since a redirect may ask for it (RFC 9110,
 * sections 15.4.8 and 15.4.9): file streams, which can be read once, are read now.
 */
export async function repeatableContent(options: FetchOptions): Promise<Content> {
  const { data, form, multipart } = options
  return {
    ...(data !== undefined && { data: asPlaywrightReads(data, options.headers) }),
    ...(form !== undefined && { form }),
    ...(multipart !== undefined && { multipart: await repeatableMultipart(multipart) }),
  }
}

/**
 * Playwright reads a text as JSON where the request's own header fields say so, not where those of the context
 * do. The hop carries both, so the text goes on as the bytes that Playwright would make of it.
 */
function asPlaywrightReads(
  data: NonNullable<FetchOptions['data']>,
  own: FetchOptions['headers'],
): NonNullable<FetchOptions['data']> {
  if (typeof data !== 'string') return data
  const contentType = new RequestHeaders(own).get('content-type')
  return mediaType(contentType) === 'application/json' ? data : Buffer.from(data)
}

async function repeatableMultipart(
  multipart: NonNullable<FetchOptions['multipart']>,
): Promise<NonNullable<FetchOptions['multipart']>> {
  if (multipart instanceof FormData) return multipart
  if (!Object.values(multipart).some((value) => value instanceof ReadStream)) return multipart
  const form = new FormData()
  for (const [name, value] of Object.entries(multipart)) {
    if (value instanceof ReadStream) form.append(name, await toFile(value))
    else if (typeof value === 'object')
      form.append(
        name,
        new File([new Uint8Array(value.buffer)], value.name, { type: value.mimeType }),
      )
    else form.append(name, String(value))
  }
  return form
}

async function toFile(stream: ReadStream): Promise<File> {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  for await (const chunk of stream) chunks.push(chunk as Uint8Array<ArrayBuffer>)
  // Without a type Playwright goes by the name's extension, as it does for a stream.
  return new File(chunks, basename(String(stream.path)))
}

/** What a Playwright `Request`, taken from a page, says as options. Given options win. */
export function optionsOfRequest(request: Request, options: FetchOptions): FetchOptions {
  const given = options.data ?? options.form ?? options.multipart
  const data = given === undefined ? request.postDataBuffer() : null
  return {
    method: request.method(),
    headers: request.headers(),
    ...(data && { data }),
    ...options,
  }
}
