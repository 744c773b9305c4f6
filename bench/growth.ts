import { dump, load } from 'js-yaml'
import { answer } from '../src/answer/answer.ts'
import { createAnswerer } from '../src/answer/answerer.ts'
import { reduceLaw, verdictOf } from '../src/engine/compiled.ts'
import type { Rule } from '../src/engine/rule.ts'
import { createRulebook } from '../src/engine/rulebook.ts'
import { createBase } from '../src/knowledge/base.ts'
import { readKnowledge, type KnowledgeFiles } from '../src/knowledge/load.ts'
import { median } from './measure.ts'
import { questions } from './questions.ts'
import { day, folder, sampleCells } from './space.ts'

/**
 * `node bench/growth.ts`: the cost of ten times as many rules, systems and articles, compared with today's. Measured in processor
 * time, because other work on the machine disturbs the clock.
 */
const copies = Array.from({ length: 9 }, (_, index) => `copy-${index + 1}`)
const files = readKnowledge(folder)
const base = createBase(files)

/** The processor time of `work`, in milliseconds. */
function cost(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const leastOf = (times: number, work: () => unknown): number => Math.min(...Array.from({ length: times }, () => cost(work)))

/** Adds nine copies of each rule with the same condition, so that ten times as many rules apply. */
const tenfold = (rules: readonly Rule[]): readonly Rule[] => [
  ...rules,
  ...copies.flatMap((copy) =>
    rules.map((rule) => ({ ...rule, id: `${rule.id} ${copy}`, exceptionTo: rule.exceptionTo.map((id) => `${id} ${copy}`) })),
  ),
]

const cells = sampleCells(base, 500)

function decisions(name: string, rules: readonly Rule[]): void {
  const law = createRulebook(rules).law(day, day)
  const decideAll = (): unknown => cells.map((facts) => verdictOf(reduceLaw(law, facts)).high)
  const first = cost(decideAll)
  const again = leastOf(30, decideAll)
  process.stdout.write(
    `${name}: ${rules.length} rules, ${(cells.length / again).toFixed(0)} decisions in 1 ms once met, ${(first / cells.length).toFixed(3)} ms each when first met\n`,
  )
}

type System = { readonly id: string; readonly names: readonly string[] }

const moreSystems: KnowledgeFiles = {
  ...files,
  'systems.yaml': dump(
    (load(files['systems.yaml'] ?? '') as readonly System[]).flatMap((system) => [
      system,
      ...copies.map((copy) => ({ ...system, id: `${system.id}-${copy}`, names: [`${system.names[0] ?? system.id} ${copy}`] })),
    ]),
  ),
}

/**
 * Adds nine copies of each article with all its words. This is the worst case for the search: each word is in ten sections instead
 * of one.
 */
const moreArticles: KnowledgeFiles = {
  ...files,
  ...Object.fromEntries(
    Object.entries(files)
      .filter(([file]) => file.startsWith('articles/'))
      .flatMap(([file, text]) => copies.map((copy) => [file.replace(/\.md$/, `-${copy}.md`), text])),
  ),
}

/**
 * For each section of the articles, its example question number `index`. Answers are cached, so measured questions must not have
 * been asked before.
 */
const wordings = (index: number): readonly string[] =>
  base.articles.flatMap(({ sections }) => sections.flatMap(({ asks }) => asks.slice(index, index + 1)))

function searches(name: string, knowledge: KnowledgeFiles): void {
  const costs = Array.from({ length: 3 }, () => {
    const answerer = createAnswerer(knowledge)
    const askAll = (all: readonly string[]): void => all.forEach((question) => void answer(answerer, { question, asOf: day, today: day }))
    askAll(wordings(1))
    return cost(() => askAll(wordings(0))) / wordings(0).length
  })
  process.stdout.write(
    `${name}: ${wordings(0).length} questions that sections answer, ${median(costs).toFixed(2)} ms each when first asked\n`,
  )
}

function answers(name: string, knowledge: KnowledgeFiles): void {
  const loading = cost(() => answer(createAnswerer(knowledge), { question: 'drone to Poland', asOf: day, today: day }))
  const answerer = createAnswerer(knowledge)
  const each = questions.map((question) => {
    const ask = (): unknown => answer(answerer, { question, asOf: day, today: day })
    ask()
    return leastOf(5, ask)
  })
  process.stdout.write(`${name}: ${loading.toFixed(0)} ms to load and answer once, ${median(each).toFixed(2)} ms a question\n`)
}

decisions('today', base.rulebook.rules)
decisions('rules × 10', tenfold(base.rulebook.rules))
answers('today', files)
answers('systems × 10', moreSystems)
answers('articles × 10', moreArticles)
searches('today', files)
searches('articles × 10', moreArticles)
