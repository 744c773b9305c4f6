import type { Answerer } from '../answer/conversation-types.ts'
import { governingRules } from '../answer/governing-rules.ts'
import { showCite } from '../answer/citations.ts'
import { decideSituation, type SituationVerdict } from '../answer/situation.ts'
import type { Base } from '../knowledge/base.ts'
import type { RegimeRule } from '../knowledge/load.ts'
import type { Situation } from '../knowledge/schema.ts'
import { cachedByObject, cachedByText } from '../language/cached.ts'
import type { Tip } from '../knowledge/tip-schema.ts'
import type { Citation } from '../port/reply.ts'
import type { ShownVerdict } from '../engine/shown-verdict.ts'

/** A tip that may not be sent on a day. Each text in `why` is a reason and its remedy. */
export type Withheld = { readonly tip: Tip; readonly why: readonly string[] }

/** The tips of a day: those that may be sent, and those that are withheld. */
export type Tips = { readonly fit: readonly Tip[]; readonly withheld: readonly Withheld[] }

/** For each knowledge, the tips of the days that were asked for last. */
const tipsByDay = cachedByObject((base: Base) => cachedByText(8, (today) => judgeTips(base, today)))

/** Checks every tip against the rules of a day; tips that the rules do not support are withheld. The results of some days are cached. */
export const tipsOn = ({ base }: Pick<Answerer, 'base'>, today: string): Tips => tipsByDay(base)(today)

function judgeTips(base: Base, today: string): Tips {
  const judged = base.tips.map((tip) => ({ tip, why: faultsOf(base, tip, today) }))
  return {
    fit: judged.filter(({ why }) => why.length === 0).map(({ tip }) => tip),
    withheld: judged.filter(({ why }) => why.length > 0),
  }
}

/** The reasons why a tip may not be sent on a day; empty if it may. */
function faultsOf(base: Base, tip: Tip, today: string): readonly string[] {
  return [...missing(base, tip), ...stale(base, tip, today), ...untrue(base, tip, today), ...idle(base, tip, today)]
}

function missing(base: Base, { rules, articles, sources }: Tip): readonly string[] {
  const known = new Set(base.articles.map(({ id }) => id))
  const gone = (kind: string, id: string): string => `its ${kind} \`${id}\` is gone; name another, or delete the tip`
  return [
    ...rules.filter((id) => !base.rules.has(id)).map((id) => gone('rule', id)),
    ...articles.filter((id) => !known.has(id)).map((id) => gone('article', id)),
    ...sources.flatMap(({ source }) => (base.sources.has(source) ? [] : [gone('source', source)])),
  ]
}

const stale = (base: Base, { sources }: Tip, today: string): readonly string[] =>
  sources.flatMap(({ source }) => {
    const { reviewBy } = base.sources.get(source) ?? {}
    return reviewBy !== undefined && reviewBy < today
      ? [`its source \`${source}\` was to be reviewed by ${reviewBy}; read it again, then the tip`]
      : []
  })

function untrue(base: Base, tip: Tip, today: string): readonly string[] {
  const claims = tip.holds.flatMap((claim) => {
    const { shown } = decideSituation(base, claim, today)
    return shown === claim.gives
      ? []
      : [`it takes ${inWords(claim)} to be ${claim.gives}, and the rules say ${shown}; mend its words, or delete it`]
  })
  if (tip.quiz === undefined) return claims
  const { shown } = decideSituation(base, tip.quiz.case, today)
  return rightOf(tip.quiz.choices, shown) === undefined
    ? [...claims, `none of its choices means ${shown}, which the rules say of ${inWords(tip.quiz.case)}; mend its choices`]
    : claims
}

/**
 * Reasons about rules that a tip names but that apply in none of its cases: if such a rule changed, nobody
 * would notice that the tip is wrong.
 */
function idle(base: Base, tip: Tip, today: string): readonly string[] {
  const cases = [...tip.holds, ...(tip.quiz === undefined ? [] : [tip.quiz.case])]
  const speaking = new Set(
    cases.flatMap((one) =>
      decideSituation(base, one, today)
        .verdict.findings.filter(({ holds }) => holds === true)
        .flatMap(({ rule, governs }) => [rule.id, ...governs.map(({ id }) => id)]),
    ),
  )
  return tip.rules
    .filter((id) => base.rules.has(id) && !speaking.has(id))
    .map((id) => `its rule \`${id}\` does not speak in what must hold for it; add such a case, or name another rule`)
}

const inWords = ({ class: item, to, on, facts = {} }: Situation): string =>
  [`${item} to ${to}`, ...(on === undefined ? [] : [`on ${on}`]), ...Object.entries(facts).map(([fact, value]) => `${fact} ${value}`)].join(
    ', ',
  )

const rightOf = (choices: ReadonlyArray<{ readonly means: readonly string[] }>, shown: ShownVerdict): number | undefined => {
  const index = choices.findIndex(({ means }) => means.includes(shown))
  return index === -1 ? undefined : index
}

/**
 * A quiz solved by the rules: the index of the right choice, the verdict, and the rule that decides it,
 * with its reason and sources.
 */
export type QuizAnswer = {
  readonly right: number
  readonly verdict: ShownVerdict
  readonly rule: { readonly id: string; readonly title: string }
  readonly because: string
  readonly cites: readonly Citation[]
}

/**
 * Solves a quiz by the law of a day; `undefined` if the tip is not a quiz, if none of its choices is right,
 * or if no rule decides its case.
 */
export function solve({ base }: Pick<Answerer, 'base'>, { quiz }: Tip, today: string): QuizAnswer | undefined {
  if (quiz === undefined) return undefined
  const settled = decideSituation(base, quiz.case, today)
  const right = rightOf(quiz.choices, settled.shown)
  const rule = decidingRule(base, settled)
  if (right === undefined || rule === undefined) return undefined
  const { id, title, why, cites } = rule
  return { right, verdict: settled.shown, rule: { id, title }, because: why, cites: cites.map((cite) => showCite(base, cite)) }
}

const decidingRule = (base: Base, { verdict }: SituationVerdict): RegimeRule | undefined => governingRules(base, { verdict })[0]
