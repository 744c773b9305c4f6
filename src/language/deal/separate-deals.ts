import type { Base } from '../../knowledge/base.ts'
import { isMarked, type Message, type Named } from '../message.ts'
import type { MessageBuilder } from '../build-message.ts'
import { isPlaceOrBloc } from '../names/meanings.ts'
import { sharesClass, type Reading } from '../reading.ts'
import { sentencesOf } from '../text/sentences.ts'
import { hasGoods } from './items.ts'
import { mayHavePlaces } from './places.ts'
import { readOne } from './read-one.ts'
import type { Signs } from './wmd.ts'

/** What is needed to read texts, prepared once from the knowledge. */
export type ReadingTools = { readonly cut: MessageBuilder; readonly signs: Signs }

/** At most this many items of one message are decided. If the message names more, the reply says so. */
export const mostItems = 12

/** One reading for each item of a deal. Items of the same kind and entry, about the same article, count once. */
export const eachThing = (one: Reading): readonly Reading[] => {
  if (one.also.length === 0) return [one]
  const all = [one, ...one.also.map((other): Reading => ({ ...one, ...other }))]
  return [...Map.groupBy(all, kindOf).values()].flatMap(([first]) => first ?? [])
}

const kindOf = ({ item, article }: Reading): string => JSON.stringify([item?.source, item?.entry, article?.source, article?.entry])

/**
 * Whether a message names no place at all, or only a place where something was made: "The
 * spacecraft was built in Europe".
 */
export const tellsOnlyOrigin = ({ mentions, marks }: Message): boolean =>
  mentions.every(({ from, meanings }) => !meanings.some(isPlaceOrBloc) || marks.has(from, 'origin'))

/**
 * Reads a text as several deals if several of its sentences each name an item and a place. Empty otherwise;
 * the text is then read as a whole. Reading stops once there are more than {@link mostItems} deals. To save
 * time, nothing is read if only one sentence has a place.
 */
export function separateDeals(base: Base, { cut, signs }: ReadingTools, text: string, today: string): readonly Reading[] {
  const sentences = sentencesOf(text)
  if (sentences.length < 2) return []
  const deals: Reading[] = []
  const broken: Reading[] = []
  const read = (part: Named): void => {
    const message = cut.message(part)
    const deal = hasGoods(message) ? readOne(base, signs, message, today) : undefined
    if (deal?.item === undefined || deal.places.length === 0 || tellsOnlyOrigin(message)) return
    deals.push(deal)
    if (message.entries.length === 0 && message.things.every(({ mention }) => isMarked(message, mention, 'out-of-order'))) broken.push(deal)
  }
  let waiting: Named | undefined
  for (const sentence of sentences) {
    const part = cut.named(sentence)
    if (!mayHavePlaces(base, part)) continue
    if (waiting !== undefined) read(waiting)
    if (deals.length > mostItems) return deals
    waiting = part
  }
  if (waiting !== undefined && deals.length > 0) read(waiting)
  return deals.length > 1 && !broken.some((one) => deals.some((other) => isEntryOf(other, one))) ? deals : []
}

/**
 * Whether one sentence quotes the entry of the unit that another tells is broken, for the same country: "A ferry in Manila killed its
 * gyrocompass. 7A103, by air to Cebu". The two are one deal.
 */
const isEntryOf = ({ item, places }: Reading, broken: Reading): boolean =>
  item?.entry !== undefined &&
  broken.item !== undefined &&
  sharesClass(broken.item, item) &&
  codesIn(places).join() === codesIn(broken.places).join()

const codesIn = (places: Reading['places']): readonly string[] => places.flatMap(({ codes }) => codes).toSorted()
