import { readingOf, type Thing } from './deal/item-of-name.ts'
import type { Base } from '../knowledge/base.ts'
import type { WordClass } from '../knowledge/language-schema.ts'
import { firstOfEach, readEntries } from './deal/entries.ts'
import { createGoods, type Goods } from './names/goods.ts'
import { createLexicon } from './names/lexicon.ts'
import type { Mention } from './names/mention.ts'
import { createClasses, isIn } from './patterns/classes.ts'
import { createMarks, markedAs, type Marks } from './patterns/marks.ts'
import type { Span } from './patterns/found-in-text.ts'
import { flightOf } from './deal/flight.ts'
import { claimOnEntry, claimOnItem, withClaim } from './deal/mt-claims.ts'
import { markedServices, withMarkedServices } from './deal/deeds.ts'
import { isUsCode } from './names/listed-countries.ts'
import { hasAllClassesOf } from './reading.ts'
import { tokenize, typedAt, type Token } from './text/tokens.ts'
import { mildestControl } from './deal/control-strictness.ts'
import type { Named, Message, Quoted, Unknown } from './message.ts'

/** Cuts a cleaned text: `named` finds words and names, `message` adds classes, marks, items and entries. */
export type MessageBuilder = { readonly named: (text: string) => Named; readonly message: (named: Named) => Message }

/** Prepares the names, classes and marks of the knowledge once, and returns functions that cut texts with them. */
export function createMessageBuilder(base: Base): MessageBuilder {
  const goods = createGoods(base)
  const classesOf = createClasses(base.language.classes.map((one) => (one.class === 'flag-carrier' ? withAirlines(base, one) : one)))
  const lexicon = createLexicon(base, classesOf)
  const marksOf = createMarks(base.language.marks)
  const deeds = markedServices(base)
  const named = (text: string): Named => {
    const tokens = lexicon.withoutSlips(tokenize(text))
    const classes = classesOf(tokens)
    return { text, tokens, classes, ...lexicon.find({ tokens, classes }, text) }
  }
  const message = (words: Named): Message => {
    const { text, tokens, classes, mentions } = words
    const quoted = readEntries(base, text).map((placed): Quoted => {
      const after = wordAt(tokens, placed.end)
      return { ...placed, from: wordAt(tokens, placed.start), to: after < 0 ? tokens.length : after }
    })
    const all = mentions.flatMap((mention): Thing[] => {
      const reading = readingOf(base, mention)
      return reading === undefined ? [] : [{ mention, reading }]
    })
    const marks = marksOf({ tokens, classes, mentions: kindsIn(base, goods, tokens, mentions, all, quoted) })
    const meant = all
      // Leaves out items named in an everyday sense ("booster seat"), and names that are only part of
      // the name of an everyday thing.
      .filter(
        ({ mention }) =>
          !marks.has(mention.from, 'everyday') && !(marks.has(mention.from, 'ordinary') && marks.has(mention.to, 'ordinary')),
      )
      .map(({ mention, reading }): Thing => ({ mention, reading: withClaim(base, reading, claimOnItem(marks, mention.from)) }))
    const withServices = withMarkedServices(deeds, text, tokens, marks, withoutKinds(meant, words))
    const things = withoutIdleGoods(withServices, quoted, mentions, marks)
    // If the asker states an entry, an entry that only somebody else claims counts too, because it could be
    // the stricter one. Alone it does not count.
    const isSaid = ({ from }: Quoted): boolean => ![...takenBack, claimed].some((mark) => marks.has(from, mark))
    const ignored = quoted.some(isSaid) ? takenBack : [...takenBack, claimed]
    // "EAR99, no. 7A103": the entry behind the stop is what is meant, or a number; it is not denied.
    const isBehindNo = (from: number): boolean =>
      tokens[from - 1]?.word === 'no' && text.slice(tokens[from - 1]?.end, tokens[from]?.start).includes('.')
    const isTakenBack = ({ from }: Quoted): boolean => !isBehindNo(from) && ignored.some((mark) => marks.has(from, mark))
    const meantEntries = firstOfEach(quoted.filter((entry) => !isTakenBack(entry)))
    const entries = meantEntries.map((entry) => ({ ...entry, reading: withClaim(base, entry.reading, claimOnEntry(marks, entry.from)) }))
    return {
      ...words,
      things,
      unknown: unknownIn('unknown', text, tokens, marks),
      seconds: unknownIn('second', text, tokens, marks),
      besides: unknownIn('asked-besides', text, tokens, marks),
      entries,
      deniedEntries: quoted.filter(isTakenBack).flatMap(({ reading }) => reading.entry ?? []),
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
 * Drops a general name after a more specific name of the same item, and extends the specific name to its
 * end: "drone" in "a crop sprayer drone", "engine" in "a scramjet flight demonstrator engine".
 */
function withoutKinds(things: readonly Thing[], words: Named): readonly Thing[] {
  const { tokens } = words
  const isBetween = (at: number): boolean => isIn(words, at, 'kind-word')
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

/** There are at most this many words such as "flight" between two names of one item. */
const mostBetween = 2

const isOfKind = (special: Thing, general: Thing): boolean =>
  special.reading.level === general.reading.level &&
  special.reading.source.id !== general.reading.source.id &&
  hasAllClassesOf(general.reading, special.reading)

/**
 * Drops everyday goods if the message also names any other item, a list entry, or a
 * word for armed forces, weapons or space.
 */
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

/** Tags of words.yaml that are about armed forces, weapons or space. */
const ofForces: ReadonlySet<string> = new Set(['military', 'armed', 'wmd', 'military-missile', 'military-uas', 'civil-space'])

const unknownIn = (mark: string, text: string, tokens: readonly Token[], marks: Marks): readonly Unknown[] =>
  markedAs(marks, mark, tokens).map(({ from, to }) => ({ typed: typedAt(text, tokens, from, to), from, to }))

/**
 * Marks of an entry that does not apply to the item. `claimed` marks an entry that
 * applies according to somebody else.
 */
const takenBack = ['denied', 'replaced', 'former', 'alike']

const claimed = 'claimed'

const wordAt = (tokens: readonly Token[], start: number): number => tokens.findIndex((token) => token.start >= start)

/**
 * For each word, the kinds of names that begin there, as patterns write them after "@":
 * `place`, `thing`, `number` and others.
 */
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
    // "Coffee farms" are farms: if a longer name begins at the word, the goods
    // "coffee" inside it do not count.
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
    kinds[from]?.push({ name: 'entry', to }, ...(mildestControl(base, reading.lands) === 0 ? [{ name: 'commerce-entry', to }] : []))
  return kinds
}

const isProduct = ({ meanings }: Mention): boolean => meanings.some(({ kind }) => kind === 'system')

function kindsOf(base: Base, meaning: Mention['meanings'][number]): readonly string[] {
  switch (meaning.kind) {
    case 'country':
      return ['place', isUsCode(base, meaning.code) ? 'home' : 'abroad']
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
