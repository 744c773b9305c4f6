import { manyNames, cachedByText } from '../cached.ts'

/**
 * A word of a text: as `typed`, as compared (`word`: lower case, no accents, singular), and its character
 * offsets. `parted` is the punctuation before the word; it is empty if only a space, hyphen or apostrophe is
 * there, because a name can go on across these.
 */
export type Token = {
  readonly typed: string
  readonly word: string
  readonly start: number
  readonly end: number
  readonly parted: string
}

/** The words of a space-separated list, in the form that {@link canonical} gives. */
export const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(' ').map(canonical))

/**
 * The form in which words are compared: lower case, without accents and, in words of more than three letters, without a final "s" (not
 * "ss").
 */
export function canonical(word: string): string {
  const lower = word.toLowerCase()
  const plain = /^[a-z0-9]*$/.test(lower)
    ? lower
    : lower.normalize('NFD').replace(/\p{M}/gu, '').replace(/ß/g, 'ss').replace(/ø/g, 'o').replace(/ł/g, 'l').replace(/ı/g, 'i')
  return plain.length > 3 && plain.endsWith('s') && !plain.endsWith('ss') ? plain.slice(0, -1) : plain
}

/** Whether the compared form of a word has lost the final "s" that was typed. */
export const losesLast = (typed: string, word: string): boolean => typed.length > word.length && /s$/i.test(typed) && !word.endsWith('s')

const cjkSigns = String.raw`\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af`
const cjk = new RegExp(`[${cjkSigns}]`)
const letters = String.raw`[[\p{L}\p{M}]--[${cjkSigns}]]+`
const wordPattern = new RegExp(String.raw`[${cjkSigns}]|¬|(?<=\s)[&+](?=\s)|(?<!\p{L})\p{L}(?:\.(?=\p{L}\.)\p{L})+|${letters}|\d+`, 'gv')

const otherScript = /[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af\u0400-\u04ff\u0600-\u06ff]/

/** Whether a word is in Chinese, Japanese, Korean, Cyrillic or Arabic script. */
export const isOtherScript = ({ typed }: Token): boolean => otherScript.test(typed)

/** Signs that are read as words. */
const signWords: Readonly<Record<string, string>> = { '¬': 'not', '&': 'and', '+': 'and' }

/** A typed word with its compared form. Equal words share one string object, which makes look-ups fast. */
const spelled = cachedByText(manyNames, (typed): Pick<Token, 'typed' | 'word'> => {
  return { typed, word: one(signWords[typed] ?? (cjk.test(typed) ? typed : canonical(typed))) }
})
const one = cachedByText(manyNames, (word) => word)

/** The compared form of a typed word. */
export const wordOf = (typed: string): string => spelled(typed).word

const contraction = /n't\b/gi
/** Contractions without an apostrophe: "isnt", "doesnt". */
const bareContraction = /(?<=\b(?:is|are|was|were|do|does|did|has|have|had|could|would|should|must|need|ai|ca|wo))nt\b/gi

/**
 * Splits text into words. Letters and digits are separated ("MQ9" is "MQ", "9"), "isn't" is "is" and "not",
 * "'s" is dropped, and each Chinese, Japanese or Korean character is a word.
 */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = []
  const plain = text
    .replace(contraction, ' ¬ ')
    .replace(bareContraction, '¬ ')
    .replace(/'s\b/gi, '  ')
    .replace(/\b(?:[A-Za-z]\.){2,}/g, (dotted) => dotted.replace(/\./g, '').padEnd(dotted.length, ' '))
  for (const match of plain.matchAll(wordPattern)) {
    const { typed, word } = spelled(match[0])
    const before = tokens.at(-1)
    tokens.push({
      typed,
      word,
      start: match.index,
      end: match.index + typed.length,
      parted: before === undefined ? '' : partedBy(plain.slice(before.end, match.index), before.typed, typed),
    })
  }
  return tokens
}

/** The compared form of a word by its index; empty if there is none. */
export const wordAt = (tokens: readonly Token[], index: number): string => tokens[index]?.word ?? ''

/** The compared forms of some words with spaces between them, as the gazetteer writes a name; `to` is exclusive. */
export const wordsAt = (tokens: readonly Token[], from = 0, to = tokens.length): string =>
  tokens
    .slice(from, to)
    .map(({ word }) => word)
    .join(' ')

/** The text of some words as typed; `to` is exclusive. */
export const typedAt = (text: string, tokens: readonly Token[], from: number, to: number): string =>
  text.slice(tokens[from]?.start, tokens[to - 1]?.end)

/**
 * The punctuation between two words, except what can be inside a name: spaces, hyphens, apostrophes, the
 * point of an abbreviation. A hyphen between spaces is a dash.
 */
function partedBy(between: string, before: string, after: string): string {
  if (between === '' || between === ' ') return ''
  if (/^\s+-+\s+$/.test(between)) return '–'
  const signs = between.replace(/[^\S\n]+|[-'\u00b7\u2011]/g, '')
  return signs === '.' && (between === '.' || shortened.test(before) || (number.test(before) && digit.test(after))) ? '' : signs
}

/**
 * Abbreviations after which a full stop does not end a name: single letters, "St. Petersburg", "Mt. Vernon".
 * "MT" is not among them, because it means missile technology.
 */
const shortened = /^(?:\p{L}|[Ss][Tt]|[Ss][Tt][Ee]|[Mm]t|[Ff][Tt]|[Dd][Rr])$/u
/** "No" is the abbreviation of "number" only before a digit: "No. 5", but not "No. Oslo". */
const number = /^no$/i
const digit = /^\d/

/**
 * Whether a text is mostly in capitals, so that capitals do not show names. Texts
 * of up to 12 letters never count.
 */
export function isShouted(text: string): boolean {
  let [small, capitals] = [0, 0]
  for (const sign of text) {
    if (sign >= 'A' && sign <= 'Z') capitals++
    else if (sign >= 'a' && sign <= 'z') small++
  }
  return small + capitals > 12 && capitals > 0.7 * (small + capitals)
}
