import type { Base } from '../../knowledge/base.ts'
import type { Language, MarkRule } from '../../knowledge/language-schema.ts'
import type { Problem } from '../../knowledge/parse-file.ts'
import { problem, unknownId } from '../../knowledge/problem.ts'
import { createMessageBuilder, type MessageBuilder } from '../build-message.ts'
import { evasionIn, outrightSign, type Evasion } from '../request/evasion.ts'
import { parsePattern, PatternError } from './syntax.ts'

/**
 * Problems of the language data: a pattern that cannot be parsed, a class or mark that is defined twice, or
 * one that does not exist but is named in a pattern, class, offence or sign.
 */
export function patternProblems({ classes, marks, offences, signs }: Language): readonly Problem[] {
  const known = {
    literal: undefined,
    any: undefined,
    exact: undefined,
    mention: undefined,
    class: new Set(classes.map((one) => one.class)),
    mark: new Set(marks.map(({ mark }) => mark)),
  }
  return [
    ...twice(
      'class',
      classes.map((one) => one.class),
    ),
    ...twice(
      'mark',
      marks.map(({ mark }) => mark),
    ),
    ...classes.flatMap((one) => (one.with ?? []).flatMap((other) => unknownId('language', one.class, 'class', other, known.class))),
    ...marks.flatMap(({ mark, when, unless = [] }) => {
      return [...when, ...unless].flatMap((written): readonly Problem[] => {
        const pattern = parsed(written)
        if (typeof pattern === 'string')
          return [problem('language', mark, `the pattern \`${written}\` cannot be read: ${pattern}`, 'see language/README.md')]
        const sought = pattern.steps.flatMap((step) => (step.kind === 'word' || step.kind === 'not' ? step.any : []))
        return sought.flatMap(({ kind, name }) => {
          const names = known[kind]
          return names === undefined ? [] : unknownId('language', mark, kind, name, names)
        })
      })
    }),
    ...offences.flatMap(({ offence, done, to = [], 'so-that': soThat = [] }) => [
      ...done.flatMap((mark) => unknownId('language', offence, 'mark', mark, known.mark)),
      ...[...to, ...soThat].flatMap((one) =>
        unknownId('language', offence, 'mark or class', one, new Set([...known.mark, ...known.class])),
      ),
    ]),
    ...signs.flatMap(({ sign }) =>
      unknownId('language', 'signs', 'mark or class', sign, new Set([outrightSign, ...known.mark, ...known.class])),
    ),
  ]
}

/** Problems for names that are defined twice, in one file or in two. */
const twice = (kind: 'class' | 'mark', names: readonly string[]): readonly Problem[] =>
  names
    .filter((name, at) => names.indexOf(name) < at)
    .map((name) => problem('language', name, `there are two of this ${kind}`, 'give one of them another name, or make them one'))

function parsed(written: string): ReturnType<typeof parsePattern> | string {
  try {
    return parsePattern(written)
  } catch (error) {
    if (error instanceof PatternError) return error.message
    throw error
  }
}

/**
 * Problems for `npm run check`: example sentences of marks and offences that are not read as their file says, and marks that name an
 * unknown kind of item.
 */
export function misread(base: Base): readonly Problem[] {
  const cut = createMessageBuilder(base)
  const families = new Set(base.families.map(({ id }) => id))
  return [
    ...misreadOffences(base, cut),
    ...base.language.marks.flatMap((rule) => [
      ...(rule.names === undefined ? [] : unknownId('language', rule.mark, 'thing', rule.names, families)),
      ...rule.holds.filter((sentence) => !bears(cut, rule, sentence, 'all')).map((sentence) => told(rule, sentence, 'have it not')),
      ...rule.not.filter((sentence) => bears(cut, rule, sentence, 'some')).map((sentence) => told(rule, sentence, 'have it')),
    ]),
  ]
}

/** Problems of the examples of offences: a bad request that is taken for honest, or an honest sentence that is taken for a bad request. */
const misreadOffences = (base: Base, cut: MessageBuilder): readonly Problem[] =>
  base.language.offences.flatMap(({ offence, holds, not }) => [
    ...holds.flatMap((sentence) =>
      evasionAt(base, cut, sentence) === undefined ? [missed(offence, sentence, 'is taken for honest')] : [],
    ),
    ...not.flatMap((sentence) => {
      const found = evasionAt(base, cut, sentence)
      return found === undefined ? [] : [missed(found.offence ?? offence, sentence, `is honest, and "${found.typed}" is taken otherwise`)]
    }),
  ])

const evasionAt = (base: Base, cut: MessageBuilder, sentence: string): Evasion | undefined => {
  const evasion = evasionIn(base)(cut.message(cut.named(sentence)))
  return evasion?.isSure === true ? evasion : undefined
}

const missed = (offence: string, sentence: string, what: string): Problem =>
  problem('language', offence, `"${sentence}" ${what}`, 'mend a mark, a column or the sentence')

const told = ({ mark }: MarkRule, sentence: string, what: string): Problem =>
  problem('language', mark, `in "${sentence}" the words ${what}`, 'mend a pattern, an exception or the sentence')

/** Whether the words of a sentence in brackets have a mark (all or some of them); without brackets, whether any word has it. */
function bears(cut: MessageBuilder, { mark }: MarkRule, sentence: string, how: 'all' | 'some'): boolean {
  const start = sentence.indexOf('[')
  const { tokens, marks } = cut.message(cut.named(sentence.replace(/[[\]]/g, '')))
  if (start < 0) return marks.any(mark)
  const end = sentence.indexOf(']') - 1
  const inside = tokens.flatMap((token, at) => (token.start >= start && token.end <= end ? [marks.has(at, mark)] : []))
  return how === 'all' ? inside.length > 0 && inside.every(Boolean) : inside.some(Boolean)
}
