import type { Message } from '../message.ts'
import { wordsOf, type WordRange } from './learned-scores.ts'

/**
 * Features of how a range of words is built: the words beside commas, colons and full stops, the beginnings
 * of quotations and sentences, and the form of the last sentence (its length, first words, and whether it is
 * a question). They can show a wish to deceive where single words hardly do: "It's scrap, on paper. Caption?"
 * wants a false label.
 */
export function shapesOf(message: Message, stretch: WordRange): readonly string[] {
  const words = wordsOf(message, stretch, sign)
  const ends = ['^', ...words, ...(words.at(-1) === '?' ? [] : ['$'])]
  return [...new Set([...aroundSigns(ends), ...quoted(message, stretch), ...sentenceShapes(words)])]
}

/**
 * The sign by which the punctuation between two words is replaced. Of several, the strongest counts: in ",."
 * the full stop. `undefined` if there is none that matters.
 */
function sign(parted: string): string | undefined {
  if (parted.includes('.') || parted.includes('!')) return '.'
  if (parted.includes('?')) return '?'
  if (parted.includes(':')) return ':'
  if (parted.includes(';') || parted.includes('–') || parted.includes('…')) return ';'
  return parted.includes(',') ? ',' : undefined
}

const signs = new Set(['.', ',', ':', ';'])

/** Every two and every three neighboring words and signs, if at least one of them is a sign. */
const aroundSigns = (words: readonly string[]): readonly string[] =>
  words.flatMap((_, at) => {
    const [two, three] = [words.slice(at - 1, at + 1), words.slice(at - 2, at + 1)]
    const withSign = [...(at > 0 ? [two] : []), ...(at > 1 ? [three] : [])].filter((all) => all.some((one) => signs.has(one)))
    return withSign.map((all) => all.join(' '))
  })

/** A feature for each opening quotation mark, and one with the word before it. */
function quoted({ text, tokens }: Message, { from, to }: WordRange): readonly string[] {
  const found: string[] = []
  for (let at = from; at < to; at++) {
    const start = tokens[at]?.start ?? 0
    if (!quotes.has(text[start - 1] ?? '') || (start > 1 && !opens.has(text[start - 2] ?? ''))) continue
    found.push('"', `${at > from ? tokens[at - 1]?.word : '^'} "`)
  }
  return found
}

const quotes = new Set(['"', "'", '“', '‘', '„', '«'])
/** A quotation mark after one of these characters opens a quotation. */
const opens = new Set([' ', '\n', '(', ':'])

/**
 * Features of the sentences: how each begins, and how many there are. Of the last sentence also its length, its beginning, whether it is a
 * question and, if it is short, all its words.
 */
function sentenceShapes(words: readonly string[]): readonly string[] {
  const sentences = inSentences(words)
  const last = sentences.at(-1)
  if (last === undefined) return []
  const end = words.at(-1) === '?' ? '?' : '$'
  return [
    ...sentences.map(([first]) => `>${first}`),
    `>> ${Math.min(sentences.length, mostSentences)}`,
    `>${end} ${Math.min(last.length, longest)}`,
    `>${end} ${last[0]}`,
    `>${end} ${last.slice(0, 2).join(' ')}`,
    ...(last.length <= short ? [`>${end} ${last.join(' ')}`] : []),
  ]
}

const [mostSentences, longest, short] = [4, 6, 4]

function inSentences(words: readonly string[]): ReadonlyArray<readonly string[]> {
  const sentences: string[][] = [[]]
  for (const word of words)
    if (word === '.' || word === '?') sentences.push([])
    else sentences.at(-1)?.push(word)
  return sentences.filter(({ length }) => length > 0)
}
