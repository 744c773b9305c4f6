import { tokenize, wordOf, type Token } from '../text/tokens.ts'

/**
 * A tree of names: one level for each word. `meanings` and `written` (how the name is spelled in the knowledge) are those of the name that
 * ends at this node; empty if none does.
 */
export type Names<T> = { next: Map<string, Names<T>> | undefined; meanings: readonly T[]; written: string }

export type Hit<T> = { readonly meanings: readonly T[]; readonly written: string; readonly to: number }

/** The empty list that the many nodes without a name share, to save memory. */
const nothing: readonly never[] = []

export const emptyNames = <T>(): Names<T> => ({ next: undefined, meanings: nothing, written: '' })

/** Adds a name. If it has a comma or bracket inside, it is found in a text with or without that sign. */
export function addName<T>(names: Names<T>, name: string, meaning: T, same: (a: T, b: T) => boolean): void {
  for (const end of plain.test(name) ? [endOfPlain(names, name)] : endsOf(names, tokenize(name))) {
    if (end === names) continue
    if (end.meanings.length === 0) end.written = name
    if (!end.meanings.some((known) => same(known, meaning))) end.meanings = [...end.meanings, meaning]
  }
}

/** Matches names of letters and digits with single spaces or hyphens, which are split faster than by the full tokenizer. */
const plain = /^[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*$/
const lettersOrDigits = /[A-Za-z]+|\d+/g

function endOfPlain<T>(names: Names<T>, name: string): Names<T> {
  let end = names
  for (const typed of name.match(lettersOrDigits) ?? []) end = child(end, wordOf(typed))
  return end
}

function endsOf<T>(names: Names<T>, tokens: readonly Token[]): ReadonlyArray<Names<T>> {
  let ends: ReadonlyArray<Names<T>> = [names]
  for (const token of tokens) {
    const open = ends.map((end) => child(end, token.word))
    ends = token.parted === '' ? open : [...open, ...ends.map((end) => child(end, keyOf(token)))]
  }
  return ends
}

function child<T>(names: Names<T>, key: string): Names<T> {
  const known = names.next?.get(key)
  if (known !== undefined) return known
  const made = emptyNames<T>()
  names.next = (names.next ?? new Map<string, Names<T>>()).set(key, made)
  return made
}

const keyOf = ({ parted, word }: Pick<Token, 'word' | 'parted'>): string => (parted === '' ? word : `${parted} ${word}`)

/**
 * The longest name that begins at a word and has a meaning that `counts`, with all its meanings; `undefined`
 * if there is none.
 */
export function longestName<T>(
  names: Names<T>,
  tokens: readonly Token[],
  from: number,
  counts: (meaning: T, written: string) => boolean = () => true,
): Hit<T> | undefined {
  const first = tokens[from]
  let node = first === undefined ? undefined : names.next?.get(first.word)
  let best: Hit<T> | undefined
  for (let to = from + 1; node !== undefined; to++) {
    const { written } = node
    if (node.meanings.some((meaning) => counts(meaning, written))) best = { meanings: node.meanings, written, to }
    const token = tokens[to]
    node = token === undefined ? undefined : node.next?.get(keyOf(token))
  }
  return best
}

/** Reports every name that begins at a word, with the index after it. */
export function namesAt<T>(names: Names<T>, tokens: readonly Token[], from: number, found: (meaning: T, to: number) => void): void {
  const first = tokens[from]
  let node = first === undefined ? undefined : names.next?.get(first.word)
  for (let to = from + 1; node !== undefined; to++) {
    for (const meaning of node.meanings) found(meaning, to)
    const token = tokens[to]
    node = token === undefined ? undefined : node.next?.get(keyOf(token))
  }
}

/** All words that occur in names, in any position. */
export function namesAsWords<T>(names: Names<T>): ReadonlySet<string> {
  const words = new Set<string>()
  const collect = ({ next }: Names<T>): void => {
    for (const [word, rest] of next ?? []) {
      words.add(word)
      collect(rest)
    }
  }
  collect(names)
  return words
}
