import nock from 'nock13'
import { recordNockBack } from './nock-back.js'

// Keeps header fields of responses as a flat list, and none of requests.
await recordNockBack(nock, process.argv[2], 'nock-back-13.json')
