import type { Base } from '../../knowledge/base.ts'
import { cachedByObject } from '../cached.ts'
import { stoppingFacts } from '../deal/stopping-facts.ts'
import type { Reading } from '../reading.ts'
import { eachThing } from '../deal/separate-deals.ts'
import type { Reader, UnderstoodMessage } from '../reader.ts'

/** Facts and their values, by their ids in facts.yaml. */
export type Change = Readonly<Record<string, string>>

/**
 * Writes facts that were changed in a form or by a button as a message. If somebody types exactly that
 * message, the same facts change.
 */
export const phraseChange = (base: Base, change: Change): string =>
  `${opening}${sayings(base)
    .flatMap(({ fact, value, words }) => (change[fact] === value ? [words] : []))
    .join('; ')}`

const opening = 'Change: '

type Saying = { readonly fact: string; readonly value: string; readonly words: string }

/**
 * The words for every value of every fact. No two values have the same words: if several would, the fact's id
 * is put before the words.
 */
const sayings = cachedByObject((base: Base): readonly Saying[] => {
  const all = [...base.facts.values()].flatMap(({ id, answers = [] }) => answers.map(({ value, say }) => ({ fact: id, value, say })))
  const alike = Map.groupBy(all, ({ say }) => say)
  return all.map(({ fact, value, say }) => ({ fact, value, words: alike.get(say)?.length === 1 ? say : `${fact} ${say}` }))
})

/** The facts that a message changes, if it is exactly what {@link phraseChange} writes; else `undefined`. */
function changeIn(base: Base, message: string): Change | undefined {
  if (!message.startsWith(opening)) return undefined
  const said = message.slice(opening.length).split('; ')
  const found = said.flatMap((words) => sayings(base).find((one) => one.words === words.trim()) ?? [])
  return found.length === said.length ? Object.fromEntries(found.map(({ fact, value }) => [fact, value])) : undefined
}

/**
 * Wraps a reader so that a message written by {@link phraseChange} changes exactly those facts of the deal talked about, and nothing else
 * is read from it.
 */
export function readingChanges(base: Base, reader: Reader): Reader {
  return {
    ...reader,
    parts: (message) => (changeIn(base, message) === undefined ? reader.parts(message) : [message]),
    evidence: (message, today) => reader.evidence(changeIn(base, message) === undefined ? message : '', today),
    statement: (message, today) => (changeIn(base, message) === undefined ? reader.statement(message, today) : undefined),
    read(message, today, before, asked) {
      const change = before === undefined ? undefined : changeIn(base, message)
      const nothing = change === undefined ? undefined : reader.read('', today)
      if (change === undefined || before === undefined || nothing?.kind !== 'read') return reader.read(message, today, before, asked)
      return { ...nothing, ...asDeal(message), readings: eachThing(changed(base, before, change)) }
    },
  }
}

const asDeal = (text: string): Partial<UnderstoodMessage> => ({
  text,
  intent: 'verdict',
  intentIfHonest: 'verdict',
  evasion: undefined,
  follows: true,
  talk: undefined,
})

/**
 * A reading with changed facts, which are then no longer open. Facts that stop a deal stay as they were: only
 * a message in the asker's own words can take them back.
 */
const changed = (base: Base, before: Reading, change: Change): Reading => ({
  ...before,
  facts: { ...before.facts, ...change, ...stoppingFacts(base, before) },
  possible: Object.fromEntries(Object.entries(before.possible).filter(([fact]) => change[fact] === undefined)),
  figures: Object.fromEntries(Object.entries(before.figures).filter(([fact]) => change[fact] === undefined)),
  notes: before.notes.filter(({ kind }) => kind !== 'several'),
})
