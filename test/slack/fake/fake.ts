import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { allScopes } from './access.ts'
import { createEventActs } from './act-events.ts'
import type { EventActs } from './act-events.ts'
import { createInteractionActs } from './act-interactions.ts'
import type { InteractionActs } from './act-interactions.ts'
import { createFaults } from './faults.ts'
import type { Faults } from './faults.ts'
import { createReading } from './read.ts'
import type { Reading } from './read.ts'
import { createResponseUrls } from './response-url.ts'
import { createSetup } from './setup.ts'
import type { Setup } from './setup.ts'
import { createSockets } from './socket.ts'
import type { Sockets } from './socket.ts'
import { createStanding } from './standing.ts'
import type { StandingActs } from './standing.ts'
import { createStore } from './store.ts'
import type { Config } from './store.ts'
import { createTransport } from './transport.ts'
import type { AppUrls, Transport } from './transport.ts'
import type { DeliverOptions, Delivery } from './types.ts'
import { createWebApi, sendJson } from './web-api.ts'

/** What a test may choose about the app and its workspace. */
export type FakeOptions = Partial<Config>

/** A running fake Slack. */
export type FakeSlack = Setup &
  Reading &
  EventActs &
  InteractionActs &
  StandingActs &
  Pick<Faults, 'fail' | 'latency' | 'heal'> & {
    readonly config: Config
    /** The address of the fake itself. */
    readonly url: string
    /** What to give Bolt as `clientOptions.slackApiUrl`. */
    readonly apiUrl: string
    /** Says where the app listens for HTTP requests; without it, deliveries go over Socket Mode. */
    readonly connect: (urls: AppUrls) => void
    /** Sends the last delivery again with the same ids, marked as a retry; for an app that restarted or lost its answer. */
    readonly redeliver: Transport['redeliver']
    /** Keeps deliveries back until they are released in the wanted order. */
    readonly hold: Transport['hold']
    /** Moves the fake's clock forward: triggers, response_urls and faults age, new timestamps are later. */
    readonly advance: (ms: number) => void
    /** The present time of the fake's clock. */
    readonly now: () => number
    readonly sockets: Pick<Sockets, 'connections' | 'disconnect' | 'drop'>
    /** Asks the app to prove its request URL. */
    readonly verifyUrl: (challenge: string, options?: DeliverOptions) => Promise<Delivery>
    /** Checks the app's TLS as Slack does for commands. */
    readonly sslCheck: (options?: DeliverOptions) => Promise<Delivery>
    readonly stop: () => Promise<void>
  }

const defaults: Config = {
  signingSecret: 'fake-signing-secret',
  botToken: 'xoxb-fake',
  appToken: 'xapp-fake',
  scopes: allScopes,
  clientId: '111.222',
  clientSecret: 'fake-client-secret',
  teamId: 'T0FAKE',
  teamName: 'Fake Team',
  teamDomain: 'fake',
  appId: 'A0FAKE',
  botUserId: 'U0BOT',
  botId: 'B0FAKE',
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

const route = (api: Handler, responseUrls: Handler) => (request: IncomingMessage, response: ServerResponse) => {
  const path = request.url ?? ''
  const handler = path.startsWith('/api/') ? api : path.startsWith('/response/') ? responseUrls : undefined
  if (!handler) return sendJson(response, 404, { ok: false, error: 'not_found' })
  handler(request, response).catch((error: unknown) => sendJson(response, 500, { ok: false, error: 'fake_broke', detail: String(error) }))
}

const listen = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`127.0.0.1:${(server.address() as AddressInfo).port}`))
  })

const close = async (server: Server, sockets: Sockets): Promise<void> => {
  await sockets.stop()
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

const createChecks = (transport: Transport): Pick<FakeSlack, 'verifyUrl' | 'sslCheck'> => ({
  verifyUrl: (challenge, options) =>
    transport.send(
      { kind: 'events_api', body: { type: 'url_verification', token: 'verification-token', challenge } },
      { via: 'http', ...options },
    ),
  sslCheck: (options) =>
    transport.send({ kind: 'plain', body: { ssl_check: '1', token: 'verification-token' } }, { via: 'http', ...options }),
})

/** Starts a fake Slack on a free port of 127.0.0.1. */
export const startFakeSlack = async (options: FakeOptions = {}): Promise<FakeSlack> => {
  const store = createStore({ ...defaults, ...options })
  const faults = createFaults(store.clock.now)
  const sockets = createSockets(store)
  const server = createServer()
  const host = await listen(server)
  const url = `http://${host}`
  const transport = createTransport(store, sockets)
  server.on(
    'request',
    route(
      createWebApi(store, faults, () => sockets.ticket(host)),
      createResponseUrls(store, faults, () => url),
    ),
  )
  server.on('upgrade', sockets.upgrade)
  return {
    config: store.config,
    url,
    apiUrl: `${url}/api/`,
    ...createSetup(store),
    ...createReading(store),
    ...createEventActs(store, transport),
    ...createInteractionActs(store, transport, url),
    ...createStanding(store, transport),
    ...createChecks(transport),
    fail: faults.fail,
    latency: faults.latency,
    heal: faults.heal,
    connect: transport.connect,
    redeliver: transport.redeliver,
    hold: transport.hold,
    advance: store.clock.advance,
    now: store.clock.now,
    sockets,
    stop: () => close(server, sockets),
  }
}
