import { readFileSync } from 'node:fs'
import { createBase } from '../src/knowledge/base.ts'
import { readKnowledge } from '../src/knowledge/load.ts'
import { assertEqual, createOurs, createPlain, type Engine } from './engines.ts'
import { createJsonRules } from './json-rules-peer.ts'
import { median, roundsOf, type Work } from './measure.ts'
import { plainRules } from './plain-rules.ts'
import { numberText, type Row } from './report.ts'
import { day, folder, sampleCells } from './space.ts'
import { createZen } from './zen-peer.ts'

const cellCount = 500

/** Licet's decisions per second, and how many times as fast as each peer it is. Stops with an error if the engines disagree on any cell. */
export async function decisionRows(): Promise<readonly Row[]> {
  const base = createBase(readKnowledge(folder))
  const cells = sampleCells(base, cellCount)
  const rules = plainRules(base.rulebook.on(day, day))
  const ours = createOurs(base, cells)
  const plain = createPlain(base, cells)
  const jsonRules = createJsonRules(rules, cells)
  const zen = createZen(rules, cells)
  await assertEqual(ours, [plain, jsonRules, zen], cells)
  const works = [
    synchronous(ours, cells.length),
    inTurn(jsonRules, cells.length),
    inTurn(zen, cells.length),
    atOnce(zen, cells.length),
    synchronous(plain, cells.length),
  ]
  const rounds = await roundsOf(works)
  const own = median(rounds.map(([rate = 0]) => rate))
  return [
    { what: 'decisions, trace included', measured: `${cells.length} cells, ${rules.length} rules`, figure: own, unit: '/s' },
    against(`json-rules-engine ${versionOf('json-rules-engine')}`, rounds, 1, 300),
    against(`zen-engine ${versionOf('@gorules/zen-engine')}, one by one`, rounds, 2, 40),
    against('zen-engine, all at once on every core', rounds, 3, 40),
    against('the plain reading of the same rules', rounds, 4, 1),
  ]
}

/** Compares with a peer by the median of the ratios within each round, so that a drifting clock speed of the machine cancels out. */
function against(peer: string, rounds: readonly (readonly number[])[], index: number, atLeast: number): Row {
  const rates = rounds.map((round) => round[index] ?? 0)
  const figure = median(rounds.map(([own = 0], round) => own / (rates[round] ?? 0)))
  return { what: `  against ${peer}`, measured: `${numberText(median(rates))}/s`, figure, unit: 'x', aim: { atLeast } }
}

/** Runs an engine without `await`, which would cost more than a decision. */
function synchronous({ decide }: Engine, count: number): Work {
  const run = (): unknown => {
    let last: unknown
    for (let cell = 0; cell < count; cell++) last = decide(cell)
    return last
  }
  return { count, run }
}

function inTurn({ decide }: Engine, count: number): Work {
  const run = async (): Promise<void> => {
    for (let cell = 0; cell < count; cell++) await decide(cell)
  }
  return { count, run }
}

function atOnce({ decide }: Engine, count: number): Work {
  return { count, run: async () => Promise.all(Array.from({ length: count }, (_, cell) => Promise.resolve(decide(cell)))) }
}

function versionOf(name: string): string {
  const { version }: { version: string } = JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), 'utf8'))
  return version
}
