import { remembered } from '../memo.ts'
import { canonical } from '../text/text.ts'

/**
 * One step of a pattern, as {@link parsePattern} reads it.
 * - `word`: one of several words, names of a class (`#send`), mentions of a kind (`@place`) or words with a mark (`%origin`);
 *   it may be left out (`optional`) or stand several times (`many`).
 * - `gap`: up to so many words, inside the clause, the sentence or the text.
 * - `first`, `last`: the text begins, ends here. `begin`, `end`: a clause begins or ends here. `stop`: a sign that ends a clause stands before the next word; `pause`: it may; `halt`: one that ends a sentence; `bracket`: a bracket opens there.
 * - `not`: the next word is none of these.
 * - `open`, `close`: the part between them is what the pattern finds.
 */
export type Step<S = Sought> =
  | { readonly kind: 'word'; readonly any: readonly S[]; readonly optional: boolean; readonly many: boolean }
  | { readonly kind: 'gap'; readonly most: number; readonly within: 'clause' | 'sentence' | 'text' }
  | { readonly kind: 'not'; readonly any: readonly S[] }
  | { readonly kind: Sign }

type Sign = 'first' | 'last' | 'begin' | 'end' | 'stop' | 'pause' | 'halt' | 'bracket' | 'open' | 'close'

/** What a word is compared with: a word as it is compared, the name of a class, a kind of mention, a mark; `_` is any word, `=states` the word exactly so typed, small or capital. */
export type Sought = { readonly kind: 'literal' | 'exact' | 'class' | 'mention' | 'mark' | 'any'; readonly name: string }

export type Pattern = { readonly written: string; readonly steps: readonly Step[] }

/** Why a pattern cannot be read. */
export class PatternError extends Error {}

const signs: Readonly<Record<string, Sign>> = {
  '^^': 'first',
  $$: 'last',
  '^': 'begin',
  $: 'end',
  ',': 'stop',
  ',?': 'pause',
  ';': 'halt',
  '(': 'bracket',
  '[': 'open',
  ']': 'close',
}

const withins: Readonly<Record<number, 'clause' | 'sentence' | 'text'>> = { 2: 'clause', 3: 'sentence', 4: 'text' }

const kinds: Readonly<Record<string, Sought['kind']>> = { '#': 'class', '@': 'mention', '%': 'mark', '=': 'exact' }

/** So many patterns are remembered: they are checked first, and then used. */
const manyPatterns = 20_000

/**
 * Reads a pattern: steps parted by blanks, such as `#not #light* [@place]`. Throws a {@link PatternError} that says what is
 * wrong. The syntax stands in knowledge/language/README.md.
 */
export const parsePattern = remembered(manyPatterns, (written): Pattern => {
  const steps = written
    .replace(/([[\]])/g, ' $1 ')
    .trim()
    .split(/\s+/)
    .map(parseStep)
  const count = (kind: Step['kind']): number => steps.filter((step) => step.kind === kind).length
  const at = (kind: Step['kind']): number => steps.findIndex((step) => step.kind === kind)
  if (count('open') !== count('close') || count('open') > 1 || at('open') > at('close'))
    throw new PatternError('one part may stand in brackets: [ and ]')
  const words = steps.slice(0, steps.findIndex((step) => step.kind === 'word' && !step.optional) + 1)
  if (words.length === 0 || words.some(({ kind }) => kind === 'gap' || kind === 'not'))
    throw new PatternError('a pattern begins with a word, and has one that must be there')
  return { written, steps }
})

function parseStep(part: string): Step {
  const sign = signs[part]
  if (sign !== undefined) return { kind: sign }
  const gap = /^(\.{2,4})(\d{1,2})$/.exec(part)
  if (gap !== null) return { kind: 'gap', most: Number(gap[2]), within: withins[gap[1]?.length ?? 0] ?? 'clause' }
  if (part.startsWith('!')) return { kind: 'not', any: parseSought(part.slice(1)) }
  const end = part.at(-1)
  const isMarked = part.length > 1 && (end === '?' || end === '*')
  return {
    kind: 'word',
    any: parseSought(isMarked ? part.slice(0, -1) : part),
    optional: isMarked,
    many: isMarked && end === '*',
  }
}

const parseSought = (part: string): readonly Sought[] =>
  part.split('|').map((one) => {
    if (one === '_') return { kind: 'any', name: one }
    const kind = kinds[one[0] ?? '']
    const name = kind === undefined ? canonical(one) : one.slice(1)
    if (name === '' || !/^[\p{L}\p{N}-]+$/u.test(name)) throw new PatternError(`\`${one}\` is no word, no #class, no @kind and no %mark`)
    return { kind: kind ?? 'literal', name }
  })
