import { fieldValue, mediaType } from '../interaction/header-fields.ts'
import type {
  Interaction,
  RecordedFailure,
  RecordedRequest,
  RecordedResponse,
} from '../interaction/interaction.ts'
import { storeBody, type BodyFile } from './body-file.ts'
import { requestCookies, responseCookies } from './har-cookies.ts'
import {
  FORMAT,
  type CassetteMeta,
  type Har,
  type HarContent,
  type HarEntry,
  type HarPostData,
  type HarRequest,
  type HarResponse,
} from './har-format.ts'
import { PACKAGE_VERSION } from './package-version.ts'
import { withStableBoundary } from './stable-boundary.ts'

/** A HAR with the bodies that are to lie beside it. */
export interface HarWithBodies {
  readonly har: Har
  readonly files: readonly BodyFile[]
}

/**
 * The HAR 1.2 object of a cassette, its keys in a fixed order.
 *
 * @param meta `undefined` for one that belongs to no test.
 * @param bodyFolder the folder of the body files, relative to the HAR file.
 */
export function toHar(
  meta: CassetteMeta | undefined,
  interactions: readonly Interaction[],
  bodyFolder: string,
): HarWithBodies {
  const files = new Map<string, BodyFile>()
  const keep = (file: BodyFile): string => {
    files.set(file.name, file)
    return `${bodyFolder}/${file.name}`
  }
  const har: Har = {
    log: {
      version: '1.2',
      creator: { name: 'replaywright', version: PACKAGE_VERSION },
      ...(meta && {
        _replaywright: {
          format: FORMAT,
          test: meta.test,
          recordedAt: new Date(meta.recordedAt).toISOString(),
        },
      }),
      entries: interactions.map((interaction) => toEntry(interaction, keep)),
    },
  }
  return { har, files: [...files.values()] }
}

type Keep = (file: BodyFile) => string

function toEntry(interaction: Interaction, keep: Keep): HarEntry {
  const { startedAt, time, wait, request, response, failure } = interaction
  return {
    startedDateTime: new Date(startedAt).toISOString(),
    time: milliseconds(time),
    request: toRequest(withStableBoundary(request), keep),
    response: response ? toResponse(response, failure, keep) : failedResponse(failure),
    cache: {},
    timings: { send: 0, wait: milliseconds(wait), receive: milliseconds(Math.max(0, time - wait)) },
  }
}

function toRequest(request: RecordedRequest, keep: Keep): HarRequest {
  const query = new URL(request.url).searchParams
  return {
    method: request.method,
    url: request.url,
    httpVersion: request.httpVersion,
    cookies: requestCookies(request.headers),
    headers: request.headers,
    queryString: [...query].map(([name, value]) => ({ name, value })),
    ...(request.body.length > 0 && { postData: toPostData(request, keep) }),
    headersSize: -1,
    bodySize: request.body.length,
  }
}

function toPostData(request: RecordedRequest, keep: Keep): HarPostData {
  const mimeType = fieldValue(request.headers, 'content-type') ?? ''
  const { text = '', file, compact } = storeBody(request.body, mimeType)
  const form = mediaType(mimeType) === 'application/x-www-form-urlencoded' && !file
  return {
    mimeType,
    ...(form && {
      params: [...new URLSearchParams(text)].map(([name, value]) => ({ name, value })),
    }),
    text,
    ...(file && { _file: keep(file) }),
    ...(compact && { _compact: compact }),
  }
}

function toResponse(
  response: RecordedResponse,
  failure: RecordedFailure | undefined,
  keep: Keep,
): HarResponse {
  return {
    status: response.status,
    statusText: response.statusText,
    httpVersion: response.httpVersion,
    cookies: responseCookies(response.headers),
    headers: response.headers,
    content: toContent(response, keep),
    redirectURL: fieldValue(response.headers, 'location') ?? '',
    headersSize: -1,
    bodySize: -1,
    ...(failure && { _failureText: failureText(failure) }),
  }
}

function toContent(response: RecordedResponse, keep: Keep): HarContent {
  const mimeType = fieldValue(response.headers, 'content-type') ?? 'x-unknown'
  const { text, file, compact } = storeBody(response.body, mimeType)
  return {
    size: response.body.length,
    mimeType,
    ...(text !== undefined && response.body.length > 0 && { text }),
    ...(file && { _file: keep(file) }),
    ...(compact && { _compact: compact }),
    ...(response.rawCoding !== undefined && { _rawCoding: response.rawCoding }),
    ...(response.pieces && { _pieces: response.pieces.map(({ at, size }) => [at, size] as const) }),
  }
}

/** HAR has no word for "no response": status 0 is what browsers write and what viewers show as failed. */
function failedResponse(failure: RecordedFailure | undefined): HarResponse {
  return {
    status: 0,
    statusText: '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: [],
    content: { size: 0, mimeType: 'x-unknown' },
    redirectURL: '',
    headersSize: -1,
    bodySize: -1,
    ...(failure && { _failureText: failureText(failure) }),
  }
}

function failureText({ code, message }: RecordedFailure): string {
  return `${code}: ${message}`
}

/** Microseconds are noise; whole files are reviewed by people. */
function milliseconds(value: number): number {
  return Math.round(value * 1000) / 1000
}
