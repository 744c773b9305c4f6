import type { Mention } from './lexicon.ts'
import type { Token } from './text.ts'

/** A message cut up: its text, its words and the names found in it. */
export type Message = { readonly text: string; readonly tokens: readonly Token[]; readonly mentions: readonly Mention[] }

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
export function clauseAround({ text }: Message, { start, end }: Mention): string {
  const before =
    text
      .slice(Math.max(0, start - 40), start)
      .split(/[.,;:?!()\n]/)
      .at(-1) ?? ''
  const after = text.slice(end, end + 50).split(/[.,;:?!()\n]/)[0] ?? ''
  return `${before}${text.slice(start, end)}${after}`.trim()
}
