import { readSayings } from '../deal/facts.ts'
import type { Mention } from '../names/mention.ts'
import { breaks, isMarked, isTagged, spansIn, tagged, type Message } from '../message.ts'
import { isIn } from '../patterns/classes.ts'
import { clauseAround } from './clause-around.ts'
import type { Base } from '../../knowledge/base.ts'
import { readFigures } from '../figures/quantities.ts'
import { bandsOf } from '../figures/bands.ts'
import { wordSet } from '../text/tokens.ts'

/**
 * The clauses with a "not", "not known" or "maybe" that the reading did not use: they deny no known fact, place, item or figure. Denials
 * understood in another way ({@link told}) are left out. A "maybe" beside a figure far below the next threshold does not count
 * ({@link areOfSmallFigures}).
 */
export function unusedDenials(base: Base, at: Message): readonly string[] {
  const { denied } = readSayings(at)
  const follows = (cue: Mention, words: number): readonly Mention[] =>
    at.mentions.filter((other) => other.from >= cue.to && other.from - cue.to < words && !breaks.test(at.text.slice(cue.end, other.start)))
  const isTakenUp = (cue: Mention): boolean =>
    isOfEntry(at, cue) ||
    follows(cue, farthestUse).some((other) => isMarked(at, other, 'first-denied')) ||
    follows(cue, 4).some((other) =>
      other.meanings.some((meaning) => meaning.kind !== 'words' || (denied.has(meaning.says) && !cues.has(meaning.says))),
    )
  // A denial can also come after the fact that it denies: "Classified: no."
  const answers = (cue: Mention): boolean =>
    at.mentions.some(
      (fact) =>
        fact.to === cue.from &&
        isMarked(at, fact, 'denied') &&
        fact.meanings.some((meaning) => meaning.kind === 'words' && denied.has(meaning.says) && !cues.has(meaning.says)),
    )
  const touches = (cue: Mention): boolean => follows(cue, 6).some((other) => !isTagged(other, 'idle')) || /\d/.test(clauseAround(at, cue))
  return at.mentions
    .filter(
      (mention) =>
        (isTagged(mention, 'negation') &&
          !told.some((mark) => isMarked(at, mention, mark)) &&
          !(isMarked(at, mention, 'not-made-there') && !at.text.includes('?')) &&
          isWeighty(at, mention) &&
          !isMarked(at, mention, 'says-no') &&
          !isTakenUp(mention) &&
          !answers(mention) &&
          !isLimit(at, mention) &&
          !isNumber(at, mention)) ||
        (isTagged(mention, 'doubt') &&
          !at.marks.any('use-unknown') &&
          !['idle-denial', 'numbering'].some((mark) => isMarked(at, mention, mark))) ||
        (isTagged(mention, 'maybe') && !isMarked(at, mention, 'wonders-exempt') && touches(mention) && !areOfSmallFigures(base, at)),
    )
    .map((mention) => clauseAround(at, mention))
}

/**
 * Whether each "maybe" only makes a figure vague that is far below the next threshold of a rule: "it flies maybe 35 km". False for "Maybe
 * 35 km, maybe more", because the second "maybe" has no figure.
 */
const areOfSmallFigures = (base: Base, at: Message): boolean => tagged(at.mentions, 'maybe').every((cue) => isOfSmallFigure(base, at, cue))

function isOfSmallFigure(base: Base, at: Message, { start, end }: Mention): boolean {
  const feeds = new Map(base.language.quantities.quantities.map((quantity) => [quantity.is, quantity.feeds]))
  return readFigures(base, at).quantities.some((figure) => {
    const fact = feeds.get(figure.measure)
    const between = figure.start >= end ? at.text.slice(end, figure.start) : at.text.slice(figure.end, start)
    const isFar = fact !== undefined && bandsOf(base, fact, figure.low, vagueness * figure.high, figure.open).length === 1
    const namesPlace = at.mentions.some(
      (other) =>
        other.start >= Math.min(start, figure.start) &&
        !breaks.test(at.text.slice(Math.max(end, figure.end), other.start)) &&
        other.meanings.some(({ kind }) => kind === 'country'),
    )
    return isFar && !namesPlace && vague.test(between)
  })
}

/** The words allowed between a "maybe" and its figure. */
const vague = /^ (?:(?:about|around|some|roughly|like|up to|~) ?)?$/

/** A figure with a "maybe" is taken to mean up to this many times the number given. */
const vagueness = 5

/** Marks of denials that the reading uses in another way. */
const told = [
  'idle-denial',
  'numbering',
  'condition-missing',
  'mark-denied',
  'no-know-how',
  'none-made-there',
  'use-unknown',
  'status-enough',
  'kept-all',
  'no-outsiders',
  'citizens-only',
  'screening-clear',
  'stays-there',
  'leaves-nth-out',
]

/** A use may be denied this many words behind the denial: "none of these valves will ever be used in a rocket". */
const farthestUse = 12

/** How many words after a denial are searched for what it denies. */
const reach = 7

/**
 * Whether a denial could matter: it makes an exception, ends the message, refers to something said before ("not that"), or its clause has
 * a weighty word (about a condition or a party).
 */
function isWeighty(at: Message, { from, to, end }: Mention): boolean {
  if (isIn(at, from, 'except')) return true
  const clause = at.tokens.slice(to, to + reach)
  const stop = clause.findIndex(({ parted }) => breaks.test(parted))
  const last = to + (stop < 0 ? clause.length : stop)
  const isOfBefore = at.tokens.slice(to, last).every((_, index) => isIn(at, to + index, 'taking-up'))
  return isOfBefore || at.text.slice(end).trim() === '' || spansIn(at, to, last, 'weighty')
}

/** Whether "no" abbreviates the number behind it: "Order no. 4711". Without a figure, the mark `numbering` says so. */
const isNumber = ({ tokens }: Message, { typed, to }: Mention): boolean => /^no$/i.test(typed) && /^\d/.test(tokens[to]?.typed ?? '')

/**
 * Tags of words.yaml that state no fact. If a denied word has only such tags, the denial
 * changes nothing that a rule reads.
 */
const cues = wordSet('negation idle doubt maybe owner leaves self ours day condition')

/** Whether a denial only limits a figure: "Not more than 200 km", "cannot reach 300 km". */
const isLimit = (at: Message, { to }: Mention): boolean =>
  at.tokens.slice(to, to + 6).some(({ word }) => /^\d/.test(word)) && spansIn(at, to, to + 3, 'limiting')

/** Whether a list entry, or a paragraph of one, is right after a denial: "not 9A120", "not under USML IV(h)", "not .e.2". */
function isOfEntry(at: Message, { to }: Mention): boolean {
  let index = to
  while (isIn(at, index, 'before-entry')) index++
  const [first, second, third] = at.tokens.slice(index, index + 3)
  if (first === undefined || second === undefined) return false
  const isNumbered = second.start === first.end && third?.start === second.end && /^\d{3}/.test(third.typed)
  return (
    (isNumbered && /^\d$/.test(first.typed) && /^[A-E]$/i.test(second.typed)) ||
    (first.word === 'ear' && second.typed === '99') ||
    (/^[IVX]+$/i.test(first.typed) && second.parted.startsWith('(')) ||
    isOtherParagraph(at, index)
  )
}

/**
 * Whether two words are a paragraph that nobody named as the item's, as ".e.2", "e.2" and "(a)(1)". False if it is the one that is quoted, or
 * if another is put in its place: "IV(h)(23), not (h)(23) but (h)(1)".
 */
function isOtherParagraph(at: Message, index: number): boolean {
  const { text, tokens, entries } = at
  const [first, second] = tokens.slice(index, index + 2)
  if (first === undefined || second === undefined) return false
  const isPair = /^[a-z]$/.test(first.typed) && /^\d{1,2}$/.test(second.typed)
  const isJoined = /^(?:\.|\)? ?\()$/.test(text.slice(first.end, second.start))
  const isQuoted = entries.some(({ reading }) =>
    [`.${first.typed}.${second.typed}`, `(${first.typed})(${second.typed})`].some((end) => reading.entry?.endsWith(end)),
  )
  return isPair && isJoined && !isQuoted && !spansIn(at, index + 2, index + 5, 'puts-another')
}
