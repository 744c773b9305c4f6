import { ZenDecisionContent, ZenEngine } from '@gorules/zen-engine'
import type { Condition, Facts } from '../src/engine/condition.ts'
import type { Engine } from './engines.ts'
import type { PlainRule } from './plain-rules.ts'
import { knownFacts } from './space.ts'

/** zen-engine: one decision table that collects every row that applies, compiled once. Its trace is off, which is faster. */
export function createZen(rules: readonly PlainRule[], cells: readonly Facts[]): Engine {
  const decision = new ZenEngine().createDecision(new ZenDecisionContent(graphOf(rules)))
  const facts = knownFacts(rules, cells).map((known) =>
    Object.fromEntries(Object.entries(known).map(([name, value]) => [variable(name), value])),
  )
  const rows = async (cell: number): Promise<readonly Row[]> => (await decision.evaluate(facts[cell])).result
  return {
    name: 'zen-engine',
    decide: async (cell) => (await rows(cell)).reduce((strictest, { rank }) => Math.max(strictest, rank), -1),
    governing: async (cell) => (await rows(cell)).map(({ rule }) => rule),
  }
}

type Row = { readonly rule: string; readonly rank: number }

/** A JSON decision model: request, table, response. The table has one row per rule, with the whole condition in one cell. */
function graphOf(rules: readonly PlainRule[]): object {
  const table = {
    hitPolicy: 'collect',
    inputs: [{ id: 'when', name: 'when' }],
    outputs: ['rule', 'rank'].map((field) => ({ id: field, name: field, field })),
    rules: rules.map(({ id, when, rank }) => ({ _id: id, when: expression(when), rule: JSON.stringify(id), rank: String(rank) })),
  }
  const node = (id: string, type: string, content: object = {}): object => ({ id, name: id, type, content })
  const edge = (sourceId: string, targetId: string): object => ({ id: `${sourceId}-${targetId}`, type: 'edge', sourceId, targetId })
  return {
    nodes: [node('request', 'inputNode'), node('rules', 'decisionTableNode', table), node('response', 'outputNode')],
    edges: [edge('request', 'rules'), edge('rules', 'response')],
  }
}

/** The name of a fact in zen-engine's language, in which a dot would be a path. */
const variable = (fact: string): string => fact.replaceAll('.', '_')

function expression(condition: Condition): string {
  if ('fact' in condition) return membership(condition.fact, condition.in)
  if ('not' in condition) return `not (${expression(condition.not)})`
  const parts = 'all' in condition ? condition.all : condition.any
  if (parts.length === 0) return String('all' in condition)
  return parts.map((part) => `(${expression(part)})`).join('all' in condition ? ' and ' : ' or ')
}

function membership(fact: string, words: readonly string[]): string {
  const [first = ''] = words
  const name = variable(fact)
  if (fact === 'destination.groups')
    return words.length === 1 ? `${JSON.stringify(first)} in ${name}` : `some(${name}, # in ${JSON.stringify(words)})`
  return words.length === 1 ? `${name} == ${JSON.stringify(first)}` : `${name} in ${JSON.stringify(words)}`
}
