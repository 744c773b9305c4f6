import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { createLicet } from '../src/index.ts'
import { createBase } from '../src/knowledge/base.ts'
import { readKnowledge } from '../src/knowledge/load.ts'
import { assertEqual, createOurs, type Engine } from './engines.ts'
import type { Loaded, Proven } from './fresh.ts'
import { createJsonRules } from './json-rules-peer.ts'
import { inFreshProcesses, median, ratesOf, type Work } from './measure.ts'
import { plainRules } from './plain-rules.ts'
import { questions } from './questions.ts'
import { numberText, tableOf, type Row } from './report.ts'
import { day, sampleCells } from './space.ts'
import { createZen } from './zen-peer.ts'

const cellCount = 500
const folder = fileURLToPath(new URL('../knowledge', import.meta.url))

const versionOf = (name: string): string =>
  (JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), 'utf8')) as { version: string }).version

async function engineRows(): Promise<readonly Row[]> {
  const base = createBase(readKnowledge(folder))
  const cells = sampleCells(base, cellCount)
  const rules = plainRules(base.rulebook.on(day, day))
  const ours = createOurs(base, cells)
  const jsonRules = createJsonRules(rules, cells)
  const zen = createZen(rules, cells)
  await assertEqual(ours, [jsonRules, zen], cells)
  const [own = 0, json = 0, zenInTurn = 0, zenAtOnce = 0] = await ratesOf([
    synchronous(ours, cells.length),
    inTurn(jsonRules, cells.length),
    inTurn(zen, cells.length),
    atOnce(zen, cells.length),
  ])
  const against = (what: string, rate: number, aim: number): Row => ({
    what: `  against ${what}`,
    measured: `${numberText(rate)}/s`,
    figure: own / rate,
    unit: 'x',
    aim: { atLeast: aim },
  })
  return [
    { what: 'decisions, trace included', measured: `${cells.length} cells, ${rules.length} rules`, figure: own, unit: '/s' },
    against(`json-rules-engine ${versionOf('json-rules-engine')}`, json, 300),
    against(`zen-engine ${versionOf('@gorules/zen-engine')}, one by one`, zenInTurn, 40),
    against('zen-engine, all at once on every core', zenAtOnce, 40),
  ]
}

const synchronous = ({ decide }: Engine, count: number): Work => ({
  count,
  run: () => {
    let sum = 0
    for (let cell = 0; cell < count; cell++) sum += decide(cell) as number
    return sum
  },
})

const inTurn = ({ decide }: Engine, count: number): Work => ({
  count,
  run: async () => {
    for (let cell = 0; cell < count; cell++) await decide(cell)
  },
})

const atOnce = ({ decide }: Engine, count: number): Work => ({
  count,
  run: () => Promise.all(Array.from({ length: count }, (_, cell) => decide(cell))),
})

async function questionRow(): Promise<Row> {
  const licet = createLicet(folder)
  const [rate = 0] = await ratesOf([
    { count: questions.length, run: () => questions.map((question) => licet.ask(question, { asOf: day, today: day }).text.length) },
  ])
  return {
    what: 'questions end to end, one core',
    measured: `${questions.length} questions`,
    figure: rate,
    unit: '/s',
    aim: { atLeast: 5000 },
  }
}

function freshRows(): readonly Row[] {
  const loads = inFreshProcesses<Loaded>('load', 5)
  const proofs = inFreshProcesses<Proven>('prove', 3)
  return [
    {
      what: 'knowledge loaded',
      measured: '5 fresh processes',
      figure: median(loads.map(({ milliseconds }) => milliseconds)),
      unit: ' ms',
      aim: { below: 300 },
    },
    {
      what: 'peak memory, questions answered',
      measured: '5 fresh processes',
      figure: median(loads.map(({ peakBytes }) => peakBytes)) / 1e6,
      unit: ' MB',
    },
    {
      what: 'whole space proven',
      measured: `${numberText(proofs[0]?.cells ?? 0)} cells`,
      figure: median(proofs.map(({ seconds }) => seconds)),
      unit: ' s',
      aim: { below: 5 },
    },
  ]
}

const rows = [...(await engineRows()), await questionRow(), ...freshRows()]
const processors = cpus()
process.stdout.write(
  `Law of ${day}, Node ${process.versions.node}, ${processors.length} cores, ${processors[0]?.model ?? 'unknown'}\n\n${tableOf(rows)}\n`,
)
