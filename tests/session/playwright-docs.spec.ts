import { expect, test as base, type APIRequestContext } from '@playwright/test'
import { Session } from '../../src/session/session.ts'
import { startServer, type Answer } from '../support/server.ts'

/** The GitHub API as far as Playwright's guide "API testing" uses it. */
function github(): Answer {
  const issues: { title: string; body: string }[] = []
  const repos = new Set<string>()
  return (seen, response) => {
    const path = `${seen.method} ${seen.url}`
    const send = (status: number, value?: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(value === undefined ? '' : JSON.stringify(value))
    }
    if (seen.headers.authorization !== 'token api-token') return send(401)
    if (seen.headers.accept !== 'application/vnd.github.v3+json') return send(406)
    if (path === 'POST /user/repos') {
      repos.add((JSON.parse(seen.body) as { name: string }).name)
      return send(201)
    }
    if (!repos.has('test-repo-1')) return send(404)
    if (path === 'DELETE /repos/user/test-repo-1') return send(204)
    if (path === 'GET /repos/user/test-repo-1/issues') return send(200, issues)
    if (path !== 'POST /repos/user/test-repo-1/issues') return send(404)
    issues.push(JSON.parse(seen.body) as { title: string; body: string })
    return send(201)
  }
}

const USER = 'user'
const REPO = 'test-repo-1'

/** Typed as Playwright types it, so that what follows is the guide's text unchanged. */
const test = base.extend<{ request: APIRequestContext }>({
  request: async ({ extraHTTPHeaders }, use) => {
    await using server = await startServer(github())
    await using session = await Session.create({
      baseURL: server.origin,
      ...(extraHTTPHeaders && { extraHTTPHeaders }),
    })
    await use(session)
  },
})

test.use({
  extraHTTPHeaders: {
    Accept: 'application/vnd.github.v3+json',
    Authorization: 'token api-token',
  },
})

test.beforeEach(async ({ request }) => {
  const response = await request.post('/user/repos', {
    data: {
      name: REPO,
    },
  })
  expect(response.ok()).toBeTruthy()
})

test.afterEach(async ({ request }) => {
  const response = await request.delete(`/repos/${USER}/${REPO}`)
  expect(response.ok()).toBeTruthy()
})

test('should create a bug report', async ({ request }) => {
  const newIssue = await request.post(`/repos/${USER}/${REPO}/issues`, {
    data: {
      title: '[Bug] report 1',
      body: 'Bug description',
    },
  })
  expect(newIssue.ok()).toBeTruthy()

  const issues = await request.get(`/repos/${USER}/${REPO}/issues`)
  expect(issues.ok()).toBeTruthy()
  expect(await issues.json()).toContainEqual(
    expect.objectContaining({
      title: '[Bug] report 1',
      body: 'Bug description',
    }),
  )
})

test('should create a feature request', async ({ request }) => {
  const newIssue = await request.post(`/repos/${USER}/${REPO}/issues`, {
    data: {
      title: '[Feature] request 1',
      body: 'Feature description',
    },
  })
  await expect(newIssue).toBeOK()

  const issues = await request.get(`/repos/${USER}/${REPO}/issues`)
  await expect(issues).toBeOK()
  expect(await issues.json()).toContainEqual(
    expect.objectContaining({
      title: '[Feature] request 1',
      body: 'Feature description',
    }),
  )
})
