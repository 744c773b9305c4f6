import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { clouds, type Cloud } from '../../adapters/teams/clouds.ts'
import { createConnector } from '../../adapters/teams/connector.ts'
import { examineTeams } from '../../adapters/teams/examine.ts'
import { refused } from '../../adapters/teams/token-error.ts'
import { composeFindings } from '../../src/doctor/compose-findings.ts'
import { settings } from '../app.ts'
import { engines } from '../store/databases.ts'
import { keepOffline } from '../offline.ts'
import { openTeams, signIn, type TeamsBench } from './bench.ts'
import type { Conversation } from './fake/service.ts'

keepOffline()
beforeAll(signIn)

const [engine] = engines
if (engine === undefined) throw new Error('no engine')

const group = 'ffffffff-0000-4000-8000-000000000006'

describe("the doctor's checks of Teams", () => {
  let bench: TeamsBench
  let desk: Conversation
  beforeEach(async () => {
    bench = await openTeams(engine, { groups: [group] })
    const cora = bench.fake.user('Cora')
    desk = bench.fake.channel([cora])
    bench.fake.world.groups.set(group, [cora.aad])
    await bench.fake.member(cora, desk, { type: 'installationUpdate', action: 'add' })
  })
  afterEach(() => bench.close())

  /** The findings that are not fine. */
  const look = async (id = bench.fake.placeOf(desk)): Promise<readonly string[]> => {
    const findings = (await bench.teams.platform.examine?.([{ platform: 'teams', id }], () => Promise.resolve(bench.app))) ?? []
    expect(composeFindings(findings).title).toMatch(/^Doctor/)
    return findings.flatMap((one) => (one.state === 'fine' ? [] : [`${one.state} ${one.what}: ${one.seen}. ${one.mend}`]))
  }

  test('all findings are fine for the test setup', async () => {
    expect(await look()).toEqual([])
  })

  test.each<readonly [name: string, spoil: () => void, line: RegExp]>([
    [
      'Licet is not in the desk’s team',
      () => bench.fake.fail({ path: /pagedmembers/, status: 403, code: 'BotNotInConversationRoster' }),
      /^broken Teams desk .*: Teams refuses: 403 BotNotInConversationRoster\. add Licet to the team or chat$/,
    ],
    ['the desk is gone', () => void bench.fake.world.conversations.delete(desk.id), /^broken Teams desk .*the chat or channel is gone/],
    [
      'groups may not be read',
      () => bench.fake.fail({ path: /transitiveMembers/, status: 403, code: 'Authorization_RequestDenied' }),
      /^broken Teams group .*grant GroupMember\.Read\.All/,
    ],
    ['a group is none', () => void bench.fake.world.groups.delete(group), /^broken Teams group .*correct the id of the group/],
    ['a group is empty', () => void bench.fake.world.groups.set(group, []), /^broken Teams group .*nobody is in it/],
    [
      'the keys are not published',
      () => bench.fake.fail({ path: /openid/, status: 500 }),
      /^broken Teams keys: Teams refuses: 500 metadata/,
    ],
  ])('finds that %s, and changes no other finding', async (_name, spoil, line) => {
    spoil()
    const lines = await look()
    expect(lines).toEqual([expect.stringMatching(line)])
  })

  test('finds a desk in an unknown tenant or in none', async () => {
    expect(await look('eeeeeeee-0000-4000-8000-000000000005.19:x@thread.tacv2')).toEqual([
      expect.stringMatching(/^doubtful .*nobody of its tenant has spoken to Licet\. install Licet there/),
    ])
    expect(await look('19:x@thread.tacv2')).toEqual([expect.stringMatching(/names no tenant/)])
  })

  test('says why Entra gives no token and the remedy, without a secret', async () => {
    const access = bench.fake.registration
    const limits = { checkTimeout: 1000, tell: () => undefined }
    const tokenFor = () =>
      Promise.reject(refused('Entra', 'AADSTS7000222: The provided client secret keys are expired. secret-of-the-app', '401'))
    const connector = createConnector(tokenFor, access.cloud.graph)
    const parts = { access, connector, tokenFor, groups: [group], kept: () => Promise.resolve(bench.app), limits }
    const findings = await examineTeams(parts, [{ platform: 'teams', id: bench.fake.placeOf(desk) }])
    expect(findings).toContainEqual(
      expect.objectContaining({ seen: 'Entra gives no token (AADSTS7000222)', mend: expect.stringMatching(/has run out/) as string }),
    )
    expect(JSON.stringify(findings)).not.toContain('secret-of-the-app')
    expect(findings.filter(({ state }) => state === 'doubtful').map(({ what }) => what)).toHaveLength(2)
  })

  test('names the hosts of its own cloud if they cannot be reached', async () => {
    const limits = { checkTimeout: 1000, tell: () => undefined }
    const access = { ...bench.fake.registration, cloud: { ...(clouds['dod'] as Cloud), metadata: 'http://127.0.0.1:1/openid' } }
    const tokenFor = () => Promise.resolve('token-for-licet')
    const parts = {
      access,
      connector: createConnector(tokenFor, access.cloud.graph),
      tokenFor,
      groups: [],
      kept: () => Promise.resolve(bench.app),
      limits,
    }
    const findings = await examineTeams(parts, [])
    expect(findings).toContainEqual(
      expect.objectContaining({
        what: 'Teams keys',
        mend: 'let this machine reach login.microsoftonline.us, 127.0.0.1:1, smba.infra.dod.teams.microsoft.us, dod-graph.microsoft.us',
      }),
    )
  })

  test('explains the Playground', async () => {
    const parts = {
      access: { kind: 'playground' },
      groups: [],
      kept: () => Promise.resolve(bench.app),
      limits: { checkTimeout: 1, tell: () => undefined },
    }
    const found = await examineTeams({ ...parts, connector: undefined, tokenFor: undefined } as never, [])
    expect(found).toEqual([expect.objectContaining({ state: 'doubtful', what: 'Teams registration' })])
  })

  test('an admin asks in Teams and gets a private report', async () => {
    const other = await openTeams(engine, {
      before: (fake) => void fake.user('Ada'),
      settings: (fake) => ({ ...settings, admins: [...fake.users.values()].map((user) => fake.personOf(user)) }),
    })
    const [ada] = [...other.fake.users.values()]
    if (ada === undefined) throw new Error('no admin')
    const chat = other.fake.groupChat([ada, other.fake.user('Ann')])
    await other.fake.say(ada, chat, 'doctor')
    const report = await other.until(() => other.fake.at(other.fake.personal(ada)).find(({ words }) => words.startsWith('Doctor')))
    expect(report.words).toContain('Teams registration: Entra gives a token')
    expect(report.words).toMatch(/Events of teams: the last came/)
    expect(other.fake.refused).toEqual([])
    await other.close()
  })
})
