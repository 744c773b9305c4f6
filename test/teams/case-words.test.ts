import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { clouds } from '../../adapters/teams/clouds.ts'
import { addressOf } from '../../adapters/teams/inline.ts'
import { keepOffline } from '../offline.ts'
import { engines } from '../store/databases.ts'
import { signIn } from './bench.ts'
import { calledIn, linksIn } from './fake/fake.ts'
import { openWalk, type Said, type Walk } from './walk.ts'

keepOffline()
beforeAll(signIn)

const [engine] = engines
if (engine === undefined) throw new Error('no engine')

describe('messages about a case in Teams', () => {
  let walk: Walk
  let packet: Said
  beforeEach(async () => {
    walk = await openWalk(engine)
    packet = await walk.open()
  })
  afterEach(async () => {
    const { refused } = walk.bench.fake
    await walk.bench.close()
    if (refused.length > 0) throw new Error(`the connector refused ${JSON.stringify(refused)}`)
  })

  const claim = async (): Promise<Said> => {
    await walk.bench.fake.press(walk.cora, packet, 'Claim')
    return await walk.see(walk.desk, 'counsel is at work', ({ id }) => id === packet.id)
  }

  test('a new packet mentions counsel and links to the conversation; a claimed one mentions nobody', async () => {
    const { cora, dora, team } = walk
    expect(calledIn(packet.wire)).toEqual([cora.id, dora.id])
    const { thread } = await walk.see(team, 'Case 1 is with')
    const link = `https://teams.microsoft.com/l/message/${encodeURIComponent(team.id)}/${thread}?`
    expect(linksIn(packet.wire)['The conversation']).toEqual(expect.stringContaining(link))
    const claimed = await claim()
    expect(calledIn(claimed.wire)).toEqual([])
    expect(linksIn(claimed.wire)['The conversation']).toEqual(expect.stringContaining(link))
  })

  test("counsel's question, answer and withdrawal mention the asker; the asker's reply mentions the claimant", async () => {
    const { bench, ann, cora, desk, team, see, fill } = walk
    const claimed = await claim()
    await fill(cora, claimed, 'Ask for info', { text: 'who is the end user?' })
    const asked = await see(team, 'who is the end user?')
    expect(calledIn(asked.wire)).toEqual([ann.id])
    expect(linksIn(asked.wire)).toEqual({})
    await bench.fake.say(ann, team, 'Gilmour Space', { thread: asked.thread ?? '' })
    expect(calledIn((await see(desk, 'Ann: Gilmour Space')).wire)).toEqual([cora.id])
    await fill(cora, claimed, 'Answer', { text: 'You may apply with a DSP-5.' })
    const answer = await see(team, 'You may apply with a DSP-5.')
    expect(calledIn(answer.wire)).toEqual([ann.id])
    await fill(cora, await see(desk, 'answered by counsel', ({ id }) => id === packet.id), 'Withdraw the answer', { text: 'I was wrong.' })
    expect(calledIn((await see(team, 'I was wrong.')).wire)).toEqual([ann.id])
  })

  test('people who are not members are not mentioned; the message is posted nevertheless', async () => {
    const { bench, ann, cora, team, see, fill } = walk
    const claimed = await claim()
    await bench.fake.leave(ann, team)
    await fill(cora, claimed, 'Answer', { text: 'You may apply.' })
    expect(calledIn((await see(team, 'You may apply.')).wire)).toEqual([])
  })

  test('a name cannot form a tag or formatting in a mention', async () => {
    const { bench, cora, desk } = walk
    const odd = { ...cora, name: 'Cora</at> **[x](https://evil.example)**' }
    const where = bench.fake.world.conversations.get(desk.id)
    bench.fake.world.conversations.set(desk.id, { ...desk, members: (where?.members ?? []).map((one) => (one.id === cora.id ? odd : one)) })
    bench.fake.world.users.set(cora.aad, odd)
    await bench.fake.say(walk.ann, walk.team, 'rocket engine to Japan')
    await walk.fill(walk.ann, await walk.see(walk.team, /engine.*to Japan/), 'Ask counsel', {})
    const second = await walk.see(desk, 'Case 2')
    expect(calledIn(second.wire)).toContain(cora.id)
    expect(second.words).not.toContain('](https://evil')
  })

  test("moments show in each reader's time zone; as text, in the asker's for the asker and the queue's for counsel", async () => {
    const status = await walk.see(walk.team, 'Case 1 is with')
    for (const { wire } of [packet, status])
      expect(JSON.stringify(wire.attachments?.[0]?.content?.['body'])).toMatch(/due by:\*\* \{\{DATE\([\dT:-]+Z, SHORT\)\}\}, \{\{TIME/)
    const spoken = ({ wire }: Said): string => JSON.stringify(wire.attachments?.[0]?.content?.['fallbackText'])
    expect(spoken(status)).toContain('(Australia/Sydney)')
    expect(spoken(packet)).toContain('(America/New')
  })
})

describe('links in government clouds', () => {
  test.each([
    ['gcc', 'https://teams.microsoft.com'],
    ['gcc-high', 'https://gov.teams.microsoft.us'],
    ['dod', 'https://dod.teams.microsoft.us'],
  ])('%s links to its own Teams', (name, client) => {
    const address = (conversation: string): string => addressOf(clouds[name]?.client ?? '', conversation, '17', 't')
    expect(address('19:a@thread.tacv2')).toBe(`${client}/l/message/19%3Aa%40thread.tacv2/17?tenantId=t&parentMessageId=17`)
    expect(address('19:a@thread.v2')).toBe(`${client}/l/message/19%3Aa%40thread.v2/17?context=%7B%22contextType%22%3A%22chat%22%7D`)
  })
})
