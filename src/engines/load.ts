import type { Engine, EngineName } from './engine.ts'

/**
 * Loads an engine. Until then nothing of it is in the process: importing the plugin patches nothing.
 *
 * @throws where `name` is no engine, and where nock is not installed; the error names the command.
 */
export async function loadEngine(name: EngineName): Promise<Engine> {
  switch (name) {
    case 'msw':
      return (await import('./msw.ts')).createMswEngine()
    case 'nock':
      return loadNock()
    default:
      throw new TypeError(`the option engine is ${JSON.stringify(name)}; use "msw" or "nock"`)
  }
}

async function loadNock(): Promise<Engine> {
  const tapped = (await import('./request-line.ts')).isIntercepted()
  try {
    return (await import('./nock.ts')).createNockEngine(tapped)
  } catch (error) {
    if (isConflict(error)) {
      throw new Error(
        'The option engine is "nock", and another library has replaced fetch, which nock does not allow.\n' +
          '  Where a test has handlers of its own in msw\'s setupServer, set  use: { engine: "msw" }',
        { cause: error },
      )
    }
    if (!isMissing(error, 'nock')) throw error
    throw new Error(
      'The option engine is "nock", and the package nock is not installed.\n  Install it:  npm i -D nock',
      { cause: error },
    )
  }
}

/** Whether importing nock, which activates it, failed because something else has replaced `fetch` before. */
function isConflict(error: unknown): boolean {
  return (error as Error).message.includes('already replaced')
}

/** Whether importing failed because the package itself is not there. */
function isMissing(error: unknown, name: string): boolean {
  const { code, message } = error as NodeJS.ErrnoException
  return code === 'ERR_MODULE_NOT_FOUND' && message.includes(`package '${name}'`)
}
