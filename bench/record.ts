import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp, type App } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { createLicet } from '../src/index.ts'
import { append, verifyChain } from '../src/record/chain.ts'
import { linksOf } from '../src/record/read-chain.ts'
import { keepVersions } from '../src/record/versions.ts'
import type { Platform } from '../src/port/platform.ts'
import { openMemory } from '../src/store/memory.ts'
import { openStore, type Store } from '../src/store/store.ts'
import { median } from './measure.ts'
import { questions } from './questions.ts'
import { day } from './space.ts'

/**
 * `node bench/record.ts [NUMBER]`: the cost of a question, from received to answered, on an almost empty record and on one with a
 * million (or NUMBER) more entries. Measured in processor time, because other work on the machine disturbs the clock.
 */
const wanted = Number(process.argv[2] ?? 1_000_000)
const [warm, rounds] = [4, 11]
const inOneCommit = 5000

const home = new URL('..', import.meta.url).pathname
const licet = createLicet(`${home}knowledge`)
const quiet = (): void => undefined
const free = { gap: 0, burst: 1 }

/** Those who wait for an answer, by the id of their place. */
const waiting = new Map<string, () => void>()
/** A platform without delay that delivers everything at once. */
const platform: Platform = {
  name: 'bench',
  pace: { channel: free, space: free },
  send: ({ place }) => {
    waiting.get(place.id)?.()
    return Promise.resolve({ kind: 'sent', message: `m${place.id}` })
  },
}

async function start(store: Store): Promise<App> {
  const file = `${home}settings.example.yaml`
  const { settings } = readConfig({}, { file, text: readFileSync(file, 'utf8') }, home)
  return createApp({
    store,
    memory: openMemory(store, undefined, 60_000, quiet),
    versions: await keepVersions(store, licet.answerer, Date.now()),
    settings,
    code: 'bench',
    platforms: [platform],
    now: Date.now,
    chance: Math.random,
    tell: quiet,
  })
}

/** The processor time of `work`, in milliseconds. */
async function cost(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

let asked = 0
async function ask(app: App, text: string): Promise<void> {
  const id = `q${asked++}`
  const said = new Promise<void>((resolve) => waiting.set(id, resolve))
  const person = { id: `bench:${id}`, name: 'Ann' }
  const accepted = await app.accept({ event: id, person, place: { platform: 'bench', id }, said: { kind: 'message', text } })
  if (accepted.kind !== 'taken') throw new Error(`${id} was ${accepted.kind}`)
  await said
  waiting.delete(id)
}

/** The processor time of one round in milliseconds: per question, asked one after the other, and for a readiness check. */
async function roundOf(app: App): Promise<readonly [question: number, look: number]> {
  const all = async (): Promise<void> => {
    for (const question of questions) await ask(app, question)
  }
  return [(await cost(all)) / questions.length, await cost(() => app.look())]
}

/** Adds entries like those of questions until the record has `wanted` of them. */
async function fill(store: Store): Promise<void> {
  const { reply } = licet.ask('drone to Poland', { asOf: day, today: day })
  const { seq } = await store.db.selectFrom('record_head').select('seq').executeTakeFirstOrThrow()
  for (let done = seq; done < wanted; done += inOneCommit)
    await store.write(async (tx) => {
      for (let index = done; index < Math.min(done + inOneCommit, wanted); index++) {
        const person = { id: `bench:p${index % 5000}`, name: 'Ann' }
        const words = { person, question: 'drone to Poland', title: reply.title }
        await append(tx, { kind: 'answer', at: index, body: { verdict: null }, receipt: `R${index}`, person: person.id, words })
      }
    })
}

/** Measures the apps in turns. The first rounds warm up and are not counted. */
async function measure(apps: Readonly<Record<string, App>>): Promise<void> {
  const costs = new Map<string, Array<readonly [question: number, look: number]>>()
  for (let round = 0; round < warm + rounds; round++)
    for (const [name, app] of Object.entries(apps)) {
      const cost = await roundOf(app)
      if (round >= warm) costs.set(name, [...(costs.get(name) ?? []), cost])
    }
  for (const [name, all] of costs) {
    const [question, look] = [median(all.map(([one]) => one)), median(all.map(([, one]) => one))]
    process.stdout.write(`${name}: ${question.toFixed(2)} ms a question, ${look.toFixed(1)} ms a look at readiness\n`)
  }
}

const folder = mkdtempSync(join(tmpdir(), 'licet-bench-'))
try {
  const file = join(folder, 'full.db')
  const [full, empty] = [await openStore(`file:${file}`), await openStore(`file:${join(folder, 'empty.db')}`)]
  const apps = {
    'record of its own questions alone': await start(empty),
    [`record of ${wanted.toLocaleString('en-US')} more`]: await start(full),
  }
  const filled = await cost(() => fill(full))
  process.stdout.write(`filled in ${(filled / 1000).toFixed(0)} s; ${(statSync(file).size / 1e9).toFixed(2)} GB\n`)
  await measure(apps)
  const checked = await cost(async () => {
    const { broken } = await verifyChain(linksOf(full))
    if (broken !== undefined) throw new Error(broken.why)
  })
  process.stdout.write(`its chain checked in ${(checked / 1000).toFixed(0)} s\n`)
  for (const app of Object.values(apps)) await app.close()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exit(0)
