import { randomInt } from 'node:crypto'
import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { openStore, type Store } from '../../src/store/store.ts'
import { platforms } from '../platforms.ts'
import { engines, type Engine } from '../store/databases.ts'
import { starts } from './start.ts'
import { tipsYear, wholeYear } from './tips.ts'
import { ends } from './ends.ts'
import { event, startService, type Begin, type Line, type Service } from './fleet.ts'
import { countOf, isIntact, linesOf, question, sentFile, until } from './watch.ts'

/**
 * Tests of several processes on one database: racing claims, kills, repeats and throughput. `npm run processes` runs all; a name
 * runs one (`crash`), also on one engine (`crash Postgres`).
 */

/** Opens cases by a question and a form, as an asker does. */
async function openCases(service: Service, store: Store, count: number): Promise<readonly number[]> {
  for (let index = 0; index < count; index++) service.hand(event(`q${index}`, { kind: 'message', text: question(index) }))
  await until('every question recorded', async () => (await countOf(store, 'record', 'kind', 'answer')) === count)
  const answers = await store.db.selectFrom('record').select('id').where('kind', '=', 'answer').orderBy('seq').execute()
  for (const [index, { id }] of answers.entries())
    service.hand(
      event(`f${index}`, {
        kind: 'submit',
        form: 'escalate',
        of: id,
        values: { remark: '', neededBy: '', urgency: 'normal', queue: 'export-counsel' },
      }),
    )
  await until('every case open', async () => (await countOf(store, 'cases', 'state', 'open')) === count)
  return (await store.db.selectFrom('cases').select('number').orderBy('number').execute()).map((row) => row.number)
}

/** Several people claim the same cases at once. Each case must get one claimant, and one claim in the record. */
export async function race(engine: Engine, processes: number, cases: number, begin: Begin = startService): Promise<string> {
  const { url, drop } = await engine.make()
  const store = await openStore(url)
  const done = new Set<string>()
  const services = await Promise.all(
    Array.from({ length: processes }, () => begin(url, '', (line) => line.done !== undefined && done.add(line.done))),
  )
  try {
    const numbers = await openCases(services[0] as Service, store, cases)
    const start = performance.now()
    for (const number of numbers)
      for (const [index, service] of services.entries())
        service.hand(
          event(
            `c${number}-${index}`,
            { kind: 'action', action: 'claim', of: String(number) },
            index % 2 === 0 ? 'console:counsel' : 'console:counsel2',
            `desk${number}-${index}`,
          ),
        )
    await until('every claim handled', () => [...done].filter((id) => id.startsWith('test:c')).length === cases * processes)
    await until('nothing left over', async () => (await countOf(store, 'inbox', 'state', 'received')) === 0)
    const seconds = (performance.now() - start) / 1000
    const claims = await store.db
      .selectFrom('record')
      .select('case_number')
      .where('kind', '=', 'act')
      .where('body', 'like', '%"act":"claim"%')
      .execute()
    const refused = await countOf(store, 'record', 'kind', 'refused')
    const claimed = await countOf(store, 'cases', 'state', 'claimed')
    const once = claims.length === cases && new Set(claims.map((row) => row.case_number)).size === cases
    if (!once || claimed !== cases || refused !== cases * (processes - 1) || !(await isIntact(store)))
      throw new Error(`race on ${engine.name}: ${claims.length} claims of ${cases}, ${refused} refused`)
    return `claim race, ${engine.name}: ${processes} processes × ${cases} cases: ${claims.length} claimed once each, ${refused} refused kindly, chain intact, ${Math.round((cases * processes) / seconds)} clicks/s`
  } finally {
    await Promise.all(services.map((service) => service.stop()))
    await store.close()
    await drop()
  }
}

/** The places of sends that were begun but not recorded when a process died. */
async function unfinished({ db }: Store): Promise<readonly string[]> {
  const rows = await db.selectFrom('outbox').select('place').where('state', '=', 'due').where('claimed_until', '>', 0).execute()
  return rows.map(({ place }) => (JSON.parse(place) as { readonly id: string }).id)
}

/**
 * Kills the process again and again while it handles messages. Nothing acknowledged may be lost, and a kill may repeat only the
 * sends under way, each once. A message comes every `every` milliseconds. A service started by `last` handles what is left over.
 */
export async function crash(engine: Engine, kills: number, every = 3, last: Begin = startService): Promise<string> {
  const { url, drop } = await engine.make()
  const store = await openStore(url)
  const sent = sentFile()
  const acked = new Set<string>()
  /** How many kills hit a send to each place. */
  const cut = new Map<string, number>()
  let done = 0
  const hear = (line: Line): void => {
    if (line.ack !== undefined && line.kind === 'taken') acked.add(line.ack)
    if (line.done !== undefined) done++
  }
  let number = 0
  try {
    for (let kill = 0; kill < kills; kill++) {
      const service = await startService(url, sent, hear, 30)
      const timer = setInterval(() => service.hand(event(`m${number}`, { kind: 'message', text: question(number++) })), every)
      // Before the first message is handled, a kill would have nothing to hit.
      const before = done
      await until('something is handled', () => done > before)
      await sleep(randomInt(0, 300))
      await service.kill()
      clearInterval(timer)
      for (const place of await unfinished(store)) cut.set(place, (cut.get(place) ?? 0) + 1)
      // No process is running, so the leases of dead processes need not be waited for.
      await store.db.updateTable('outbox').set({ claimed_until: 0 }).where('state', '=', 'due').execute()
      await store.db.updateTable('inbox').set({ due: 0 }).where('state', '=', 'received').execute()
    }
    const service = await last(url, sent, () => undefined)
    await until('everything received is handled', async () => (await countOf(store, 'inbox', 'state', 'received')) === 0)
    await until('everything is said', async () => (await countOf(store, 'outbox', 'state', 'due')) === 0)
    await service.stop()
    const said = Map.groupBy(linesOf(sent), (line) => line.place)
    const rows = (await store.db.selectFrom('outbox').select(['place', 'unsure', 'state']).execute()).map((row) => ({
      ...row,
      place: (JSON.parse(row.place) as { readonly id: string }).id,
    }))
    const unsure = new Map(rows.map((row) => [row.place, row.unsure]))
    const handled = await countOf(store, 'inbox', 'state', 'handled')
    const answers = await countOf(store, 'record', 'kind', 'answer')
    // A message whose send was killed twice may never have arrived. It is not lost, because it is listed for an operator.
    const given = new Set(rows.filter((row) => row.state === 'dead').map((row) => row.place))
    const lost = [...acked].map((id) => id.replace('test:', '')).filter((place) => !said.has(place) && !given.has(place))
    const twice = [...said].filter(([, lines]) => lines.length > 1)
    const most = (place: string): number => Math.min(1 + (cut.get(place) ?? 0), 2)
    const bad = twice.filter(([place, lines]) => lines.length > most(place) || (unsure.get(place) ?? 0) < lines.length - 1)
    const cuts = [...cut.values()].reduce((sum, count) => sum + count, 0)
    const intact = await isIntact(store)
    if (lost.length > 0 || bad.length > 0 || handled !== answers || !intact)
      throw new Error(
        `crash on ${engine.name}: ${lost.length} lost, ${bad.length} said too often (${JSON.stringify(bad.slice(0, 2))}, ${JSON.stringify(rows.filter((row) => bad.some(([place]) => row.place === place)))}), ${handled} handled, ${answers} recorded, chain ${intact ? 'intact' : 'broken'}`,
      )
    return `kill -9, ${engine.name}: ${kills} kills, ${acked.size} acknowledged, ${answers} recorded, 0 lost, ${twice.length} said twice (all marked) of ${cuts} sends that a kill fell upon, ${rows.filter((row) => row.state === 'dead').length} given up to a human, chain intact`
  } finally {
    rmSync(sent, { force: true })
    await store.close()
    await drop()
  }
}

/** Delivers every event four times, in any order, to two processes: each must give one answer and one case. */
export async function storm(engine: Engine, events: number, begin: Begin = startService): Promise<string> {
  const { url, drop } = await engine.make()
  const store = await openStore(url)
  const sent = sentFile()
  const kinds: string[] = []
  const hear = (line: Line): void => {
    if (line.ack !== undefined && line.kind !== undefined) kinds.push(line.kind)
  }
  const services = [await begin(url, sent, hear), await begin(url, sent, hear)]
  try {
    const all = Array.from({ length: events * 4 }, (_, index) => ({ index: index % events, at: Math.random() })).sort((a, b) => a.at - b.at)
    for (const [turn, { index }] of all.entries()) services[turn % 2]?.hand(event(`s${index}`, { kind: 'message', text: question(index) }))
    await until('every delivery acknowledged', () => kinds.length === events * 4)
    const [first] = await (async () => {
      await until('every answer recorded', async () => (await countOf(store, 'record', 'kind', 'answer')) === events)
      return await store.db.selectFrom('record').select('id').where('kind', '=', 'answer').limit(1).execute()
    })()
    for (let index = 0; index < 4; index++)
      services[index % 2]?.hand(
        event('one-case', {
          kind: 'submit',
          form: 'escalate',
          of: first?.id ?? '',
          values: { urgency: 'normal', queue: 'export-counsel' },
        }),
      )
    await until('the case is open', async () => (await countOf(store, 'cases', 'state', 'open')) === 1)
    await until('everything is said', async () => (await countOf(store, 'outbox', 'state', 'due')) === 0)
    const said = Map.groupBy(linesOf(sent), (line) => line.place)
    const answered = Array.from(
      { length: events },
      (_, index) => said.get(`s${index}`)?.filter((line) => !line.title.startsWith('Case')).length ?? 0,
    )
    if (answered.some((count) => count !== 1) || !(await isIntact(store)))
      throw new Error(`storm on ${engine.name}: ${answered.filter((count) => count !== 1).length} events not answered once`)
    return `retry storm, ${engine.name}: ${events} events × 4 to 2 processes: ${kinds.filter((kind) => kind === 'taken').length} taken, ${kinds.filter((kind) => kind === 'seen').length} known already, one answer each, one case, chain intact`
  } finally {
    await Promise.all(services.map((service) => service.stop()))
    rmSync(sent, { force: true })
    await store.close()
    await drop()
  }
}

/** The number of questions per second that several processes receive, answer, record and send. */
export async function speed(engine: Engine, processes: number, events: number): Promise<string> {
  const { url, drop } = await engine.make()
  const store = await openStore(url)
  let done = 0
  const services = await Promise.all(
    Array.from({ length: processes }, () => startService(url, '', (line) => void (line.done !== undefined && done++))),
  )
  const pump = async (from: number, count: number): Promise<number> => {
    done = 0
    const start = performance.now()
    for (let index = 0; index < count; index++) {
      services[index % processes]?.hand(event(`v${from + index}`, { kind: 'message', text: question(index) }))
      if (index % 200 === 199) await until('room', () => index - done < 400)
    }
    await until('all recorded', () => done >= count)
    return (performance.now() - start) / 1000
  }
  try {
    await pump(0, 500)
    const seconds = await pump(500, events)
    if (!(await isIntact(store))) throw new Error('the chain is broken')
    return `speed, ${engine.name}: ${events} questions by ${processes} process${processes === 1 ? '' : 'es'}: ${Math.round(events / seconds)}/s received, answered, recorded and put out`
  } finally {
    await Promise.all(services.map((service) => service.stop()))
    await store.close()
    await drop()
  }
}

if (process.argv[1]?.endsWith('run.ts') === true) {
  const [wanted, on] = process.argv.slice(2)
  for (const { kind, storm, eventsOfStorm } of platforms)
    if (wanted === undefined || wanted === kind.name) process.stdout.write(`${await storm(eventsOfStorm, 20, until)}\n`)
  if (wanted === undefined || wanted === 'start') process.stdout.write(`${await starts(5)}\n`)
  for (const engine of engines.filter(({ name }) => on === undefined || name === on)) {
    if (engine.missing !== undefined) {
      process.stdout.write(`${engine.name}: ${engine.missing}\n`)
      continue
    }
    const runs: Readonly<Record<string, () => Promise<string>>> = {
      race: () => race(engine, 4, 1000),
      crash: () => crash(engine, 50),
      ends: () => ends(engine, 50),
      // More messages than can be handled before the deadline.
      flood: () => ends(engine, 3, { every: 1, during: 20_000 }),
      storm: () => storm(engine, 500),
      tips: () => tipsYear(engine, wholeYear),
      speed: () => speed(engine, 1, 4000),
      speed2: () => speed(engine, 2, 4000),
    }
    for (const [name, run] of Object.entries(runs)) if (wanted === undefined || wanted === name) process.stdout.write(`${await run()}\n`)
  }
}
