import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { settings } from '../app.ts'
import { keepOffline } from '../offline.ts'
import { engines } from '../store/databases.ts'
import { openTeams, signIn, type TeamsBench } from './bench.ts'
import type { Conversation, User } from './fake/service.ts'

keepOffline()
beforeAll(signIn)

const [engine] = engines
if (engine === undefined) throw new Error('no engine')

describe('the first messages in Teams', () => {
  let bench: TeamsBench
  let ann: User
  beforeEach(async () => {
    bench = await openTeams(engine, {
      before: (fake) => void fake.channel([fake.user('Cora')]),
      settings: (fake) => {
        const [desk] = [...fake.conversations.values()].map((where) => ({ platform: 'teams', id: fake.placeOf(where) }))
        const [queue, ...others] = settings.queues
        if (desk === undefined || queue === undefined) throw new Error('no desk')
        return { ...settings, queues: [{ ...queue, desk }, ...others] }
      },
    })
    ann = bench.fake.user('Ann')
  })
  afterEach(async () => {
    const { refused } = bench.fake
    await bench.close()
    if (refused.length > 0) throw new Error(`the connector refused ${JSON.stringify(refused)}`)
  })

  const installs = async (where: Conversation, action = 'add', channelData?: object): Promise<void> => {
    const before = await kept()
    await bench.fake.member(ann, where, {
      type: 'installationUpdate',
      action,
      ...(channelData === undefined ? {} : { channelData: { tenant: { id: bench.fake.tenant }, ...channelData } }),
    })
    if (action === 'add' || action === 'remove') await bench.until(async () => (await kept()) > before)
    for (let turn = 0; turn < 3; turn++) await bench.app.tick()
  }
  const kept = async (): Promise<number> =>
    (await bench.store.db.selectFrom('record').select('seq').where('kind', 'in', ['installed', 'removed']).execute()).length

  test.each(['groupChat', 'channel'] as const)(
    'a %s gets one greeting: what Licet does, what it stores, and three things to try',
    async (kind) => {
      const { fake } = bench
      const where = fake[kind]([ann, fake.user('Bob')])
      await installs(where)
      const { words, thread } = await bench.until(() => fake.at(where)[0])
      expect(words).toMatch(
        /^Licet is here[^]*No language model[^]*mention me, and write[^]*• Can we sell an SLV stage to Australia\?[^]*I keep[^]*5 years/,
      )
      expect(words.match(/•/g)).toHaveLength(3)
      expect(words).not.toContain('desk of')
      expect(thread).toBeUndefined()
      await installs(where, 'add-upgrade')
      await installs(where, 'remove')
      await installs(where)
      expect(fake.at(where)).toHaveLength(1)
      // Nobody gets a private message.
      expect(fake.messages).toHaveLength(1)
    },
  )

  test('the greeting goes to the channel that was chosen; a desk is told that it is one', async () => {
    const { fake } = bench
    const [desk] = [...fake.conversations.values()]
    if (desk === undefined) throw new Error('no desk')
    const general = fake.channel([ann])
    await installs(general, 'add', { team: { id: general.team }, settings: { selectedChannel: { id: desk.id } } })
    const { words } = await bench.until(() => fake.at(desk)[0])
    expect(words).toContain('This is the desk of Export counsel')
    expect(fake.at(general)).toEqual([])
  })

  test('a personal chat gets no greeting: it has prompts, and an admin may have installed the app', async () => {
    await installs(bench.fake.personal(ann))
    expect(bench.fake.messages).toEqual([])
  })

  test('each suggestion of the greeting works', async () => {
    const { fake } = bench
    const chat = fake.groupChat([ann])
    await installs(chat)
    const { words } = await bench.until(() => fake.at(chat)[0])
    for (const [index, [, asked = '']] of [...words.matchAll(/• (.+)/g)].entries()) {
      await fake.say(ann, chat, asked)
      const reply = await bench.until(() => fake.at(chat)[index + 1])
      expect(reply.words).not.toMatch(/^(?:More facts are needed|I answer only export questions)/)
    }
  })

  test('the doctor finds nothing broken in a fresh installation', async () => {
    const findings = await bench.teams.platform.examine?.([{ platform: 'teams', id: `${bench.fake.tenant}.19:desk@thread.tacv2` }], () =>
      Promise.resolve(bench.app),
    )
    expect(findings?.filter(({ state }) => state === 'broken')).toEqual([])
    // The daily head of the record is not posted before anybody has spoken.
    expect((await bench.store.db.selectFrom('outbox').select('key').execute()).map(({ key }) => key)).toEqual([])
  })
})
