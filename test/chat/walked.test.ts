import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toPlainText } from '../../src/port/plain.ts'
import { openBench, type Bench } from '../app.ts'
import { keepOffline } from '../offline.ts'
import { openSlack, type SlackBench } from '../slack/bench.ts'
import { sqlite } from '../store/sqlite.ts'
import { openTeams, signIn, type TeamsBench } from '../teams/bench.ts'
import { walks } from './walked.ts'

keepOffline()
beforeAll(signIn)

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

describe('the same in Slack', () => {
  let bench: SlackBench
  beforeAll(async () => void (bench = await openSlack('HTTP')), 60_000)
  afterAll(() => bench.close())

  test.each(named)('$name', async ({ says, hears }) => {
    const { fake } = bench
    let answer = ''
    let top: string | undefined
    for (const text of says) {
      const { ts } = (await fake.dm({ user: 'U1', text, ...(top === undefined ? {} : { threadTs: top }) })).message
      top ??= ts
      const before = answer
      answer = (await fake.until(() => fake.direct('U1').findLast((one) => one.thread_ts === top && one.ts > ts && one.ts !== before))).ts
    }
    expect(
      fake
        .direct('U1')
        .find(({ ts }) => ts === answer)
        ?.text.replaceAll('&gt;', '>'),
    ).toMatch(hears)
  })
})

describe('the same in Teams', () => {
  let bench: TeamsBench
  beforeAll(async () => void (bench = await openTeams(sqlite)), 60_000)
  afterAll(() => bench.close())

  test.each(named)('$name', async ({ who, says, hears }) => {
    const { fake } = bench
    const person = fake.user(who)
    const chat = fake.personal(person)
    for (const [index, message] of says.entries()) {
      await fake.say(person, chat, message)
      await bench.until(() => fake.at(chat)[index])
    }
    expect(fake.at(chat).at(-1)?.words).toMatch(hears)
  })
})
