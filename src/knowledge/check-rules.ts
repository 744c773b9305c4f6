import { wordsRead } from '../engine/condition.ts'
import type { Parsed } from './load.ts'
import type { Problem } from './parse-file.ts'
import { problem, unknownId, unknownIfGiven } from './problem.ts'
import { toCondition } from './schema.ts'

/**
 * Checks that the rules make sense as law: no cycle among exceptions, dates in order, and no rule that clears an export without reading a
 * fact about the recipient and one about the end use.
 */
export const checkRules = (parsed: Parsed): readonly Problem[] => [
  ...checkExceptions(parsed),
  ...checkDates(parsed),
  ...checkBurden(parsed),
]

function checkExceptions({ rules }: Parsed): Problem[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  const ids = new Set(byId.keys())
  const above = (id: string): readonly string[] => byId.get(id)?.exceptionTo ?? []
  const reaches = (from: string, target: string, seen: ReadonlySet<string> = new Set()): boolean =>
    above(from).some((id) => id === target || (!seen.has(id) && reaches(id, target, new Set([...seen, id]))))
  return rules.flatMap((rule) => {
    const file = `rules/${rule.regime}.yaml`
    return [
      ...above(rule.id).flatMap((id) => unknownId(file, rule.id, 'rule', id, ids)),
      ...unknownIfGiven(file, rule.id, rule.succeeds, ids, 'rule'),
      ...(reaches(rule.id, rule.id)
        ? [
            problem(
              file,
              rule.id,
              'the exceptions form a cycle through this rule',
              'let an exception name only rules that do not lead back to it',
            ),
          ]
        : []),
      ...(rule.exceptionTo !== undefined && rule.outcome === null
        ? [problem(file, rule.id, 'an exception without an outcome displaces a rule by nothing', 'give it an outcome')]
        : []),
    ]
  })
}

function checkDates({ rules, groups }: Parsed): Problem[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  return [
    ...rules.flatMap((rule) => {
      const file = `rules/${rule.regime}.yaml`
      const { from, until } = rule.effective
      const before = rule.succeeds === undefined ? undefined : byId.get(rule.succeeds)?.effective
      return [
        ...(until !== undefined && until < from
          ? [problem(file, rule.id, `it ends on ${until}, before it begins on ${from}`, 'correct one of the dates')]
          : []),
        ...(before !== undefined && (before.until === undefined || before.until >= from)
          ? [
              problem(
                file,
                rule.id,
                `its dates overlap those of \`${rule.succeeds}\`, which it succeeds`,
                `end that rule on the day before ${from}`,
              ),
            ]
          : []),
      ]
    }),
    ...groups.flatMap((group) => {
      const spans = group.members.map((member) =>
        typeof member === 'string'
          ? { code: member, since: '', until: '9999' }
          : { code: member.code, since: member.since ?? '', until: member.until ?? '9999' },
      )
      return spans.flatMap((span, index) =>
        spans.slice(index + 1).some((other) => other.code === span.code && other.since <= span.until && span.since <= other.until)
          ? [
              problem(
                'groups.yaml',
                group.id,
                `\`${span.code}\` stands on the list twice with dates that overlap`,
                'keep one entry, or let the dates follow each other',
              ),
            ]
          : [],
      )
    }),
  ]
}

const outcomesWithoutLicense = new Set<unknown>(['not-an-export', 'no-license', 'exemption-possible'])

/**
 * A rule that clears an export must read a fact about the recipient and one about the end use. If the asker states neither, the assumed
 * values count, and the reply says so.
 */
function checkBurden({ rules, facts }: Parsed): Problem[] {
  const about = (topic: string): ReadonlySet<string> => new Set(facts.filter((fact) => fact.about === topic).map((fact) => fact.id))
  const recipient = about('recipient')
  const endUse = about('end-use')
  return rules.flatMap((rule) => {
    if (!outcomesWithoutLicense.has(rule.outcome)) return []
    const read = wordsRead(toCondition(rule.when)).map(([fact]) => fact)
    const file = `rules/${rule.regime}.yaml`
    return [
      ...(read.some((fact) => recipient.has(fact))
        ? []
        : [
            problem(
              file,
              rule.id,
              'a rule that clears does not read the recipient',
              'add `screening` or another recipient fact to its condition',
            ),
          ]),
      ...(read.some((fact) => endUse.has(fact))
        ? []
        : [problem(file, rule.id, 'a rule that clears does not read the end use', 'add `wmd` or `endUse` to its condition')]),
    ]
  })
}
