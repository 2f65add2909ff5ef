import { defineNetwork, HttpNetworkFrame, NetworkSource } from 'msw/experimental'
import type { Answerer, Engine } from './engine.ts'
import { countListeners } from './request-line.ts'
import { Wire, type WireRequest } from './wire.ts'

/**
 * The msw engine: a msw network with one source of its own, which puts each request to the answerer.
 *
 * Not `setupServer`: it clones every message, scans its handlers linearly, and leaves out clients that
 * use undici or sockets directly. A `NetworkSource` over the socket-level interceptor runs only what a
 * replay needs and sees them all.
 */
export function createMswEngine(): Engine {
  let network: { enable(): unknown; disable(): unknown } | undefined
  let source: WireSource | undefined
  return {
    name: 'msw',
    start(answerer) {
      source = new WireSource(answerer)
      network = defineNetwork({ sources: [source], context: { quiet: true } })
      network.enable()
    },
    outlookChanged() {
      source?.outlookChanged()
    },
    stop() {
      network?.disable()
      network = undefined
      source = undefined
    },
  }
}

/** Feeds the requests of this process to msw, one frame each. */
class WireSource extends NetworkSource<WireFrame> {
  readonly #wire: Wire

  constructor(answerer: Answerer) {
    super()
    // A test's own msw handlers, and nock's scopes, listen beside us.
    const isAlone = (): boolean => countListeners() === 1
    this.#wire = new Wire(answerer, isAlone, (request) =>
      this.queue(new WireFrame(request, answerer)),
    )
  }

  outlookChanged(): void {
    this.#wire.outlookChanged()
  }

  enable(): void {
    this.#wire.open()
  }

  override disable(): void {
    void super.disable()
    this.#wire.close()
  }
}

class WireFrame extends HttpNetworkFrame {
  readonly #request: WireRequest
  readonly #answerer: Answerer

  constructor(request: WireRequest, answerer: Answerer) {
    super({ id: request.event.requestId, request: request.event.request })
    this.#request = request
    this.#answerer = answerer
  }

  /** Replaces msw's walk through its handlers by one question. */
  override async resolve(): Promise<boolean | null> {
    const answer = await this.#answerer.answer(this.#request.outgoing)
    this.#request.settle(answer)
    return answer.kind === 'pass' ? null : true
  }

  respondWith(response?: Response): void {
    if (response) this.#request.event.controller.respondWith(response)
  }

  errorWith(reason?: unknown): void {
    this.#request.event.controller.errorWith(reason)
  }

  /** Nothing to do: the interceptor performs what no listener handled. */
  passthrough(): void {}
}
