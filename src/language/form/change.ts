import type { Base } from '../../knowledge/base.ts'
import type { Reading } from '../reading.ts'
import { eachThing, type Reader, type Understood } from '../understand.ts'

/** Facts and their values, in the words of facts.yaml. */
export type Change = Readonly<Record<string, string>>

/** Facts that were changed in a form or by a button, as a message: typed word for word it does the same. */
export function phraseChange(base: Base, change: Change): string {
  const said = Object.entries(change).flatMap(
    ([fact, value]) => base.facts.get(fact)?.answers?.find((one) => one.value === value)?.say ?? [],
  )
  return `${opening}${said.join('; ')}`
}

const opening = 'Change: '

/** The facts that a message changes, where it is nothing but that. Every answer's words are those of one fact. */
export function changeIn(base: Base, message: string): Change | undefined {
  if (!message.startsWith(opening)) return undefined
  const said = message.slice(opening.length).split('; ')
  const all = [...base.facts.values()].flatMap(({ id, answers = [] }) => answers.map(({ value, say }) => ({ id, value, say })))
  const found = said.map((words) => all.find(({ say }) => say === words.trim()))
  const known = found.flatMap((one) => (one === undefined ? [] : [[one.id, one.value] as const]))
  return known.length === said.length ? Object.fromEntries(known) : undefined
}

/** A reader that takes such a message for exactly what it says: of the deal that is talked of, and nothing else is read from it. */
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
      return { ...nothing, ...asDeal(message), readings: eachThing(changed(before, change)) }
    },
  }
}

const asDeal = (text: string): Partial<Understood & { kind: 'read' }> => ({
  text,
  intent: 'verdict',
  plainly: 'verdict',
  evasion: undefined,
  follows: true,
  talk: undefined,
})

/** A reading with other facts; what was told of them before is open no more. */
const changed = (before: Reading, change: Change): Reading => ({
  ...before,
  facts: { ...before.facts, ...change },
  possible: Object.fromEntries(Object.entries(before.possible).filter(([fact]) => change[fact] === undefined)),
  figures: Object.fromEntries(Object.entries(before.figures).filter(([fact]) => change[fact] === undefined)),
  notes: before.notes.filter(({ kind }) => kind !== 'several'),
})
