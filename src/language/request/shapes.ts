import type { Message } from '../message.ts'
import { wordsOf, type Stretch } from './opinions.ts'

/**
 * How a stretch of a message is built, as far as it speaks for deceit: words around commas, colons and full stops, words in quotation
 * marks, how sentences begin, and how the last one asks. "It's scrap, on paper. Caption?" is told by these and hardly by its words.
 */
export function shapesOf(message: Message, stretch: Stretch): readonly string[] {
  const words = wordsOf(message, stretch, sign)
  const ends = ['^', ...words, ...(words.at(-1) === '?' ? [] : ['$'])]
  return [...new Set([...aroundSigns(ends), ...quoted(message, stretch), ...sentenceShapes(words)])]
}

/** The sign that stands between two words, of those that say something: the hardest. */
function sign(parted: string): string | undefined {
  if (parted.includes('.') || parted.includes('!')) return '.'
  if (parted.includes('?')) return '?'
  if (parted.includes(':')) return ':'
  if (parted.includes(';') || parted.includes('–') || parted.includes('…')) return ';'
  return parted.includes(',') ? ',' : undefined
}

const signs = new Set(['.', ',', ':', ';'])

/** Each two and each three that have a sign among them. */
const aroundSigns = (words: readonly string[]): readonly string[] =>
  words.flatMap((_, at) => {
    const [two, three] = [words.slice(at - 1, at + 1), words.slice(at - 2, at + 1)]
    const withSign = [...(at > 0 ? [two] : []), ...(at > 1 ? [three] : [])].filter((all) => all.some((one) => signs.has(one)))
    return withSign.map((all) => all.join(' '))
  })

/** That something stands in quotation marks, and behind which word. */
function quoted({ text, tokens }: Message, { from, to }: Stretch): readonly string[] {
  const found: string[] = []
  for (let at = from; at < to; at++) {
    const start = tokens[at]?.start ?? 0
    if (!quotes.has(text[start - 1] ?? '') || (start > 1 && !opens.has(text[start - 2] ?? ''))) continue
    found.push('"', `${at > from ? tokens[at - 1]?.word : '^'} "`)
  }
  return found
}

const quotes = new Set(['"', "'", '“', '‘', '„', '«'])
/** What stands before a quotation mark that opens. */
const opens = new Set([' ', '\n', '(', ':'])

/** How each sentence begins; how long the last one is, how it begins and whether it asks; all of it where it is short. */
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
