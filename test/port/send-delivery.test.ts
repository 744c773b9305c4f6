import { expect, test } from 'vitest'
import type { Delivery, Sent } from '../../src/port/platform.ts'
import { sendDelivery, type SendingWays } from '../../src/port/send-delivery.ts'

const reply = { tone: 'neutral', title: 'An answer', blocks: [], actions: [] } as const
const place = { platform: 'here', id: 'channel' }
const toAnn: Delivery = { kind: 'post', place, reply, waiting: 'here:ann', insiders: true }
const forAnn: Delivery = { kind: 'post', place, reply, only: 'here:ann' }
const again: Delivery = { kind: 'update', place, reply, message: '1', waiting: 'here:ann', insiders: true }
const againForAnn: Delivery = { ...again, place: { ...place, only: 'here:ann' } }

/** Sends a delivery by a platform with these troubles; returns the outcome, and all that was done there. */
async function sent(delivery: Delivery, troubles: Partial<SendingWays<string>> = {}): Promise<readonly [Sent, readonly string[]]> {
  const done: string[] = []
  const doing = (what: string): Promise<{ kind: 'sent'; message: string }> => {
    done.push(what)
    return Promise.resolve({ kind: 'sent', message: '2' })
  }
  const outcome = await sendDelivery<string>(delivery, {
    draw: (isShort) => (isShort ? 'short' : 'full'),
    post: (_, message) => doing(`post ${message}`),
    change: (_, message) => doing(`change ${message}`),
    withdraw: () => doing('withdraw'),
    postAlone: (own, message) => doing(`to ${own.id} ${message}`),
    hasOutsiders: () => Promise.resolve(false),
    isShut: (error) => error === 'shut',
    isGone: (error) => error === 'gone',
    tooLong: (error) => (error === 'long' ? 'too long' : undefined),
    outcomeOf: (error) => ({ kind: 'refused', problem: String(error) }),
    ...troubles,
  })
  return [outcome, done]
}

const failing =
  (problem: string, when = (_message: string): boolean => true) =>
  (_: unknown, message: string): Promise<{ kind: 'sent'; message: string }> =>
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors
    when(message) ? Promise.reject(problem) : Promise.resolve({ kind: 'sent', message: '2' })
const outsiders = { hasOutsiders: () => Promise.resolve(true) }
const nobody: Delivery = { kind: 'post', place, reply }

test.each<readonly [what: string, Delivery, Partial<SendingWays<string>>, readonly string[]]>([
  ['a message goes to its place', toAnn, {}, ['post full']],
  ['one that outsiders must not read goes to whoever waits', toAnn, outsiders, ['to ann full']],
  ['one that they may read stays', nobody, outsiders, ['post full']],
  ['one that the place refuses goes to whoever waits', toAnn, { post: failing('shut') }, ['to ann full']],
  ['one for a person that the place refuses goes to them', forAnn, { post: failing('shut') }, ['to ann full']],
  ['or that it does not take at all', forAnn, { post: () => Promise.resolve(undefined) }, ['to ann full']],
  ['an update changes its message', again, {}, ['change full']],
  ['where outsiders came, a note takes its stead', again, outsiders, ['withdraw', 'to ann full']],
  ['what one person sees is no matter of outsiders', againForAnn, outsiders, ['change full']],
  ['if that is gone, it goes to their own chat', againForAnn, { change: failing('gone') }, ['to ann full']],
])('%s', async (_, delivery, troubles, done) => {
  expect(await sent(delivery, troubles)).toEqual([{ kind: 'sent', message: '2' }, done])
})

test.each<readonly [what: string, Delivery, Partial<SendingWays<string>>, problem: RegExp]>([
  ['nobody waits, and the place is shut', nobody, { post: failing('shut') }, /^shut$/],
  ['the own chat is the place that is shut', { ...toAnn, waiting: 'here:channel' }, { post: failing('shut') }, /^shut$/],
  ['who waits is on another platform', { ...toAnn, waiting: 'there:ann' }, outsiders, /^outsiders_read_along; /],
  ['another error', toAnn, { post: failing('broken') }, /^broken$/],
  ['a message that is gone for everybody', again, { change: failing('gone') }, /^gone$/],
  ['too long even when short', toAnn, { post: failing('long') }, /^long$/],
])('refused: %s', async (_, delivery, troubles, problem) => {
  const [outcome, done] = await sent(delivery, troubles)
  expect(outcome).toEqual({ kind: 'refused', problem: expect.stringMatching(problem) as string })
  expect(done).toEqual([])
})

test.each([toAnn, again])('what is too long is sent once more, shorter', async (delivery) => {
  const long = failing('long', (message) => message === 'full')
  expect((await sent(delivery, { post: long, change: long }))[0]).toEqual({ kind: 'sent', message: '2', shortened: 'too long' })
})
