import {
  Engine as JsonRulesEngine,
  type ConditionProperties,
  type Event,
  type NestedCondition,
  type TopLevelCondition,
} from 'json-rules-engine'
import type { Condition, Facts } from '../src/engine/condition.ts'
import type { Engine } from './engines.ts'
import type { PlainRule } from './plain-rules.ts'
import { knownFacts } from './space.ts'

/** json-rules-engine: one engine with all rules; each rule that applies gives an event. */
export function createJsonRules(rules: readonly PlainRule[], cells: readonly Facts[]): Engine {
  const engine = new JsonRulesEngine()
  engine.addOperator('overlaps', (fact: readonly string[], words: readonly string[]) => words.some((word) => fact.includes(word)))
  for (const { id, when, rank } of rules) engine.addRule({ name: id, conditions: topLevel(when), event: { type: id, params: { rank } } })
  const facts = knownFacts(rules, cells)
  const events = async (cell: number): Promise<readonly Event[]> => (await engine.run(facts[cell])).events
  return {
    name: 'json-rules-engine',
    decide: async (cell) => (await events(cell)).reduce((strictest, { params }) => Math.max(strictest, Number(params?.['rank'])), -1),
    governing: async (cell) => (await events(cell)).map(({ type }) => type),
  }
}

const topLevel = (condition: Condition): TopLevelCondition =>
  'all' in condition ? { all: condition.all.map(nested) } : { all: [nested(condition)] }

function nested(condition: Condition): NestedCondition {
  if ('fact' in condition) return membership(condition.fact, condition.in)
  if ('not' in condition) return { not: nested(condition.not) }
  return 'all' in condition ? { all: condition.all.map(nested) } : { any: condition.any.map(nested) }
}

function membership(fact: string, words: readonly string[]): ConditionProperties {
  if (fact === 'destination.groups') return { fact, operator: 'overlaps', value: words }
  return words.length === 1 ? { fact, operator: 'equal', value: words[0] } : { fact, operator: 'in', value: words }
}
