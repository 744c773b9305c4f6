import type { Mention } from './mention.ts'

/** Letters of other scripts that are read as units. */
const unitSigns: ReadonlySet<string> = new Set(['μ', 'Ω'])

/** Whether a text has words in another script that were not read as a name. Unit signs do not count. */
export function hasUnreadScript(text: string, mentions: readonly Mention[]): boolean {
  for (const match of text.matchAll(/[\u0370-\u05ff\u0600-\u06ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+/g)) {
    if (!unitSigns.has(match[0]) && !mentions.some((mention) => mention.start < match.index + match[0].length && match.index < mention.end))
      return true
  }
  return false
}
