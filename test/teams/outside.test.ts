import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { settings } from '../app.ts'
import { keepOffline } from '../offline.ts'
import { engines } from '../store/databases.ts'
import { openTeams, signIn, type TeamsBench } from './bench.ts'
import { actionsOf } from './fake/fake.ts'
import type { Conversation, User } from './fake/service.ts'

keepOffline()
beforeAll(signIn)

const [engine] = engines
if (engine === undefined) throw new Error('no engine')

describe.each(['refuse', 'answer'] as const)('guests, if the settings say "%s"', (outsiders) => {
  let bench: TeamsBench
  let ann: User
  let eve: User
  beforeEach(async () => {
    bench = await openTeams(engine, { settings: () => ({ ...settings, outsiders }) })
    ann = bench.fake.user('Ann')
    eve = bench.fake.user('Eve', true)
  })
  afterEach(() => bench.close())

  const hears = async (where: Conversation, from: object = {}): Promise<string> => {
    const { fake } = bench
    await fake.say(eve, where, 'drone to Poland', { change: { from: { id: eve.id, aadObjectId: eve.aad, name: 'Eve', ...from } } })
    const said = await bench.until(() => fake.at(fake.personal(eve))[0])
    if (where.type !== 'personal') expect(fake.at(where).every(({ wire }) => wire.attachments === undefined)).toBe(true)
    if (outsiders === 'answer') expect(actionsOf(said.wire).map(({ title }) => title)).not.toContain('Ask counsel')
    return said.words
  }
  const expected =
    outsiders === 'refuse' ? 'I answer only people of the organization that runs me' : 'Counsel here answers for another organization'

  test.each(['chat', 'channel', 'own chat'])('of our own tenant, in a %s: recognized by the member list alone', async (kind) => {
    const { fake } = bench
    const where = kind === 'chat' ? fake.groupChat([ann, eve]) : kind === 'channel' ? fake.channel([ann, eve]) : fake.personal(eve)
    expect(await hears(where)).toContain(expected)
    const kept = await bench.store.db.selectFrom('record').select('id').where('kind', '=', 'answer').execute()
    expect(kept).toHaveLength(outsiders === 'answer' ? 1 : 0)
  })

  test.each([{ userRole: 'guest' }, { userRole: 'anonymous' }, { tenantId: 'eeeeeeee-0000-4000-8000-000000000005' }])(
    'recognized by the event, as %j, if the member list cannot be read',
    async (from) => {
      bench.fake.fail({ path: /\/members\//, status: 403 }, 9)
      expect(await hears(bench.fake.groupChat([ann, eve]), from)).toContain(expected)
    },
  )
})

describe('people of the organization', () => {
  test('are answered if the member list cannot be read, and are looked up once in ten minutes', async () => {
    const bench = await openTeams(engine)
    const { fake } = bench
    const [ann, bob] = [fake.user('Ann'), fake.user('Bob')]
    const looks = (): number => fake.calls.filter(({ path }) => path.includes('/members/')).length
    fake.fail({ path: /\/members\//, status: 403 })
    for (const [count, user] of [ann, ann, ann, bob].entries()) {
      await fake.say(user, fake.personal(user), 'drone to Poland')
      await bench.until(() => fake.messages.filter(({ wire }) => wire.summary?.includes('Poland') === true).length === count + 1)
    }
    expect(looks()).toBe(2)
    bench.clock.ahead += 600_000
    await fake.say(ann, fake.personal(ann), 'drone to Poland')
    await bench.until(() => looks() === 3)
    await bench.close()
  })
})
