import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { keepOffline } from '../offline.ts'
import { engines } from '../store/databases.ts'
import { signIn } from './bench.ts'
import type { Conversation } from './fake/service.ts'
import { openWalk, type Said, type Walk } from './walk.ts'

keepOffline()
beforeAll(signIn)

const [engine] = engines
if (engine === undefined) throw new Error('no engine')

describe('conversations that no longer accept messages, or not for all readers', () => {
  let walk: Walk
  let alone: Conversation
  beforeEach(async () => {
    walk = await openWalk(engine)
    alone = walk.bench.fake.personal(walk.ann)
  })
  afterEach(async () => {
    const { refused } = walk.bench.fake
    await walk.bench.close()
    if (refused.length > 0) throw new Error(`the connector refused ${JSON.stringify(refused)}`)
  })

  const claimed = async (): Promise<Said> => {
    const packet = await walk.open()
    await walk.see(walk.team, 'Case 1 is with')
    await walk.bench.fake.press(walk.cora, packet, 'Claim')
    return await walk.see(walk.desk, 'counsel is at work', ({ id }) => id === packet.id)
  }

  test.each([
    ['Licet was taken out', 403, 'BotNotInConversationRoster'],
    ['the channel is gone', 404, 'ConversationNotFound'],
  ])("the answer to a question asked where %s goes to the asker's own chat", async (_name, status, code) => {
    const { bench, ann, team, see } = walk
    bench.fake.fail({ path: new RegExp(`POST .*${team.id}.*/activities$`), status, code }, 9)
    await bench.fake.say(ann, team, 'drone to Poland')
    expect((await see(alone, 'to Poland')).thread).toBeUndefined()
    expect(bench.fake.at(team)).toEqual([])
  })

  test("all of counsel's messages go to the asker's own chat, and can be replied to there", async () => {
    const { bench, ann, cora, desk, team, see, fill } = walk
    const packet = await claimed()
    bench.fake.fail({ path: new RegExp(`POST .*${team.id}.*/activities$`), status: 404, code: 'ConversationNotFound' }, 99)
    await fill(cora, packet, 'Ask for info', { text: 'who is the end user?' })
    await see(alone, 'who is the end user?')
    await bench.fake.say(ann, alone, 'Gilmour Space')
    await see(desk, 'Ann: Gilmour Space')
    await fill(cora, packet, 'Answer', { text: 'You may apply with a DSP-5.' })
    await see(alone, 'You may apply with a DSP-5.')
    expect(bench.fake.at(desk).filter(({ words }) => words.includes('did not get counsel'))).toEqual([])
  })

  test("once a guest has joined, counsel's messages go to the asker alone, and an answer posted before is withdrawn when it changes", async () => {
    const { bench, cora, desk, team, see, fill } = walk
    const packet = await claimed()
    await fill(cora, packet, 'Answer', { text: 'You may apply with a DSP-5.' })
    const answer = await see(team, 'You may apply with a DSP-5.')
    await bench.fake.join(bench.fake.user('Eve', true), team)
    const answered = await see(desk, 'answered by counsel', ({ id }) => id === packet.id)
    await fill(cora, answered, 'Withdraw the answer', { text: 'The facts were wrong.' })
    await see(alone, 'The facts were wrong.')
    await see(alone, 'Withdrawn: Answer from counsel')
    expect((await see(team, 'This went to whoever asked')).id).toBe(answer.id)
    expect(JSON.stringify(bench.fake.at(team))).not.toMatch(/You may apply|facts were wrong/)
  })

  test('an answer to a question among colleagues is not posted if a guest joined meanwhile', async () => {
    const { bench, ann, team, see } = walk
    await bench.fake.say(ann, team, 'hello')
    await see(team, /./)
    let goOn = (): void => undefined
    bench.stall.until = new Promise<void>((resolve) => (goOn = resolve))
    await bench.fake.say(ann, team, 'drone to Poland')
    await bench.fake.join(bench.fake.user('Eve', true), team)
    goOn()
    await see(alone, 'to Poland')
    expect(bench.fake.at(team)).toHaveLength(1)
  })
})
