import type { Base } from '../../knowledge/base.ts'
import { flightOf } from '../deal/flight.ts'
import { readSayings } from '../deal/facts.ts'
import { graveOf } from '../deal/grave.ts'
import { partPlayed } from '../deal/thing-part.ts'
import type { Message } from '../message.ts'
import type { Reading } from '../reading.ts'

/** "The rocket was another inquiry, it is for a hospital": what the thing is built into is taken back, and another use is told. */
export const isVehicleTakenBack = (base: Base, message: Message, before: Reading, now: Reading): boolean =>
  (before.vehicle !== undefined || before.facts.builtInto === 'rocket-or-uas') &&
  now.facts.endUse === 'other-civil' &&
  message.things.some((thing) => flightOf(base, thing.reading) !== undefined && partPlayed(message, thing) === 'away')

/** What is told of a vehicle, and by it of what is built into it. */
export const ofVehicle = ['builtInto', 'replacementPart', 'range', 'payload', 'speed']

/** What was told before that stops a deal. "The packing list is unclassified" says nothing of a classified stage: it is taken back in words, or where it is asked. */
export const graveBefore = (before: Reading, asked: string | undefined): Reading['facts'] =>
  Object.fromEntries(Object.entries(graveOf(before)).filter(([fact]) => fact !== asked))

/** "Sorry, not classified", "no, it is unclassified", or a bare "it is unclassified": what was said before is taken back, and it is spoken of nothing beside. */
export function takesBack({ marks, tokens }: Message): boolean {
  const isOfIt = marks.any('points')
  const isCorrected = ['corrects', 'begins-with-no', 'takes-back'].some((mark) => marks.any(mark))
  return isCorrected ? isOfIt || tokens.length < mostInBareWords : tokens.length <= (isOfIt ? mostInBareWords : 2)
}

/** Whether a message puts something in the stead of what was said, or asks of another way: "sorry, only a loan", "and if we only lend it?". */
export const isOtherwise = ({ marks }: Message): boolean =>
  ['corrects', 'begins-with-no', 'takes-back', 'asks-on', 'turns-away'].some((mark) => marks.any(mark))

/** So many words, at most, say only what "it" is. */
const mostInBareWords = 4

/** "No, not agriculture": the use that was told before is none. */
export const isUseDenied = (message: Message, now: Reading): boolean => {
  const { denied } = readSayings(message)
  return now.facts.endUse === undefined && ['civil', 'commercial', 'civil-space', 'other-civil'].some((use) => denied.has(use))
}

/** "Not a loan", "no, it is a sale": what was said to be done is not, and nothing else is told. */
export function isDeedDenied(message: Message, { facts }: Reading, now: Reading): boolean {
  const done = facts.activity
  if (done === undefined || now.facts.activity !== undefined || !takesBack(message)) return false
  return readSayings(message).denied.has(done) || (done === 'temporary' && message.marks.any('for-good'))
}

/** "No, that was wrong, it is commercial": no program of the U.S. Government, as was said before. */
export const isCommercialAfterAll = ({ marks }: Message, before: Reading, now: Reading): boolean =>
  before.facts.usGovernmentProgram === 'yes' &&
  (marks.any('not-for-government') || (now.general === 'civil' && (marks.any('corrects') || marks.any('agrees'))))

/** "Wait, they are", "sorry, they are registered": what an exemption asks for was said to be missing, and is not. */
export const isMetAfterAll = ({ marks }: Message, before: Reading, now: Reading): boolean =>
  before.facts.exemptionCondition === 'missing' && now.facts.exemptionCondition === undefined && marks.any('condition-met')
