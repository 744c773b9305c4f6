import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { examineSlack, type Examined } from '../../adapters/slack/examine.ts'
import { grantsOfToken } from '../../adapters/slack/grants.ts'
import { features } from '../../adapters/slack/scopes.ts'
import { createWebApi } from '../../adapters/slack/web.ts'
import type { Place } from '../../src/port/incoming.ts'
import { linesOf } from '../doctor/lines.ts'
import { startFakeSlack, type FakeSlack } from './fake/fake.ts'

const scopes = features.flatMap((surface) => surface.scopes)
const without = (...gone: readonly string[]): readonly string[] => scopes.filter((scope) => !gone.includes(scope))
const desk: Place = { platform: 'slack', id: 'T0FAKE.CDESK' }

type Changed = Partial<Examined> & { readonly desks?: readonly Place[] }

/** A fault in Slack: how to cause it, and the findings that it alone should change. */
type Fault = readonly [name: string, spoil: (fake: FakeSlack) => Changed | void, lines: readonly RegExp[]]

const socket = (appToken: string, isConnected?: boolean): Pick<Examined, 'socket'> => ({
  socket: { appToken, isConnected: () => isConnected },
})
const installAgain = /install Licet again, with the scopes of manifest\/slack\.json/.source

const faults: readonly Fault[] = [
  ['nothing', () => undefined, []],
  [
    'the token was revoked while it runs',
    (fake) => {
      const grants = grantsOfToken(createWebApi(fake.apiUrl), fake.config.botToken)
      return { desks: [], groups: [], grants: () => grants.finally(() => fake.token({ status: 'revoked' })) }
    },
    [/^Broken: Slack token of T0FAKE: Slack refuses: token_revoked\. Mend: Licet was removed from the workspace; install it again\.$/],
  ],
  [
    'the token is wrong from the start',
    (fake) => void fake.token({ status: 'inactive' }),
    [/^Broken: Slack access: Slack refuses: account_inactive\. Mend: Licet was removed from the workspace/],
  ],
  [
    'Slack cannot be reached',
    (fake) => ({ grants: () => grantsOfToken(createWebApi('http://127.0.0.1:1/api/'), fake.config.botToken) }),
    [/^Broken: Slack access: Slack cannot be reached\. Mend: let this machine reach slack\.com/],
  ],
  [
    'the workspace took its grant back',
    (fake) => ({
      grants: async () => {
        const grants = await grantsOfToken(createWebApi(fake.apiUrl), fake.config.botToken)
        await grants.revoke({ team: 'T0FAKE', isOrganization: false })
        return grants
      },
    }),
    [new RegExp(`^Broken: Slack access: no workspace lets Licet in\\. Mend: ${installAgain}`)],
  ],
  ...features.flatMap(({ name, scopes: its, isOptional }) =>
    its
      .filter((scope) => !/^(?:channels|groups|usergroups):read$/.test(scope))
      .map((scope): Fault => [
        `${scope} is not granted`,
        (fake) => void fake.token({ scopes: without(scope) }),
        [new RegExp(`^${isOptional ? 'Doubtful' : 'Broken'}: Slack ${name} in Fake Team: ${scope} not granted: .*Mend: ${installAgain}`)],
      ]),
  ),
  [
    'groups:read is not granted, and the desk is a private channel',
    (fake) => void fake.token({ scopes: without('groups:read') }),
    [
      /^Doubtful: Slack shared channels in Fake Team: groups:read not granted/,
      /^Doubtful: Slack desk T0FAKE\.CDESK: it cannot be looked at without channels:read and groups:read\. Mend: install/,
    ],
  ],
  [
    'usergroups:read is not granted, and counsel is a group',
    (fake) => void fake.token({ scopes: without('usergroups:read') }),
    [
      /^Broken: Slack group S1: Slack refuses: missing_scope\. Mend: grant usergroups:read by installing again, or list the members one by one/,
      /^Doubtful: Slack counsel as a user group in Fake Team: usergroups:read not granted: nobody is counsel by a group/,
    ],
  ],
  [
    'the desk is archived',
    (fake) => void fake.channel('CDESK', { is_archived: true }),
    [/^Broken: Slack desk T0FAKE\.CDESK: the channel is archived\. Mend: unarchive it, or name another desk/],
  ],
  [
    'Licet is not in the desk, a private channel',
    (fake) => void fake.channel('CDESK', { withApp: false }),
    [/^Broken: Slack desk T0FAKE\.CDESK: Slack refuses: channel_not_found\. Mend: invite Licet to the channel, or correct its id/],
  ],
  [
    'Licet is not in the desk, a public channel',
    (fake) => void fake.channel('CDESK', { withApp: false, is_private: false }),
    [/^Broken: Slack desk T0FAKE\.CDESK: Licet is not in the channel\. Mend: invite Licet to the channel\.$/],
  ],
  [
    'a desk of a workspace without Licet',
    () => ({ desks: [{ platform: 'slack', id: 'TOTHER.C1' }] }),
    [/^Broken: Slack desk TOTHER\.C1: Slack refuses: not_installed\. Mend: Licet is not installed in that workspace/],
  ],
  [
    'a desk that names no workspace',
    () => ({ desks: [{ platform: 'slack', id: 'CDESK' }] }),
    [/^Broken: Slack desk CDESK: it names no workspace\. Mend: write the desk as slack TEAM\.CHANNEL/],
  ],
  ['a desk that is a person', () => ({ desks: [{ platform: 'slack', id: 'T0FAKE.U2' }] }), []],
  [
    'nobody is in the group',
    (fake) => void fake.group('S1', []),
    [/^Broken: Slack group S1: nobody is in it\. Mend: add its members in Slack, or name another group/],
  ],
  [
    'a group that is not there',
    () => ({ groups: ['S9'] }),
    [/^Broken: Slack group S9: Slack refuses: no_such_subteam\. Mend: correct the id of the group in the settings/],
  ],
  [
    'Slack’s clock is ten seconds ahead',
    (fake) => fake.advance(10_000),
    [/^Doubtful: Slack clock: this machine is \d+ seconds behind\. Mend: let a time server set the clocks/],
  ],
  [
    'our clock is an hour ahead',
    (fake) => fake.advance(-3_600_000),
    [/^Broken: Slack clock: this machine is (?:59 minutes|1 hour) ahead\./],
  ],
  ['the socket is connected', (fake) => socket(fake.config.appToken, true), []],
  [
    'the socket is not connected',
    (fake) => socket(fake.config.appToken, false),
    [/^Broken: Slack connection: Socket Mode, not connected\. Mend: it is tried again by itself/],
  ],
  ['the socket is not opened here, and the app token works', (fake) => socket(fake.config.appToken), []],
  [
    'the app token is wrong',
    () => socket('xapp-wrong'),
    [/^Broken: Slack connection: Slack refuses: invalid_auth\. Mend: copy SLACK_APP_TOKEN again; it needs connections:write/],
  ],
  [
    'Slack asks to wait',
    (fake) => void fake.fail('conversations.info', { kind: 'rateLimited', retryAfter: 30 }),
    [/^Broken: Slack desk T0FAKE\.CDESK: Slack refuses: ratelimited\. Mend: Slack asks to wait; ask again in a minute/],
  ],
  [
    'Slack is unwell',
    (fake) => void fake.fail('usergroups.users.list', { kind: 'http', status: 503 }),
    [/^Broken: Slack group S1: Slack refuses: http\. Mend: Slack itself is unwell; see status\.slack\.com/],
  ],
  [
    'Slack says something new',
    (fake) => void fake.fail('conversations.info', { kind: 'error', error: 'odd_new_code' }),
    [/^Broken: Slack desk T0FAKE\.CDESK: Slack refuses: odd_new_code\. Mend: look at the channel in Slack/],
  ],
]

/** Calls that never return, by method. */
const hangs: readonly Fault[] = [
  [
    'auth.test',
    (fake) => void fake.fail('auth.test', { kind: 'timeout' }),
    [/^Broken: Slack token of T0FAKE: no answer within 0\.5 s\. Mend: let this/],
  ],
  [
    'conversations.info',
    (fake) => void fake.fail('conversations.info', { kind: 'timeout' }),
    [/^Broken: Slack desk T0FAKE\.CDESK: no answer within 0\.5 s\. Mend: let this machine reach slack\.com/],
  ],
  [
    'usergroups.users.list',
    (fake) => void fake.fail('usergroups.users.list', { kind: 'timeout' }),
    [/^Broken: Slack group S1: no answer within 0\.5 s\. Mend: let this/],
  ],
  [
    'apps.connections.open',
    (fake) => {
      fake.fail('apps.connections.open', { kind: 'timeout' })
      return socket(fake.config.appToken)
    },
    [/^Broken: Slack connection: no answer within 0\.5 s\. Mend: let this/],
  ],
]

describe("the doctor's checks of Slack", () => {
  let fake: FakeSlack
  let fit: Examined
  beforeEach(async () => {
    fake = await startFakeSlack({ scopes })
    fake.user('U2')
    fake.channel('CDESK', { is_private: true, members: ['U2'] })
    fake.group('S1', ['U2'])
    let ahead: number | undefined
    const api = createWebApi(fake.apiUrl, (time) => (ahead = time - Date.now()))
    let granted: ReturnType<Examined['grants']> | undefined
    fit = {
      api,
      grants: () => (granted ??= grantsOfToken(api, fake.config.botToken)),
      groups: ['S1'],
      socket: undefined,
      ahead: () => ahead,
      limits: { checkTimeout: 10_000, tell: () => undefined },
    }
  })
  afterEach(async () => await fake.stop())

  const lines = async ({ desks = [desk], ...changed }: Changed = {}): Promise<readonly string[]> =>
    linesOf(await examineSlack({ ...fit, ...changed }, desks))

  /** The changed findings; one that matches an expected pattern is replaced by the pattern. */
  const turned = async ([, spoil, expected]: Fault, changed: Changed = {}): Promise<ReadonlyArray<string | RegExp>> => {
    const found = await lines({ ...changed, ...spoil(fake) })
    expect(found.join()).not.toMatch(/xox|xapp-/)
    return found
      .filter((line) => !line.startsWith('Fine: '))
      .map((line, index) => (expected[index]?.test(line) === true ? expected[index] : line))
  }

  test.each(faults)('%s: exactly the expected findings change', async (...fault) => expect(await turned(fault)).toEqual(fault[2]))

  test.each(hangs)('%s never returns: exactly its finding changes, in time', async (...fault) => {
    await fit.grants()
    expect(await turned(fault, { limits: { checkTimeout: 500, tell: () => undefined } })).toEqual(fault[2])
  })

  test('fine findings are listed by feature, with the scopes', async () => {
    expect(await lines()).toEqual([
      'Fine: Slack token of T0FAKE: it works, in Fake Team.',
      ...features.map((surface) => `Fine: Slack ${surface.name} in Fake Team: granted by ${surface.scopes.join(', ')}.`),
      'Fine: Slack desk T0FAKE.CDESK: Licet is in the channel #cdesk.',
      'Fine: Slack group S1: 1 in it.',
      'Fine: Slack connection: posted to us at /slack/events.',
      'Fine: Slack clock: both clocks agree.',
    ])
  })

  test('the checks send nothing to anyone', async () => {
    await lines()
    expect(new Set(fake.calls().map(({ method }) => method))).toEqual(new Set(['auth.test', 'conversations.info', 'usergroups.users.list']))
  })
})
