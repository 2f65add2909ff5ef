import http from 'node:http'

/** Sends by node:http, which every tool intercepts. */
export function send(url, { method = 'GET', headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    // Looked up for each call, since the tools replace it.
    const outgoing = http.request(url, { method, headers }, (response) => {
      response.resume().on('end', resolve)
    })
    outgoing.on('error', reject).end(body)
  })
}
