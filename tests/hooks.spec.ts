import { expect, test } from '@playwright/test'
import { recordThenReplay } from './support/scenario.ts'

test('beforeRecord drops and edits what is written; beforeReplay edits what the client gets', async () => {
  const { recorded, replayed, cassettes } = await recordThenReplay({
    answer: (_seen, response) => void response.setHeader('X-Trace', 'abc').end('live'),
    spec: `
      test.use({
        baseURL: API,
        hooks: {
          beforeRecord: async (interaction) => {
            await new Promise((resolve) => setTimeout(resolve, 1))
            const { request, response } = interaction
            if (request.url.endsWith('/health')) return undefined
            if (request.url.endsWith('/ready')) return false
            return { ...interaction, response: {
              ...response!,
              headers: response!.headers.filter(({ name }) => name !== 'X-Trace'),
              body: Buffer.from('recorded, and longer'),
            } }
          },
          beforeReplay: async (interaction) => {
            await new Promise((resolve) => setTimeout(resolve, 1))
            const text = Buffer.from(interaction.response!.body).toString()
            return { ...interaction, response: { ...interaction.response!, body: Buffer.from(text + '!') } }
          },
        },
      })
      test('edits', async ({ session, cassette }) => {
        if (!REPLAYING) await session.get('/health')
        const response = await session.get('/page')
        if (!REPLAYING) await session.get('/ready')
        expect(await response.text()).toBe(REPLAYING ? 'recorded, and longer!' : 'live')
        expect(response.headers()['x-trace']).toBe(REPLAYING ? undefined : 'abc')
      })`,
  })
  expect(recorded.errors).toEqual([])
  expect(replayed.errors).toEqual([])
  const har = JSON.parse(Object.values(cassettes)[0]!)
  expect(har.log.entries).toHaveLength(1)
  expect(har.log.entries[0].response.content.text).toBe('recorded, and longer')
})

test('a hook that is wrong or throws -> the test fails with its name, and nothing is written', async () => {
  const wrong: [hooks: string, when: 'record' | 'replay', message: string][] = [
    [
      '{ beforeRecrd: () => {} }',
      'record',
      'hooks: unknown key "beforeRecrd". Allowed: beforeRecord',
    ],
    ['{ beforeRecord: true }', 'record', 'hooks.beforeRecord: expected a function'],
    [
      '{ beforeRecord: () => true }',
      'record',
      'hooks.beforeRecord: expected it to return an interaction, or',
    ],
    ['{ beforeRecord: (i) => ({ ...i, response: {} }) }', 'record', 'has no valid response.status'],
    ['{ beforeRecord: () => { throw new Error("mine") } }', 'record', 'mine'],
    [
      '{ beforeReplay: () => undefined }',
      'replay',
      'hooks.beforeReplay: expected it to return an interaction',
    ],
    [
      '{ beforeReplay: (i) => ({ ...i, response: undefined }) }',
      'replay',
      'no valid response or failure',
    ],
    ['{ beforeReplay: async () => { throw new Error("mine") } }', 'replay', 'mine'],
  ]
  const { recorded, replayed, cassettes } = await recordThenReplay({
    answer: (_seen, response) => void response.end('live'),
    spec: wrong
      .map(
        ([hooks], index) => `
        test.describe(() => {
          test.use({ hooks: ${hooks} as any })
          test('case ${index}', async ({ session }) => {
            // Swallowed by the code under test: the test fails nevertheless.
            await session.get(API + '/x').catch(() => {})
          })
        })`,
      )
      .join(''),
  })
  for (const [index, [hooks, when, message]] of wrong.entries()) {
    const run = (when === 'record' ? recorded : replayed).tests[index]!
    expect.soft(run.errors.join('\n'), hooks).toContain(message)
  }
  const written = Object.keys(cassettes).map((path) => Number(/\d/.exec(path)![0]))
  expect(written).toEqual([5, 6, 7])
})
