import { tagged, type Message } from '../message.ts'
import type { Reading } from '../reading.ts'
import { wordSet } from '../text/tokens.ts'
import { turnsAway, type Evidence } from './evidence.ts'

/** A statement has at least this many words. Shorter messages only answer or name something: "Kharkiv", "to Poland". */
const fewestWords = 3

/**
 * Whether a message states something and asks nothing: "the end user is in Minsk". Messages that turn to
 * another item or place do not count, nor do complete deals, unless they state something about people.
 */
const isStatement = (at: Message, named: () => Evidence): boolean => mayState(at) && tellsAndAsksNothing(at, named())

const mayState = (at: Message): boolean =>
  at.tokens.length >= fewestWords && !/\?\W*$/.test(at.text) && (at.text.includes('?') || !at.marks.any('asks'))

const tellsAndAsksNothing = (at: Message, { things, places, says }: Evidence): boolean =>
  (says.length > 0 || !['asks-rule', 'asks-to-see'].some((mark) => at.marks.any(mark))) &&
  !turnsAway(at) &&
  (tellsOfPeople(at) || !(things.some(({ goes }) => goes) && places.some(({ isReached }) => isReached)))

const being = wordSet('is are was were has have hold holds')

/** Whether a message states something about people: "The reader of the drawings is a Chilean citizen". */
const tellsOfPeople = ({ mentions, tokens }: Message): boolean =>
  tagged(mentions, 'person').length > 0 && tokens.some(({ word }) => being.has(word))

/**
 * Tags of words.yaml for military end uses. They count in any statement that says them,
 * even if another end use was read.
 */
const uses = new Set(['military-missile', 'military-uas'])

/**
 * What a statement says that later answers must take into account. `undefined` if the message is no statement
 * or says nothing that matters. Each of its places counts as a destination, unless the statement says that
 * nothing goes there. A ministry, force or the like among these places counts as a military end use.
 */
export function statementOf(at: Message, evidence: () => Evidence, reading: () => Reading): Evidence | undefined {
  if (!isStatement(at, evidence)) return undefined
  const [named, { facts, possible }] = [evidence(), reading()]
  const states = [
    ...Object.entries(facts),
    ...named.says.flatMap(({ tag }) => (uses.has(tag) ? [['endUse', tag] as const] : [])),
    ...(named.places.some(({ isBody, isOut }) => isBody && !isOut) ? ([['endUse', 'military-missile']] as const) : []),
    ...Object.entries(possible).flatMap(([fact, values]) => values.map((value) => [fact, value] as const)),
  ]
  const weighs = named.places.length > 0 || named.says.length > 0 || named.unusedDenials.length > 0 || states.length > 0
  const places = named.places.map((place) => ({ ...place, isReached: !place.isOut }))
  return weighs ? { ...named, places, states, isStatement: true } : undefined
}
