import { isStop, piecesOf, type Piece } from '../text/pieces.ts'
import { tokenize } from '../text/tokens.ts'

/**
 * A pattern over pieces. In the data, `#` means the pieces of interest; the rest says what is before and
 * after them. Examples of the syntax:
 *
 *     apogee|ceiling ..3 #      one of these words, then at most three words, then `#`
 *     # ..2 @orbit              after `#` and at most two words, one of the phrases of the class `orbit`
 *     at least #                these words, directly before
 *     ^ # $                     `#` begins its sentence and ends it
 *     not ... #                 anywhere before it in its sentence
 *     <number>                  a slot: whatever {@link Field.slot} accepts by that name
 *     word?                     may be left out
 *     reach*                    words that begin with these letters
 *
 * Gaps (`..n`, `...`) stop at the end of a sentence, and at pieces that {@link Field.bars} names.
 */
export type FigurePattern = { readonly before: readonly FigureStep[]; readonly after: readonly FigureStep[] }

type FigureStep =
  | {
      readonly kind: 'words'
      readonly words: ReadonlySet<string>
      readonly stems: readonly string[]
      readonly signs: boolean
      readonly optional: boolean
    }
  | {
      readonly kind: 'phrases'
      /** The phrases by their first word (to read forward) and by their last word (to read backward). */
      readonly first: ReadonlyMap<string, readonly (readonly string[])[]>
      readonly last: ReadonlyMap<string, readonly (readonly string[])[]>
      readonly optional: boolean
    }
  | { readonly kind: 'slot'; readonly name: string }
  | { readonly kind: 'gap'; readonly most: number }
  | { readonly kind: 'edge' }

/** The phrases of each class, by its name. */
export type PhrasesByClass = Readonly<Record<string, readonly string[]>>

/** Parses a pattern of the data. Throws an Error if it has no `#`, or names an unknown class. */
export function compilePattern(written: string, classes: PhrasesByClass): FigurePattern {
  const parts = written.split(' ').filter((part) => part !== '')
  const at = parts.indexOf('#')
  if (at < 0) throw new Error(`the pattern \`${written}\` has no #`)
  const step = (part: string): readonly FigureStep[] => stepsOf(part, classes, written)
  return { before: parts.slice(0, at).flatMap(step).toReversed(), after: parts.slice(at + 1).flatMap(step) }
}

function stepsOf(part: string, classes: PhrasesByClass, written: string): readonly FigureStep[] {
  if (part === '^' || part === '$') return [{ kind: 'edge' }]
  if (part === '...') return [{ kind: 'gap', most: 200 }]
  if (part.startsWith('..')) return [{ kind: 'gap', most: Number(part.slice(2)) }]
  if (part.startsWith('<') && part.endsWith('>')) return [{ kind: 'slot', name: part.slice(1, -1) }]
  const optional = part.length > 1 && part.endsWith('?')
  const body = optional ? part.slice(0, -1) : part
  if (body.startsWith('@')) {
    const phrases = classes[body.slice(1)]
    if (phrases === undefined) throw new Error(`the pattern \`${written}\` names the class \`${body}\`, which is not there`)
    const all = phrases.map(wordsOf)
    const by = (index: number) => Map.groupBy(all, (phrase) => phrase.at(index) ?? '')
    return [{ kind: 'phrases', first: by(0), last: by(-1), optional }]
  }
  const words = body.split('|')
  const stems = words.filter((word) => word.length > 1 && word.endsWith('*')).map((word) => word.slice(0, -1))
  const whole = words.filter((word) => !(word.length > 1 && word.endsWith('*')))
  const compared = new Set(whole.map((word) => wordsOf(word).join(' ')))
  const signs = stems.length === 0 && [...compared].every((word) => word.toLowerCase() === word.toUpperCase())
  return [{ kind: 'words', words: compared, stems, signs, optional }]
}

/** The words and signs of a phrase of the data, as they are compared with pieces. */
const wordsOf = (phrase: string): readonly string[] => piecesOf({ text: phrase, tokens: tokenize(phrase) }).map(keyOf)

/** What is compared of a piece: a word's normalized form, or the sign or digits as typed. */
export const keyOf = ({ kind, word, typed }: Piece): string => (kind === 'word' ? word : typed)

/** The pieces that patterns are matched against. */
export type Field = {
  readonly pieces: readonly Piece[]
  readonly abbreviated: ReadonlySet<string>
  /**
   * The index after a slot of this name that begins at a piece; `undefined` if none does. With `forward` false: the index before the slot
   * that ends at the piece.
   */
  readonly slot: (name: string, index: number, forward: boolean) => number | undefined
  /** Whether a gap must stop at the piece with this index. */
  readonly bars: (index: number) => boolean
}

/**
 * How many words lie in the gaps of a pattern that matches around the pieces `from` to `to` (exclusive); `undefined` if the pattern does
 * not match.
 */
export function distanceOf(field: Field, { before, after }: FigurePattern, from: number, to: number): number | undefined {
  const left = walk(field, before, from - 1, false)
  const right = left === undefined ? undefined : walk(field, after, to, true)
  return left === undefined || right === undefined ? undefined : left + right
}

export const holds = (field: Field, pattern: FigurePattern, from: number, to: number): boolean =>
  distanceOf(field, pattern, from, to) !== undefined

/** The indexes that the steps so far can lead to, and for each the number of words skipped in gaps. */
type Places = { readonly at: number[]; readonly words: number[] }

/**
 * Follows all steps and keeps every index they can lead to. Returns the fewest words skipped in gaps, or `undefined` if the steps do not
 * match.
 */
function walk(field: Field, steps: readonly FigureStep[], from: number, forward: boolean): number | undefined {
  let places: Places = { at: [from], words: [0] }
  for (const step of steps) {
    const next: Places = { at: [], words: [] }
    for (let index = 0; index < places.at.length; index++)
      follow(field, step, places.at[index] ?? 0, places.words[index] ?? 0, forward ? 1 : -1, next)
    if (next.at.length === 0) return undefined
    places = next
  }
  return places.words.length === 1 ? places.words[0] : Math.min(...places.words)
}

/** Adds to `next` every index that one step leads to from `place`. */
function follow(field: Field, step: FigureStep, place: number, words: number, direction: 1 | -1, next: Places): void {
  const reach = (at: number): void => {
    next.at.push(at)
    next.words.push(words)
  }
  switch (step.kind) {
    case 'gap':
      gap(field, step.most, place, words, direction, next)
      return
    case 'edge':
      if (isEdge(field, place, direction)) reach(place)
      return
    case 'slot': {
      const end = field.slot(step.name, skipSoft(field, place, direction), direction === 1)
      if (end !== undefined) reach(end)
      return
    }
    case 'words': {
      const at = step.signs ? place : skipSoft(field, place, direction)
      const piece = field.pieces[at]
      const key = piece === undefined ? undefined : keyOf(piece)
      if (key !== undefined && (step.words.has(key) || step.stems.some((stem) => key.startsWith(stem)))) reach(at + direction)
      if (step.optional) reach(place)
      return
    }
    case 'phrases': {
      const from = skipSoft(field, place, direction)
      const piece = field.pieces[from]
      const phrases = piece === undefined ? undefined : (direction === 1 ? step.first : step.last).get(keyOf(piece))
      for (const phrase of phrases ?? []) {
        const at = phraseEnd(field, phrase, from, direction)
        if (at !== undefined) reach(at)
      }
      if (step.optional) reach(place)
    }
  }
}

function phraseEnd(field: Field, phrase: readonly string[], place: number, direction: 1 | -1): number | undefined {
  let at = place
  for (let index = 0; index < phrase.length; index++) {
    const wanted = phrase[direction === 1 ? index : phrase.length - 1 - index]
    let piece = field.pieces[at]
    if (piece !== undefined && keyOf(piece) !== wanted) {
      at = skipSoft(field, at, direction)
      piece = field.pieces[at]
    }
    if (piece === undefined || keyOf(piece) !== wanted) return undefined
    at += direction
  }
  return at
}

/**
 * Adds every index that is reached by skipping up to `most` words. Signs are skipped, too, but do not count. No gap crosses the end of a
 * sentence or a piece that {@link Field.bars} names.
 */
function gap(field: Field, most: number, place: number, words: number, direction: 1 | -1, next: Places): void {
  let passed = 0
  for (let at = place; ; at += direction) {
    next.at.push(at)
    next.words.push(words + passed)
    const piece = field.pieces[at]
    if (piece === undefined || isStop(field.pieces, at, field.abbreviated) || field.bars(at)) return
    if (piece.kind !== 'sign' && ++passed > most) return
  }
}

/** Signs that do not separate words: a hyphen, a quote, a tilde. */
const soft: ReadonlySet<string> = new Set(['-', '"', "'", '~', '≈'])

function skipSoft({ pieces }: Field, place: number, direction: 1 | -1): number {
  let at = place
  while (pieces[at]?.kind === 'sign' && soft.has(pieces[at]?.typed ?? '')) at += direction
  return at
}

/**
 * Whether the sentence or clause ends at a piece, in the direction of reading: no piece is there, or it is a full stop, comma, colon or
 * bracket.
 */
function isEdge(field: Field, place: number, direction: 1 | -1): boolean {
  const at = skipSoft(field, place, direction)
  const piece = field.pieces[at]
  return piece === undefined || isStop(field.pieces, at, field.abbreviated) || (piece.kind === 'sign' && parting.has(piece.typed))
}

const parting: ReadonlySet<string> = new Set([',', '(', ')', ':'])

/** Finds phrases in pieces. */
export type Phrases<T> = {
  /** The first words (or signs) of all phrases. */
  readonly first: readonly string[]
  readonly longest: (pieces: readonly Piece[], at: number) => { readonly to: number; readonly value: T; readonly words: number } | undefined
}

type Node<T> = { readonly next: Map<string, Node<T>>; value?: T }

/**
 * Stores phrases in a tree, so that all are looked up in one walk. Signs of `joints` may be between the words
 * of a phrase in the text. `longest` finds the longest phrase that begins at a piece.
 */
export function createPhrases<T>(
  entries: Iterable<readonly [phrase: string, value: T]>,
  joints: ReadonlySet<string> = new Set(),
): Phrases<T> {
  const root: Node<T> = { next: new Map() }
  for (const [phrase, value] of entries) {
    let node = root
    for (const word of wordsOf(phrase)) {
      let child = node.next.get(word)
      if (child === undefined) node.next.set(word, (child = { next: new Map() }))
      node = child
    }
    node.value ??= value
  }
  return {
    first: [...root.next.keys()],
    longest(pieces, at) {
      let node: Node<T> | undefined = root
      let best: { readonly to: number; readonly value: T; readonly words: number } | undefined
      let words = 0
      for (let index = at; node !== undefined; index++) {
        const piece = pieces[index]
        if (piece === undefined) break
        const child: Node<T> | undefined = node.next.get(keyOf(piece))
        if (child === undefined && index > at && piece.kind === 'sign' && joints.has(piece.typed)) continue
        node = child
        words++
        if (node?.value !== undefined) best = { to: index + 1, value: node.value, words }
      }
      return best
    },
  }
}
