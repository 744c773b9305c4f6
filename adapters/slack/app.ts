import { createBolt, createConnect, answerEvent, quiet, httpReceiver, socketReceiver } from './bolt.ts'
import type { Installing, SlackAccess, SlackConfig } from './config.ts'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { SocketModeReceiver } from '@slack/bolt'
import { checkTimeout, type App as Licet, type Platform, type Secrets } from '../../src/index.ts'
import { createFirstConnection } from './first-connection.ts'
import { createRejectedByBolt } from './rejected-by-bolt.ts'
import { examineSlack } from './examine.ts'
import { grantsOfToken, type Grants, createCall } from './grants.ts'
import { createInstallPages, installPath, redirectPath } from './install-pages.ts'
import { createInstalls, type Installs } from './installations.ts'
import { listen } from './callbacks.ts'
import { createPeople } from './people.ts'
import { createRespond } from './response-url.ts'
import { send } from './send.ts'
import { createTitles } from './thread-titles.ts'
import { CallError, codeOf, createWebApi, longestCall } from './web.ts'

/**
 * The running Slack platform. `handle` serves the events that Slack posts, and the install pages. With Socket Mode the events come over
 * a socket instead.
 */
export type Slack = {
  readonly platform: Platform
  readonly start: (licet: Licet) => Promise<void>
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void
  readonly stop: () => Promise<void>
}

/** The path to which Slack posts its events. */
const eventsPath = '/slack/events'
/** All paths that `handle` serves: that of events and, if workspaces may install Licet, those of the install pages. */
export const pathsOf = ({ installing }: SlackAccess): readonly string[] =>
  installing === undefined ? [eventsPath] : [eventsPath, installPath, redirectPath]

/**
 * How fast Licet sends. Slack allows a few hundred messages a minute in a workspace. At most four messages
 * a second are sent that nobody waits for (`unasked`), so that there is room for replies.
 */
const pace = { channel: { gap: 1000, burst: 4 }, space: { gap: 20, burst: 50 }, unasked: 250 }

/**
 * What changes while the platform runs: the grants of workspaces, the install pages, the running Licet, and
 * by how many milliseconds Slack's clock is ahead.
 */
type State = {
  grants?: Grants
  pages?: ReturnType<typeof createInstallPages>
  licet?: Licet
  ahead?: number
}

/**
 * Creates the Slack platform, which hands messages from Bolt (Slack's SDK) to Licet and sends the replies.
 * It serves nothing before `start`.
 */
export function createSlack(config: SlackConfig): Slack {
  const state: State = {}
  const wired = wire(config, state)
  const { app, start } = wired
  return {
    platform: platformOf(wired, state),
    start: (running) => startSlack(wired, state, running),
    handle: (request, response) => serve(wired, state, request, response),
    stop: async () => {
      start.stop()
      if (config.appToken !== undefined) await app.stop()
    },
  }
}

type Wired = ReturnType<typeof wire>

/** Creates the parts of the platform and connects them. */
function wire(config: SlackConfig, state: State) {
  const api = createWebApi(config.apiUrl, (time) => (state.ahead = time - config.now()), config.longestCall)
  const start = createFirstConnection(config.tell, config.again)
  const call = createCall(api, async (team) => {
    // A message that is due before Slack was first reached is retried later instead of given up.
    if (start.waits() !== undefined) throw new CallError('network', { retryAfter: 5 })
    return await state.grants?.of(team)
  })
  const refused = (why: string): void => state.licet?.refused('slack', why)
  const receiver = config.appToken === undefined ? httpReceiver(config) : socketReceiver(config)
  const app = createBolt(config, receiver, () => state.grants, refused)
  return {
    config,
    api,
    start,
    call,
    receiver,
    app,
    respond: createRespond(config.longestCall),
    people: createPeople(call, { ...config, enterpriseOf: async (team) => (await state.grants?.of(team))?.enterprise }),
    titles: createTitles(call, config.tell),
    rejectedByBolt: createRejectedByBolt({ ...config, refused }),
    connect: createConnect(app, config.longestCall ?? longestCall),
  }
}

function platformOf(wired: Wired, state: State): Platform {
  const { config, api, call, receiver, respond, people, titles, start, rejectedByBolt } = wired
  const isActive = receiver instanceof SocketModeReceiver ? () => receiver.client.websocket?.isActive() : undefined
  return {
    name: 'slack',
    opensWindows: true,
    pace,
    send: (delivery) =>
      send({ call, respond, audience: people.audience, replyAddresses: () => state.licet?.replyAddresses, titles }, delivery),
    person: people.find,
    waits: start.waits,
    isShut: rejectedByBolt.isShut,
    ...(isActive === undefined ? {} : { isConnected: () => isActive() === true }),
    examine: (desks, kept) =>
      examineSlack(
        {
          api,
          grants: async () =>
            state.grants ??
            (await (config.installing === undefined
              ? grantsOfToken(api, config.botToken)
              : installsFor(wired, config.installing, (await kept()).secrets))),
          installPage: config.installing === undefined ? undefined : `${config.installing.url}${installPath}`,
          groups: config.groups,
          socket: isActive === undefined ? undefined : { appToken: config.appToken ?? '', isConnected: isActive },
          ahead: () => state.ahead,
          limits: { checkTimeout, tell: config.tell },
        },
        desks,
      ),
  }
}

const installsFor = ({ api, config }: Wired, installing: Installing, secrets: Secrets): Installs =>
  createInstalls({ api, secrets, installing, now: config.now })

async function startSlack(wired: Wired, state: State, running: Licet): Promise<void> {
  const { config, api, app, call, people, titles, start, connect } = wired
  state.licet = running
  const letIn = async (): Promise<Grants> => {
    if (config.installing === undefined) return await grantsOfToken(api, config.botToken)
    const installs = installsFor(wired, config.installing, running.secrets)
    state.pages = createInstallPages({ ...config, installing: config.installing, api, installs, licet: running, logger: quiet })
    return installs
  }
  const steps = [
    async () => void (state.grants = await letIn()),
    async () => {
      if (state.grants === undefined) return
      listen(app, { call, people, grants: state.grants, licet: running, titles, tell: config.tell, apiUrl: config.apiUrl, now: config.now })
      await app.init()
    },
    async () => {
      if (config.appToken !== undefined) await connect()
    },
  ]
  const named = config.installing === undefined ? 'SLACK_BOT_TOKEN, SLACK_APP_TOKEN' : 'SLACK_APP_TOKEN'
  await start.begin(steps, `${named}: Slack refuses (…); copy what is named here again from the app's pages`)
}

function serve(
  { config, receiver, start, rejectedByBolt }: Wired,
  { pages }: State,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (request.url?.startsWith(eventsPath) !== true && pages !== undefined) {
    pages(request, response).catch((error: unknown) => {
      config.tell(`slack: a page of the installation failed: ${codeOf(error)}`)
      response.writeHead(500).end()
    })
    return
  }
  response.once('finish', () => rejectedByBolt.answered(request, response.statusCode))
  answerEvent(receiver, start.waits() !== undefined, request, response)
}
