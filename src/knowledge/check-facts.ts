import type { FactEntry } from './fact-schema.ts'
import type { Parsed } from './load.ts'
import type { Problem } from './parse-file.ts'
import { problem, unknownId } from './problem.ts'

const file = 'facts.yaml'

/**
 * Checks that the answers which classes imply exist, and what facts.yaml says of answers: that the answers, tags
 * and marks it names exist, and that nothing is left out on which it depends whether an answer clears:
 * - a fact about the recipient or the end use says which of its answers are `mild`;
 * - the answer taken for a fact that can stop a deal is mild;
 * - a figure says on which side it is stricter.
 */
export function checkFacts({ classes, facts, words, language }: Parsed): readonly Problem[] {
  const answersOf = new Map(facts.map(({ id, answers = [] }) => [id, new Set(answers.map(({ value }) => value))]))
  const implied = classes.flatMap(({ id, implies = {} }) =>
    Object.entries(implies).flatMap(([fact, answer]) =>
      unknownId('classes.yaml', id, `answer of ${fact}`, answer, answersOf.get(fact) ?? new Set()),
    ),
  )
  const tags = new Set([...words.map(({ says }) => says), ...language.marks.map(({ mark }) => mark)])
  const ofFacts = facts.flatMap((fact) => {
    const values = answersOf.get(fact.id) ?? new Set()
    return [
      ...[...(fact.mild ?? []), ...(fact.strictest ?? [])].flatMap((value) => unknownId(file, fact.id, 'answer', value, values)),
      ...(fact.answers ?? []).flatMap(({ by = [] }) => by.flatMap((tag) => unknownId(file, fact.id, 'tag or mark', tag, tags))),
      ...leftOut(fact).map(([what, fix]) => problem(file, fact.id, what, fix)),
    ]
  })
  return [...implied, ...ofFacts]
}

const leftOut = ({
  about,
  answers,
  mild,
  stops,
  assumed,
  unit,
  stricter,
}: FactEntry): ReadonlyArray<readonly [what: string, fix: string]> => [
  ...(mild === undefined && answers !== undefined && (stops === true || about === 'recipient' || about === 'end-use')
    ? [['does not say which answers are mild', 'list them under `mild`'] as const]
    : []),
  ...(stops === true && assumed !== undefined && mild?.includes(assumed) !== true
    ? [[`assumes \`${assumed}\`, which is not mild`, 'list it under `mild`, or assume nothing'] as const]
    : []),
  ...(unit !== undefined && about !== 'item' && stricter === undefined
    ? [['does not say whether a smaller or a larger figure is stricter', 'add `stricter`'] as const]
    : []),
]
