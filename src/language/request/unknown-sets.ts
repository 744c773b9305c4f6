import { typedAt } from '../text/tokens.ts'
import type { Message } from '../message.ts'
import type { Cluster } from './groups.ts'

/**
 * The sets of countries that a message names and for which Licet has no list, as typed: "Wassenaar". If the
 * message only leaves lists out, any other unexplained word counts, too: "shiny" in "shiny states outside
 * NATO". Otherwise the answer would be all countries outside NATO.
 */
export function unknownSets(message: Message, clusters: readonly Cluster[], isOfList: (at: number) => boolean): readonly string[] {
  const { tokens, marks } = message
  const named = namedOf(message)
  if (named.length > 0 || clusters.length === 0 || clusters.some(({ without }) => !without)) return named
  const isKnown = (at: number): boolean => isOfList(at) || leaving.some((mark) => marks.has(at, mark)) || covered(message).has(at)
  return tokens.flatMap(({ typed, word }, at) => (isKnown(at) || /^\d+$/.test(word) ? [] : [typed]))
}

/** The names, as typed with their punctuation, of sets of countries for which Licet has no list: "A:3". */
function namedOf({ text, tokens, marks }: Message): readonly string[] {
  const isNamed = (at: number): boolean => marks.has(at, 'set-not-known')
  return tokens.flatMap((_, from) => {
    if (!isNamed(from) || isNamed(from - 1)) return []
    let to = from + 1
    while (to < tokens.length && isNamed(to)) to++
    return [typedAt(text, tokens, from, to)]
  })
}

const leaving = ['left-out', 'leaves', 'leaves-back', 'leaves-before', 'not-yet', 'departed', 'joined']

/** The indexes of words that are part of a name, or that only belong to asking for countries. */
function covered({ tokens, classes, mentions }: Message): ReadonlySet<number> {
  const spans = [
    ...classes.flatMap((all, from) => all.flatMap(({ name, to }) => (ofLists.has(name) ? [{ from, to }] : []))),
    ...mentions.map(({ from, to }) => ({ from, to })),
  ]
  return new Set(tokens.keys().filter((at) => spans.some(({ from, to }) => from <= at && at < to)))
}

/** Classes of lists.yaml and intents.yaml whose words name no set of countries. */
const ofLists: ReadonlySet<string> = new Set(
  (
    'list-frame list-polite list-joint list-light list-or list-word list-seat list-given listing ' +
    'country-word opening of-now on-a-list failing removing membership founding'
  ).split(' '),
)
