import type { ExpectMatcherState, MatcherReturnType } from '@playwright/test'
import { resultOf } from './failure.ts'
import type { Outcome } from './outcome.ts'

type Assertion<Received, Args extends readonly unknown[], Found> = (
  received: Received,
  ...args: Args
) => Found

type Matcher<Received, Args extends readonly unknown[], Result> = (
  this: ExpectMatcherState,
  received: Received,
  ...args: Args
) => Result

/**
 * An assertion as `expect.extend` takes it.
 *
 * @param second what a message calls the assertion's second argument
 */
export function matcher<Received, Args extends readonly unknown[]>(
  name: string,
  second: string,
  assertion: Assertion<Received, Args, Promise<Outcome>>,
): Matcher<Received, Args, Promise<MatcherReturnType>>
export function matcher<Received, Args extends readonly unknown[]>(
  name: string,
  second: string,
  assertion: Assertion<Received, Args, Outcome>,
): Matcher<Received, Args, MatcherReturnType>
export function matcher<Received, Args extends readonly unknown[]>(
  name: string,
  second: string,
  assertion: Assertion<Received, Args, Outcome | Promise<Outcome>>,
): Matcher<Received, Args, MatcherReturnType | Promise<MatcherReturnType>> {
  return function asMatcher(received, ...args) {
    const finish = (outcome: Outcome): MatcherReturnType =>
      resultOf(this, { name, args, second }, outcome)
    const found = assertion(received, ...args)
    return found instanceof Promise ? found.then(finish) : finish(found)
  }
}
