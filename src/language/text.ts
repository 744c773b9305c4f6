/** A word of the question: as typed, as compared (lower case, no accents, singular), and where it stands. */
export type Token = { readonly typed: string; readonly word: string; readonly start: number; readonly end: number }

/** Longest text that is read; what lies beyond is not looked at, and the reply says so. */
export const longestQuestion = 8_000

const entities: Readonly<Record<string, string>> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'" }

/**
 * Removes what platforms and mail programs add: mentions, tags, entities, control and direction marks, emoji, mark-up
 * signs. The words stay in their order.
 */
export function clean(raw: string): string {
  return raw
    .slice(0, longestQuestion)
    .normalize('NFC')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff0-\uffff]/g, '')
    .replace(/<at>[^<]{0,80}<\/at>/gi, ' ')
    .replace(/&(nbsp|amp|lt|gt|quot|apos|#39);/gi, (_, name: string) => entities[name.toLowerCase()] ?? ' ')
    .replace(/<[@#!][^<>]{0,80}>/g, ' ')
    .replace(/<(https?:[^<>|]{0,300})\|([^<>]{0,300})>/g, ' $2 ')
    .replace(/<\/?[a-z][^<>]{0,200}>/gi, ' ')
    .replace(/https?:\/\/\S{1,300}/gi, ' ')
    .replace(/:[a-z0-9_+-]{2,30}:/gi, ' ')
    .replace(/\p{Extended_Pictographic}|[\u{1f1e6}-\u{1f1ff}\u{fe0f}\u{20e3}]/gu, ' ')
    .replace(/[*_~`]{1,3}(?=\S)|(?<=\S)[*_~`]{1,3}/g, ' ')
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u201c\u201d\u00ab\u00bb]/g, '"')
    .replace(/[\u2010-\u2013\u2212]/g, '-')
    .replace(/[^\S\n]+/g, ' ')
    .trim()
}

/** How words are compared: lower case, without accents and without a plural s. */
export function canonical(word: string): string {
  const lower = word.toLowerCase()
  const plain = /^[a-z0-9]*$/.test(lower) ? lower : lower.normalize('NFD').replace(/\p{M}/gu, '').replace(/ß/g, 'ss').replace(/ø/g, 'o').replace(/ł/g, 'l').replace(/ı/g, 'i')
  return plain.length > 3 && plain.endsWith('s') && !plain.endsWith('ss') ? plain.slice(0, -1) : plain
}

const cjk = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/
const wordPattern = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|¬|[\p{L}\p{M}]+(?:\.(?=\p{L}\.)\p{L})*|\d+/gu

/** Cuts text into words. Letters and digits part (MQ9 is MQ 9), and so do signs of scripts that are written without spaces. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = []
  const plain = text.replace(/n't\b/gi, ' ¬ ').replace(/'s\b/gi, '  ').replace(/\b(?:[A-Za-z]\.){2,}/g, (dotted) => dotted.replace(/\./g, '').padEnd(dotted.length, ' '))
  for (const match of plain.matchAll(wordPattern)) {
    const typed = match[0]
    tokens.push({ typed, word: typed === '¬' ? 'not' : cjk.test(typed) ? typed : canonical(typed), start: match.index, end: match.index + typed.length })
  }
  return tokens
}

/** Whether the text is mostly in capitals, so that capitals say nothing. */
export function isShouted(text: string): boolean {
  const letters = text.replace(/[^A-Za-z]/g, '')
  return letters.length > 12 && letters.replace(/[^A-Z]/g, '').length > 0.7 * letters.length
}
