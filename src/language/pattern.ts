import { isStop, piecesOf, type Piece } from './pieces.ts'
import { tokenize } from './text.ts'

/**
 * Patterns over pieces, as the data write them: what stands before and after a place of interest, `#`.
 *
 *     apogee|ceiling ..3 #      one of these words, then at most three words, then `#`
 *     # ..2 @orbit              after `#`, behind at most two words, one of the phrases of the class `orbit`
 *     at least #                these words, directly before
 *     ^ # $                     `#` begins its sentence and ends it
 *     not ... #                 anywhere before it in its sentence
 *     <number>                  a slot: what the reader says is one
 *     word?                     may be left out
 *     reach*                    words that begin so
 *
 * Gaps (`..n`, `...`) do not go past the end of a sentence, nor past what the reader bars.
 */
export type Pattern = { readonly before: readonly Step[]; readonly after: readonly Step[] }

type Step =
  | { readonly kind: 'words'; readonly words: ReadonlySet<string>; readonly stems: readonly string[]; readonly optional: boolean }
  | { readonly kind: 'phrases'; readonly phrases: readonly (readonly string[])[]; readonly optional: boolean }
  | { readonly kind: 'slot'; readonly name: string }
  | { readonly kind: 'gap'; readonly most: number }
  | { readonly kind: 'edge' }

/** Phrases by the name of their class. */
export type Classes = Readonly<Record<string, readonly string[]>>

/** Reads a pattern of the data. Throws where it has no `#`, or names a class that is not there. */
export function compilePattern(written: string, classes: Classes): Pattern {
  const parts = written.split(' ').filter((part) => part !== '')
  const at = parts.indexOf('#')
  if (at < 0) throw new Error(`the pattern \`${written}\` has no #`)
  const step = (part: string): readonly Step[] => stepsOf(part, classes, written)
  return { before: parts.slice(0, at).flatMap(step).toReversed(), after: parts.slice(at + 1).flatMap(step) }
}

function stepsOf(part: string, classes: Classes, written: string): readonly Step[] {
  if (part === '^' || part === '$') return [{ kind: 'edge' }]
  if (part === '...') return [{ kind: 'gap', most: 200 }]
  if (part.startsWith('..')) return [{ kind: 'gap', most: Number(part.slice(2)) }]
  if (part.startsWith('<') && part.endsWith('>')) return [{ kind: 'slot', name: part.slice(1, -1) }]
  const optional = part.length > 1 && part.endsWith('?')
  const body = optional ? part.slice(0, -1) : part
  if (body.startsWith('@')) {
    const phrases = classes[body.slice(1)]
    if (phrases === undefined) throw new Error(`the pattern \`${written}\` names the class \`${body}\`, which is not there`)
    return [{ kind: 'phrases', phrases: phrases.map(wordsOf), optional }]
  }
  const words = body.split('|')
  const stems = words.filter((word) => word.length > 1 && word.endsWith('*')).map((word) => word.slice(0, -1))
  const whole = words.filter((word) => !(word.length > 1 && word.endsWith('*')))
  return [{ kind: 'words', words: new Set(whole.map((word) => wordsOf(word).join(' '))), stems, optional }]
}

/** The words and signs of a name or phrase of the data, as pieces compare. */
export const wordsOf = (phrase: string): readonly string[] => piecesOf({ text: phrase, tokens: tokenize(phrase) }).map(keyOf)

/** What of a piece is compared: the word, or the sign or digits as typed. */
export const keyOf = ({ kind, word, typed }: Piece): string => (kind === 'word' ? word : typed)

/** Pieces that patterns are held against. */
export type Field = {
  readonly pieces: readonly Piece[]
  readonly abbreviated: ReadonlySet<string>
  /** Where a slot that begins at a piece ends (exclusive); where it ends at a piece, for patterns read backward. */
  readonly slot: (name: string, index: number, forward: boolean) => number | undefined
  /** What a gap may not go past. */
  readonly bars: (index: number) => boolean
}

/** How far a pattern's words stand from the pieces `from` to `to` (exclusive): the words in its gaps; nothing where it does not hold. */
export function distanceOf(field: Field, { before, after }: Pattern, from: number, to: number): number | undefined {
  const left = walk(field, before, from - 1, false)
  const right = left === undefined ? undefined : walk(field, after, to, true)
  return left === undefined || right === undefined ? undefined : left + right
}

export const holds = (field: Field, pattern: Pattern, from: number, to: number): boolean =>
  distanceOf(field, pattern, from, to) !== undefined

/** Follows the steps from a piece on, keeping every place that they can have come to with the words passed over. */
function walk(field: Field, steps: readonly Step[], from: number, forward: boolean): number | undefined {
  let places: ReadonlyMap<number, number> = new Map([[from, 0]])
  for (const step of steps) {
    const next = new Map<number, number>()
    for (const [place, cost] of places)
      for (const [reached, words] of stepFrom(field, step, place, forward))
        next.set(reached, Math.min(next.get(reached) ?? Number.POSITIVE_INFINITY, cost + words))
    if (next.size === 0) return undefined
    places = next
  }
  return Math.min(...places.values())
}

/** A place reached, and how many words a gap passed over. */
type Reached = readonly [place: number, words: number]

function stepFrom(field: Field, step: Step, place: number, forward: boolean): readonly Reached[] {
  const direction = forward ? 1 : -1
  switch (step.kind) {
    case 'gap':
      return gapFrom(field, step.most, place, direction)
    case 'edge':
      return isEdge(field, place, direction) ? [[place, 0]] : []
    case 'slot': {
      const at = skipSoft(field, place, direction)
      const end = field.slot(step.name, at, forward)
      return end === undefined ? [] : [[end, 0]]
    }
    case 'words': {
      const at = isSign(step) ? place : skipSoft(field, place, direction)
      const key = field.pieces[at] === undefined ? undefined : keyOf(field.pieces[at])
      const found = key !== undefined && (step.words.has(key) || step.stems.some((stem) => key.startsWith(stem)))
      return [...(found ? [[at + direction, 0] as const] : []), ...(step.optional ? [[place, 0] as const] : [])]
    }
    case 'phrases': {
      const found = step.phrases.flatMap((phrase) => phraseFrom(field, phrase, place, direction))
      return step.optional ? [...found, [place, 0]] : found
    }
  }
}

const isSign = (step: Step & { readonly kind: 'words' }): boolean =>
  step.stems.length === 0 && [...step.words].every((word) => word.length <= 2 && word.toLowerCase() === word.toUpperCase())

function phraseFrom(field: Field, phrase: readonly string[], place: number, direction: 1 | -1): readonly Reached[] {
  let at = place
  for (let index = 0; index < phrase.length; index++) {
    const wanted = phrase[direction === 1 ? index : phrase.length - 1 - index]
    let piece = field.pieces[at]
    if (piece !== undefined && keyOf(piece) !== wanted) {
      at = skipSoft(field, at, direction)
      piece = field.pieces[at]
    }
    if (piece === undefined || keyOf(piece) !== wanted) return []
    at += direction
  }
  return [[at, 0]]
}

/** Every place that a gap of so many words can lead to; other signs than the end of a sentence do not count. */
function gapFrom(field: Field, most: number, place: number, direction: 1 | -1): readonly Reached[] {
  const places: Reached[] = [[place, 0]]
  let words = 0
  for (let at = place; ;) {
    const piece = field.pieces[at]
    if (piece === undefined || isStop(field.pieces, at, field.abbreviated) || field.bars(at)) return places
    if (piece.kind !== 'sign' && ++words > most) return places
    at += direction
    places.push([at, words])
  }
}

/** Signs that part no word from the next: a hyphen, a quote, a tilde. */
const soft: ReadonlySet<string> = new Set(['-', '"', "'", '~', '≈'])

function skipSoft({ pieces }: Field, place: number, direction: 1 | -1): number {
  let at = place
  while (pieces[at]?.kind === 'sign' && soft.has(pieces[at]?.typed ?? '')) at += direction
  return at
}

/** Whether a sentence begins or ends at a piece: nothing more stands there, or a stop, or a sign that parts. */
function isEdge(field: Field, place: number, direction: 1 | -1): boolean {
  const at = skipSoft(field, place, direction)
  const piece = field.pieces[at]
  return piece === undefined || isStop(field.pieces, at, field.abbreviated) || (piece.kind === 'sign' && parting.has(piece.typed))
}

const parting: ReadonlySet<string> = new Set([',', '(', ')', ':'])

/** The end of the longest of some phrases that begins at a piece, with what it stands for. */
export type Phrases<T> = {
  readonly longest: (pieces: readonly Piece[], at: number) => { readonly to: number; readonly value: T; readonly words: number } | undefined
}

type Node<T> = { readonly next: Map<string, Node<T>>; value?: T }

/** Phrases in a tree, found in one walk. Between the words of one may stand a sign of `joints`, or a blank, or nothing. */
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
