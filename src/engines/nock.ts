import nock from 'nock'
import type { Engine } from './engine.ts'
import { countListeners } from './request-line.ts'
import { Wire } from './wire.ts'

/** nock listens twice, for `fetch` and for all other clients, and we once. */
const LISTENERS = 3

/**
 * The nock engine: nock intercepts, a test's own scopes answer first, and what no scope answers is put to
 * the answerer.
 *
 * Answers are given at the interceptor on which nock stands, not by a scope of nock's, which could not
 * carry them:
 *
 * - whether a request passes is known only after its content was read, and a scope must say at once;
 * - nock asks the first scope whose origin matches and no other, so that a scope for every origin would
 *   hide a test's own scopes, and `nock.cleanAll()` in a test would remove it, which sends a replay live;
 * - a scope's reply has the standard reason phrase in place of the recorded one.
 *
 * nock's recorder has no part in it either: it keeps only the last of several `Set-Cookie` fields.
 *
 * @param tapped whether something intercepted before nock was imported. Importing nock activates it, and
 *   what a test's own code has activated is left as it is.
 */
export function createNockEngine(tapped: boolean): Engine {
  let wire: Wire | undefined
  return {
    name: 'nock',
    start(answerer) {
      if (!nock.isActive()) nock.activate()
      const isAlone = (): boolean =>
        countListeners() <= LISTENERS && nock.activeMocks().length === 0
      wire = new Wire(answerer, isAlone, async (request) =>
        request.settle(await answerer.answer(request.outgoing)),
      )
      wire.open()
    },
    outlookChanged() {
      wire?.outlookChanged()
    },
    stop() {
      wire?.close()
      wire = undefined
      if (!tapped) nock.restore()
    },
  }
}
