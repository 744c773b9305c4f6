import type { Base } from '../knowledge/base.ts'
import { firstOfEach, readEntries, type Placed } from './entries.ts'
import { createLexicon, type Mention } from './lexicon.ts'
import { createClasses } from './patterns/classes.ts'
import { createMarks, type Marks } from './patterns/marks.ts'
import type { Span } from './patterns/match.ts'
import { readingOf } from './named.ts'
import type { Guess, ItemReading } from './reading.ts'
import { tokenize, type Token } from './text.ts'
import { gravity } from './things.ts'

/** A message cut up: its words, what is named in it, and what its words are marked as. Whoever reads it sees words, not characters. */
export type Message = {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly mentions: readonly Mention[]
  /** Words that could be a misspelled name. */
  readonly guesses: readonly Guess[]
  /** The things that are named, by their kind or as a product. */
  readonly things: readonly Thing[]
  /** The list entries that are quoted and not denied. */
  readonly entries: readonly Placed[]
  readonly marks: Marks
}

/** A thing that is named. */
export type Thing = { readonly mention: Mention; readonly reading: ItemReading }

/** Cuts a cleaned text. */
export type Cut = (text: string) => Message

/** Prepares the names, classes and marks of the knowledge for cutting texts. */
export function createCut(base: Base): Cut {
  const lexicon = createLexicon(base)
  const classesOf = createClasses(base.language.classes)
  const marksOf = createMarks(base.language.marks)
  return (text) => {
    const tokens = tokenize(text)
    const { mentions, guesses } = lexicon.find(tokens, text)
    const quoted = readEntries(base, text)
    const things = mentions.flatMap((mention): Thing[] => {
      const reading = readingOf(base, mention)
      return reading === undefined ? [] : [{ mention, reading }]
    })
    const marks = marksOf({ tokens, classes: classesOf(tokens), mentions: kindsIn(base, tokens, mentions, things, quoted) })
    const entries = firstOfEach(quoted.filter(({ start }) => !takenBack.some((mark) => marks.has(wordAt(tokens, start), mark))))
    return { text, tokens, mentions, guesses, things, entries, marks }
  }
}

/** What is said of an entry that is not the thing's: not so, no longer so, only alike, or only what somebody says. */
const takenBack = ['denied', 'replaced', 'former', 'alike', 'claimed']

const wordAt = (tokens: readonly Token[], start: number): number => tokens.findIndex((token) => token.start >= start)

/** The kinds of mention that begin at each word, as patterns name them. */
function kindsIn(
  base: Base,
  tokens: readonly Token[],
  mentions: readonly Mention[],
  things: readonly Thing[],
  entries: readonly Placed[],
): ReadonlyArray<readonly Span[]> {
  const kinds = tokens.map(({ typed }, at): Span[] => (/^\d/.test(typed) ? [{ name: 'number', to: at + 1 }] : []))
  for (const { meanings, from, to } of mentions)
    for (const name of new Set(meanings.flatMap((meaning) => kindsOf(base, meaning)))) kinds[from]?.push({ name, to })
  for (const { mention, reading } of things) kinds[mention.from]?.push({ name: 'thing', to: mention.to }, { name: reading.level, to: mention.to })
  for (const { reading, start, end } of entries) {
    const [from, after] = [wordAt(tokens, start), wordAt(tokens, end)]
    const to = after < 0 ? tokens.length : after
    kinds[from]?.push({ name: 'entry', to }, ...(gravity(reading.lands) === 0 ? [{ name: 'commerce-entry', to }] : []))
  }
  return kinds
}

function kindsOf(base: Base, meaning: Mention['meanings'][number]): readonly string[] {
  switch (meaning.kind) {
    case 'country':
      return ['place', isHome(base, meaning.code) ? 'home' : 'abroad']
    case 'ambiguous':
      return ['place', 'abroad']
    case 'bloc':
      return ['place']
    case 'family':
    case 'system':
      return []
    case 'words':
      return meaning.cue === true ? [meaning.says] : [meaning.says, 'fact']
    case 'company':
      return ['company']
  }
}

/** Whether a country is the United States or one of their territories. */
export const isHome = (base: Base, code: string): boolean =>
  base.groups.get('us')?.members.some((member) => (typeof member === 'string' ? member : member.code) === code) === true

/** Whether the first word of a mention has a mark. */
export const isMarked = ({ marks }: Pick<Message, 'marks'>, { from }: Pick<Mention, 'from'>, mark: string): boolean => marks.has(from, mark)

/** What stands between two words and ends a clause. */
export const breaks = /[.,;:?!()\n]/

export const tagged = (mentions: readonly Mention[], tag: string): readonly Mention[] =>
  mentions.filter(({ meanings }) => meanings.some((meaning) => meaning.kind === 'words' && meaning.says === tag))

export const isTagged = (mention: Mention, tag: string): boolean => tagged([mention], tag).length > 0

/** The words before one, as far as its clause goes, nearest first. */
export function wordsBefore(tokens: readonly Token[], from: number, most: number): readonly string[] {
  const words: string[] = []
  for (let index = from - 1; index >= 0 && words.length < most && !breaks.test(tokens[index + 1]?.parted ?? ''); index--)
    words.push(tokens[index]?.word ?? '')
  return words
}

/** The clause around a mention, as typed, at most some eighty characters. */
export function clauseAround({ text }: Pick<Message, 'text'>, { start, end }: Mention): string {
  const before =
    text
      .slice(Math.max(0, start - 40), start)
      .split(/[.,;:?!()\n]/)
      .at(-1) ?? ''
  const after = text.slice(end, end + 50).split(/[.,;:?!()\n]/)[0] ?? ''
  return `${before}${text.slice(start, end)}${after}`.trim()
}
