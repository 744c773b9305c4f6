import { readSayings } from '../deal/facts.ts'
import type { Mention } from '../names/mention.ts'
import { breaks, clauseAround, isIn, isMarked, isTagged, spansIn, type Message } from '../message.ts'
import { wordSet } from '../text/text.ts'

/**
 * Clauses with a "not", "not known" or "maybe" that had no effect on the reading: what they deny is no fact, place or item, and they are
 * no idiom and no condition of an exemption.
 */
export function looseIn(at: Message): readonly string[] {
  const { denied } = readSayings(at)
  const follows = (cue: Mention, words: number): readonly Mention[] =>
    at.mentions.filter((other) => other.from >= cue.to && other.from - cue.to < words && !breaks.test(at.text.slice(cue.end, other.start)))
  const isTakenUp = (cue: Mention): boolean =>
    entryNext.test(at.text.slice(cue.end, cue.end + 24)) ||
    follows(cue, 4).some((other) =>
      other.meanings.some((meaning) => meaning.kind !== 'words' || (denied.has(meaning.says) && !cues.has(meaning.says))),
    )
  // A denial may follow the fact that it answers: "Classified: no."
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
        (isTagged(mention, 'doubt') && !at.marks.any('use-unknown') && !isMarked(at, mention, 'asks-who-is-denied')) ||
        (isTagged(mention, 'maybe') && !isMarked(at, mention, 'wonders-exempt') && touches(mention)),
    )
    .map((mention) => clauseAround(at, mention))
}

/** Marks of denials that the reading did use. */
const told = [
  'condition-missing',
  'mark-denied',
  'no-know-how',
  'none-made-there',
  'use-unknown',
  'status-enough',
  'kept-all',
  'no-outsiders',
  'only-ours',
  'screening-clear',
  'leaves-nth-out',
]

/** How many words behind a denial are searched for what it denies. */
const reach = 7

/**
 * Whether a denial could matter: it makes an exception, its clause has a weighty word (a condition, a party), or it refers to what
 * was said before.
 */
function isWeighty(at: Message, { from, to, end }: Mention): boolean {
  if (isIn(at, from, 'except')) return true
  const clause = at.tokens.slice(to, to + reach)
  const stop = clause.findIndex(({ parted }) => breaks.test(parted))
  const last = to + (stop < 0 ? clause.length : stop)
  const isOfBefore = at.tokens.slice(to, last).every((_, index) => isIn(at, to + index, 'taking-up'))
  return isOfBefore || at.text.slice(end).trim() === '' || spansIn(at, to, last, 'weighty')
}

/** Whether "no" abbreviates "number": "Order no. 4711". */
const isNumber = ({ tokens }: Message, { typed, to }: Mention): boolean => /^no$/i.test(typed) && /^\d/.test(tokens[to]?.typed ?? '')

/** Tags that state no fact. Denying a word with only such a tag changes nothing that a rule reads. */
const cues = wordSet('negation idle doubt maybe owner leaves self ours day condition')

/** Whether a denial belongs to a figure: "Not more than 200 km", "cannot reach 300 km". */
const isLimit = ({ tokens }: Message, { to }: Mention): boolean =>
  tokens.slice(to, to + 6).some(({ word }) => /^\d/.test(word)) &&
  tokens
    .slice(to, to + 3)
    .some(({ word }) =>
      /^(?:more|less|over|under|above|below|exceed\w*|reach\w*|fl(?:y|ies)|beyond|farther|further|later|fewer|carr(?:y|ies))$/.test(word),
    )

/** Matches a list entry right behind a denial: "not 9A120". */
const entryNext = /^\s*(?:an?\s+|the\s+|on\s+|under\s+)*(?:USML\s+|ECCN\s+|category\s+)?(?:\d[A-E]\d{3}|EAR[ -]?99|[IVX]+\s?\()/i
