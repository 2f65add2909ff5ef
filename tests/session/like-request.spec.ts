import type { Answer } from '../support/server.ts'
import { compareWithRequest, type Case } from './side-by-side.ts'

const answer: Answer = (seen, response) => {
  if (seen.url === '/missing') response.writeHead(404).end('nothing here')
  else response.end('ok')
}

const json = { 'content-type': 'application/json' }

const file = { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('content') }

function formData(): FormData {
  const data = new FormData()
  data.append('a', '1')
  data.append('a', 'ü')
  return data
}

const cases: readonly Case[] = [
  { title: 'get', call: (c) => c.get('/a') },
  { title: 'head', call: (c) => c.head('/a') },
  { title: 'put of an object', call: (c) => c.put('/a', { data: { a: 1 } }) },
  { title: 'patch of a text', call: (c) => c.patch('/a', { data: 'text' }) },
  { title: 'post of a JSON text', call: (c) => c.post('/a', { data: '{"a":1}', headers: json }) },
  { title: 'post of a text as JSON', call: (c) => c.post('/a', { data: 'a', headers: json }) },
  { title: 'post of bytes', call: (c) => c.post('/a', { data: Buffer.from('b') }) },
  {
    title: 'post of a text, JSON by extraHTTPHeaders',
    options: { extraHTTPHeaders: json },
    call: (c) => c.post('/a', { data: 'a' }),
  },
  { title: 'delete', call: (c) => c.delete('/a') },
  { title: 'fetch with a method in lower case', call: (c) => c.fetch('/a', { method: 'put' }) },
  { title: 'form', call: (c) => c.post('/a', { form: { a: 1, b: 'x y' } }) },
  { title: 'params of an object', call: (c) => c.get('/a?z=1', { params: { a: 1, b: 'x y' } }) },
  { title: 'params of a text', call: (c) => c.get('/a?z=1', { params: '?a=1&a=2' }) },
  {
    title: 'URLSearchParams',
    call: (c) => c.get('/a', { params: new URLSearchParams('a=1&a=2') }),
  },
  {
    title: 'params, a fragment and no query',
    call: (c) => c.get('/a#b', { params: { a: 'ü', b: '&' } }),
  },
  { title: 'form of FormData', call: (c) => c.post('/a', { form: formData() }) },
  { title: 'multipart of FormData', call: (c) => c.post('/a', { multipart: formData() }) },
  {
    title: 'multipart of bytes with a name',
    call: (c) => c.post('/a', { multipart: { a: 1, file } }),
  },
  { title: 'data of a number', call: (c) => c.post('/a', { data: 1 }) },
  { title: 'data null', call: (c) => c.post('/a', { data: null }) },
  { title: 'data of get', call: (c) => c.get('/a', { data: 'text' }) },
  { title: 'post without content', call: (c) => c.post('/a') },
  { title: 'a method of its own', call: (c) => c.fetch('/a', { method: 'PURGE' }) },
  { title: 'a status of 404', call: (c) => c.get('/missing') },
  {
    title: 'a header that HTTP forbids',
    call: (c) => c.get('/a', { headers: { 'x-a': 'b\nc' } }),
  },
  { title: 'data and form together', call: (c) => c.post('/a', { data: 'a', form: { b: 1 } }) },
  { title: 'a URL that is none', call: (c) => c.get('http://') },
  { title: 'a port that is closed', call: (c) => c.get('http://127.0.0.1:1/') },
]

compareWithRequest(cases, () => answer)
