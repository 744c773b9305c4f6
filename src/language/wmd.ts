import type { Base } from '../knowledge/base.ts'
import type { Message } from './message.ts'
import { tokenize, type Token } from './text.ts'

/** Whether words speak of weapons of mass destruction: known use, or a sign that must be asked about. */
export type Sign = 'known' | 'doubtful' | undefined

/** Reads the signs of a text from pairs of words (wmd.yaml): "nuclear cruise missile", "a warhead filled with chlorine". */
export type Signs = (message: Message) => Sign

type Lists = Readonly<Record<Exclude<keyof Base['wmd'], 'arms'> | 'after' | 'other', ReadonlySet<string>>>

/** Prepares the reader of signs. */
export function createSigns({ wmd }: Base): Signs {
  const set = (names: readonly string[]): ReadonlySet<string> => new Set(names.map(spelled))
  const lists: Lists = {
    kinds: set(wmd.kinds),
    kindsBehind: set(wmd.kindsBehind),
    after: set(wmd.arms.after),
    other: set(wmd.arms.other),
    substances: set(wmd.substances),
    agents: set(wmd.agents),
    doubtful: set(wmd.doubtful),
    carriers: set(wmd.carriers),
    carrying: set(wmd.carrying),
    spreading: set(wmd.spreading),
    guarding: set(wmd.guarding),
    peaceful: set(wmd.peaceful),
  }
  return ({ tokens, text, marks }) => {
    const signs = tokens.map((_, at) => (marks.has(at, 'unsaid') ? undefined : signAt(lists, tokens, text, at)))
    return signs.find((sign) => sign === 'known') ?? signs.find((sign) => sign === 'doubtful')
  }
}

const spelled = (name: string): string =>
  tokenize(name)
    .map((token) => token.word)
    .join(' ')

function signAt(lists: Lists, tokens: readonly Token[], text: string, at: number): Sign {
  const agent = lengthOf(lists.agents, tokens, at)
  const kind = Math.max(lengthOf(lists.kinds, tokens, at), lengthOf(lists.kindsBehind, tokens, at))
  const length = Math.max(agent, kind, lengthOf(lists.substances, tokens, at))
  if (length === 0) return undefined
  const span: Span = { tokens, text, at, end: at + length }
  if (agent > 0) return /^\d/.test(tokens[span.end]?.word ?? '') ? undefined : 'known'
  if (isArmed(lists, span)) return has(tokens, at - 2, at, lists.guarding) ? 'doubtful' : 'known'
  if (has(tokens, at - 1, at, lists.peaceful) || has(tokens, span.end, span.end + 1, lists.peaceful)) return undefined
  const isSpread = kind === 0 && has(tokens, at - 3, span.end + 3, lists.spreading)
  const isOf = kind > 0 && leadsTo(lists, span, lists.doubtful, 0)
  return isSpread || isOf || isCarried(lists, span, lists.carriers) ? 'doubtful' : undefined
}

/** Where a kind or a substance stands. */
type Span = { readonly tokens: readonly Token[]; readonly text: string; readonly at: number; readonly end: number }

const isArmed = (lists: Lists, span: Span): boolean =>
  leadsTo(lists, span, lists.after, 2) ||
  leadsTo(lists, span, lists.other, 2) ||
  isCarried(lists, span, lists.after) ||
  (lists.kindsBehind.has(span.tokens[span.at]?.word ?? '') && stands(span, span.at - 1, lists.after) && !isPeacefulBehind(lists, span))

/** "Nuclear cruise missile": one of the list follows within a gap of words, none of them peaceful. */
const leadsTo = (lists: Lists, { tokens, text, end }: Span, list: ReadonlySet<string>, gap: number): boolean =>
  [...Array(gap + 1).keys()].some(
    (step) =>
      list.has(tokens[end + step]?.word ?? '') &&
      isUnbroken(tokens, text, end - 1, end + step) &&
      !has(tokens, end, end + step, lists.peaceful),
  )

/** "Warhead with a nuclear charge": one of the list stands before, and a word between says that it carries. */
const isCarried = (lists: Lists, span: Span, list: ReadonlySet<string>): boolean =>
  !isPeacefulBehind(lists, span) &&
  [2, 3, 4, 5].some((step) => stands(span, span.at - step, list) && has(span.tokens, span.at - step + 1, span.at, lists.carrying))

const stands = ({ tokens, text, at }: Span, index: number, list: ReadonlySet<string>): boolean =>
  list.has(tokens[index]?.word ?? '') && isUnbroken(tokens, text, index, at)

const isPeacefulBehind = (lists: Lists, { tokens, end }: Span): boolean => has(tokens, end, end + 2, lists.peaceful)

const has = (tokens: readonly Token[], from: number, to: number, list: ReadonlySet<string>): boolean =>
  tokens.slice(Math.max(0, from), Math.max(0, to)).some((token) => list.has(token.word))

const isUnbroken = (tokens: readonly Token[], text: string, from: number, to: number): boolean =>
  !/[.?!;:,\n]/.test(text.slice(tokens[from]?.end, tokens[to]?.start))

/** How many words of the text from here on are one of the list: the longest of at most three, or none. */
const lengthOf = (list: ReadonlySet<string>, tokens: readonly Token[], at: number): number =>
  [3, 2, 1].find(
    (length) =>
      at + length <= tokens.length &&
      list.has(
        tokens
          .slice(at, at + length)
          .map((token) => token.word)
          .join(' '),
      ),
  ) ?? 0
