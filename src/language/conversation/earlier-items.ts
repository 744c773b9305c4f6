import type { FactWords } from '../../knowledge/fact-names.ts'
import type { Base } from '../../knowledge/base.ts'
import { harderDeed } from '../deal/facts.ts'
import { stoppingFacts } from '../deal/stopping-facts.ts'
import { partPlayed } from '../deal/thing-part.ts'
import { isCorrection, isMarked, isSaidNotSo, type Message } from '../message.ts'
import { isIn } from '../patterns/classes.ts'
import { thingKey, type Reading, type ThingTold } from '../reading.ts'
import { pickedAnswer } from './answered.ts'
import { hasSeveralPlaces, nthOf, countryKey } from './points-back.ts'

/** A message with more words than this does not turn to an item named earlier. */
const longest = 30

/**
 * The reading after a message turns to items named earlier: "just the hoses", "the second item", "back to the motor", "leave the engine
 * aside". An item brings its own figures, entry and end use with it. `undefined` if the message turns to none.
 */
export function turnedTo(base: Base, message: Message, before: Reading, asked?: string): Reading | undefined {
  if (before.things.length < 2 || message.tokens.length > longest || answersByNumber(base, message, asked)) return undefined
  const [first, ...others] = pickedIn(message, before)
  if (first === undefined) return undefined
  const picked = [first, ...others]
  const left = first.left?.reading
  if (first.left?.isEarlier === true) return turnedToEarlier(base, message, before, first, first.left.reading)
  const isElsewhere = first.left !== undefined && areSame(before.places, first.left.next)
  return {
    ...before,
    ...(left === undefined ? {} : stoodAs(base, before, left)),
    ...(left !== undefined && isElsewhere ? { places: left.places } : {}),
    item: first.item,
    article: first.article,
    also: others.map(({ item, article }) => ({ item, article })),
    unknown: [],
    things: before.things.map((told) => (picked.includes(told) ? { ...told, left: undefined } : leftBehind(told, before, before.places))),
    itemsPutAside: before.things.filter((told) => !picked.includes(told)).map(({ item }) => thingKey(item)),
    isOtherThing: true,
  }
}

/**
 * Turns to an item of an earlier deal. "Back to the star tracker" returns to that deal as it was. "Could the farm have the shaker" takes
 * only the item, its figures and the facts that stop a deal; recipient and end use are the current ones.
 */
function turnedToEarlier(base: Base, message: Message, before: Reading, told: ThingTold, left: Reading): Reading {
  const isOfNow = message.tokens.some(({ word }) => before.receivers.includes(word) && !left.receivers.includes(word))
  const isBack = message.marks.any('goes-back') && !isOfNow
  const figures = Object.fromEntries(Object.entries(left.facts).filter(([fact]) => base.facts.get(fact)?.unit !== undefined))
  const things = before.things.map((one) => (one === told ? { ...one, left: undefined } : earlier(one, before, left.places)))
  const own = {
    ...left,
    things,
    itemsPutAside: before.things.filter((one) => one !== told).map(({ item }) => thingKey(item)),
    isOtherThing: true,
  }
  if (isBack) return own
  const { places, talkedOf, receivers, nationalities, foreignPerson, usPerson, general } = before
  const { endUse } = before.facts
  const facts = { ...(endUse === undefined ? {} : { endUse }), ...figures, ...stoppingFacts(base, before), ...stoppingFacts(base, left) }
  return { ...own, places, talkedOf, receivers, nationalities, foreignPerson, usPerson, general, facts }
}

/**
 * Whether the current item comes from an earlier deal. `spoken`: the conversation before it turned to the
 * item; `turned`: the conversation after it turned.
 */
export const isEarlier = (spoken: Reading | undefined, turned: Reading | undefined): boolean =>
  spoken?.things.some(({ item, left }) => left?.isEarlier === true && item === turned?.item) === true

/** Whether a message picks, by its number, an answer that Licet offered: "The second one". */
const answersByNumber = (base: Base, message: Message, asked: string | undefined): boolean =>
  asked !== undefined && base.facts.get(asked)?.answers !== undefined && pickedAnswer(message) >= 0

/**
 * Prepares the deals of one message for the messages after it. The conversation continues with the last deal, so that deal also gets the
 * items of the other deals.
 */
export const togetherTold = (deals: readonly Reading[]): readonly Reading[] =>
  deals.map((deal, index) =>
    index < deals.length - 1
      ? deal
      : {
          ...deal,
          things: deals.flatMap((one) => (one === deal ? one.things : one.things.map((told) => leftBehind(told, one, deal.places)))),
        },
  )

/**
 * Adds the items of the deal before to a new deal, so the conversation can return to them. Returns `now`
 * unchanged if it is no complete deal.
 */
export function besideEarlier(before: Reading | undefined, now: Reading): Reading {
  if (before === undefined || now.item === undefined || now.places.length === 0) return now
  const named = new Set(now.things.map(({ item }) => thingKey(item)))
  const others = before.things.filter(({ item }) => !named.has(thingKey(item))).map((told) => earlier(told, before, now.places))
  return others.length === 0 ? now : { ...now, things: [...others, ...now.things] }
}

const earlier = (told: ThingTold, before: Reading, next: Reading['places']): ThingTold => {
  const { left } = leftBehind(told, before, next)
  return left === undefined ? told : { ...told, left: { ...left, isEarlier: true } }
}

/**
 * All items named so far, after a message; items named by mistake are dropped. `after`: the item and places that are current after the
 * message.
 */
export function thingsAfter(message: Message, before: Reading, now: Reading, after: Pick<Reading, 'item' | 'places'>): Reading['things'] {
  if (now.item === undefined) return before.things
  if (after.item === before.item) {
    const known = new Set(before.things.map(({ item }) => thingKey(item)))
    const isNew = ({ item }: ThingTold): boolean => !known.has(thingKey(item)) && now.also.some((one) => one.item === item)
    return [...before.things, ...now.things.filter(isNew)]
  }
  const isMistaken = isCorrection(message)
  const named = new Set(now.things.map(({ item }) => thingKey(item)))
  const others = before.things.filter(
    (told) => !named.has(thingKey(told.item)) && !((isMistaken || isNotMeant(message, told)) && isTalkedOf(before, told)),
  )
  return [...others.map((told) => leftBehind(told, before, after.places)), ...now.things]
}

/**
 * The keys of the items that are set aside after a message: those set aside before, and those that the
 * message calls a mistake ("a fairing, not a stage"). An item that the message names is no longer set aside.
 */
export const itemsPutAsideAfter = (message: Message, before: Reading, now: Reading): Reading['itemsPutAside'] => {
  const named = new Set(now.things.map(({ item }) => thingKey(item)))
  const mistaken = now.item === undefined ? [] : before.things.filter((told) => isTalkedOf(before, told) && isNotMeant(message, told))
  return [...new Set([...before.itemsPutAside, ...mistaken.map(({ item }) => thingKey(item))])].filter((key) => !named.has(key))
}

const isNotMeant = (message: Message, { item }: ThingTold): boolean =>
  !message.text.includes('?') &&
  message.things.some(({ reading, mention }) => thingKey(reading) === thingKey(item) && isMarked(message, mention, 'not-meant'))

const leftBehind = (told: ThingTold, before: Reading, next: Reading['places']): ThingTold =>
  told.left === undefined ? { ...told, left: { reading: { ...before, things: [] }, next } } : told

/** Whether an item is among the items of the current deal. */
const isTalkedOf = ({ item, also }: Reading, told: ThingTold): boolean =>
  [item, ...also.map((one) => one.item)].some((one) => one !== undefined && thingKey(one) === thingKey(told.item))

const areSame = (some: Reading['places'], others: Reading['places']): boolean =>
  some.map(countryKey).join(';') === others.map(countryKey).join(';')

/**
 * What is known of an item that the conversation returns to. Its figures are those from before the
 * conversation left it, because later ones belong to other items. Other facts stated since then only fill
 * gaps, except a military use and facts that can stop a deal, which always count.
 */
function stoodAs(
  base: Base,
  before: Reading,
  left: Reading,
): Pick<Reading, 'vehicle' | 'facts' | 'possible' | 'figures' | 'measured' | 'general'> {
  const isFigure = (fact: string): boolean => base.facts.get(fact)?.unit !== undefined
  const since = Object.fromEntries(Object.entries(before.facts).filter(([fact]) => !isFigure(fact)))
  const facts: FactWords = { ...since, ...left.facts, ...stoppingFacts(base, before) }
  const [use, deed, were] = [before.facts.endUse, before.facts.activity, left.facts.activity]
  if (use?.startsWith('military') === true) facts.endUse = use
  if (before.facts.builtInto === 'rocket-or-uas') facts.builtInto = before.facts.builtInto
  if (deed !== undefined && were !== undefined) facts.activity = harderDeed(base, deed, were)
  const open = Object.entries({ ...before.possible, ...left.possible })
  return {
    vehicle: left.vehicle,
    facts,
    possible: Object.fromEntries(open.filter(([fact]) => left.possible[fact] !== undefined || !isFigure(fact))),
    figures: left.figures,
    measured: left.measured,
    general: before.general === 'military' ? before.general : left.general,
  }
}

/** The items that a message turns to; empty if it names another item or could mean several. */
function pickedIn(message: Message, before: Reading): readonly ThingTold[] {
  const { marks } = message
  const all = before.things
  const away = all.filter((told) => isLeftOut(message, told))
  const named = all.filter((told) => !away.includes(told) && isNamed(message, told))
  const [one, other] = named
  if (other !== undefined || namesAnother(message, [...away, ...named])) return []
  if (one !== undefined) return marks.any('picks-thing') || (!isTalkedOf(before, one) && isDefinite(message, one)) ? [one] : []
  if (away.length > 0) return isTalkedOfAll(before, all) ? all.filter((told) => isTalkedOf(before, told) && !away.includes(told)) : []
  if (marks.any('all-of-them') && !hasSeveralPlaces(before)) return wereTogether(all) ? all : []
  const letter = message.tokens.find((_, index) => marks.has(index, 'lettered-thing'))
  if (letter !== undefined) return listedAs(letter.word, all)
  const nth = nthThing(message, before)
  if (nth !== undefined) return [nth]
  const [others, second] = all.filter((told) => !isTalkedOf(before, told))
  return marks.any('the-other-thing') && others !== undefined && second === undefined ? [others] : []
}

/**
 * The items listed under a letter. If no item has that letter but others have one, all items, because an
 * answer about only some of them could be taken for an answer about the item meant.
 */
function listedAs(letter: string, all: readonly ThingTold[]): readonly ThingTold[] {
  const found = all.filter((told) => told.letter === letter)
  return found.length === 0 && all.some((told) => told.letter !== undefined) ? all : found
}

/** Whether the items were named together. The same figures then hold for all. */
const wereTogether = (all: readonly ThingTold[]): boolean =>
  all.some(({ left }) => left !== undefined) && all.every(({ left }) => left === undefined || left.reading.also.length > 0)

const isTalkedOfAll = (before: Reading, all: readonly ThingTold[]): boolean => all.filter((told) => isTalkedOf(before, told)).length > 1

/**
 * The item that an ordinal means ("number two only"), or `undefined`. If several places were talked about, only "the second item" counts,
 * since "the second" could be a place.
 */
function nthThing(message: Message, before: Reading): ThingTold | undefined {
  const mark = ['nth-thing', ...(hasSeveralPlaces(before) ? [] : ['points-at-nth'])].find((one) => message.marks.any(one))
  if (mark === undefined || message.marks.any('leaves-nth-out')) return undefined
  const at = message.tokens.findIndex((_, index) => message.marks.has(index, mark))
  const nth = nthOf(message, at, before.things.length)
  return nth === undefined ? undefined : before.things[nth]
}

/**
 * The indexes of the words at which a message names an item: by its name, its list entry, or a word used for it earlier. Names and words
 * that are denied or replaced are left out.
 */
function namesOf(message: Message, { item, words }: ThingTold): readonly number[] {
  const isMeant = ({ reading, mention }: Message['things'][number]): boolean =>
    thingKey(reading) === thingKey(item) && !isSaidNotSo(message, mention)
  const own = message.things.filter(isMeant).map(({ mention }) => mention.from)
  const quoted = message.entries.filter(({ reading }) => item.entry !== undefined && reading.entry === item.entry).map(({ from }) => from)
  return [
    ...own,
    ...quoted,
    ...message.tokens.flatMap(({ word }, at) => (words.includes(word) && !isSaidNotSo(message, { from: at }) ? [at] : [])),
  ]
}

const isNamed = (message: Message, told: ThingTold): boolean => namesOf(message, told).length > 0

/** Whether a message names an item as one already known: "the drone", "our old drone". */
const isDefinite = (message: Message, told: ThingTold): boolean =>
  namesOf(message, told).some((at) => [at - 1, at - 2].some((before) => isIn(message, before, 'definite')))

/** Whether a message leaves an item out: "Leave the engine aside", "no engine". */
function isLeftOut(message: Message, { item, words }: ThingTold): boolean {
  const isAway = (at: number): boolean => message.marks.has(at, 'thing-left-out')
  const own = message.things.some(
    ({ reading, mention: { from, to } }) => thingKey(reading) === thingKey(item) && (isAway(from) || isAway(to - 1)),
  )
  return own || message.tokens.some(({ word }, at) => words.includes(word) && isAway(at))
}

/**
 * Whether a message quotes an entry that none of `these` has, or names as handed over an item that is not
 * among `these`.
 */
const namesAnother = (message: Message, these: readonly ThingTold[]): boolean =>
  message.entries.some(({ reading }) => these.every(({ item }) => item.entry !== reading.entry)) ||
  message.things.some((thing) => partPlayed(message, thing) === 'goes' && !isOfThese(message, thing, these))

const isOfThese = ({ tokens }: Message, { reading, mention }: Message['things'][number], all: readonly ThingTold[]): boolean =>
  all.some(({ item, words }) => thingKey(item) === thingKey(reading) || words.includes(tokens[mention.to - 1]?.word ?? ''))
