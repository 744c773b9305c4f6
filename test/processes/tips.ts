import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openStore, type Store } from '../../src/store/store.ts'
import { keepSubscription } from '../../src/tips/subscriptions.ts'
import { tipsOn } from '../../src/tips/tip.ts'
import { settings } from '../app.ts'
import { workingOf } from '../../src/tips/settings.ts'
import type { Engine } from '../store/databases.ts'
import { environment } from './fleet.ts'
import { lastingKnowledge } from './tips-knowledge.ts'
import { openClockwork } from './tips-program.ts'

/**
 * Simulates a year of tips. The clock is set from here, processes are killed while they work, and every send is checked against a
 * calendar of this test's own.
 */

/** Thirty time zones, from the earliest to the latest on earth, with and without daylight saving. */
const zones = [
  'Pacific/Kiritimati',
  'Pacific/Chatham',
  'Pacific/Auckland',
  'Australia/Lord_Howe',
  'Australia/Sydney',
  'Australia/Adelaide',
  'Asia/Tokyo',
  'Asia/Singapore',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Dubai',
  'Asia/Tehran',
  'Asia/Jerusalem',
  'Africa/Nairobi',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Europe/Helsinki',
  'Europe/Berlin',
  'Europe/London',
  'Atlantic/Azores',
  'America/Nuuk',
  'America/Sao_Paulo',
  'America/Santiago',
  'America/St_Johns',
  'America/Halifax',
  'America/New_York',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/Adak',
  'Pacific/Pago_Pago',
]
/** Few people want many tips a week; most want one. */
const weeks = ['1234567', '12345', '135', ...['1', '2', '3', '4', '5', '6', '7'].flatMap((day) => [day, day, day, day])]
const times = ['08:00', '09:00', '09:30', '14:00', '17:00', '17:30']

type Person = { readonly id: string; readonly zone: string; readonly time: string; readonly days: string }

const peopleOf = (count: number): readonly Person[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `p${index}`,
    zone: zones[index % zones.length] ?? 'UTC',
    time: times[(index * 7) % times.length] ?? '09:00',
    days: weeks[(index * 11) % weeks.length] ?? '1',
  }))

/** A program to tell the time to; `tick` gives `false` if it was killed meanwhile. */
type Ticker = { readonly tick: (now: number) => Promise<boolean>; readonly kill: () => Promise<void> }

async function startTicker(url: string, sent: string): Promise<Ticker> {
  const child = fork(fileURLToPath(new URL('tips-service.ts', import.meta.url)), [], {
    env: { ...environment, DATABASE_URL: url, SENT: sent },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ready = Promise.withResolvers<void>()
  const ended = Promise.withResolvers<false>()
  let ticked: (now: number) => void = () => undefined
  child.on('message', (line: { readonly ready?: true; readonly ticked?: number; readonly told?: string }) => {
    if (line.ready === true) ready.resolve()
    if (line.ticked !== undefined) ticked(line.ticked)
    if (line.told !== undefined) process.stderr.write(`${line.told}\n`)
  })
  child.on('exit', (code) => {
    ready.reject(new Error(`a process of the simulation ended with ${code}`))
    ended.resolve(false)
  })
  await ready.promise
  return {
    tick: (now) => {
      const done = new Promise<boolean>((resolve) => (ticked = (at) => at === now && resolve(true)))
      child.send({ now }, () => undefined)
      return Promise.race([done, ended.promise])
    },
    kill: async () => {
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    },
  }
}

/** One in this process, for small runs; `kill` only ends it. */
async function openHere(url: string, sent: string): Promise<Ticker> {
  const clockwork = await openClockwork(url, sent, (line) => process.stderr.write(`${line}\n`))
  return { tick: (now) => clockwork.tick(now).then(() => true), kill: clockwork.close }
}

/** The parameters of a simulated year. */
export type Year = {
  readonly from: string
  readonly days: number
  readonly people: number
  readonly processes: number
  /** How many more run in this process and are not killed. */
  readonly here?: number
  readonly kills: number
  /** The number of outages in which no process runs, of an hour to two days. */
  readonly outages: number
}

/** The year for which figures are reported. */
export const wholeYear: Year = { from: '2026-01-01T00:00:00Z', days: 365, people: 2000, processes: 3, kills: 60, outages: 12 }

const minute = 60_000
const dayLength = 86_400_000

/** The local day and time according to the JavaScript engine, so that Licet's own calendar is not used to check itself. */
function clockOf(zone: string): (at: number) => { readonly day: string; readonly time: string; readonly weekday: number } {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  return (at) => {
    const [day = '', time = ''] = format.format(at).split(' ')
    return { day, time, weekday: new Date(`${day}T12:00:00Z`).getUTCDay() || 7 }
  }
}

const later = (time: string, hours: number): string => `${String(Number(time.slice(0, 2)) + hours).padStart(2, '0')}${time.slice(2)}:00`

/** A repeatable random generator. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/**
 * Simulates a year and checks every send. Returns figures; throws if a tip came twice, at night, again before the others, or not
 * at all.
 */
export async function tipsYear(engine: Engine, year: Year, seed = 1): Promise<string> {
  const { url, drop } = await engine.make()
  const store = await openStore(url)
  const sent = join(tmpdir(), `licet-tips-${process.pid}-${seed}-${engine.name}.jsonl`)
  writeFileSync(sent, '')
  const chance = dice(seed)
  const people = peopleOf(year.people)
  const begin = Date.parse(year.from)
  const working = workingOf(settings)
  await subscribe(store, people, begin)
  const tickers = await Promise.all(Array.from({ length: year.processes }, () => startTicker(url, sent)))
  const lasting = await Promise.all(Array.from({ length: year.here ?? 0 }, () => openHere(url, sent)))
  const start = performance.now()
  const ticks: number[] = []
  let kills = 0
  let outages = 0
  try {
    const end = begin + year.days * dayLength
    for (let now = begin; now < end;) {
      const next = await nextMoment(store, now)
      if (next === undefined || next >= end) break
      const gone = (next - begin) / (end - begin)
      if (outages < year.outages * gone) {
        outages++
        now = next + Math.floor(chance() * 48 * 60) * minute
        continue
      }
      now = Math.max(next, now + 1000)
      const doomed = kills < year.kills * gone ? Math.floor(chance() * year.processes) : undefined
      const all = [...lasting, ...tickers].map((ticker) => ticker.tick(now))
      if (doomed !== undefined) {
        kills++
        await sleep(chance() * 25)
        await tickers[doomed]?.kill()
        // With a process that stays all the time, the successor of a killed one may run here, too.
        const reborn = await (lasting.length > 0 ? openHere : startTicker)(url, sent)
        tickers[doomed] = reborn
        all.push(reborn.tick(now))
      }
      await Promise.all(all)
      ticks.push(now)
    }
    const report = check(readFileSync(sent, 'utf8'), people, ticks, begin, working.holidays)
    const unsure = await store.db
      .selectFrom('outbox')
      .select((row) => row.fn.countAll<number>().as('count'))
      .where('unsure', '>', 0)
      .executeTakeFirstOrThrow()
    const seconds = (performance.now() - start) / 1000
    return `tips, ${engine.name}: ${year.days} days, ${year.people} subscribers in ${zones.length} zones, ${year.processes} processes, ${kills} kills, ${outages} outages, ${ticks.length} moments: ${report}; ${unsure.count} sends that a kill fell upon (marked); ${Math.round(seconds)} s`
  } finally {
    await Promise.all([...lasting, ...tickers].map((ticker) => ticker.kill()))
    await store.close()
    rmSync(sent, { force: true })
    await drop()
  }
}

async function subscribe(store: Store, people: readonly Person[], now: number): Promise<void> {
  const working = workingOf(settings)
  await store.write(async (tx) => {
    for (const { id, zone, time, days } of people)
      await keepSubscription(
        tx,
        {
          id: `sub${id}`,
          subscriber: { kind: 'person', id: `sim:${id}`, place: { platform: 'sim', id } },
          by: `sim:${id}`,
          zone,
          time,
          days: [...days].map(Number),
          topics: [],
          madeAt: now,
        },
        working,
        now,
      )
  })
}

/** The next time to simulate: a tip is due, or an unfinished send may be taken over. */
async function nextMoment(store: Store, now: number): Promise<number | undefined> {
  const due = await store.db
    .selectFrom('subscriptions')
    .select((row) => row.fn.min<number | null>('due').as('at'))
    .executeTakeFirstOrThrow()
  const open = await store.db
    .selectFrom('outbox')
    .select((row) => [row.fn.min<number | null>('claimed_until').as('claimed'), row.fn.min<number | null>('due').as('due')])
    .where('state', '=', 'due')
    .where('platform', '=', 'sim')
    .executeTakeFirstOrThrow()
  const moments = [due.at, open.due === null ? null : Math.max(open.due, open.claimed ?? 0, now + 1000)].filter((at) => at !== null)
  return moments.length === 0 ? undefined : Math.min(...moments)
}

type Send = readonly [person: string, at: number, text: string]

/** Compares the sends with what was due: a tip must be sent if a process ran within two hours of its time, within working hours. */
function check(lines: string, people: readonly Person[], ticks: readonly number[], begin: number, holidays: readonly string[]): string {
  const sends = lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Send)
  const byZone = Map.groupBy(people, ({ zone }) => zone)
  const due = new Set<string>()
  for (const [zone, theirs] of byZone) {
    const clock = clockOf(zone)
    const first = clock(begin)
    for (const at of ticks) {
      const { day, time, weekday } = clock(at)
      if (holidays.includes(day)) continue
      for (const person of theirs) {
        const isPast = day < first.day || (day === first.day && `${person.time}:00` <= first.time)
        if (
          !isPast &&
          person.days.includes(String(weekday)) &&
          time >= `${person.time}:00` &&
          time < later(person.time, 2) &&
          time < '18:00:00'
        )
          due.add(`${person.id} ${day}`)
      }
    }
  }
  const clocks = new Map([...byZone.keys()].map((zone) => [zone, clockOf(zone)]))
  const zoneOf = new Map(people.map(({ id, zone }) => [id, zone]))
  const local = sends.map(([person, at]) => ({ person, ...clocks.get(zoneOf.get(person) ?? '')?.(at) }))
  const night = local.filter(({ time = '' }) => time < '08:00:00' || time >= '18:00:00').length
  const counts = new Map<string, number>()
  for (const { person, day } of local) counts.set(`${person} ${day}`, (counts.get(`${person} ${day}`) ?? 0) + 1)
  const missing = [...due].filter((key) => !counts.has(key))
  const extra = [...counts.keys()].filter((key) => !due.has(key))
  const twice = [...counts.values()].filter((count) => count > 1).length
  const early = repeatedEarly(sends)
  if (night > 0 || missing.length > 0 || extra.length > 0 || early > 0)
    throw new Error(
      `${sends.length} sends: ${night} at night, ${missing.length} missing (${missing.slice(0, 3).join(', ')}), ${extra.length} too many (${extra.slice(0, 3).join(', ')}), ${early} repeated early`,
    )
  return `${due.size} due, each sent; ${due.size - twice} once, ${twice} twice; 0 at night, 0 missing, 0 unasked, 0 repeated early`
}

/** How often a tip was repeated before all others that fit had been sent. */
function repeatedEarly(sends: readonly Send[]): number {
  const knowledge = lastingKnowledge()
  const ids = new Map(knowledge.base.tips.map((tip) => [tip.quiz?.ask ?? tip.text ?? '', tip.id]))
  const fits = new Map<string, readonly string[]>()
  const fitOn = (day: string): readonly string[] => {
    const known = fits.get(day) ?? tipsOn(knowledge, day).fit.map(({ id }) => id)
    fits.set(day, known)
    return known
  }
  let early = 0
  for (const theirs of Map.groupBy(sends, ([person]) => person).values()) {
    const last = new Map<string, number>()
    let index = 0
    let before = ''
    for (const [, at, text] of theirs.toSorted((a, b) => a[1] - b[1])) {
      const id = ids.get(text) ?? ''
      const day = new Date(at).toISOString().slice(0, 10)
      // After a kill the tip of a day may be sent twice.
      if (before === `${id} ${day}`) continue
      before = `${id} ${day}`
      const since = last.get(id)
      if (since !== undefined && fitOn(day).some((other) => (last.get(other) ?? -1) < since)) early++
      last.set(id, index++)
    }
  }
  return early
}
