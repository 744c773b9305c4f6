import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { put } from '../../src/delivery/outbox.ts'
import { createRejectedRequests } from '../../src/delivery/rejected-requests.ts'
import { composeFindings } from '../../src/doctor/compose-findings.ts'
import { examine, type Patient } from '../../src/doctor/examine.ts'
import { lengthWords } from '../../src/doctor/duration.ts'
import { KnowledgeError, type Base } from '../../src/knowledge/base.ts'
import { append } from '../../src/record/chain.ts'
import { broken, doubtful, fine, type Finding } from '../../src/port/finding.ts'
import type { Platform } from '../../src/port/platform.ts'
import { openMemory, type Memory } from '../../src/store/memory.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { settings } from '../app.ts'
import { base } from '../licet.ts'
import { engines, type Made } from '../store/databases.ts'
import { linesOf } from './lines.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const now = Date.now()
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

const platform = (name: string, more: Partial<Platform> = {}): Platform => ({
  name,
  pace: { channel: { gap: 0, burst: 1 }, space: { gap: 0, burst: 1 } },
  send: () => Promise.resolve({ kind: 'sent', message: 'm' }),
  ...more,
})

/** The knowledge without anything that depends on a day. */
const undated: Base = { ...base, tips: [], coming: [], rules: new Map(), groups: new Map(), sources: new Map() }

/** The knowledge with one coming change to review by a day. */
const lookBy = (look: string): Base => ({ ...undated, coming: [{ id: 'a', what: 'a proposal', state: 'proposed', look, cites: [] }] })

/** The knowledge with one source to review by a day. */
function dueBy(reviewBy: string): Base {
  const [source] = base.sources.values()
  if (source === undefined) throw new Error('no source')
  return { ...undated, sources: new Map([[source.id, { ...source, reviewBy }]]) }
}

const received = (store: Store, id: string, at: number, state: 'received' | 'handled' | 'failed') =>
  store.db.insertInto('inbox').values({ id, at, payload: null, state, attempts: 1, due: at, problem: 'the words of ann' }).execute()

const said = (store: Store, key: string, at: number, to = 'desk') =>
  store.write((tx) =>
    put(
      tx,
      { kind: 'post', key, place: { platform: to, id: 'x' }, reply: { tone: 'neutral', title: 'hush', blocks: [], actions: [] } },
      at,
    ),
  )

const died = async (store: Store, key: string, at: number, problem: string) => {
  await said(store, key, at)
  await store.db.updateTable('outbox').set({ state: 'dead', problem }).where('key', '=', key).execute()
}

const subscribers = (store: Store, count: number, topics: string) =>
  store.write(async (tx) => {
    for (let index = 0; index < count; index++) {
      const row = {
        id: `s${index}`,
        subscriber: `ask:p${index}`,
        kind: 'person',
        platform: 'ask',
        channel: `p${index}`,
        place: '{}',
        by: '',
      } as const
      const wish = { zone: 'UTC', time: '09:00', days: '1', topics, paused_until: null, last_day: null, due: now + hour, made_at: now }
      await tx
        .insertInto('subscriptions')
        .values({ ...row, ...wish })
        .execute()
    }
  })

/** Closed after each test. */
const memories: Memory[] = []

const never = new Promise<never>(() => undefined)

/** A fault: how to cause it, and the findings that it alone should change. */
type Fault = readonly [
  name: string,
  spoil: (store: Store, patient: Patient) => Promise<Partial<Patient> | void> | Partial<Patient>,
  lines: readonly RegExp[],
]

const faults: readonly Fault[] = [
  ['nothing', () => ({}), []],
  [
    'no tip fits what somebody chose',
    async (store) => await subscribers(store, 1, 'gone'),
    [
      /^Doubtful: Tips: 1 subscriber; 0 tips fit today; at the busiest moment, .* on ask, 1 in 0 ms; none fits what 1 subscriber chose\. Mend: mend/,
    ],
  ],
  [
    'more subscribers than a platform can be told of in time',
    async (store) => {
      await subscribers(store, 10, '')
      const slow = platform('ask', { pace: { channel: { gap: 0, burst: 1 }, space: { gap: 0, burst: 1 }, unasked: hour } })
      return {
        platforms: [slow, platform('desk')],
        knowledge: () => ({
          ...undated,
          tips: base.tips.map((tip) => ({ ...tip, holds: [], quiz: undefined, rules: [], articles: [], sources: [] })),
        }),
      }
    },
    [
      /^Doubtful: Tips: 10 subscribers; \d+ tips fit today; at the busiest moment, .*10 in 9 hours; 8 subscribers would be reached too late\. Mend: ask/,
    ],
  ],
  [
    'the database cannot be opened',
    () => ({ open: () => openStore('postgres://127.0.0.1:1/x').then(() => never) }),
    [
      /^Broken: Database: the database does not answer\. Mend: start it, or correct DATABASE_URL/,
      /^Doubtful: Record, memory, inbox and outbox/,
    ],
  ],
  [
    'a newer Licet changed the schema',
    async ({ db }) =>
      void (await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2999-01-01T00:00:00.000Z')`.execute(db)),
    [/^Doubtful: Database: .*schema 9999-later; this program knows 0.*Mend: run the same version/],
  ],
  [
    'a write is slow',
    (store, { open }) => {
      let late = 0
      const write: Store['write'] = async (work) => {
        const value = await store.write(work)
        late = 1500
        return value
      }
      return { now: () => now + late, open: async () => ({ ...(await open()), store: { ...store, write } }) }
    },
    [/^Doubtful: Database writing: a write took 1 second\. Mend: see what keeps the disk/],
  ],
  [
    'the head of the record is another',
    async ({ db }) =>
      void (await db
        .updateTable('record_head')
        .set({ hash: 'f'.repeat(64) })
        .execute()),
    [/^Broken: Record: .*not the end of the chain\. Mend: run npm run record -- verify/],
  ],
  [
    'the head of the record is gone',
    async ({ db }) => void (await db.deleteFrom('record_head').execute()),
    [/^Broken: Record: .*not the end of the chain\. Mend: run npm run record -- verify/],
  ],
  [
    'the record lost its last entry',
    async (store) => {
      await store.write((tx) => append(tx, { kind: 'head', at: now, body: {} }))
      await store.db.updateTable('record_head').set({ seq: 3 }).execute()
    },
    [/^Broken: Record: /],
  ],
  [
    'Redis is away',
    (store) => {
      const memory = openMemory(store, 'redis://127.0.0.1:1', 1000, () => undefined)
      memories.push(memory)
      return { open: () => Promise.resolve({ store, memory }) }
    },
    [/^Broken: Memory: Redis does not answer\. Mend: start Redis, or correct REDIS_URL/],
  ],
  [
    'an event has waited for two minutes',
    async (store) => void (await received(store, 'x:1', now - 2 * minute, 'received')),
    [/^Doubtful: Inbox: 1 event not handled yet, the oldest for 2 minutes\. Mend: see that npm start runs/],
  ],
  [
    'events have waited for an hour',
    async (store) => {
      await received(store, 'x:1', now - hour, 'received')
      await received(store, 'x:2', now - 1000, 'received')
    },
    [/^Broken: Inbox: 2 events not handled yet, the oldest for 1 hour\./],
  ],
  [
    'an event was given up',
    async (store) => void (await received(store, 'x:1', now - hour, 'failed')),
    [/^Broken: Events given up: 1 event could not be handled, the last 1 hour ago\. Mend: npm run record -- given-up/],
  ],
  [
    'an event was given up long ago',
    async (store) => void (await received(store, 'x:1', now - 8 * day, 'failed')),
    [/^Doubtful: Events given up: 1 event could not be handled, the last 8 days ago/],
  ],
  [
    'messages are late',
    async (store) => {
      await said(store, 'a', now - 3 * minute)
      await said(store, 'b', now - 2 * minute)
    },
    [/^Doubtful: Outbox for desk: 2 messages to be said, the oldest due for 3 minutes\. Mend: see that npm start runs/],
  ],
  ['messages are stuck', async (store) => await said(store, 'a', now - hour), [/^Broken: Outbox for desk: 1 message to be said/]],
  [
    'messages wait for a platform that does not run here',
    async (store) => await said(store, 'a', now - hour, 'other'),
    [/^Doubtful: Outbox for other: 1 message to be said, the oldest due for 1 hour\. Mend: start other/],
  ],
  [
    'messages were given up for two reasons',
    async (store) => {
      await died(store, 'a', now - 3 * hour, 'is_archived; the channel is archived; name another desk in the settings')
      await died(store, 'b', now - 2 * hour, 'is_archived; the channel is archived; name another desk in the settings')
      await died(store, 'c', now - 3 * hour, 'network')
    },
    [
      /^Broken: Messages given up for desk: 2 messages, the last 2 hours ago: is_archived\. Mend: the channel is archived; name another desk/,
      /^Broken: Messages given up for desk: 1 message, the last 3 hours ago: network\. Mend: npm run record -- given-up/,
    ],
  ],
  [
    'a message was given up long ago',
    async (store) => await died(store, 'a', now - 8 * day, 'network'),
    [/^Doubtful: Messages given up for desk: 1 message, the last 8 days ago: network/],
  ],
  ['a message was given up so long ago that nobody asks', async (store) => await died(store, 'a', now - 31 * day, 'network'), []],
  [
    'requests were refused',
    async (store) => {
      const { count, flush } = createRejectedRequests(store)
      count('ask', 'a wrong signature')
      await flush(now - 2 * day)
      count('ask', 'a wrong signature')
      count('desk', 'a strange door')
      await flush(now)
      count('ask', 'long forgotten')
      await flush(now - 8 * day)
    },
    [/^Doubtful: Refused requests: in 7 days: ask 2 times a wrong signature; desk 1 times a strange door\. Mend: a few are strangers/],
  ],
  [
    'a platform was never heard',
    (_, { platforms }) => ({ platforms: [...platforms, platform('mute')] }),
    [/^Doubtful: Events of mute: none is kept\. Mend: say something to Licet there/],
  ],
  ['a terminal was never heard', (_, { platforms }) => ({ platforms: [...platforms, platform('mute', { channel: 'me' })] }), []],
  [
    'the knowledge cannot be loaded',
    () => ({
      knowledge: () => {
        throw new KnowledgeError([])
      },
    }),
    [/^Broken: Knowledge: .*Mend: run npm run check/],
  ],
  [
    'a source is past its review',
    () => ({ knowledge: () => dueBy(dayOf(now - day)) }),
    [/^Broken: Sources: 1 source, [\w-]+ \(\d{4}-\d\d-\d\d\), past review.*Mend: read them again.*knowledge\/sources\.yaml/],
  ],
  ['law is to be looked at in four weeks', () => ({ knowledge: () => lookBy(dayOf(now + 28 * day)) }), []],
  [
    'law is to be looked at in three days',
    () => ({ knowledge: () => lookBy(dayOf(now + 3 * day)) }),
    [/^Doubtful: Law to come: .*: look again \(proposed, not law\): a proposal\. Mend: read what came of it/],
  ],
  [
    'law was to be looked at',
    () => ({ knowledge: () => lookBy(dayOf(now - day)) }),
    [/^Doubtful: Law to come: .* \(overdue\): look again/],
  ],
  [
    'a source is due in four weeks',
    () => ({ knowledge: () => dueBy(dayOf(now + 28 * day)) }),
    [/^Doubtful: Sources: 1 source, .* due for review/],
  ],
  [
    'a desk is where nobody speaks',
    (_, { settings }) => ({
      settings: {
        ...settings,
        queues: settings.queues.map((queue, index) => (index === 0 ? { ...queue, desk: { platform: 'fax', id: '1' } } : queue)),
      },
    }),
    [/^Broken: Queue Export counsel: its desk is on fax, which does not run here\. Mend: give fax its credentials, or name another desk/],
  ],
  [
    'a queue has no counsel',
    (_, { settings }) => ({
      settings: { ...settings, queues: settings.queues.map((queue, index) => (index === 1 ? { ...queue, counsel: [] } : queue)) },
    }),
    [/^Broken: Queue Classification .*: it has no counsel\. Mend: list who answers/],
  ],
  [
    'the settings are still those of the example, and people are served elsewhere',
    (_, { settings }) => ({
      settings: { ...settings, queues: settings.queues.map((queue) => ({ ...queue, desk: { platform: 'console', id: 'counsel' } })) },
    }),
    [/^Doubtful: Queues: desks and counsel are still those of the example.*Mend: copy settings\.example\.yaml to settings\.yaml/],
  ],
  [
    'the same, asked from a terminal, which serves nobody',
    (_, { settings }) => ({
      platforms: [platform('ask'), { ...platform('console'), channel: 'doctor' }],
      settings: { ...settings, queues: settings.queues.map((queue) => ({ ...queue, desk: { platform: 'console', id: 'counsel' } })) },
    }),
    [/^Doubtful: Queues: desks and counsel are still those of the example.*reaches anybody who does not run npm run console/],
  ],
  [
    'nobody is an admin',
    (_, { settings }) => ({ settings: { ...settings, admins: [] } }),
    [/^Doubtful: Admins: none\. Mend: list members/],
  ],
  [
    'a platform found something',
    () => ({
      platforms: [
        platform('ask', { examine: (places) => Promise.resolve([broken('Door', `at ${places.length}`, 'open it')]) }),
        platform('desk'),
      ],
    }),
    [/^Broken: Door: at 0\. Mend: open it\.$/],
  ],
  [
    'a platform is asked for its desks, each once',
    () => ({
      platforms: [
        platform('ask'),
        platform('desk', { examine: (places) => Promise.resolve([doubtful('Door', places.map(({ id }) => id).join(), 'open it')]) }),
      ],
    }),
    [/^Doubtful: Door: queue\. Mend: open it\.$/],
  ],
  [
    'a platform fails in its own way',
    () => ({ platforms: [platform('ask', { examine: () => Promise.reject(new Error('token xoxb-1')) }), platform('desk')] }),
    [/^Broken: ask: it fails in a way that nobody foresaw; the log has the details\. Mend: see whether/],
  ],
  [
    'counsel have linked no account on the other platform',
    async ({ db }) => void (await db.deleteFrom('accounts').where('human', '=', 'counsel2').execute()),
    [
      /^Doubtful: Own questions, queues Export counsel, Classification [^:]*, End-user screening: desk:counsel2: not linked on every platform that runs \(ask, desk\)\. Mend: let/,
    ],
  ],
  [
    'counsel is a group, whose members nobody can list',
    (_, { settings: { queues, ...rest } }) => ({
      settings: { ...rest, queues: queues.slice(0, 1).map((queue) => ({ ...queue, counsel: ['group:g1'] })) },
    }),
    [/^Doubtful: Own questions, queue Export counsel: group:g1: not linked/],
  ],
  [
    'counsel have linked no account, and only a terminal runs beside their platform',
    async ({ db }) => {
      await db.deleteFrom('accounts').execute()
      return { platforms: [platform('ask', { channel: 'ask' }), platform('desk')] }
    },
    [],
  ],
  [
    'a table is gone',
    async ({ db }) => await db.schema.dropTable('refusals').execute(),
    [/^Broken: Refused requests: it fails in a way that nobody foresaw/],
  ],
]

/** Faults in which a call never ends; the doctor must end nevertheless. */
const hangs: readonly Fault[] = [
  [
    'the database hangs at the door',
    () => ({ open: () => never }),
    [/^Broken: Database: no answer within 1 s\. Mend: start it, or correct DATABASE_URL/, /^Doubtful: Record, memory/],
  ],
  [
    'a platform hangs',
    () => ({ platforms: [platform('ask', { examine: () => never }), platform('desk')] }),
    [/^Broken: ask: no answer within 2 s\. Mend: see whether the platform has an outage/],
  ],
]

describe.each(engines)('the doctor on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`checks everything${engine.missing ?? ''}`, () => {
    let made: Made
    let store: Store
    let patient: Patient
    const told: string[] = []
    beforeEach(async () => {
      told.length = 0
      made = await engine.copy()
      store = await openStore(made.url)
      await store.write((tx) => append(tx, { kind: 'head', at: now, body: {} }))
      for (const name of ['ask', 'desk']) await received(store, `${name}:1`, now - hour, 'handled')
      // Counsel's accounts on all platforms are linked.
      const accounts = ['counsel', 'counsel2'].flatMap((human) =>
        ['ask', 'desk', 'mute'].map((name) => ({ person: `${name}:${human}`, human })),
      )
      await store.db.insertInto('accounts').values(accounts).execute()
      const memory = openMemory(store, undefined, 1000, () => undefined)
      patient = {
        open: () => Promise.resolve({ store, memory }),
        knowledge: () => undated,
        settings,
        platforms: [platform('ask'), platform('desk')],
        now: () => now,
      }
    })
    afterEach(async () => {
      await Promise.all(memories.splice(0).map((memory) => memory.close()))
      await store.close()
      await made.drop()
    })

    const look = (changed: Partial<Patient> = {}, checkTimeout = 10_000): Promise<readonly Finding[]> =>
      // The clock finding has a test of its own; a fixed time would be late here.
      examine({ ...patient, ...changed }, { checkTimeout, tell: (line) => told.push(line) }).then((found) =>
        found.filter(({ what }) => what !== 'Database clock'),
      )
    const wrong = (findings: readonly Finding[]): readonly string[] => linesOf(findings).filter((line) => !line.startsWith('Fine: '))

    /** The changed findings; one that matches an expected pattern is replaced by the pattern. */
    const turned = async ([, spoil, expected]: Fault, checkTimeout?: number): Promise<ReadonlyArray<string | RegExp>> => {
      const findings = await look((await spoil(store, patient)) ?? {}, checkTimeout)
      expect(linesOf(findings).join()).not.toMatch(/the words of ann|hush|xoxb/)
      return wrong(findings).map((line, index) =>
        / Mend: [a-z]/i.test(line) && expected[index]?.test(line) === true ? expected[index] : line,
      )
    }

    test.each(faults)('%s: exactly the expected findings change', async (...fault) => expect(await turned(fault)).toEqual(fault[2]))

    test.each(hangs)('%s: the doctor ends, and exactly the expected findings change', async (...fault) =>
      expect(await turned(fault, 1000)).toEqual(fault[2]),
    )

    test('an unexpected error is logged with its details', async () => {
      await look({ platforms: [platform('ask', { examine: () => Promise.reject(new Error('odd')) }), platform('desk')] })
      expect(told.join()).toMatch(/^doctor: ask: Error: odd/)
    })

    test('fine findings show the engine, the schema and measurements', async () => {
      expect(linesOf(await look()).join('\n')).toMatch(
        new RegExp(
          `Fine: Database: ${engine.own.title} \\d.*schema 0012-spaces[^]*Fine: Database writing: a write took \\d+ ms[^]*Fine: Events of ask: the last came 1 hour ago`,
        ),
      )
    })

    test('the write test leaves nothing behind', async () => {
      await look()
      expect(await store.db.selectFrom('runs').selectAll().execute()).toEqual([])
    })

    test.runIf(engine.hasClock).each([
      [0, 'fine'],
      [4_000, 'fine'],
      [-10_000, 'doubtful'],
      [10_000, 'doubtful'],
      [120_000, 'broken'],
    ])("a clock that is %i ms off the server's is %s", async (off, state) => {
      const found = await examine({ ...patient, now: () => Date.now() + off }, { checkTimeout: 10_000, tell: () => undefined })
      expect(found.find(({ what }) => what === 'Database clock')).toMatchObject({ state })
    })

    test('a write lock held forever makes one finding red, and the doctor ends', async () => {
      const free = await engine.trouble.holdWriter(made.url)
      const found = wrong(await look({}, 1000))
      await free()
      expect(found).toHaveLength(1)
      expect(found[0]).toMatch(/^Broken: Database writing: no answer within 1 s\. Mend: end the program that holds the database/)
    })

    const { lockTable } = engine.trouble
    test.skipIf(lockTable === undefined)('a locked table makes one finding red, and the doctor ends', async () => {
      const free = await lockTable?.(made.url, 'kv')
      const found = wrong(await look({}, 1000))
      await free?.()
      expect(found).toHaveLength(1)
      expect(found[0]).toMatch(/^Broken: Memory: no answer within 1 s\. Mend: look at the database server/)
    })
  })
})

describe('the doctor’s report', () => {
  const one = (state: Finding['state']): Finding =>
    ({ fine: fine('A', 'b'), doubtful: doubtful('A', 'b', 'c'), broken: broken('A', 'b', 'c') })[state]

  test.each([
    [['fine', 'fine'], 'Doctor: all fine', 'clear', [], ['Fine']],
    [['fine', 'doubtful'], 'Doctor: 0 broken, 1 doubtful, 1 fine', 'caution', ['Doubtful'], ['Fine']],
    [['fine', 'doubtful', 'broken', 'fine'], 'Doctor: 1 broken, 1 doubtful, 2 fine', 'stop', ['Broken', 'Doubtful'], ['Fine']],
    [['broken'], 'Doctor: 1 broken, 0 doubtful, 0 fine', 'stop', ['Broken'], []],
  ] as const)('%j: the worst findings come first, and fine ones are in a layer', (states, title, tone, titles, behind) => {
    const reply = composeFindings(states.map(one))
    expect(reply).toMatchObject({ title, tone })
    expect(reply.blocks.map((block) => (block.kind === 'list' ? block.title : ''))).toEqual(titles)
    expect(reply.layers?.map((layer) => layer.title)).toEqual(behind)
    for (const block of reply.blocks)
      if (block.kind === 'list') expect(block.items.some((item) => item.includes(block.title ?? 'no title'))).toBe(false)
  })

  test.each([
    [-5, '0 ms'],
    [999, '999 ms'],
    [1000, '1 second'],
    [119_999, '1 minute'],
    [3 * hour, '3 hours'],
    [50 * hour, '2 days'],
  ])('%i ms is %s', (length, words) => expect(lengthWords(length)).toBe(words))
})
