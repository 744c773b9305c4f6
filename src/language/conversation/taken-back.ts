import type { Base } from '../../knowledge/base.ts'
import { flightOf } from '../deal/flight.ts'
import { readSayings } from '../deal/facts.ts'
import { stoppingFacts } from '../deal/stopping-facts.ts'
import { partPlayed } from '../deal/thing-part.ts'
import { correctsOrTakesBack, type Message } from '../message.ts'
import type { Reading } from '../reading.ts'

/** Whether a message takes back the vehicle and states a civil use instead: "The rocket was another inquiry, it is for a hospital". */
export const isVehicleTakenBack = (base: Base, message: Message, before: Reading, now: Reading): boolean =>
  (before.vehicle !== undefined || before.facts.builtInto === 'rocket-or-uas') &&
  now.facts.endUse === 'other-civil' &&
  message.things.some((thing) => flightOf(base, thing.reading) !== undefined && partPlayed(message, thing) === 'away')

/**
 * Facts that follow from the vehicle that an item is built into, and are dropped if the vehicle is taken
 * back.
 */
export const ofVehicle = ['builtInto', 'replacementPart', 'range', 'payload', 'speed']

/**
 * The facts that stop a deal and were stated before, except the fact that Licet has just `asked` for. These
 * facts outweigh what a later message says in passing: "The packing list is unclassified" does not make a
 * classified stage unclassified.
 */
export const stoppingFactsBefore = (base: Base, before: Reading, asked: string | undefined): Reading['facts'] =>
  Object.fromEntries(Object.entries(stoppingFacts(base, before)).filter(([fact]) => fact !== asked))

/**
 * Whether a message is worded like one that takes back what was said about the item: "Sorry, not classified",
 * "it is unclassified". A message that corrects ("sorry") must refer to the item ("it") or have at most
 * three words. A message that does not correct has at most four words if it refers to the item, and otherwise
 * at most two.
 */
export function takesBack(message: Message): boolean {
  const isOfIt = message.marks.any('points')
  const { length } = message.tokens
  return correctsOrTakesBack(message) ? isOfIt || length <= mostInCorrection : length <= (isOfIt ? mostOfIt : mostInBareWords)
}

/**
 * How many words a message has at most that takes something back: one that corrects, without a word for the item ("sorry, not classified");
 * one that does not correct, with a word for the item ("it is unclassified") and without one ("not classified").
 */
const [mostInCorrection, mostOfIt, mostInBareWords] = [3, 4, 2]

/** Whether a message corrects a figure stated before, and does not state the figure of another thing. */
const correctsFigure = (message: Message): boolean =>
  correctsOrTakesBack(message) && message.marks.any('corrects-figure') && !message.marks.any('figure-of-another')

/** The earlier figures, as typed, that a message corrects: the old range for "Sorry, 290 km". */
export const correctedIn = (message: Message, before: Reading, now: Reading): Reading['corrected'] =>
  !correctsFigure(message)
    ? []
    : Object.entries(now.figures).flatMap(([fact, typed]) => {
        const was = before.figures[fact]
        return was === undefined || was === typed || now.facts[fact] === undefined ? [] : [{ fact, typed: was }]
      })

/** Whether a message replaces what was said before or asks about an alternative: "sorry, only a loan", "and if we only lend it?". */
export const isOtherwise = (message: Message): boolean =>
  correctsOrTakesBack(message) || message.marks.any('asks-on') || message.marks.any('turns-away')

/** Whether a message denies a civil use and states no other use: "No, not agriculture". */
export const isUseDenied = (message: Message, now: Reading): boolean => {
  const { denied } = readSayings(message)
  return now.facts.endUse === undefined && ['civil', 'commercial', 'civil-space', 'other-civil'].some((use) => denied.has(use))
}

/**
 * Whether a message takes back the activity stated before and states no other: it denies that activity ("Not
 * a loan"), or says that a temporary transfer is for good ("no, it is a sale").
 */
export function isDeedDenied(message: Message, { facts }: Reading, now: Reading): boolean {
  const done = facts.activity
  if (done === undefined || now.facts.activity !== undefined || !takesBack(message)) return false
  return readSayings(message).denied.has(done) || (done === 'temporary' && message.marks.any('for-good'))
}

/**
 * Whether a message says that the deal is commercial, though a U.S. Government program was stated before: "No, that was wrong, it is
 * commercial".
 */
export const isCommercialAfterAll = ({ marks }: Message, before: Reading, now: Reading): boolean =>
  before.facts.usGovernmentProgram === 'yes' &&
  (marks.any('not-for-government') || (now.general === 'civil' && (marks.any('corrects') || marks.any('agrees'))))

/**
 * Whether a message says that a condition of an exemption is met after all, which was said to be missing
 * before: "sorry, they are registered".
 */
export const isMetAfterAll = ({ marks }: Message, before: Reading, now: Reading): boolean =>
  before.facts.exemptionCondition === 'missing' && now.facts.exemptionCondition === undefined && marks.any('condition-met')
