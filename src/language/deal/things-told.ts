import type { Base } from '../../knowledge/base.ts'
import type { Message } from '../message.ts'
import { isIn } from '../patterns/classes.ts'
import type { Thing } from './item-of-name.ts'
import { thingKey, type Also, type ItemReading, type ThingTold } from '../reading.ts'
import { belongsTo, partsFromEntry } from './entry-of-item.ts'
import type { Items } from './items.ts'

/** The items of a message that are handed over, in text order, each with the words that name it: "hoses" in "EAR99 hoses". */
export function thingsTold(
  base: Base,
  message: Message,
  { item, article, also }: Pick<Items, 'item' | 'article' | 'also'>,
): readonly ThingTold[] {
  if (item === undefined) return []
  const all: readonly Also[] = [{ item, article }, ...also]
  return all
    .map((one) => ({ one, called: calledIn(base, message, one.item, all) }))
    .toSorted((a, b) => a.called.at - b.called.at)
    .map(({ one, called: { at, words, as } }, _, called): ThingTold => {
      const letter = letterOf(message, called[0]?.called.at ?? 0, at)
      return { ...one, words, as, ...(letter === undefined ? {} : { letter }) }
    })
}

/**
 * The letter under which the item at word `at` is listed: "b" in "a) hoses, b) a stage and its fairing".
 * `undefined` if the first item, at word `first`, has no letter before it. Letters of a paragraph
 * ("IV(d)(1)") do not count.
 */
function letterOf({ tokens, text }: Message, first: number, at: number): string | undefined {
  const isLetter = ({ word, start, end }: Message['tokens'][number]): boolean =>
    /^[a-h]$/.test(word) && /^\)(?!\()/.test(text.slice(end, end + 2)) && /(?:^|\s)\(?$/.test(text.slice(0, start))
  const letters = tokens.flatMap((token, index) => (isLetter(token) ? [{ word: token.word, index }] : []))
  return (letters[0]?.index ?? first) < first ? letters.findLast(({ index }) => index < at)?.word : undefined
}

/**
 * For one item: `at`, the index of its first word (the number of words if it has none); `words`, the last words of its names; `as`, the
 * kinds of item named beside its entry.
 */
function calledIn(
  base: Base,
  message: Message,
  item: ItemReading,
  all: readonly Also[],
): Pick<ThingTold, 'words' | 'as'> & { readonly at: number } {
  const { things, entries, tokens } = message
  const own = things.filter(({ reading }) => thingKey(reading) === thingKey(item))
  const quoted = entries.filter(({ reading }) => item.entry !== undefined && reading.entry === item.entry)
  const isFree = (one: ItemReading): boolean => !all.some((other) => thingKey(other.item) === thingKey(one))
  const isAtEntry = ({ mention: { from, to }, reading }: Thing): boolean =>
    quoted.some((entry) => belongsTo(base, entry, { from, to, reading }, message))
  const ofItsKind = things.filter((thing) => isFree(thing.reading) && isAtEntry(thing))
  const words = [
    ...[...own, ...ofItsKind].map(({ mention }) => tokens[mention.to - 1]?.word),
    ...quoted.map(({ from, to }) => tokens[nounBehind(message, to) ?? nounBefore(message, from) ?? -1]?.word),
  ]
  const at = Math.min(...own.map(({ mention }) => mention.from), ...quoted.map(({ from }) => from), tokens.length)
  return { at, words: [...new Set(words.filter((word) => word !== undefined))], as: ofItsKind.map(({ reading }) => reading) }
}

/** At most this many words after a list entry are read as the name of its item: "EAR99 office chairs". */
const mostInName = 3

const goesOn = (message: Message, at: number): boolean =>
  !/^\d/.test(message.tokens[at]?.typed ?? '0') && !partsFromEntry.some((name) => isIn(message, at, name))

/** For a name after a quoted list entry ("EAR99 office chairs"): the index of its last word; `undefined` if none follows. */
function nounBehind(message: Message, from: number): number | undefined {
  let to = from
  while (to < from + mostInName && message.tokens[to]?.parted === '' && goesOn(message, to)) to++
  return to > from ? to - 1 : undefined
}

/**
 * The index of the word right before a list entry ("tanks IV(h)(26)"); `undefined` if that word is no part of
 * a name, or if punctuation is between the two.
 */
const nounBefore = (message: Message, from: number): number | undefined =>
  message.tokens[from]?.parted === '' && goesOn(message, from - 1) ? from - 1 : undefined
