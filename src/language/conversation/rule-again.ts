import type { Message } from '../message.ts'
import { isIn } from '../patterns/classes.ts'

/**
 * A name in a question about a rule. Only another name of the same `kind` can replace it. `start`
 * and `end` are character offsets.
 */
type RuleName = { readonly kind: string; readonly typed: string; readonly start: number; readonly end: number }

/**
 * A message that continues a question about a rule has at most `mostWords` words if it only gives another
 * name, and at most `mostFurther` if it asks a further question.
 */
const [mostWords, mostFurther] = [8, 20]

/**
 * Completes a message (`now`) that continues an earlier question about a rule (`before`).
 * - `instead`: the earlier question with the name from the message in place of its own ("How long is a DSP-5
 *   valid?", then "and a DSP-73?").
 * - `onward`: the earlier question, followed by the question in the message ("What is the MTCR?",
 *   then "when was it founded?").
 */
export function ruleAgain(before: Message, now: Message): { readonly instead: string | undefined; readonly onward: string | undefined } {
  const { text, tokens, marks } = now
  // "License needed?" asks about a deal, even if no deal has been described yet.
  const isFurther =
    !marks.any('asks-leave') && tokens.length <= mostFurther && (text.includes('?') || marks.any('asks') || marks.any('asks-rule'))
  return {
    instead: askedOfAnother(before, now),
    onward: isFurther ? `${before.text.replace(/[?.!\s]+$/, '')}, ${text}` : undefined,
  }
}

/**
 * Puts the name that a message gives into the earlier question about a rule: "How long is a DSP-5 valid?" and
 * then "and a DSP-73?" is "How long is a DSP-73 valid?". `undefined` if the message says more than a name, or
 * if the question has no name that it can replace.
 */
function askedOfAnother(before: Message, now: Message): string | undefined {
  const names = namesIn(now)
  const codes = names.filter(({ kind }) => !kind.startsWith(alike))
  // In "And ITAR 126.7", "ITAR" only says whose section is meant, so the code alone counts as the name.
  const [name, other] = codes.length === 1 ? codes : names
  if (name === undefined || other !== undefined || now.tokens.length > mostWords) return undefined
  const isSaid = ({ start, end }: { readonly start: number; readonly end: number }): boolean => start < name.end && end > name.start
  if (!now.tokens.every((token, at) => isSaid(token) || isBetween(now, at))) return undefined
  const was = namesIn(before).findLast(({ kind }) => kind === name.kind) ?? lastNumber(before, name)
  if (was === undefined) return undefined
  const [from, instead] = [articleBefore(before, was), articleBefore(now, name)]
  const start = from < was.start && instead < name.start ? from : was.start
  return before.text.slice(0, start) + now.text.slice(start === from ? instead : name.start, name.end) + before.text.slice(was.end)
}

/**
 * The offset at which a name begins, including an "a" or "an" before it. The article is replaced together
 * with the name, because it must fit the name.
 */
function articleBefore({ tokens }: Message, { start }: RuleName): number {
  const last = tokens.findLast((token) => token.start < start)
  return last !== undefined && (last.word === 'a' || last.word === 'an') ? last.start : start
}

/**
 * Whether a word only leads to the name that the earlier question is now asked about:
 * "and", "what about", "under the".
 */
const isBetween = (message: Message, at: number): boolean =>
  message.classes.slice(0, at + 1).some((spans) => spans.some(({ name, to }) => at < to && between.includes(name)))
const between = ['opening', 'nod', 'asked-alike', 'numbered']

/**
 * The names in a question about a rule: codes ("DSP-5", "126.7", "A:5", "Category XV") and
 * words of the classes `alike-…`.
 */
function namesIn(message: Message): readonly RuleName[] {
  const { text, tokens, classes } = message
  const ofClasses = classes.flatMap((spans, at) =>
    spans.flatMap(({ name, to }): RuleName[] => {
      const [start, end] = [tokens[at]?.start ?? 0, tokens[to - 1]?.end ?? 0]
      return name.startsWith(alike) ? [{ kind: name, typed: text.slice(start, end), start, end }] : []
    }),
  )
  const ofCodes = [...text.matchAll(code)].flatMap(([typed], index, all): RuleName[] => {
    const start = all[index]?.index ?? 0
    const isPronoun = typed === 'I' && !isIn(message, tokens.findIndex(({ end }) => end > start) - 1, 'numbered')
    return isPronoun ? [] : [{ kind: shapeOf(typed), typed, start, end: start + typed.length }]
  })
  return [...ofClasses, ...ofCodes].filter(
    (one, _, all) =>
      !all.some((other) => other !== one && other.start <= one.start && other.end >= one.end && lengthOf(other) > lengthOf(one)),
  )
}

/** The prefix of the classes whose words can take each other's place in a question. */
const alike = 'alike-'

const lengthOf = ({ start, end }: RuleName): number => end - start

/** Words with a digit, and Roman numerals, with the paragraphs after them. */
const code = /\b(?:(?:[A-Za-z]{1,4}[-:]?)?\d(?:[\w.:]*\w)?|[IVX]+)\b(?:\([A-Za-z0-9]{1,4}\))*/g

/**
 * The shape of a code. Codes of the same shape are of the same kind: "DSP-5" and
 * "dsp73", or "126.5" and "126.7".
 */
function shapeOf(typed: string): string {
  const bare = typed.replace(/\(.*$/, '')
  if (/^[IVX]+$/.test(bare)) return 'roman'
  return bare
    .toUpperCase()
    .replace(/\d+/g, '0')
    .replace(/^([A-Z]+)[-:]?(?=0)/, (_, letters: string) => (letters.length === 1 ? 'letter ' : `${letters} `))
    .replace(/(?<=0)[A-Z](?=0)/g, 'letter')
}

/**
 * The digits at the end of the last code such as "DSP-73", if `kind` is that of a bare number: "and 85" then
 * replaces the "73". Otherwise `undefined`.
 */
function lastNumber(message: Message, { kind }: RuleName): RuleName | undefined {
  const last = kind === '0' ? namesIn(message).findLast((one) => /^[A-Z]+ 0$/.test(one.kind)) : undefined
  const digits = last === undefined ? null : /\d+$/.exec(last.typed)
  return last === undefined || digits === null ? undefined : { ...last, typed: digits[0], start: last.start + digits.index }
}
