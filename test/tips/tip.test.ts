import { describe, expect, test } from 'vitest'
import { createAnswerer } from '../../src/answer/answerer.ts'
import type { Rule } from '../../src/engine/rule.ts'
import { createRulebook } from '../../src/engine/rulebook.ts'
import type { Base } from '../../src/knowledge/base.ts'
import type { Tip } from '../../src/knowledge/tip-schema.ts'
import { solve, tipsOn } from '../../src/tips/tip.ts'
import { answerer, ask, base, files, today } from '../licet.ts'
import { severity } from '../../src/engine/shown-verdict.ts'

const { fit, withheld } = tipsOn(answerer, today)
const quizzes = fit.filter(({ quiz }) => quiz !== undefined)
const shown = ({ text, quiz }: Tip): string => text ?? quiz?.ask ?? ''

describe('the tips', () => {
  test('are many, all true today, and a third are quizzes', () => {
    expect(withheld.map(({ tip, why }) => [tip.id, ...why])).toEqual([])
    expect(fit.length).toBeGreaterThanOrEqual(120)
    expect(quizzes.length * 3).toBeGreaterThanOrEqual(fit.length)
  })

  test.each(fit.map((tip) => [tip.id, tip] as const))('%s is at most two sentences', (_id, tip) => {
    expect(shown(tip).split(/(?<=(?<!U\.S)[.?!])\s+(?=[A-Z“"])/).length).toBeLessThanOrEqual(2)
  })

  test('never repeat each other', () => {
    const words = fit.map(shown)
    expect(new Set(words).size).toBe(words.length)
  })

  test('cover every topic at least eight times', () => {
    const counts = Map.groupBy(
      fit.flatMap(({ topics }) => topics),
      (topic) => topic,
    )
    expect([...counts].filter(([, all]) => all.length < 8)).toEqual([])
  })

  test('quizzes have their right choice in varying positions', () => {
    const places = quizzes.map((tip) => solve(answerer, tip, today)?.right)
    for (const place of [0, 1, 2]) expect(places.filter((right) => right === place).length * 5).toBeGreaterThanOrEqual(places.length)
    expect(places.every((right) => right !== undefined)).toBe(true)
  })

  test.each(quizzes.map((tip) => [tip.id, tip] as const))('%s is decided by a rule it names', (_id, tip) => {
    const solved = solve(answerer, tip, today)
    expect(solved?.cites.length).toBeGreaterThan(0)
    expect(tip.rules).toContain(solved?.rule.id)
    expect(tip.quiz?.choices[solved?.right ?? -1]?.means).toContain(solved?.verdict)
  })

  test.each(fit.filter((tip) => tip.try !== undefined).map((tip) => [tip.id, tip] as const))(
    '%s: the question it suggests is understood, and its answer is not milder than the tip',
    (_id, tip) => {
      const tried = ask(tip.try ?? '', today, today)
      expect(['verdict', 'lookup', 'list', 'compare']).toContain(tried.intent)
      const claimed = tip.holds.map(({ gives }) => severity.indexOf(gives))
      if (tried.verdict !== null && claimed.length > 0) expect(severity.indexOf(tried.verdict)).toBeGreaterThanOrEqual(Math.min(...claimed))
    },
  )

  test.each(fit.map((tip) => [tip.id, tip] as const))('%s claims no more certainty than its rules', (_id, { sources, rules }) => {
    for (const { source, section, status } of rules.flatMap((id) => base.rules.get(id)?.cites ?? []))
      for (const cite of sources.filter((one) => one.source === source && one.section === section))
        expect(base.knownOf(cite)).toEqual(base.knownOf({ source, section, status }))
  })
})

/** The knowledge with every rule changed, or removed if `change` returns none. */
const ruled = (change: (rule: Rule) => readonly Rule[]): { readonly base: Base } => ({
  base: { ...base, rulebook: createRulebook(base.rulebook.rules.flatMap(change)) },
})

const named = [...new Set(fit.flatMap(({ rules }) => rules))]
const naming = (rule: string): readonly string[] => fit.filter(({ rules }) => rules.includes(rule)).map(({ id }) => id)
const stillSent = (knowledge: { readonly base: Base }, tips: readonly string[]): readonly string[] =>
  tipsOn({ base: { ...knowledge.base, tips: knowledge.base.tips.filter(({ id }) => tips.includes(id)) } }, today).fit.map(({ id }) => id)

describe('a changed rule stops the tips that name it', () => {
  test.each(named)('if %s is no longer in force, all its tips are withheld', (id) => {
    const without = ruled((rule) => (rule.id === id ? [] : [rule]))
    expect(stillSent(without, naming(id))).toEqual([])
  })

  const texts = new Set(fit.filter(({ text }) => text !== undefined).map(({ id }) => id))
  test.each(named.filter((id) => base.rules.get(id)?.outcome !== 'prohibited'))('if %s prohibits, no tip says less', (id) => {
    const stricter = ruled((rule) => (rule.id === id ? [{ ...rule, outcome: 'prohibited' }] : [rule]))
    expect(stillSent(stricter, naming(id)).filter((tip) => texts.has(tip))).toEqual([])
  })

  test('a tip about a change is withheld before the day of the change', () => {
    const news = fit.filter(({ since, holds }) => since !== undefined && holds.length > 0)
    expect(news.length).toBeGreaterThan(3)
    for (const { id, since = '' } of news) {
      const before = new Date(Date.parse(since) - 86_400_000).toISOString().slice(0, 10)
      expect([id, whyOf(answerer, id, since).length, whyOf(answerer, id, before).length > 0]).toEqual([id, 0, true])
    }
  })
})

/** The knowledge with one file changed. */
const changed = (path: string, from: string | RegExp, to: string) => {
  const text = files[path] ?? ''
  const edited = text.replace(from, to)
  expect(edited).not.toBe(text)
  return createAnswerer({ ...files, [path]: edited })
}

const whyOf = (knowledge: ReturnType<typeof createAnswerer>, id: string, day = today): readonly string[] =>
  tipsOn(knowledge, day).withheld.find(({ tip }) => tip.id === id)?.why ?? []

describe('a tip that the rules do not support is withheld', () => {
  test('if a rule gives another verdict', () => {
    const knowledge = changed('rules/us-policy.yaml', /(id: uas-as-fighter-aircraft[^]*?outcome: )case-by-case/, '$1policy-of-denial')
    expect(whyOf(knowledge, 'uas-like-fighters').join()).toContain(
      'it takes UAS_ITAR_CAT1 to QA to be case-by-case, and the rules say policy-of-denial',
    )
    expect(whyOf(knowledge, 'uas-cat1-saudi-quiz')).toEqual([])
  })

  test('if no choice of a quiz is right', () => {
    const knowledge = changed('rules/end-use.yaml', /(id: wmd-delivery[^]*?outcome: )prohibited/, '$1policy-of-denial')
    expect(whyOf(knowledge, 'wmd-ally-quiz').join()).toContain('none of its choices means')
  })

  test('if its rule, article or source is gone, or the rule no longer applies', () => {
    expect(
      whyOf(
        changed('tips.yaml', 'rules: [launch-integration]\n  holds', 'rules: [launch-integratoin]\n  holds'),
        'launch-integration-is-a-service',
      ),
    ).toEqual(['its rule `launch-integratoin` is gone; name another, or delete the tip'])
    expect(whyOf(changed('tips.yaml', 'articles: [stages]', 'articles: [steps]'), 'stage-for-small-rockets')[0]).toContain(
      'its article `steps` is gone',
    )
    const ended = changed('rules/itar.yaml', /(id: expedited-126-15[^]*?effective: \{ from: 2024-09-01)/, '$1, until: 2025-12-31')
    expect(whyOf(ended, 'aukus-faster')[0]).toContain('its rule `expedited-126-15` does not speak')
  })

  test('if a source is past its review date', () => {
    const source = base.sources.get('state-uas-2025')
    const late = `${Number((source?.reviewBy ?? '2027').slice(0, 4)) + 1}-01-01`
    expect(whyOf(answerer, 'uas-like-fighters', late).join()).toContain('its source `state-uas-2025` was to be reviewed by')
  })

  test('and sent from the day on which it is true', () => {
    expect(whyOf(answerer, 'uas-like-fighters', '2025-09-14')).not.toEqual([])
    expect(whyOf(answerer, 'uas-like-fighters', '2025-09-15')).toEqual([])
  })
})
