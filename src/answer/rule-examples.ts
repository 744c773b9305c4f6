import type { Base } from '../knowledge/base.ts'
import type { RegimeRule } from '../knowledge/load.ts'
import type { Problem } from '../knowledge/parse-file.ts'
import { problem } from '../knowledge/problem.ts'
import { decideSituation } from './situation.ts'

type Example = RegimeRule['examples'][number]

/**
 * Problems of rule examples: an example whose stated result is wrong, a rule without an example in which it
 * applies, and a rule without one in which it does not. Each example is decided on its own day, or on the
 * day its rule was reviewed.
 */
export const failingExamples = (base: Base): readonly Problem[] =>
  [...base.rules.values()].flatMap((rule) => {
    const file = `rules/${rule.regime}.yaml`
    const says = (what: string, fix: string): Problem => problem(file, rule.id, what, fix)
    const lacking = [
      ...(rule.examples.some(({ gives, silent }) => gives !== undefined && silent !== true)
        ? []
        : [says('no example shows where it holds', 'give one')]),
      ...(rule.examples.some(({ silent }) => silent === true) ? [] : [says('no example shows where it is silent', 'give one')]),
    ]
    return [...lacking, ...rule.examples.flatMap((example) => failing(base, rule, example).map((what) => says(what, fix)))]
  })

const fix = 'mend the rule, or the example'

/** What is wrong with one example: its rule does not apply (or does, though it should not), or all rules together give another verdict. */
function failing(base: Base, rule: RegimeRule, example: Example): readonly string[] {
  const day = example.on ?? rule.reviewed.on
  const { verdict, shown } = decideSituation(base, { ...example, on: day }, day)
  const speaks = verdict.findings.some(
    (finding) => finding.holds === true && (finding.rule.id === rule.id || finding.governs.some(({ id }) => id === rule.id)),
  )
  const isSilent = example.silent === true
  const where = `its example ${example.class} to ${example.to} on ${day}`
  return [
    ...(speaks === isSilent ? [`${where} finds it ${speaks ? 'speaking' : 'silent'}`] : []),
    ...(example.gives !== undefined && example.gives !== shown ? [`${where} gives ${shown}, not ${example.gives}`] : []),
  ]
}
