import { cachedByText } from '../cached.ts'
import { canonical } from '../text/tokens.ts'

/**
 * One step of a pattern, as {@link parsePattern} reads it.
 * - `word`: one of several words, members of a class (`#send`), mentions of a kind (`@place`) or words with a
 *   mark (`%origin`); it may be left out (`optional`) or repeated (`many`).
 * - `gap`: at most `most` words, inside the clause, sentence or text.
 * - `first`, `last`: the text begins or ends here. `begin`, `end`: a clause begins or ends here.
 * - `stop`: punctuation that ends a clause is before the next word; `pause`: such punctuation may be there.
 *   `halt`: punctuation that ends a sentence is there; `bracket`: a bracket opens there.
 * - `not`: the next word is none of these.
 * - `open`, `close`: the part between them is what the pattern finds.
 */
export type Step<S = Sought> =
  | { readonly kind: 'word'; readonly any: readonly S[]; readonly optional: boolean; readonly many: boolean }
  | { readonly kind: 'gap'; readonly most: number; readonly within: 'clause' | 'sentence' | 'text' }
  | { readonly kind: 'not'; readonly any: readonly S[] }
  | { readonly kind: Sign }

type Sign = 'first' | 'last' | 'begin' | 'end' | 'stop' | 'pause' | 'halt' | 'bracket' | 'open' | 'close'

/**
 * What a step compares a word with: a word in lower case and singular (`literal`), an exact form in any case (`=states`), a class, a kind
 * of mention, a mark, or any word (`_`).
 */
export type Sought = { readonly kind: 'literal' | 'exact' | 'class' | 'mention' | 'mark' | 'any'; readonly name: string }

export type Pattern = { readonly written: string; readonly steps: readonly Step[] }

/** Says why a pattern cannot be parsed. */
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

/** Cache size for parsed patterns. Each is parsed twice: when it is checked and when it is used. */
const manyPatterns = 20_000

/**
 * Parses a pattern: steps separated by spaces, e.g. `#not #light* [@place]`. Throws a {@link PatternError} that says what is wrong.
 * The syntax is described in knowledge/language/README.md.
 */
export const parsePattern = cachedByText(manyPatterns, (written): Pattern => {
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

/** Cache size for parsed steps. Patterns use the same few thousand. */
const manySteps = 20_000

const parseStep = cachedByText(manySteps, (part): Step => {
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
})

const parseSought = (part: string): readonly Sought[] =>
  part.split('|').map((one) => {
    if (one === '_') return { kind: 'any', name: one }
    const kind = kinds[one[0] ?? '']
    const name = kind === undefined ? canonical(one) : one.slice(1)
    if (name === '' || !/^[\p{L}\p{N}-]+$/u.test(name)) throw new PatternError(`\`${one}\` is no word, no #class, no @kind and no %mark`)
    return { kind: kind ?? 'literal', name }
  })
