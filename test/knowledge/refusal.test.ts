import { describe, expect, test } from 'vitest'
import { createBase, KnowledgeError } from '../../src/knowledge/base.ts'
import type { Problem } from '../../src/knowledge/parse-file.ts'
import { base, files } from '../licet.ts'

/** The problems reported when the knowledge is loaded with one file changed. */
function problemsAfter(file: string, change: (text: string) => string): readonly Problem[] {
  const before = files[file] ?? ''
  const after = change(before)
  if (after === before) throw new Error(`the change to ${file} changed nothing`)
  try {
    createBase({ ...files, [file]: after })
  } catch (error) {
    if (error instanceof KnowledgeError) return error.problems
    throw error
  }
  return []
}

describe('faulty knowledge is refused, and each problem is named', () => {
  test.each<[string, string, (text: string) => string, RegExp]>([
    [
      'an unknown source, with the nearest one',
      'rules/itar.yaml',
      (text) => text.replace('source: itar-126-5,', 'source: itar-126-55,'),
      /rules\/itar\.yaml at canada-126-5: unknown source `itar-126-55`; did you mean `itar-126-5`\?/,
    ],
    [
      'an unknown rule in an exception',
      'rules/mtcr.yaml',
      (text) => text.replace('exceptionTo: [production-equipment-presumption]', 'exceptionTo: [production-equipment-presumptio]'),
      /unknown rule `production-equipment-presumptio`; did you mean/,
    ],
    [
      'a tip about a topic that nobody can choose',
      'tips.yaml',
      (text) => text.replace('topics: [space-launch, aukus]', 'topics: [space-lunch]'),
      /tips\.yaml at \[0\] \(stage-needs-a-license-everywhere\)\.topics\[0\]: .*"space-launch"/,
    ],
    [
      'a tip longer than it may be',
      'tips.yaml',
      (text) => text.replace('text: A rocket stage needs', `text: ${'Very '.repeat(60)}surely a rocket stage needs`),
      /stage-needs-a-license-everywhere\)\.text/,
    ],
    [
      'a tip that claims something of an unknown class',
      'tips.yaml',
      (text) => text.replace('class: STAGE_CAT1, to: AU', 'class: STAGE_CAT11, to: AU'),
      /tips\.yaml at stage-needs-a-license-everywhere: unknown class `STAGE_CAT11`; did you mean `STAGE_CAT1`\?/,
    ],
    [
      'a tip whose id stands twice',
      'tips.yaml',
      (text) => text.replace('- id: case-by-case-is-not-a-yes', '- id: stage-needs-a-license-everywhere'),
      /tip `stage-needs-a-license-everywhere` stands twice/,
    ],
    [
      'a tip that names a rule and claims nothing of it',
      'tips.yaml',
      (text) => text.replace(/\n {2}holds: \[\{ class: STAGE_CAT1, to: AU, gives: case-by-case \}\]/, ''),
      /stage-needs-a-license-everywhere.*say what must hold for the rules it names/,
    ],
    [
      'a quiz of which two choices mean the same',
      'tips.yaml',
      (text) => text.replace('means: [no-license, exemption-possible] }', 'means: [no-license, case-by-case] }'),
      /japan-stage-quiz.*two choices mean the same verdict/,
    ],
    [
      'a missing citation',
      'rules/us-policy.yaml',
      (text) => text.replace(/cites:\n\s+- \{ source: state-uas-2025[^\n]*\n[^\n]*\n/, 'cites: []\n'),
      /uas-as-fighter-aircraft.*give at least one citation/,
    ],
    [
      'dates that overlap those of the rule it succeeds',
      'rules/us-policy.yaml',
      (text) => text.replace('from: 1987-04-16, until: 2025-01-02', 'from: 1987-04-16, until: 2025-01-05'),
      /memorandum-2025-partners: its dates overlap those of `slv-bar`/,
    ],
    [
      'a member twice on a list with overlapping dates',
      'groups.yaml',
      (text) => text.replace('  count: 4\n  members:\n    - CU\n', '  count: 5\n  members:\n    - CU\n    - CU\n'),
      /embargo: `CU` stands on the list twice/,
    ],
    [
      'a list that lost a country',
      'groups.yaml',
      (text) => text.replace('    - CU\n    - IR\n', '    - CU\n'),
      /embargo: count says 4, the list has 3/,
    ],
    [
      'a cycle of exceptions',
      'rules/itar.yaml',
      (text) => text.replace('  - id: itar-license\n', '  - id: itar-license\n    exceptionTo: [aukus-126-7]\n'),
      /aukus-126-7: the exceptions form a cycle/,
    ],
    [
      'a name under two countries',
      'countries.yaml',
      (text) => text.replace('names: [Andorra,', 'names: [Andorra, Canberra,'),
      /the name `[Cc]anberra` also stands under/,
    ],
    [
      'an item name under two families',
      'items.yaml',
      (text) => text.replace('names: [payload fairing,', 'names: [payload fairing, igniter,'),
      /the name `igniter` also stands under `fairing`/,
    ],
    [
      'an unknown key',
      'facts.yaml',
      (text) =>
        text.replace(
          '  prompt: Which country does it go to?',
          '  promt: Which country does it go to?\n  prompt: Which country does it go to?',
        ),
      /facts\.yaml at \[0\] \(destination\): unrecognized key: "promt"; remove the key/,
    ],
    [
      'a word that nobody can state',
      'rules/ear.yaml',
      (text) => text.replace('endUse: other-civil\n', 'endUse: other-civl\n'),
      /unknown answer of endUse `other-civl`; did you mean `other-civil`\?/,
    ],
    [
      'a clearing rule that forgets the recipient',
      'rules/ear.yaml',
      (text) =>
        text
          .replace('item.series: other,', 'item.series: other,')
          .replace(
            'when: { item.mt: "no", screening: [not-screened, no-match], wmd: none-known }',
            'when: { item.mt: "no", wmd: none-known }',
          ),
      /ear-other-items: a rule that clears does not read the recipient/,
    ],
    ['text that is not YAML', 'coverage.yaml', (text) => `${text}\n  bad: [`, /coverage\.yaml: not readable as YAML/],
    ['an article without front matter', 'articles/stages.md', (text) => text.replace('---\n', ''), /articles\/stages\.md: no front matter/],
  ])('%s', (_, file, change, message) => {
    const described = problemsAfter(file, change).map(
      ({ file: name, where, what, fix }) => `${name}${where === '' ? '' : ` at ${where}`}: ${what}; ${fix}`,
    )
    expect(described.join('\n')).toMatch(message)
  })

  test('all problems are reported together', () => {
    const changed = {
      ...files,
      'facts.yaml': (files['facts.yaml'] ?? '').replace('asks: region', 'asks: regio'),
      'coverage.yaml': 'modelled: 3',
    }
    expect(() => createBase(changed)).toThrow(/facts\.yaml[\s\S]*coverage\.yaml|coverage\.yaml[\s\S]*facts\.yaml/)
  })
})

describe('the present knowledge', () => {
  test('has the promised number of classes, countries and so on', () => {
    expect(base.classes.size).toBe(36)
    expect(base.countries.size).toBe(250)
    expect(base.systems.length).toBeGreaterThanOrEqual(60)
    expect(base.articles.length).toBeGreaterThanOrEqual(30)
  })

  test('is immutable once loaded', () => {
    expect(Object.isFrozen(base.groups.get('nato')?.members)).toBe(true)
    expect(Object.isFrozen(base.rules.get('itar-license'))).toBe(true)
  })

  test('has the same version for the same texts, and another for others', () => {
    expect(createBase(files).version).toBe(base.version)
    expect(createBase({ ...files, 'coverage.yaml': `${files['coverage.yaml']}\n# a remark` }).version).not.toBe(base.version)
  })

  test('every current source is due for review within a year of being read', () => {
    const late = [...base.sources.values()].filter(
      (source) => source.reviewBy !== undefined && Date.parse(source.reviewBy) - Date.parse(source.read) > 366 * 86_400_000,
    )
    expect(late.map((source) => source.id)).toEqual([])
  })

  test('lists have dates where these are known', () => {
    expect(base.groupsOf('KH', '2025-11-06')).toContain('itar-126-1-d2')
    expect(base.groupsOf('KH', '2025-11-07')).not.toContain('itar-126-1-d2')
    expect(base.groupsOf('IN', '2016-06-26')).not.toContain('mtcr-partners')
    expect(base.membersOf('mtcr-partners', '2026-11-23').filter((code) => base.countries.get(code)?.parent === undefined)).toHaveLength(35)
  })
})
