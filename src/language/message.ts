import { type Thing, readingOf } from './deal/named.ts'
import type { Base } from '../knowledge/base.ts'
import type { WordClass } from '../knowledge/language-schema.ts'
import { firstOfEach, readEntries, type Placed } from './deal/entries.ts'
import { createGoods, type Goods } from './names/goods.ts'
import { createLexicon } from './names/lexicon.ts'
import type { Mention } from './names/mention.ts'
import { createClasses } from './patterns/classes.ts'
import { createMarks, markedAs, type Marks } from './patterns/marks.ts'
import type { Span } from './patterns/sought.ts'
import { keptFor } from './memo.ts'
import { flightOf } from './deal/flight.ts'
import { toldOfEntry, toldOfThing, withTold } from './deal/told-marks.ts'
import { markedServices, withMarkedServices } from './deal/deeds.ts'
import type { Guess } from './reading.ts'
import { isHome } from './names/standing.ts'
import { tokenize, typedAt, type Token } from './text/text.ts'
import { gravity } from './deal/gravity.ts'

/** A text, its words, and the names found in it. */
export type Named = {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly mentions: readonly Mention[]
  /** Words that could be a misspelled name or a town, and so are asked about instead of read. */
  readonly guesses: readonly Guess[]
}

/** A message in the form that most code here uses: its words (by index), the names in it, and the marks of its words. */
export type Message = Named & {
  /** The items that are named, by kind ("drone") or as a product, leaving out everyday senses ("booster seat"). */
  readonly things: readonly Thing[]
  /** Phrases in the place of an item that the knowledge does not have: "gearboxes" in "ship gearboxes to Japan". */
  readonly unknown: readonly Unknown[]
  /** Items that the knowledge does not have, sent together with an item or list entry of the same message. */
  readonly seconds: readonly Unknown[]
  /** Items sent together with the item of an earlier message. The knowledge does not have them, or has them as everyday goods. */
  readonly besides: readonly Unknown[]
  /** The list entries that are quoted ("9A012"), except those in `deniedEntries`. */
  readonly entries: readonly Quoted[]
  /** Quoted list entries that do not count: denied, replaced, former, only similar, or claimed by somebody else only. */
  readonly deniedEntries: readonly string[]
  /** For each word, the word classes whose members begin there. */
  readonly classes: ReadonlyArray<readonly Span[]>
  readonly marks: Marks
}

/** Words for an item that the knowledge does not name: "gearboxes". `from` and `to` are word indexes, `to` exclusive. */
export type Unknown = { readonly typed: string; readonly from: number; readonly to: number }

/** A quoted list entry; `from` and `to` are word indexes, `to` exclusive. */
export type Quoted = Placed & { readonly from: number; readonly to: number }

/** Cuts a cleaned text: `named` finds words and names, `message` adds classes, marks, items and entries. */
export type Cut = { readonly named: (text: string) => Named; readonly message: (named: Named) => Message }

/** Prepares the names, classes and marks of the knowledge once, and returns functions that cut texts with them. */
export function createCut(base: Base): Cut {
  const lexicon = createLexicon(base)
  const goods = createGoods(base)
  const classesOf = createClasses(base.language.classes.map((one) => (one.class === 'flag-carrier' ? withAirlines(base, one) : one)))
  const marksOf = createMarks(base.language.marks)
  const deeds = markedServices(base)
  const named = (text: string): Named => {
    const tokens = lexicon.withoutSlips(tokenize(text))
    return { text, tokens, ...lexicon.find(tokens, text) }
  }
  const message = (words: Named): Message => {
    const { text, tokens, mentions } = words
    const quoted = readEntries(base, text).map((placed): Quoted => {
      const after = wordAt(tokens, placed.end)
      return { ...placed, from: wordAt(tokens, placed.start), to: after < 0 ? tokens.length : after }
    })
    const all = mentions.flatMap((mention): Thing[] => {
      const reading = readingOf(base, mention)
      return reading === undefined ? [] : [{ mention, reading }]
    })
    const classes = classesOf(tokens)
    const marks = marksOf({ tokens, classes, mentions: kindsIn(base, goods, tokens, mentions, all, quoted) })
    const meant = all
      // Left out: an everyday sense ("booster seat"), and a name that is only part of the name of an everyday thing.
      .filter(
        ({ mention }) =>
          !marks.has(mention.from, 'everyday') && !(marks.has(mention.from, 'ordinary') && marks.has(mention.to, 'ordinary')),
      )
      .map(({ mention, reading }): Thing => ({ mention, reading: withTold(base, reading, toldOfThing(marks, mention.from)) }))
    const withServices = withMarkedServices(deeds, text, tokens, marks, withoutKinds(meant, words, classes))
    const things = withoutIdleGoods(withServices, quoted, mentions, marks)
    // An entry that only somebody else claims could be the stricter one, so it counts beside an entry that the asker states, but not alone.
    const isSaid = ({ from }: Quoted): boolean => ![...takenBack, claimed].some((mark) => marks.has(from, mark))
    const ignored = quoted.some(isSaid) ? takenBack : [...takenBack, claimed]
    const isTakenBack = ({ from }: Quoted): boolean => ignored.some((mark) => marks.has(from, mark))
    const meantEntries = firstOfEach(quoted.filter((entry) => !isTakenBack(entry)))
    const entries = meantEntries.map((entry) => ({ ...entry, reading: withTold(base, entry.reading, toldOfEntry(marks, entry.from)) }))
    return {
      ...words,
      things,
      unknown: unknownIn('unknown', text, tokens, marks),
      seconds: unknownIn('second', text, tokens, marks),
      besides: unknownIn('asked-besides', text, tokens, marks),
      entries,
      deniedEntries: quoted.filter(isTakenBack).flatMap(({ reading }) => reading.entry ?? []),
      classes,
      marks,
    }
  }
  return { named, message }
}

/** Adds the airlines that the knowledge names to the words of a class. */
const withAirlines = ({ parties }: Base, one: WordClass): WordClass => ({
  ...one,
  words: [...(one.words ?? []), ...parties.airlines.flatMap(({ names }) => names)],
})

/**
 * Drops a name that only says what kind of thing the item before it is, and lets that item's name end after it: "drone" in "a crop sprayer
 * drone", "engine" in "a scramjet flight demonstrator engine".
 */
function withoutKinds(things: readonly Thing[], { tokens }: Named, classes: Message['classes']): readonly Thing[] {
  const isBetween = (at: number): boolean => classes[at]?.some(({ name }) => name === 'kind-word') === true
  const isNamedOn = ({ mention: { to } }: Thing, until: number): boolean =>
    until - to <= mostBetween &&
    tokens.slice(to, until + 1).every(({ parted }) => parted === '') &&
    tokens.slice(to, until).every((_, index) => isBetween(to + index))
  const isOne = (special: Thing | undefined, general: Thing | undefined): boolean =>
    special !== undefined &&
    general !== undefined &&
    special.mention.to <= general.mention.from &&
    isNamedOn(special, general.mention.from) &&
    isOfKind(special, general)
  return things.flatMap((one, index): Thing[] => {
    const [before, next] = [things[index - 1], things[index + 1]]
    if (isOne(before, one)) return []
    if (next === undefined || !isOne(one, next)) return [one]
    return [{ ...one, mention: { ...one.mention, to: next.mention.to, end: next.mention.end } }]
  })
}

/** The most words such as "flight" between two names of one item. */
const mostBetween = 2

const isOfKind = (special: Thing, general: Thing): boolean =>
  special.reading.level === general.reading.level &&
  special.reading.source.id !== general.reading.source.id &&
  special.reading.lands.every((landing) => general.reading.lands.some((other) => other.class === landing.class))

/** Drops everyday goods if the message also names an item of the field, a list entry, or a word for armed forces and weapons. */
function withoutIdleGoods(all: readonly Thing[], entries: readonly Quoted[], mentions: readonly Mention[], marks: Marks): readonly Thing[] {
  const isOrdinary = ({ mention }: Thing): boolean => marks.has(mention.from, 'ordinary')
  const isMeant = ({ from }: Pick<Mention, 'from'>): boolean => !['denied', 'everyday', 'of-trade'].some((mark) => marks.has(from, mark))
  const isGrave = ({ meanings }: Mention): boolean => meanings.some((meaning) => meaning.kind === 'words' && ofForces.has(meaning.says))
  const isBeside =
    entries.length > 0 ||
    all.some((thing) => !isOrdinary(thing) && isMeant(thing.mention)) ||
    mentions.some((mention) => isGrave(mention) && isMeant(mention))
  return all.filter((thing) => !isOrdinary(thing) || !isBeside).sort((a, b) => a.mention.from - b.mention.from)
}

/** Words of words.yaml that speak of armed forces and weapons, or of space. */
const ofForces: ReadonlySet<string> = new Set(['military', 'armed', 'wmd', 'military-missile', 'military-uas', 'civil-space'])

const unknownIn = (mark: string, text: string, tokens: readonly Token[], marks: Marks): readonly Unknown[] =>
  markedAs(marks, mark, tokens).map(({ from, to }) => ({ typed: typedAt(text, tokens, from, to), from, to }))

/** Marks of an entry that the item does not have (denied, replaced, former, only similar), and of one that somebody says it has. */
const takenBack = ['denied', 'replaced', 'former', 'alike']
const claimed = 'claimed'

const wordAt = (tokens: readonly Token[], start: number): number => tokens.findIndex((token) => token.start >= start)

/** For each word, what begins there, by the names that patterns use for it: `place`, `thing`, `number` and others. */
function kindsIn(
  base: Base,
  goods: Goods,
  tokens: readonly Token[],
  mentions: readonly Mention[],
  things: readonly Thing[],
  entries: readonly Quoted[],
): ReadonlyArray<readonly Span[]> {
  const kinds = tokens.map(({ typed }, at): Span[] => {
    const article = goods(tokens, at)
    // "Coffee farms" are farms: where a longer name begins at the word, the goods "coffee" inside it do not count.
    const isInName = article !== undefined && mentions.some(({ from, to }) => from === at && to > article.to)
    return [/^\d/.test(typed) ? { name: 'number', to: at + 1 } : undefined, isInName ? undefined : article].filter(
      (span) => span !== undefined,
    )
  })
  for (const { meanings, from, to } of mentions)
    for (const name of new Set(meanings.flatMap((meaning) => kindsOf(base, meaning)))) kinds[from]?.push({ name, to })
  for (const { mention, reading } of things)
    for (const name of ['thing', reading.level, flightOf(base, reading), isProduct(mention) ? 'product' : undefined])
      if (name !== undefined) kinds[mention.from]?.push({ name, to: mention.to })
  for (const { reading, from, to } of entries)
    kinds[from]?.push({ name: 'entry', to }, ...(gravity(reading.lands) === 0 ? [{ name: 'commerce-entry', to }] : []))
  return kinds
}

const isProduct = ({ meanings }: Mention): boolean => meanings.some(({ kind }) => kind === 'system')

function kindsOf(base: Base, meaning: Mention['meanings'][number]): readonly string[] {
  switch (meaning.kind) {
    case 'country':
      return ['place', isHome(base, meaning.code) ? 'home' : 'abroad']
    case 'ambiguous':
      return ['place', 'abroad']
    case 'bloc':
      return ['place']
    case 'family':
      return meaning.slang === true ? ['slang'] : []
    case 'system':
      return []
    case 'words':
      return meaning.cue === true ? [meaning.says] : [meaning.says, 'fact']
    case 'party':
    case 'company':
      return ['company']
  }
}

/** The indexes of all words that belong to a mention. */
export const namedIn = keptFor(
  (mentions: readonly Mention[]): ReadonlySet<number> =>
    new Set(mentions.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index))),
)

/** Whether the first word of a mention has a mark. */
export const isMarked = ({ marks }: Pick<Message, 'marks'>, { from }: Pick<Mention, 'from'>, mark: string): boolean => marks.has(from, mark)

/** Whether a member of the class `name` begins at word `at`. */
export const isIn = ({ classes }: Message, at: number, name: string): boolean => classes[at]?.some((span) => span.name === name) === true

/** Whether a member of the class `name` begins between two words (`to` is exclusive). */
export function spansIn(message: Message, from: number, to: number, name: string): boolean {
  for (let at = from; at < to; at++) if (isIn(message, at, name)) return true
  return false
}

/** Whether punctuation that matches `signs` stands before one of the words from `from` to `to` (exclusive). */
export function signsIn({ tokens }: Message, from: number, to: number, signs: RegExp): boolean {
  for (let at = from; at < to; at++) if (signs.test(tokens[at]?.parted ?? '')) return true
  return false
}

/** The index after the last "and", comma or the like between two items: of "stages" in "igniters and stages". `undefined` if none. */
export function lastJoin(message: Message, from: number, to: number): number | undefined {
  let last: number | undefined
  for (let at = from; at <= to; at++) {
    if (joinsBefore(message, at)) last = at
    const word = at < to ? message.classes[at]?.find(({ name }) => name === 'joining') : undefined
    if (word !== undefined && word.to <= to) last = word.to
  }
  return last
}

/** Whether punctuation such as a comma joins a word to the one before. A comma in "1,000" and a slash before a figure do not. */
function joinsBefore({ tokens }: Message, at: number): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]]
  if (before === undefined || token === undefined || token.parted === '') return false
  const isFigure = /^\d/.test(token.typed)
  if (/^[,]$/.test(token.parted) && isFigure && /^\d/.test(before.typed)) return token.start - before.end > 1
  return /[;+&\n,.?!]/.test(token.parted) || (token.parted.includes('/') && !isFigure)
}

/** Punctuation between two words that ends a clause. */
export const breaks = /[.,;:?!()\n]/

export const tagged = (mentions: readonly Mention[], tag: string): readonly Mention[] =>
  mentions.filter(({ meanings }) => meanings.some((meaning) => meaning.kind === 'words' && meaning.says === tag))

/** Whether a company or recipient is said to be a U.S. person, and not only to be located in the United States. */
export const isUsCompany = ({ mentions, marks }: Message): boolean => marks.any('home-company') || tagged(mentions, 'us-person').length > 0

export const isTagged = (mention: Mention, tag: string): boolean => tagged([mention], tag).length > 0

/** The words before `from` in its clause, nearest first, at most `most` of them. */
export function wordsBefore(tokens: readonly Token[], from: number, most: number): readonly string[] {
  const words: string[] = []
  for (let index = from - 1; index >= 0 && words.length < most && !breaks.test(tokens[index + 1]?.parted ?? ''); index--)
    words.push(tokens[index]?.word ?? '')
  return words
}

/** Punctuation that ends a clause; a point or comma inside a number does not. */
const clauseEnds = /[;:?!()\n]|[,.](?!\d)/

/** The clause around a mention as typed, cut to 40 characters before it and 50 after it. */
export function clauseAround({ text }: Pick<Message, 'text'>, { start, end }: Pick<Mention, 'start' | 'end'>): string {
  const before =
    text
      .slice(Math.max(0, start - 40), start)
      .split(clauseEnds)
      .at(-1) ?? ''
  const after = text.slice(end, end + 50).split(clauseEnds)[0] ?? ''
  return `${before}${text.slice(start, end)}${after}`.trim()
}
