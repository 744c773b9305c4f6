import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket, WebSocketServer } from 'ws'
import { parseAnswer, timed } from './deliver.ts'
import type { Envelope } from './deliver.ts'
import { isObject } from './schema.ts'
import { newHex } from './store.ts'
import type { Store } from './store.ts'
import type { Attempt, Json } from './types.ts'

/** Why Slack asks an app to connect anew. */
export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled'

/** One envelope under way: the same id on every attempt. */
export type Sending = {
  readonly id: string
  readonly envelope: Envelope
  readonly count: number
  readonly reason: string
  readonly timeoutMs: number
}

/** The Socket Mode side of the fake. */
export type Sockets = {
  readonly connections: () => number
  /** Makes an address that one connection can use once. */
  readonly ticket: (host: string) => string
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  readonly send: (sending: Sending) => Promise<Attempt>
  /** Sends the disconnect message to the oldest connection, or to all. */
  readonly disconnect: (reason: DisconnectReason, which?: 'oldest' | 'all') => void
  /** Cuts all connections without a word. */
  readonly drop: () => void
  /** Closes all connections politely, and cuts those that do not answer. */
  readonly stop: () => Promise<void>
}

type Answer = Omit<Attempt, 'ms'>
type Link = { readonly socket: WebSocket; readonly waiting: Map<string, ((answer: Answer) => void)[]> }

const pingEveryMs = 5000

const payloadBody = (payload: unknown): unknown => (isObject(payload) && Object.keys(payload).length > 0 ? payload : '')

const settle = (link: Link, id: string, answer: Answer) => link.waiting.get(id)?.[0]?.(answer)

const receive = (link: Link, data: string) => {
  const message = parseAnswer(data)
  if (isObject(message) && typeof message['envelope_id'] === 'string')
    settle(link, message['envelope_id'], { status: 200, body: payloadBody(message['payload']) })
}

const abandon = (link: Link) => {
  const waiting = [...link.waiting.values()].flat()
  for (const done of waiting) done({ status: 0, body: '', problem: 'connection closed before the ack' })
}

const hello = (store: Store, connections: number): Json => ({
  type: 'hello',
  num_connections: connections,
  debug_info: { host: 'applink-fake', build_number: 1, approximate_connection_time: 18_060 },
  connection_info: { app_id: store.config.appId },
})

const wire = ({ id, envelope, count, reason }: Sending): Json => ({
  envelope_id: id,
  type: envelope.kind,
  payload: envelope.body,
  accepts_response_payload: envelope.kind !== 'events_api',
  ...(envelope.kind === 'events_api' ? { retry_attempt: count, retry_reason: count === 0 ? '' : reason } : {}),
})

const sendOn = (link: Link, sending: Sending): Promise<Answer> =>
  new Promise((resolve) => {
    const done = (answer: Answer) => {
      clearTimeout(timer)
      const others = (link.waiting.get(sending.id) ?? []).filter((each) => each !== done)
      link.waiting.set(sending.id, others)
      resolve(answer)
    }
    const timer = setTimeout(() => done({ status: 0, body: '', problem: 'operation_timeout' }), sending.timeoutMs)
    link.waiting.set(sending.id, [...(link.waiting.get(sending.id) ?? []), done])
    link.socket.send(JSON.stringify(wire(sending)), (error) => error && done({ status: 0, body: '', problem: error.message }))
  })

const keepAlive = (socket: WebSocket) => {
  const timer = setInterval(() => socket.ping(), pingEveryMs)
  timer.unref()
  socket.on('close', () => clearInterval(timer))
}

const createLinks = (store: Store) => {
  const links: Link[] = []
  let turn = 0
  const add = (socket: WebSocket) => {
    const link: Link = { socket, waiting: new Map() }
    links.push(link)
    socket.on('message', (data) => receive(link, (data as Buffer).toString()))
    socket.on('close', () => {
      links.splice(links.indexOf(link), 1)
      abandon(link)
      store.changed()
    })
    keepAlive(socket)
    socket.send(JSON.stringify(hello(store, links.length)))
    store.changed()
  }
  const open = () => links.filter(({ socket }) => socket.readyState === WebSocket.OPEN)
  const next = (): Link | undefined => open()[turn++ % Math.max(open().length, 1)]
  return { add, open, next, count: () => links.length }
}

const waitFor = async <T>(find: () => T | undefined, timeoutMs: number): Promise<T | undefined> => {
  const end = Date.now() + timeoutMs
  let found = find()
  while (found === undefined && Date.now() < end) {
    await sleep(5)
    found = find()
  }
  return found
}

/** Serves Socket Mode connections and delivers to them in turn. */
export const createSockets = (store: Store): Sockets => {
  const server = new WebSocketServer({ noServer: true })
  const tickets = new Set<string>()
  const { add, open, next, count } = createLinks(store)
  const attempt = async (sending: Sending): Promise<Answer> => {
    const link = await waitFor(next, sending.timeoutMs)
    return link ? sendOn(link, sending) : { status: 0, body: '', problem: 'no Socket Mode connection' }
  }
  const ticket = (host: string) => {
    const id = newHex()
    tickets.add(id)
    return `ws://${host}/link/?ticket=${id}&app_id=${store.config.appId}`
  }
  const upgrade: Sockets['upgrade'] = (request, socket, head) => {
    const given = new URL(request.url ?? '/', 'http://fake').searchParams.get('ticket') ?? ''
    if (!tickets.delete(given)) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    server.handleUpgrade(request, socket, head, add)
  }
  const drop = () => open().forEach(({ socket }) => socket.terminate())
  const disconnect: Sockets['disconnect'] = (reason, which = 'oldest') => {
    const message = JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink-fake' } })
    for (const { socket } of which === 'all' ? open() : open().slice(0, 1)) socket.send(message)
  }
  const stop = async () => {
    for (const { socket } of open()) socket.close(1001)
    await waitFor(() => (count() === 0 ? true : undefined), 500)
    drop()
    server.close()
  }
  return { connections: () => open().length, ticket, upgrade, send: (sending) => timed(() => attempt(sending)), disconnect, drop, stop }
}
