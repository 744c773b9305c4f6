import { readFileSync } from 'node:fs'
import { createApp, type App } from '../src/app.ts'
import type { Accepted } from '../src/admit.ts'
import type { Form } from '../src/port/form.ts'
import { readConfig, type Settings } from '../src/config.ts'
import { keepVersions, type Versions } from '../src/record/versions.ts'
import type { Audience, Person, Place, IncomingAct } from '../src/port/incoming.ts'
import { toPlainText } from '../src/port/plain.ts'
import type { Delivery, Platform, Sent } from '../src/port/platform.ts'
import type { ChatReply } from '../src/port/reply.ts'
import { openMemory, type Memory } from '../src/store/memory.ts'
import { openStore, type Store } from '../src/store/store.ts'
import { answerer } from './licet.ts'
import type { Engine, Start } from './store/databases.ts'
import { keepsIn } from './told.ts'
import type { PerMinute } from '../src/chat/flood.ts'
import type { Meter } from '../src/port/meter.ts'

/** The settings of these tests: those of the example, with the desk on another platform (`desk`) than the askers (`ask`). */
export const settings: Settings = readConfig(
  {},
  {
    file: 'settings.example.yaml',
    text: readFileSync(new URL('../settings.example.yaml', import.meta.url), 'utf8')
      .replaceAll('console:', 'desk:')
      .replaceAll('desk: console counsel', 'desk: desk queue'),
  },
  '/nowhere',
).settings

/** Monday, 10:00 in New York, in epoch milliseconds. */
export const monday = Date.parse('2026-11-23T15:00:00Z')

/** A database that already holds today's knowledge, as after the start of the program. */
export const withKnowledge: Start = {
  name: 'knowledge',
  fill: async (url) => {
    const store = await openStore(url)
    await keepVersions(store, answerer, monday)
    await store.close()
  },
}

/** A message that was sent, with its id. */
export type Shown = Delivery & { readonly id: string }

/** The program with two fake platforms that remember what is sent, and a clock set by hand. */
export type Bench = {
  readonly app: App
  readonly store: Store
  readonly memory: Memory
  readonly versions: Versions
  readonly shown: Shown[]
  readonly told: string[]
  readonly clock: { now: number }
  /** The results of the next sends, in order. */
  readonly outcomes: Array<Sent | Error>
  readonly hand: (
    who: string,
    said: IncomingAct | string,
    where?: Partial<Place> & {
      readonly event?: string
      readonly groups?: readonly string[]
      readonly bot?: boolean
      readonly audience?: Audience
    },
  ) => Promise<{ readonly accepted: Accepted; readonly form: Form | undefined; readonly home: ChatReply | undefined }>
  /** Every message sent to a place, as plain text, oldest first. */
  readonly at: (place: string) => readonly string[]
  readonly last: (place: string) => Shown
  readonly close: () => Promise<void>
}

let count = 0

/**
 * Starts the program on a database of its own. `more` overrides both platforms. Conversations are stored in the database unless
 * `memory` is given.
 */
export async function openBench(
  engine: Engine,
  chosen: Settings = settings,
  more: Partial<Pick<Platform, 'examine' | 'person' | 'send' | 'isConnected'>> = {},
  remembered?: Memory,
  meter?: Meter,
  perMinute?: PerMinute,
): Promise<Bench> {
  const { url, drop } = await engine.copy(withKnowledge)
  const store = await openStore(url)
  const clock = { now: monday }
  const versions = await keepVersions(store, answerer, clock.now)
  const told: string[] = []
  const memory = remembered ?? openMemory(store, undefined, 1_000_000_000, (line) => told.push(line))
  const shown: Shown[] = []
  const outcomes: Array<Sent | Error> = []
  const platform = (name: string): Platform => ({
    name,
    pace: { channel: { gap: 0, burst: 1 }, space: { gap: 0, burst: 1 } },
    send: (delivery) => {
      const outcome = outcomes.shift() ?? { kind: 'sent', message: delivery.kind === 'update' ? delivery.message : `${name}-${++count}` }
      if (outcome instanceof Error) return Promise.reject(outcome)
      if (outcome.kind === 'sent') shown.push({ ...delivery, id: outcome.message })
      return Promise.resolve(outcome)
    },
    ...more,
  })
  const app = createApp({
    store,
    memory,
    versions,
    settings: chosen,
    code: 'test',
    platforms: [platform('ask'), platform('desk')],
    now: () => clock.now,
    chance: () => 0.5,
    tell: keepsIn(told),
    ...(meter === undefined ? {} : { meter }),
    ...(perMinute === undefined ? {} : { perMinute }),
  })
  return {
    app,
    store,
    memory,
    versions,
    shown,
    told,
    clock,
    outcomes,
    hand: async (who, said, { event = `e${++count}`, groups, bot, audience, ...where } = {}) => {
      const person: Person = {
        id: who,
        name: who.slice(who.indexOf(':') + 1),
        ...(groups === undefined ? {} : { groups }),
        ...(bot === undefined ? {} : { bot }),
      }
      const place = { platform: who.slice(0, who.indexOf(':')), id: person.name, ...where }
      const accepted = await app.accept({
        event,
        person,
        place,
        ...(audience === undefined ? {} : { audience }),
        said: typeof said === 'string' ? { kind: 'message', text: said } : said,
      })
      const { form, home } = accepted.kind === 'taken' ? await accepted.done : {}
      await app.tick()
      return { accepted, form, home }
    },
    at: (place) => shown.filter((one) => one.place.id === place).map((one) => toPlainText(one.reply)),
    last: (place) => {
      const found = shown.findLast((one) => one.place.id === place)
      if (found === undefined) throw new Error(`nothing was said at ${place}`)
      return found
    },
    close: async () => {
      await app.close()
      await drop()
    },
  }
}

/** Asks as `ask:ann` and opens a case about the answer; returns the case's number. */
export async function escalate(
  bench: Bench,
  question = 'can we sell an SLV stage to Australia?',
  values: Readonly<Record<string, string>> = {},
): Promise<number> {
  await bench.hand('ask:ann', question)
  const of =
    bench.last('ann').reply.actions.find((action) => action.id === 'ask-counsel')?.of ?? bench.last('ann').reply.actions[0]?.of ?? ''
  await bench.hand('ask:ann', {
    kind: 'submit',
    form: 'escalate',
    of,
    values: { remark: 'for Gilmour', neededBy: '', urgency: 'normal', queue: 'export-counsel', ...values },
  })
  return Number(/Case (\d+)/.exec(bench.last('ann').reply.title)?.[1] ?? 0)
}
