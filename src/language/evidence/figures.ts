import type { Base } from '../../knowledge/base.ts'
import { readEntries } from '../entries.ts'
import { readingOf } from '../named.ts'
import { readFigures } from '../quantities.ts'
import { type Message } from '../message.ts'
import { wordSet } from '../text.ts'

/** Bare numbers of three digits and more, or spelled out in hundreds, that no figure, day, name or count explains. */
export function numbersIn(base: Base, at: Message, day: string | undefined): readonly string[] {
  const dayAt = day === undefined ? -1 : at.text.indexOf(day)
  const spans = [
    ...readFigures(base, at).spans,
    ...readEntries(base, at.text),
    ...at.mentions,
    ...(day === undefined || dayAt < 0 ? [] : [{ start: dayAt, end: dayAt + day.length }]),
  ]
  return at.tokens.flatMap((token, index): string[] => {
    if (!/^\d{3,}$/.test(token.typed) && !/^(?:hundred|thousand)$/.test(token.word)) return []
    const isExplained =
      spans.some(({ start, end }) => start <= token.start && token.end <= end) ||
      isNumbering(at, index) ||
      isCount(base, at, index) ||
      isReplaced(at, index)
    return isExplained ? [] : [token.typed]
  })
}

const numbering = wordSet(
  'no number po order part item section paragraph rev revision ref case id usc cfr para nr ticket rfq contract drawing dwg p n serial job',
)

/** Part of a code, of an order's number or of a year: "PO 4711", "A320", "126.7", "in 1998". */
function isNumbering({ text, tokens }: Message, index: number): boolean {
  const token = tokens[index]
  if (token === undefined) return false
  const isGlued = /[\p{L}\d.#/-]$/u.test(text.slice(0, token.start)) || /^(?:[-/]?\p{L}|[.-]\d)/u.test(text.slice(token.end))
  return isGlued || numbering.has(tokens[index - 1]?.word ?? '') || /^(?:19[5-9]|20[0-9])\d$/.test(token.typed)
}

/** "120 igniters". */
const isCount = (base: Base, { mentions }: Message, index: number): boolean =>
  mentions.some((mention) => mention.from > index && mention.from - index <= 3 && readingOf(base, mention) !== undefined)

/** "290 km instead of 310". */
const isReplaced = ({ tokens }: Message, index: number): boolean =>
  /^(?:instead of|rather than)$/.test(`${tokens[index - 2]?.word} ${tokens[index - 1]?.word}`)
