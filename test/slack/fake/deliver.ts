import { createHmac } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Attempt, DeliverOptions, Delivery, Json } from './types.ts'

/** What Slack sends: its kind decides the encoding and, in Socket Mode, the envelope type. */
export type Envelope = { readonly kind: 'events_api' | 'slash_commands' | 'interactive' | 'plain'; readonly body: Json }

const staleMs = 6 * 60_000

/** The v0 signature of a request body. */
const signature = (secret: string, timestamp: number, body: string): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`

const form = (fields: Json): string =>
  new URLSearchParams(Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, String(value)]))).toString()

const encoded = ({ kind, body }: Envelope): { readonly type: string; readonly text: string } => {
  if (kind === 'events_api') return { type: 'application/json', text: JSON.stringify(body) }
  const fields = kind === 'interactive' ? { payload: JSON.stringify(body) } : body
  return { type: 'application/x-www-form-urlencoded', text: form(fields) }
}

/** Reads an answer's body as JSON if it is JSON. */
export const parseAnswer = (text: string): unknown => {
  try {
    return text === '' ? '' : JSON.parse(text)
  } catch {
    return text
  }
}

type Post = { readonly url: string; readonly text: string; readonly headers: Readonly<Record<string, string>>; readonly timeoutMs: number }

const post = ({ url, text, headers, timeoutMs }: Post): Promise<Omit<Attempt, 'ms'>> =>
  new Promise((resolve) => {
    const failed = (problem: string) => resolve({ status: 0, body: '', problem })
    const outgoing = httpRequest(url, { method: 'POST', headers, agent: false }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: parseAnswer(Buffer.concat(chunks).toString('utf8')) }))
      answer.on('error', (error) => failed(error.message))
    })
    outgoing.on('error', (error) => failed(error.message))
    outgoing.setTimeout(timeoutMs, () => outgoing.destroy(new Error('operation_timeout')))
    outgoing.end(text)
  })

/** Measures how long an attempt takes. */
export const timed = async (attempt: () => Promise<Omit<Attempt, 'ms'>>): Promise<Attempt> => {
  const start = performance.now()
  const done = await attempt()
  return { ...done, ms: Math.round(performance.now() - start) }
}

const retryHeaders = (count: number, reason: string): Readonly<Record<string, string>> =>
  count === 0 ? {} : { 'x-slack-retry-num': String(count), 'x-slack-retry-reason': reason }

/** Sends one signed request to the app; `count` is the number of the retry. */
export const postSigned = (secret: string, url: string, envelope: Envelope, options: DeliverOptions, count: number): Promise<Attempt> => {
  const { type, text } = encoded(envelope)
  const timestamp = Math.floor((Date.now() - (options.staleTimestamp ? staleMs : 0)) / 1000)
  const headers = {
    'content-type': type,
    'content-length': String(Buffer.byteLength(text)),
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': signature(options.badSignature ? `${secret}-wrong` : secret, timestamp, text),
    ...retryHeaders(count, options.retryReason ?? 'http_timeout'),
  }
  return timed(() => post({ url, text, headers, timeoutMs: options.timeoutMs ?? 3000 }))
}

const succeeded = ({ status }: Attempt) => status >= 200 && status < 300

const repeat = async (send: (count: number) => Promise<Attempt>, times: number, parallel: boolean): Promise<readonly Attempt[]> => {
  const counts = Array.from({ length: times }, (_, index) => index)
  if (parallel) return Promise.all(counts.map(send))
  const attempts: Attempt[] = []
  for (const count of counts) attempts.push(await send(count))
  return attempts
}

/** Sends as often, as late and as stubbornly as the options say. */
export const deliver = async (send: (count: number) => Promise<Attempt>, options: DeliverOptions): Promise<Delivery> => {
  if (options.delayMs) await sleep(options.delayMs)
  const attempts = [...(await repeat(send, options.times ?? 1, options.parallel ?? false))]
  for (const pause of options.retryAfterMs ?? []) {
    if (attempts.some(succeeded)) break
    await sleep(pause)
    attempts.push(await send(attempts.length))
  }
  const last = attempts.at(-1) ?? { status: 0, body: '', ms: 0 }
  return { ...last, attempts }
}

/** The first attempt that the app answered with success. */
export const firstSuccess = (delivery: Delivery): Attempt | undefined => delivery.attempts.find(succeeded)
