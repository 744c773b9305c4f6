import { stemmer } from 'stemmer'
import type { Base } from './base.ts'
import { terms } from './search-words.ts'

/**
 * Returns a function that gives the search words of a text. Words on one line of `equal-words.txt` mean the
 * same: each is replaced by the first on its line.
 */
export function termsOf({ files }: Pick<Base, 'files'>): (text: string) => readonly string[] {
  const firsts = new Map<string, string>()
  for (const line of (files['equal-words.txt'] ?? '').split('\n')) {
    const [first, ...others] = line.startsWith('#') ? [] : line.split(' ').map(stemmer)
    if (first !== undefined) for (const other of others) firsts.set(other, first)
  }
  return (text) => terms(text).map((word) => firsts.get(word) ?? word)
}
