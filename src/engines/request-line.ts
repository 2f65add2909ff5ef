/**
 * What of `@mswjs/interceptors` emits the requests of this process to all its listeners, one after the other.
 * It is shared through a global registry and not exported; where it is not found, nobody steps back.
 */
interface RequestSource {
  readonly readyState: string
  listenerCount(type: 'request'): number
  readonly emitter: {
    readonly hooks: {
      on(
        type: 'newListener',
        hook: (type: string) => void,
        options: { signal: AbortSignal; persist: boolean },
      ): void
    }
  }
}

/** The line of those who listen for this process's requests, of which the first that answers a request wins. */
export class RequestLine {
  readonly #left = new AbortController()
  #stepping = false

  /** @param step leaves the line and joins it again; called after someone else has joined. */
  constructor(step: () => void) {
    const onJoin = (type: string): void => {
      if (type !== 'request' || this.#stepping) return
      this.#stepping = true
      // The newcomer stands in the line after this call, and no request begins before the next tick.
      process.nextTick(() => {
        if (!this.#left.signal.aborted) step()
        this.#stepping = false
      })
    }
    source()?.emitter.hooks.on('newListener', onJoin, { signal: this.#left.signal, persist: true })
  }

  leave(): void {
    this.#left.abort()
  }
}

/** Whether something intercepts this process's requests. */
export function isIntercepted(): boolean {
  return source()?.readyState === 'ACTIVE'
}

/** How many interceptors listen for this process's requests. */
export function countListeners(): number {
  return source()?.listenerCount('request') ?? 0
}

function source(): RequestSource | undefined {
  const registry: unknown = Reflect.get(globalThis, '__MSW_INTERCEPTORS_REGISTRY')
  if (!(registry instanceof Map)) return undefined
  return registry.get(Symbol.for('node-http-request-source')) as RequestSource | undefined
}
