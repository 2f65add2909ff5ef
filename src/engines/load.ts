import type { Engine, EngineName } from './engine.ts'

/** Loads an engine. Until then nothing of it is in the process: importing the plugin patches nothing. */
export async function loadEngine(name: EngineName): Promise<Engine> {
  switch (name) {
    case 'msw':
      return (await import('./msw.ts')).createMswEngine()
    default:
      throw new TypeError(`the option engine is ${JSON.stringify(name)}; use "msw"`)
  }
}
