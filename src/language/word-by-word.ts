import type { Meaning } from './names/meanings.ts'
import type { Message } from './message.ts'
import { partPlayed } from './deal/thing-part.ts'
import type { Reading } from './reading.ts'

/**
 * One word of a message, or several words that form one name: what it was read `as`, its marks, and its role in the deal (e.g.
 * "destination"), if it has one.
 */
export type ReadWord = {
  readonly typed: string
  readonly as: readonly string[]
  readonly marks: readonly string[]
  readonly role: string | undefined
}

/** Lists how each word of a message was read. `names` are the names of all marks to report. */
export function explain(message: Message, reading: Reading, names: readonly string[]): readonly ReadWord[] {
  const { tokens, mentions, things, entries, marks } = message
  const words: ReadWord[] = []
  for (let at = 0; at < tokens.length;) {
    const mention = mentions.find(({ from }) => from === at)
    const entry = entries.find(({ from }) => from === at)
    const to = entry?.to ?? mention?.to ?? at + 1
    const thing = things.find((one) => one.mention === mention)
    const place = reading.places.find(({ typed }) => typed === mention?.typed)
    words.push({
      typed: entry?.reading.typed ?? mention?.typed ?? tokens[at]?.typed ?? '',
      as: [...(entry === undefined ? [] : [`entry ${entry.reading.name}`]), ...(mention?.meanings ?? []).map(meaningWords)],
      marks: names.filter((name) => marks.has(at, name)),
      role: place?.role ?? (thing === undefined ? undefined : partPlayed(message, thing)),
    })
    at = Math.max(to, at + 1)
  }
  return words
}

function meaningWords(meaning: Meaning): string {
  switch (meaning.kind) {
    case 'country':
      return `country ${meaning.code}`
    case 'ambiguous':
      return `one of ${meaning.codes.join(', ')}`
    case 'bloc':
      return `group ${meaning.name}`
    case 'family':
      return `item ${meaning.family.id}`
    case 'system':
      return `product ${meaning.system.id}`
    case 'words':
      return `says ${meaning.says}`
    case 'party':
      return `party of ${meaning.codes.join(', ')}`
    case 'company':
      return 'company'
  }
}
