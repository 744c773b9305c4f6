import type { Base } from '../knowledge/base.ts'
import type { Mention } from './names/mention.ts'
import type { Note } from './reading.ts'
import type { Token } from './text/tokens.ts'

/** One note for each armed group that a message names, with the list that the group is on. */
export const armedGroupsIn = (base: Base, mentions: readonly Mention[]): readonly Note[] =>
  mentions.flatMap(({ meanings, typed }) =>
    base.armedGroups
      .filter(({ id }) => meanings.some((meaning) => meaning.kind === 'words' && meaning.says === id))
      .map(({ name, asOf }): Note => ({ kind: 'armed-group', typed, list: name, asOf })),
  )

/**
 * Whether an unknown word is before a comma and a country ("Dijon, France"). The word is then a town, not a
 * misspelling.
 */
export const isInPlace = (tokens: readonly Token[], mentions: readonly Mention[], typed: string): boolean =>
  tokens.some(
    (token, index) =>
      token.typed === typed &&
      tokens[index + 1]?.parted === ',' &&
      mentions.some(({ from, meanings }) => from === index + 1 && meanings.some(({ kind }) => kind === 'country')),
  )

/** Letters of other scripts that are read as units. */
const unitSigns: ReadonlySet<string> = new Set(['μ', 'Ω'])

/** Whether a text has words in another script that were not read as a name. Unit signs do not count. */
export function hasUnread(text: string, mentions: readonly Mention[]): boolean {
  for (const match of text.matchAll(/[\u0370-\u05ff\u0600-\u06ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+/g)) {
    if (!unitSigns.has(match[0]) && !mentions.some((mention) => mention.start < match.index + match[0].length && match.index < mention.end))
      return true
  }
  return false
}
