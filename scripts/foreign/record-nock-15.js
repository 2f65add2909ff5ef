import nock from 'nock'
import { recordNockBack } from './nock-back.js'

// Keeps header fields as an object, in which only the last Set-Cookie is left.
await recordNockBack(nock, process.argv[2], 'nock-back-15.json', {
  recorder: { enable_reqheaders_recording: true },
})
