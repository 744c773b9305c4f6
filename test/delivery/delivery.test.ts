import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mostTries } from '../../src/delivery/backoff.ts'
import { createReceiver, failedEvents, finishEvent, eventLease, putBack, takeUp } from '../../src/delivery/inbox.ts'
import { claim, sendLease } from '../../src/delivery/claims.ts'
import { deadLetters, keyAbove, put, type Outgoing } from '../../src/delivery/outbox.ts'
import { claimSlot } from '../../src/delivery/job-slots.ts'
import { noMeter } from '../../src/port/meter.ts'
import { createWorker } from '../../src/delivery/worker.ts'
import type { Delivery, Platform, Sent } from '../../src/port/platform.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { engines, type Made } from '../store/databases.ts'

const reply = (title: string) => ({ tone: 'neutral', title, blocks: [], actions: [] }) as const
const post = (key: string, id = 'c1', more: Partial<Outgoing> = {}): Outgoing =>
  ({ kind: 'post', key, place: { platform: 'p', id }, reply: reply(key), ...more }) as Outgoing

describe.each(engines)('delivery on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`keeps its guarantees${engine.missing ?? ''}`, () => {
    let made: Made
    let store: Store
    let now: number
    let sent: Delivery[]
    let outcomes: Map<string, Array<Sent | 'hang'>>
    const told: string[] = []
    beforeEach(async () => {
      made = await engine.copy()
      store = await openStore(made.url)
      now = 1_000_000
      sent = []
      outcomes = new Map()
    })
    afterEach(async () => {
      await store.close()
      await made.drop()
    })

    const platform = (channel = { gap: 0, burst: 1 }, space = { gap: 0, burst: 1 }): Platform => ({
      name: 'p',
      pace: { channel, space },
      send: async (delivery) => {
        const outcome = outcomes.get(delivery.reply.title)?.shift()
        if (outcome === 'hang') return await new Promise(() => undefined)
        if (outcome === undefined || outcome.kind === 'sent') sent.push(delivery)
        return outcome ?? { kind: 'sent', message: `m-${delivery.reply.title}` }
      },
    })
    const worker = (one = platform()) =>
      createWorker({
        meter: noMeter,
        store,
        platforms: [one],
        now: () => now,
        chance: () => 1,
        tell: (line) => told.push(line),
        alarms: { givenUp: () => Promise.resolve(), shortened: () => Promise.resolve() },
      })
    const say = (...all: readonly Outgoing[]) => store.write(async (tx) => void (await Promise.all(all.map((one) => put(tx, one, now)))))
    const titles = (): readonly string[] => sent.map((delivery) => delivery.reply.title)

    test('a message that may not have arrived is sent once more, marked, and then listed for an operator', async () => {
      const unknown: Sent = { kind: 'notKnown', problem: '502' }
      outcomes.set('twice', [unknown, unknown, unknown])
      outcomes.set('once', [unknown])
      await say(post('twice', 'c1'), post('once', 'c2'))
      for (let round = 0; round < 4; round++) {
        await worker().deliver()
        now += 3_600_000
      }
      const rows = await store.db.selectFrom('outbox').select(['key', 'state', 'unsure']).orderBy('key').execute()
      expect(rows).toEqual([
        { key: 'once', state: 'sent', unsure: 1 },
        { key: 'twice', state: 'dead', unsure: 2 },
      ])
      expect(outcomes.get('twice')).toEqual([unknown])
    })

    test('a message whose id the platform does not tell counts as sent, and updates to it are dropped', async () => {
      outcomes.set('first', [{ kind: 'sent', message: '' }])
      await say(
        post('first'),
        { kind: 'update', key: 'new', of: 'first', place: { platform: 'p', id: 'c1' }, reply: reply('new') },
        post('under', 'c1', { thread: 'first' }),
      )
      await worker().deliver()
      expect(sent).toEqual([
        { kind: 'post', place: { platform: 'p', id: 'c1' }, reply: reply('first') },
        { kind: 'post', place: { platform: 'p', id: 'c1' }, reply: reply('under') },
      ])
      expect(await deadLetters({ ...store }, 9)).toEqual([])
    })

    test('a message sent to another place than intended is updated there', async () => {
      outcomes.set('first', [{ kind: 'sent', message: 'm1', place: { platform: 'p', id: 'own' } }])
      await say(post('first'), { kind: 'update', key: 'new', of: 'first', place: { platform: 'p', id: 'c1' }, reply: reply('new') })
      await worker().deliver()
      expect(sent.at(-1)).toEqual({ kind: 'update', place: { platform: 'p', id: 'own' }, reply: reply('new'), message: 'm1' })
    })

    test('an event is received once, however often and by however many processes it is delivered', async () => {
      const [one, other] = [createReceiver(store), createReceiver(store)]
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? one : other)({ id: `e${index % 5}`, payload: '{}', now })),
      )
      expect(answers.filter((answer) => answer)).toHaveLength(5)
    })

    test('an event received and not handled is taken over after its lease, by one process', async () => {
      await createReceiver(store)({ id: 'e', payload: '{"a":1}', now })
      expect(await takeUp(store, now + eventLease - 1, 10)).toEqual([])
      const both = await Promise.all([takeUp(store, now + eventLease, 10), takeUp(store, now + eventLease, 10)])
      expect(both.flat()).toEqual([{ id: 'e', payload: '{"a":1}', attempts: 2 }])
      expect([await store.write((tx) => finishEvent(tx, 'e')), await store.write((tx) => finishEvent(tx, 'e'))]).toEqual([true, false])
      expect(await store.db.selectFrom('inbox').select(['state', 'payload']).execute()).toEqual([{ state: 'handled', payload: null }])
    })

    test('an event that fails again and again is given up, but kept', async () => {
      await createReceiver(store)({ id: 'e', payload: '{}', now })
      for (let attempts = 1; attempts <= mostTries; attempts++) {
        expect(await putBack(store, { id: 'e', payload: '{}', attempts }, 'no', now, 1)).toBe(attempts === mostTries)
        now += 1_000_000
        if (attempts < mostTries) expect(await takeUp(store, now, 10)).toHaveLength(1)
      }
      expect(await takeUp(store, now, 10)).toEqual([])
      expect(await store.db.selectFrom('inbox').select(['state', 'payload', 'problem']).execute()).toEqual([
        { state: 'failed', payload: '{}', problem: 'no' },
      ])
      expect(await failedEvents(store, 10)).toMatchObject([{ id: 'e', problem: 'no' }])
    })

    test('a key is sent once, and messages of one place keep their order', async () => {
      await say(post('a'), post('b'), post('a'), post('c'))
      await Promise.all([worker().deliver(), worker().deliver()])
      expect(titles()).toEqual(['a', 'b', 'c'])
    })

    test('a thread or update refers to its message by key', async () => {
      await say(post('root'), post('child', 'c1', { thread: 'root' }), {
        kind: 'update',
        key: 'u',
        place: { platform: 'p', id: 'c1' },
        of: 'root',
        reply: reply('u'),
      })
      await worker().deliver()
      expect(sent.slice(1)).toMatchObject([{ place: { thread: 'm-root' } }, { kind: 'update', message: 'm-root' }])
    })

    test('a failed message is retried later; later messages of its place wait for it, other places do not', async () => {
      outcomes.set('a', [{ kind: 'retry', problem: '502' }])
      await say(post('a'), post('b'), post('x', 'c2'))
      await worker().deliver()
      expect(titles()).toEqual(['x'])
      now += 1000
      await worker().deliver()
      expect(titles()).toEqual(['x', 'a', 'b'])
    })

    test('a space waits as long as the platform asks; other spaces do not, however much waits in it', async () => {
      outcomes.set('a', [{ kind: 'retry', problem: '429', after: 20_000, holdsSpace: true }])
      const paced = platform(undefined, { gap: 10, burst: 50 })
      await say(post('a', 'T1.c1'))
      await worker(paced).deliver()
      await say(...Array.from({ length: 100 }, (_, index) => post(`x${index}`, `T1.x${index}`)), post('y', 'T2.c1'))
      now += 19_000
      await worker(paced).deliver()
      expect(titles()).toEqual(['y'])
      now += 2000
      await worker(paced).deliver()
      expect(titles()).toContain('a')
      expect(titles().length).toBeGreaterThan(2)
    })

    test('a space whose slots are used up holds back no other', async () => {
      const paced = platform(undefined, { gap: 60_000, burst: 2 })
      await say(...['a', 'b', 'c', 'd'].map((key) => post(key, `T1.${key}`)), post('y', 'T2.c1'))
      await worker(paced).deliver()
      expect(titles()).toEqual(['a', 'b', 'y'])
    })

    test.each([Number.NaN, Number.POSITIVE_INFINITY, -5, 1e17, 0.0001])(
      "a platform's request to wait %s ms loses nothing",
      async (after) => {
        outcomes.set('a', [{ kind: 'retry', problem: '429', after }])
        await say(post('a'))
        await worker().deliver()
        now += 3_600_001
        await worker().deliver()
        expect(titles()).toEqual(['a'])
      },
    )

    test('a refused message is listed for an operator and blocks nothing', async () => {
      outcomes.set('a', [{ kind: 'refused', problem: 'channel_not_found' }])
      await say(post('a'), post('b'))
      await worker().deliver()
      expect(titles()).toEqual(['b'])
      expect(await deadLetters(store, 10)).toMatchObject([{ key: 'a', problem: 'channel_not_found', attempts: 1 }])
    })

    test('a platform that names a time to retry is retried for much longer', async () => {
      await say(post('a'))
      outcomes.set(
        'a',
        Array.from({ length: 2 * mostTries }, () => ({ kind: 'retry', problem: '429', after: 2000 }) as const),
      )
      for (let tries = 0; tries <= 2 * mostTries; tries++, now += 3000) await worker().deliver()
      expect(titles()).toEqual(['a'])
      expect(await deadLetters(store, 10)).toEqual([])
    })

    test('a message is given up after many attempts', async () => {
      outcomes.set(
        'a',
        Array.from({ length: mostTries }, () => ({ kind: 'retry', problem: '500' }) as const),
      )
      await say(post('a'))
      for (let tries = 0; tries < mostTries; tries++, now += 700_000) await worker().deliver()
      expect(await deadLetters(store, 10)).toMatchObject([{ key: 'a', attempts: mostTries }])
    })

    test('a send whose end nobody saw is repeated once, marked; the second time it goes to an operator', async () => {
      await say(post('a'))
      for (const unsure of [0, 1]) {
        expect(await claim(store, platform(), now, 10)).toMatchObject([{ key: 'a', unsure }])
        expect(await claim(store, platform(), now + sendLease - 1, 10)).toEqual([])
        now += sendLease
      }
      await worker().deliver()
      expect(sent).toEqual([])
      expect(await deadLetters(store, 10)).toMatchObject([
        { key: 'a', problem: 'two sends were begun and never finished; look there whether it arrived' },
      ])
    })

    test('a message that may have arrived is sent once more, marked, and then goes to an operator', async () => {
      outcomes.set('a', [
        { kind: 'notKnown', problem: '504' },
        { kind: 'retry', problem: '429' },
        { kind: 'notKnown', problem: 'network' },
      ])
      await say(post('a'))
      const rows: unknown[] = []
      for (let ticks = 0; ticks < 5; ticks++, now += 700_000) {
        await worker().deliver()
        rows.push(await store.db.selectFrom('outbox').select(['state', 'unsure', 'problem']).executeTakeFirst())
      }
      expect(sent).toEqual([])
      expect(rows.slice(0, 4)).toEqual([
        { state: 'due', unsure: 1, problem: '504; it may have arrived' },
        { state: 'due', unsure: 1, problem: '429' },
        { state: 'due', unsure: 2, problem: 'network; it may have arrived' },
        { state: 'dead', unsure: 2, problem: 'two sends were begun and never finished; look there whether it arrived' },
      ])
    })

    test('a message that arrives at the second attempt stays marked', async () => {
      outcomes.set('a', [{ kind: 'notKnown', problem: '502' }])
      await say(post('a'))
      await worker().deliver()
      now += 10_000
      await worker().deliver()
      expect(titles()).toEqual(['a'])
      expect(await store.db.selectFrom('outbox').select(['state', 'unsure']).execute()).toEqual([{ state: 'sent', unsure: 1 }])
    })

    test('a message sent to another place is updated and replied to there', async () => {
      const elsewhere = { platform: 'p', id: 'own' }
      outcomes.set('a', [{ kind: 'sent', message: 'm-a', place: elsewhere }])
      await say(post('a'))
      await worker().deliver()
      await say({ kind: 'update', key: 'u', place: { platform: 'p', id: 'c1' }, of: 'a', reply: reply('u') })
      await worker().deliver()
      expect(sent.at(-1)).toMatchObject({ kind: 'update', message: 'm-a', place: elsewhere })
      const under = { place: { ...elsewhere, thread: 'm-a' }, person: { id: 'p:own', name: 'own' } }
      expect(await keyAbove(store, under)).toBe('a')
    })

    test('a send that ends after its claim expired does not change the state of the next attempt', async () => {
      let arrive: (sent: Sent) => void = () => undefined
      const slow: Platform = { ...platform(), send: () => new Promise((resolve) => (arrive = resolve)) }
      await say(post('a'))
      const first = worker(slow).deliver()
      await expect.poll(() => store.db.selectFrom('outbox').select('unsure').execute()).toEqual([{ unsure: 1 }])
      const finish = arrive
      now += sendLease
      expect(await claim(store, platform(), now, 10)).toMatchObject([{ key: 'a', unsure: 1 }])
      finish({ kind: 'sent', message: 'm' })
      await first
      expect(await store.db.selectFrom('outbox').select(['state', 'unsure']).execute()).toEqual([{ state: 'sent', unsure: 1 }])
    })

    test('a message claimed in the transaction that adds it is sent once, by the process that claimed it', async () => {
      const [one, other] = [worker(), worker()]
      const send = await store.write(async (tx) => (await put(tx, post('a'), now), await one.claim(tx, 'p', 'a')))
      await other.deliver()
      expect(titles()).toEqual([])
      await send?.()
      await other.deliver()
      expect(titles()).toEqual(['a'])
      expect(await store.db.selectFrom('outbox').select(['state', 'attempts', 'unsure']).execute()).toEqual([
        { state: 'sent', attempts: 1, unsure: 0 },
      ])
    })

    test.each<[why: string, said: readonly Outgoing[], first: readonly Outgoing[]]>([
      ['something waits before it in its place', [], [post('earlier')]],
      ['the pace of its place is used up', [post('earlier')], []],
    ])('nothing is claimed in its transaction if %s', async (_, said, first) => {
      const paced = worker(platform({ gap: 1000, burst: 1 }))
      await say(...said)
      await paced.deliver()
      const send = await store.write(async (tx) => {
        for (const each of [...first, post('a')]) await put(tx, each, now)
        return await paced.claim(tx, 'p', 'a')
      })
      expect(send).toBeUndefined()
      const { claimed_until, attempts } = await store.db
        .selectFrom('outbox')
        .select(['claimed_until', 'attempts'])
        .where('key', '=', 'a')
        .executeTakeFirstOrThrow()
      expect([claimed_until, attempts]).toEqual([0, 0])
    })

    test('a claim is undone with its transaction', async () => {
      const failing = store.write(async (tx) => {
        await put(tx, post('a'), now)
        await worker().claim(tx, 'p', 'a')
        throw new Error('no')
      })
      await expect(failing).rejects.toThrow('no')
      await worker().deliver()
      expect(titles()).toEqual([])
    })

    test('the pace of a place holds over all processes: a burst, then one message per gap', async () => {
      const paced = platform({ gap: 1000, burst: 3 })
      await say(...Array.from({ length: 6 }, (_, index) => post(`n${index}`)))
      await Promise.all([worker(paced).deliver(), worker(paced).deliver()])
      expect(titles()).toHaveLength(3)
      now += 1000
      await Promise.all([worker(paced).deliver(), worker(paced).deliver()])
      expect(titles()).toEqual(['n0', 'n1', 'n2', 'n3'])
    })

    test('a hanging send blocks its own place only', async () => {
      outcomes.set('a', ['hang'])
      await say(post('a'), post('b'), post('x', 'c2'), post('y', 'c3'))
      void worker().deliver()
      await expect.poll(() => titles().toSorted()).toEqual(['x', 'y'])
    })

    test('everything claimed is sent in the same run, whichever send ends first', async () => {
      const all = Array.from({ length: 100 }, (_, index) => post(`n${index}`, `c${index % 60}`))
      await say(...all)
      await worker().deliver()
      expect(titles().toSorted()).toEqual(all.map(({ key }) => key).toSorted())
    })

    test('a job is done by one process per slot', async () => {
      const mine = await Promise.all(Array.from({ length: 8 }, () => store.write((tx) => claimSlot(tx, 'job', 'slot', now))))
      expect(mine.filter((one) => one)).toHaveLength(1)
    })
  })
})
