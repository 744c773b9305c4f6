import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { engines } from '../store/databases.ts'
import { keepOffline } from '../offline.ts'
import { openTeams, signIn, type TeamsBench } from './bench.ts'
import { actionsOf } from './fake/fake.ts'

keepOffline()
beforeAll(signIn)

const [engine] = engines
if (engine === undefined) throw new Error('no engine')

describe('Teams over HTTP', () => {
  let bench: TeamsBench
  beforeEach(async () => void (bench = await openTeams(engine)))
  afterEach(async () => {
    const { refused } = bench.fake
    await bench.close()
    if (refused.length > 0) throw new Error(`the connector refused ${JSON.stringify(refused)}`)
  })

  test('a question in a personal chat is answered, with the verdict first and every source', async () => {
    const { fake } = bench
    const ann = fake.user('Ann')
    const chat = fake.personal(ann)
    expect(await fake.say(ann, chat, 'can we sell an SLV stage to Australia?')).toMatchObject({ status: 200 })
    const answer = await bench.until(() => fake.at(chat)[0])
    expect(answer.words).toMatch(/^License needed; decided case by case[\s\S]*Because: since 3 January 2025/)
    expect(fake.at(chat).map(({ wire }) => [wire.text, wire.attachments?.length])).toEqual([[undefined, 1]])
    expect(answer.words).toMatch(/Sources\n1\. .*\n2\. /)
    const why = actionsOf(answer.wire).find(({ title }) => title === 'Why?')
    expect(why).toMatchObject({ type: 'Action.ToggleVisibility', targetElements: ['layer-why'] })
    await fake.say(ann, chat, 'why')
    await bench.until(() => fake.at(chat).find(({ words }) => words.includes('others were read and are silent')))
    await fake.say(ann, chat, 'what about China?')
    await bench.until(() => fake.at(chat).find(({ words }) => words.includes('to China')))
  })
})
