import type { Base } from './base.ts'

/**
 * Returns a function that removes from a text the words and phrases in the file `list` (one per line),
 * longer phrases first.
 */
export function withoutPhrases({ files }: Pick<Base, 'files'>, list: string): (text: string) => string {
  const phrases = (files[list] ?? '').split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  if (phrases.length === 0) return (text) => text
  const written = phrases
    .toSorted((one, other) => other.length - one.length)
    .map((phrase) => RegExp.escape(phrase).replaceAll('\\x20', '\\s+'))
  const any = new RegExp(`(?<![\\p{L}\\p{N}'-])(?:${written.join('|')})(?![\\p{L}\\p{N}'-])`, 'giu')
  return (text) => text.replaceAll('’', "'").replace(any, ' ')
}
