import { canonical, type Token } from './tokens.ts'

/**
 * A piece of a message for reading figures and dates: a word, a number or a sign. `word` is the form that is
 * compared, `typed` the text as written. `glued`: nothing is between the piece and the one before.
 */
export type Piece = {
  readonly kind: 'word' | 'number' | 'sign'
  readonly word: string
  readonly typed: string
  readonly start: number
  readonly end: number
  readonly glued: boolean
}

/** Two signs that are read as one piece. */
const pairs: ReadonlySet<string> = new Set(['>=', '<=', '=>', '=<'])

/** Cache: each message is cut into pieces once. */
const cut = new WeakMap<readonly Token[], readonly Piece[]>()

export function piecesOf({ text, tokens }: { readonly text: string; readonly tokens: readonly Token[] }): readonly Piece[] {
  const known = cut.get(tokens)
  if (known !== undefined) return known
  const pieces = cutUp(text, tokens)
  cut.set(tokens, pieces)
  return pieces
}

/** Cuts a message into pieces. A number with its separators is one piece: `1,400.5`. */
function cutUp(text: string, tokens: readonly Token[]): readonly Piece[] {
  const pieces: Piece[] = []
  let at = 0
  const add = (kind: Piece['kind'], start: number, end: number, word: string): void => {
    pieces.push({ kind, word, typed: text.slice(start, end), start, end, glued: pieces.at(-1)?.end === start })
  }
  const signs = (until: number): void => {
    for (; at < until; at++) {
      const sign = text[at] ?? ''
      if (sign === ' ') continue
      // Letters between tokens are the rest of "isn't" or "U.S." and are skipped.
      if (isLetter(sign)) {
        if (text[at + 1] === '.') at++
        continue
      }
      const before = pieces.at(-1)
      if (before?.kind === 'sign' && before.end === at && pairs.has(before.typed + sign)) {
        pieces.pop()
        add('sign', before.start, at + 1, before.typed + sign)
      } else add('sign', at, at + 1, sign)
    }
  }
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]
    if (token === undefined || token.start < at) continue
    signs(token.start)
    const last = pieces.at(-1)
    if (isDigits(token.typed)) {
      const end = numberEnd(text, tokens, index, isNamePart(text, last, token.start))
      add('number', token.start, end, text.slice(token.start, end))
      at = end
    } else {
      add('word', token.start, token.end, token.word)
      at = token.end
    }
  }
  signs(text.length)
  return pieces
}

const isDigit = (sign: string | undefined): boolean => sign !== undefined && sign >= '0' && sign <= '9'
const isDigits = (word: string): boolean => isDigit(word[0])

/** Whether digits belong to a name: "A320", "MQ-9". */
const isNamePart = (text: string, last: Piece | undefined, start: number): boolean =>
  last?.end === start && (last.kind === 'word' || (last.typed === '-' && isLetter(text[start - 2])))
const isLetter = (sign: string | undefined): boolean => sign !== undefined && sign.toLowerCase() !== sign.toUpperCase()

/**
 * The offset after a number that begins at a token, with its groups of three digits and its decimals. Digits right after a letter ("A320")
 * have neither.
 */
function numberEnd(text: string, tokens: readonly Token[], index: number, isGlued: boolean): number {
  const first = tokens[index]
  if (first === undefined) return 0
  let { end } = first
  let last = first
  let grouping = ''
  for (const next of isGlued ? [] : tokens.slice(index + 1, index + 8)) {
    const sign = text.slice(end, next.start)
    if (!isDigits(next.typed) || !separators.has(sign)) break
    const goesOn = grouping === '' || grouping === sign
    const isGroup = next.typed.length === 3 && goesOn && (grouping !== '' || isHead(first)) && !isDigit(text[next.end])
    const isFraction = (sign === '.' || sign === ',') && sign !== grouping && last.end === end
    if (!isGroup && !isFraction) break
    if (sign === ' ' && !isGroup) break
    end = next.end
    last = next
    if (!isGroup) break
    grouping = sign
  }
  return end
}

/** Signs between groups of digits: 1,400 · 1 400 · 1.400 · 1'400. */
const separators: ReadonlySet<string> = new Set([',', ' ', '.', "'"])

/** Whether a token can be the first group of a number with groups of three digits. */
const isHead = ({ typed }: Token): boolean => typed.length <= 3

/** The value of a number piece. With `fraction`, three digits after a single separator are decimals: "1.400" is 1.4 instead of 1400. */
export function valueOf(typed: string, fraction = false): number {
  const signs = [...typed].filter((sign) => !isDigit(sign))
  const [first = '', ...others] = signs
  const parts = typed.split(/[^0-9]/)
  const last = parts.at(-1) ?? ''
  if (signs.length === 0) return Number(typed)
  const lastSign = signs.at(-1) ?? ''
  const isMixed = others.some((sign) => sign !== first)
  const isGroups = last.length === 3 && (parts[0] ?? '').length <= 3 && !typed.startsWith('0') && !fraction
  const isFraction = isMixed || (signs.length === 1 && first !== ' ' && first !== "'" && !isGroups)
  return isFraction && lastSign !== ' ' ? Number(`${parts.slice(0, -1).join('')}.${last}`) : Number(parts.join(''))
}

/** Signs that end a sentence. Figures and dates are not read across them. */
const stops: ReadonlySet<string> = new Set(['.', ';', '?', '!', '\n', '…'])

/** Whether a piece ends a sentence; the point of an abbreviation does not ("max. 400 km"). */
export const isStop = (pieces: readonly Piece[], index: number, abbreviated: ReadonlySet<string>): boolean => {
  const piece = pieces[index]
  if (piece === undefined || piece.kind !== 'sign' || !stops.has(piece.typed)) return false
  if (piece.typed !== '.') return true
  const [before, after] = [pieces[index - 1], pieces[index + 1]]
  return !(after?.glued === true || (before !== undefined && after !== undefined && abbreviated.has(before.word)))
}

/** The compared form of the word at an index; empty if there is no word. */
export const wordAt = (pieces: readonly Piece[], at: number): string => (pieces[at]?.kind === 'word' ? pieces[at].word : '')

/** The sign at an index; empty if there is no sign. */
export const signAt = (pieces: readonly Piece[], at: number): string => (pieces[at]?.kind === 'sign' ? pieces[at].typed : '')

/** The set of the given words, in the form that `canonical` gives. */
export const worded = (words: readonly string[]): ReadonlySet<string> => new Set(words.map(canonical))
