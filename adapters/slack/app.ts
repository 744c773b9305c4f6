import type { IncomingMessage, ServerResponse } from 'node:http'
import { App, ErrorCode, HTTPReceiver, LogLevel, SocketModeReceiver, type CodedError, type Receiver, type ReceiverEvent } from '@slack/bolt'
import { checkTimeout, faultOf, inTime, StoreError, tooLate, type App as Licet, type Platform, type Secrets } from '../../src/index.ts'
import type { Installing, SlackAccess } from './config.ts'
import { createStart } from './start.ts'
import { createRefusedRequests, longestBody } from './refused-requests.ts'
import { examineSlack } from './examine.ts'
import { grantsOfToken, type Grants, createCall } from './grants.ts'
import { createInstallPages, installPath, redirectPath } from './install-pages.ts'
import { createInstalls, type Installs } from './installations.ts'
import { listen } from './listen.ts'
import { createPeople } from './people.ts'
import { createRespond } from './respond.ts'
import { send } from './send.ts'
import { createTitles } from './titles.ts'
import { CallError, clientOptions, codeOf, createWebApi, longestCall } from './web.ts'

/** The configuration of the Slack platform. */
export type SlackConfig = SlackAccess & {
  /**
   * The ids of the user groups that the settings name. At a click, Licet looks up which of them the person is in; at other events, its
   * knowledge may be half a minute old.
   */
  readonly groups: readonly string[]
  readonly tell: (line: string) => void
  /** In epoch milliseconds. */
  readonly now: () => number
  /** The timeout of a call to Slack, in milliseconds; ten seconds by default. */
  readonly longestCall?: number
  /** If Slack is unreachable at the start: the interval between attempts, in milliseconds; five seconds by default. */
  readonly again?: number
}

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

/**
 * The path of Slack's events. `pathsOf` gives all paths that `handle` serves: also those of the install pages, if workspaces may
 * install Licet.
 */
const eventsPath = '/slack/events'
export const pathsOf = ({ installing }: SlackAccess): readonly string[] =>
  installing === undefined ? [eventsPath] : [eventsPath, installPath, redirectPath]

/**
 * How fast Licet sends. Slack allows some hundred messages a minute in a workspace. Of messages that nobody waits for (`unasked`), at
 * most four a second are sent, so that replies have room.
 */
const pace = { channel: { gap: 1000, burst: 4 }, platform: { gap: 20, burst: 50 }, unasked: 250 }

/**
 * Makes the Slack platform, which takes messages from Bolt (Slack's SDK) to Licet and sends the replies. It serves nothing before `start`.
 */
export function createSlack(config: SlackConfig): Slack {
  let ahead: number | undefined
  const api = createWebApi(config.apiUrl, (time) => (ahead = time - config.now()), config.longestCall)
  const installsIn = (secrets: Secrets, installing: Installing): Installs => createInstalls({ api, secrets, installing, now: config.now })
  let grants: Grants | undefined
  let pages: ReturnType<typeof createInstallPages> | undefined
  let licet: Licet | undefined
  const start = createStart(config.tell, config.again)
  const call = createCall(api, async (team) => {
    // A message that is due before Slack was first reached is retried later, not given up.
    if (start.waits() !== undefined) throw new CallError('network', { retryAfter: 5 })
    return await grants?.of(team)
  })
  const respond = createRespond(config.longestCall)
  const people = createPeople(call, { ...config, enterpriseOf: async (team) => (await grants?.of(team))?.enterprise })
  const titles = createTitles(call, config.tell)
  const refused = (why: string): void => licet?.refused('slack', why)
  const refusedRequests = createRefusedRequests({ ...config, refused })
  const receiver = config.appToken === undefined ? httpReceiver(config) : socketReceiver(config)
  const app = new App({
    receiver: afterKeeping(receiver),
    logger: quiet,
    deferInitialization: true,
    authorize: async ({ teamId, enterpriseId, isEnterpriseInstall }) => {
      const grant = await grants?.from({ team: teamId, enterprise: enterpriseId, isOrganization: isEnterpriseInstall })
      if (grant === undefined) throw new Error('Licet is not installed there')
      return {
        botToken: grant.token,
        botUserId: grant.bot,
        ...(grant.botId === undefined ? {} : { botId: grant.botId }),
        ...(teamId === undefined ? {} : { teamId }),
        ...(enterpriseId === undefined ? {} : { enterpriseId }),
      }
    },
    clientOptions: clientOptions(config.apiUrl),
  })
  app.error((error) => {
    if (isUnauthorized(error)) refused('a workspace where Licet is not installed')
    else config.tell(`slack: ${error.original instanceof StoreError ? error.original.message : faultOf(error.original ?? error)}`)
    return Promise.reject(error)
  })
  return {
    platform: {
      name: 'slack',
      opensWindows: true,
      pace,
      send: (delivery) => send({ call, respond, audience: people.audience, replyAddresses: () => licet?.replyAddresses, titles }, delivery),
      person: people.find,
      waits: start.waits,
      isShut: refusedRequests.isShut,
      ...(receiver instanceof SocketModeReceiver ? { isConnected: () => receiver.client.websocket?.isActive() === true } : {}),
      examine: (desks, kept) =>
        examineSlack(
          {
            api,
            grants: async () =>
              grants ??
              (config.installing === undefined
                ? await grantsOfToken(api, config.botToken)
                : installsIn((await kept()).secrets, config.installing)),
            installPage: config.installing === undefined ? undefined : `${config.installing.url}${installPath}`,
            groups: config.groups,
            socket:
              receiver instanceof SocketModeReceiver
                ? { appToken: config.appToken ?? '', isConnected: () => receiver.client.websocket?.isActive() }
                : undefined,
            ahead: () => ahead,
            limits: { checkTimeout, tell: config.tell },
          },
          desks,
        ),
    },
    start: async (running) => {
      licet = running
      const letIn = async (): Promise<Grants> => {
        if (config.installing === undefined) return await grantsOfToken(api, config.botToken)
        const installs = installsIn(running.secrets, config.installing)
        pages = createInstallPages({ ...config, installing: config.installing, api, installs, licet: running, logger: quiet })
        return installs
      }
      let connecting: Promise<unknown> | undefined
      const steps = [
        async () => void (grants = await letIn()),
        async () => {
          if (grants === undefined) return
          listen(app, { call, people, grants, licet: running, titles, tell: config.tell, apiUrl: config.apiUrl, now: config.now })
          await app.init()
        },
        async () => {
          if (config.appToken === undefined) return
          // The SDK keeps trying for half an hour. Each attempt here waits only `longestCall` for it; the next attempt waits for the same
          // call of the SDK.
          connecting ??= app.start().finally(() => (connecting = undefined))
          if ((await inTime(connecting, config.longestCall ?? longestCall)) === tooLate) throw new CallError('timeout')
        },
      ]
      const named = config.installing === undefined ? 'SLACK_BOT_TOKEN, SLACK_APP_TOKEN' : 'SLACK_APP_TOKEN'
      await start.begin(steps, `${named}: Slack refuses (…); copy what is named here again from the app's pages`)
    },
    handle: (request, response) => {
      if (request.url?.startsWith(eventsPath) !== true && pages !== undefined) {
        pages(request, response).catch((error: unknown) => {
          config.tell(`slack: a page of the installation failed: ${codeOf(error)}`)
          response.writeHead(500).end()
        })
        return
      }
      response.once('finish', () => refusedRequests.answered(request, response.statusCode))
      if (receiver instanceof SocketModeReceiver) response.writeHead(404).end()
      else if (start.waits() !== undefined) response.writeHead(503).end()
      else if (request.method !== 'POST') response.writeHead(405, { allow: 'POST' }).end()
      else receiver.requestListener(request, response)
    },
    stop: async () => {
      start.stop()
      if (config.appToken !== undefined) await app.stop()
    },
  }
}

const unauthorized: string = ErrorCode.AuthorizationError
const isUnauthorized = ({ code }: CodedError): boolean => code === unauthorized

const silent = (): void => undefined
/** Bolt logs people's words and stack traces, so its logger is silenced; `app.error` above logs what matters. */
const quiet = {
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  setLevel: silent,
  getLevel: () => LogLevel.ERROR,
  setName: silent,
}

const httpReceiver = ({ signingSecret }: SlackConfig): HTTPReceiver =>
  new HTTPReceiver({
    signingSecret,
    logger: quiet,
    processBeforeResponse: true,
    bodyLimit: longestBody,
    processEventErrorHandler: ({ error, response }) => {
      if (!response.headersSent) response.writeHead(isUnauthorized(error as CodedError) ? 403 : 500).end()
      return Promise.resolve(false)
    },
  })

const socketReceiver = ({ appToken = '', apiUrl }: SlackConfig): SocketModeReceiver =>
  new SocketModeReceiver({
    appToken,
    logger: quiet,
    ...(apiUrl === undefined ? {} : { installerOptions: { clientOptions: { slackApiUrl: apiUrl } } }),
  })

/** Bolt acknowledges an event before any listener has seen it. Here the acknowledgement waits until the event is in the database. */
function afterKeeping(receiver: Receiver): Receiver {
  return {
    init: (app) =>
      receiver.init({
        ...app,
        processEvent: async (event: ReceiverEvent) => {
          const isEvent = typeof event.body['event'] === 'object'
          await app.processEvent(isEvent ? { ...event, ack: async () => undefined } : event)
          if (isEvent) await event.ack()
        },
      } as App),
    start: (...options: never[]) => receiver.start(...options),
    stop: (...options: never[]) => receiver.stop(...options),
  }
}
