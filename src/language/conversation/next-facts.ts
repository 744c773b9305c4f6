import type { FactWords } from '../../knowledge/fact-names.ts'
import type { Base } from '../../knowledge/base.ts'
import { flightOf } from '../deal/flight.ts'
import { harderDeed, readSayings } from '../deal/facts.ts'
import { shortRanged, vehicleFacts } from '../deal/vehicle.ts'
import type { Message } from '../message.ts'
import { endUseOf } from '../deal/end-use.ts'
import type { Reading } from '../reading.ts'
import {
  ofVehicle,
  stoppingFactsBefore,
  takesBack,
  isOtherwise,
  isUseDenied,
  isDeedDenied,
  isCommercialAfterAll,
  isMetAfterAll,
} from './taken-back.ts'
import type { factsOfSomePlaces } from './facts-of-some-places.ts'

/**
 * The facts of the conversation, changed by the new message. `item`: the item talked about from now on; `context`: a vehicle that the
 * message names beside it. `isTakenBack`: the message takes the vehicle back. `unsaid`: the facts whose figure it denies; `apart`: those
 * that it states for some places only. The steps are in this order because each works on what the steps before it left.
 */
export function nextFacts(
  base: Base,
  message: Message,
  before: Reading,
  now: Reading,
  told: {
    readonly item: Reading['item']
    readonly context: Reading['item']
    readonly isTakenBack: boolean
    readonly unsaid: Reading['possible']
    readonly apart: ReturnType<typeof factsOfSomePlaces>
    readonly asked: string | undefined
  },
): FactWords {
  const { item, context, isTakenBack, unsaid, apart, asked } = told
  const swapped = item !== before.item
  // 1. What was told before, under what follows from the vehicle, under what the message itself states.
  const facts: FactWords = {
    ...before.facts,
    ...vehicleFacts(base, {
      item,
      vehicle: context ?? (swapped ? undefined : now.vehicle),
    }),
    ...(context !== undefined && flightOf(base, context) !== undefined ? { replacementPart: 'no' } : {}),
    ...now.facts,
  }
  // 2. What does not hold any more: said of another recipient, of a vehicle taken back, left open by the message, or denied.
  if (now.facts.recipient === undefined && mayReachOthers(message, before, now)) delete facts.recipient
  if (isTakenBack) for (const fact of ofVehicle) if (now.facts[fact] === undefined) delete facts[fact]
  for (const fact of Object.keys(now.possible)) if (now.facts[fact] === undefined) delete facts[fact]
  for (const fact of Object.keys(unsaid)) delete facts[fact]
  // 3. What step 1 took from the message for all places, though it was stated for some of them, becomes again what it was.
  for (const fact of Object.keys(apart?.facts ?? {})) restore(facts, fact, before.facts[fact])
  // 4. What is built into the vehicle depends on its range, which the steps so far have settled.
  if (isFartherNow(before, facts) && now.facts.builtInto === undefined) Object.assign(facts, ofWhole(base, item, context ?? before.vehicle))
  Object.assign(facts, shortRanged(facts))
  // 5. What stops a deal stays, whatever the steps so far did to it, unless the message is worded like one that takes it back.
  Object.assign(facts, takesBack(message) ? {} : stoppingFactsBefore(base, before, asked))
  // 6. Of two activities the stricter one counts, unless the message puts one in place of the other. One that is denied is gone.
  const [wasDone, isDone] = [before.facts.activity, now.facts.activity]
  if (wasDone !== undefined && isDone !== undefined && !isOtherwise(message)) facts.activity = harderDeed(base, wasDone, isDone)
  if (isDeedDenied(message, before, now)) delete facts.activity
  // 7. What the message corrects in words that state no fact by themselves, so that only the old answer stands so far.
  if (isMetAfterAll(message, before, now)) facts.exemptionCondition = 'none-missing'
  if (isUseDenied(message, now)) delete facts.endUse
  if (isCommercialAfterAll(message, before, now)) facts.usGovernmentProgram = 'no'
  // 8. "Civil" or "military" means another end use for another item, so it is read anew for the item talked about from now on.
  if (now.general !== undefined && now.facts.endUse !== undefined && apart?.facts.endUse === undefined)
    facts.endUse = endUseOf(base, now.general, item)
  // 9. A vehicle that replaces the item brings its public figures. They count even against old figures, but not against the message.
  if (swapped && now.item?.level === 'vehicle')
    for (const [fact, value] of Object.entries(now.item.states)) facts[fact] = now.facts[fact] ?? value
  return facts
}

/** Whether a message names another place, or people, so that what was said of the recipient before may not hold for them. */
function mayReachOthers(message: Message, before: Reading, { places, foreignPerson, nationalities }: Reading): boolean {
  const { said } = readSayings(message)
  const isElsewhere = before.places.length > 0 && places.some(({ typed }) => !before.places.some((place) => place.typed === typed))
  const areNamed = foreignPerson || nationalities.length > 0
  return isElsewhere || areNamed || ['person', 'role', 'somebody-else', 'doubtful-status'].some((tag) => said.has(tag))
}

/** Whether the vehicle's range was under 300 km, so that `builtInto` was `none`, and is now longer or open. */
const isFartherNow = (before: Reading, facts: Reading['facts']): boolean =>
  before.facts.range === 'under-300' && before.facts.builtInto === 'none' && facts.range !== 'under-300'

/** The `builtInto` fact that follows from the vehicle; empty if the vehicle says nothing about it. */
const ofWhole = (base: Base, item: Reading['item'], vehicle: Reading['vehicle']): Reading['facts'] => {
  const { builtInto } = vehicleFacts(base, { item, vehicle })
  return builtInto === undefined ? {} : { builtInto }
}

function restore(facts: FactWords, fact: string, was: string | undefined): void {
  if (was === undefined) delete facts[fact]
  else facts[fact] = was
}
