import fc from 'fast-check'
import type { Answer } from '../../src/answer/conversation-types.ts'
import { severity } from '../../src/engine/shown-verdict.ts'

const words = [
  'can we sell',
  'SLV stage',
  'rocket',
  'drone',
  'to',
  'Australia',
  'Iran',
  'Korea',
  'us',
  'US',
  'not',
  '9A012',
  'IV(d)(1)',
  '300 km',
  '500 kg',
  'in 2023',
  'civil',
  'nuclear',
  'green card',
  'which countries',
  'MTCR',
  'help',
  'split',
  '?',
  '\n',
  ',',
  '"',
  '<@U1>',
  '&nbsp;',
  '\u202e',
  '\u0000',
  '🚀',
  'ＳＬＶ',
  'Ⅳ',
  'ﬁ',
]
/** Texts made to slow regular expressions down, by what they repeat. */
const bombs: ReadonlyMap<string, string> = new Map(
  (
    [
      ['a', 100_000],
      ['(', 5000],
      ['1,', 4000],
      ['kN ', 3000],
      ['9A', 4000],
      [' from ', 3000],
      ['<a ', 3000],
      ['-', 100_000],
      ['1 x 10^', 2000],
      ['\n', 20_000],
      ['not ', 4000],
      ['*_~`', 5000],
      [':a', 5000],
      ['"as a" ship ', 2000],
      ['split so ', 2000],
      ['to Iran, ', 1500],
    ] as const
  ).map(([part, times]) => [`${JSON.stringify(part)} ${times} times`, part.repeat(times)]),
)

/** Hostile and nonsensical questions: Unicode, mark-up, very long, right to left, null bytes. */
export const question: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...words), { maxLength: 25 }).map((parts) => parts.join(' ')) },
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 200 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...words), fc.string({ unit: 'grapheme', maxLength: 40 }), fc.constantFrom(...words))
      .map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom('0', '1', '.', ',', ' ', 'k', 'm', 'g', '-', 'x', '^'), maxLength: 400 }) },
)
/** The name of a slow text, so that a failing test prints only that; {@link textOf} gives the text. */
export const bombName: fc.Arbitrary<string> = fc.constantFrom(...bombs.keys())
export const textOf = (name: string): string => `can we sell ${bombs.get(name) ?? name}`

/** Checks what must hold for the answer to any text; returns the problem, or `undefined`. */
export function wrongWith(answer: Answer): string | undefined {
  if (answer.text.trim() === '' || answer.reply.title === '') return 'an empty reply'
  const mild = answer.verdict !== null && severity.indexOf(answer.verdict) < severity.indexOf('need-facts')
  const grounded = answer.answers.every((leg) => leg.destination !== null && (leg.item.class !== 'UNKNOWN' || leg.destination === 'US'))
  return mild && !grounded ? `${answer.verdict} without an item and a destination` : undefined
}
