import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toPlainText } from '../../src/port/plain.ts'
import { openBench, type Bench } from '../app.ts'
import { keepOffline } from '../offline.ts'
import { sampled } from '../seed.ts'
import { platforms } from '../platforms.ts'
import { sqlite } from '../store/sqlite.ts'
import type { TestedChat } from '../tested-platform.ts'
import { walks } from './walked.ts'

keepOffline()

const named = walks.map(({ says, hears }, at) => ({ name: says.join(' // '), who: `W${at}`, says, hears }))

describe('a conversation in a chat', () => {
  let bench: Bench
  beforeAll(async () => void (bench = await openBench(sqlite)), 60_000)
  afterAll(() => bench.close())

  test.each(named)('$name', async ({ who, says, hears }) => {
    for (const message of says) await bench.hand(`ask:${who}`, message)
    expect(toPlainText(bench.last(who).reply)).toMatch(hears)
  })
})

test('who asks for a human gets the button that opens a case about their last answer', async () => {
  const bench = await openBench(sqlite)
  await bench.hand('ask:ann', 'I want to talk to a human')
  expect(bench.last('ann').reply.actions.map(({ id }) => id)).not.toContain('ask-counsel')
  await bench.hand('ask:ann', 'SLV stage to Norway')
  const { entry } = bench.last('ann').reply
  await bench.hand('ask:ann', 'can you get me a lawyer please')
  expect(bench.last('ann').reply.actions[0]).toMatchObject({ id: 'ask-counsel', of: entry })
  await bench.close()
})

describe.each(platforms.map((platform, turn) => ({ ...platform, some: sampled(named, platforms.length, turn) })))(
  'the same in $title',
  ({ openChat, some }) => {
    let chat: TestedChat
    beforeAll(async () => void (chat = await openChat()), 60_000)
    afterAll(() => chat.close())

    test.each(some)('$name', async ({ who, says, hears }) => expect(await chat.talk(who, says)).toMatch(hears))
  },
)
