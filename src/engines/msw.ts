import { HttpRequestInterceptor } from '@mswjs/interceptors/http'
import { defineNetwork, HttpNetworkFrame, NetworkSource } from 'msw/experimental'
import type { Answerer, Engine } from './engine.ts'
import { LiveExchanges, outgoing, toResponse, type RequestEvent } from './wire.ts'

/**
 * The msw engine: a msw network with one source of its own, which puts each request to the answerer.
 *
 * Not `setupServer`: it clones every message, scans its handlers linearly, and leaves out clients that
 * use undici or sockets directly. A `NetworkSource` over the socket-level interceptor runs only what a
 * replay needs and sees them all.
 */
export function createMswEngine(): Engine {
  let network: { enable(): unknown; disable(): unknown } | undefined
  return {
    name: 'msw',
    start(answer) {
      network = defineNetwork({ sources: [new WireSource(answer)], context: { quiet: true } })
      network.enable()
    },
    stop() {
      network?.disable()
      network = undefined
    },
  }
}

/** Feeds the requests of this process to msw, one frame each. */
class WireSource extends NetworkSource<WireFrame> {
  readonly #interceptor = new HttpRequestInterceptor()
  readonly #live = new LiveExchanges()
  readonly #answer: Answerer

  constructor(answer: Answerer) {
    super()
    this.#answer = answer
  }

  enable(): void {
    this.#interceptor.apply()
    // The promise is handed back: the interceptor holds the request until the frame is resolved.
    const onRequest = (event: RequestEvent): unknown =>
      this.queue(new WireFrame(event, this.#answer, this.#live))
    this.#interceptor.on('request', onRequest)
    this.#interceptor.on('response', (event) => this.#live.response(event))
  }

  override disable(): void {
    void super.disable()
    this.#interceptor.dispose()
  }
}

class WireFrame extends HttpNetworkFrame {
  readonly #event: RequestEvent
  readonly #answer: Answerer
  readonly #live: LiveExchanges

  constructor(event: RequestEvent, answer: Answerer, live: LiveExchanges) {
    super({ id: event.requestId, request: event.request })
    this.#event = event
    this.#answer = answer
    this.#live = live
  }

  /** Replaces msw's walk through its handlers by one question. */
  override async resolve(): Promise<boolean | null> {
    const answer = await this.#answer(outgoing(this.#event.request))
    switch (answer.kind) {
      case 'respond':
        this.respondWith(toResponse(answer, this.#event))
        return true
      case 'fail':
        this.errorWith(answer.error)
        return true
      case 'pass':
        if (answer.observer) this.#live.watch(this.#event, answer.observer)
        this.passthrough()
        return null
    }
  }

  respondWith(response?: Response): void {
    if (response) this.#event.controller.respondWith(response)
  }

  errorWith(reason?: unknown): void {
    this.#event.controller.errorWith(reason)
  }

  /** Nothing to do: the interceptor performs what no listener handled. */
  passthrough(): void {}
}
