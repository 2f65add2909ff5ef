import { test } from 'replaywright'
import { cannot, CLIENTS } from './clients.ts'
import { FEATURES } from './features.ts'

for (const [name, client] of Object.entries(CLIENTS)) {
  for (const [feature, check] of Object.entries(FEATURES)) {
    if (cannot(name, feature)) continue
    test(`${name} › ${feature}`, () => check(client))
  }
}
