import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createAnswerer } from '../../src/answer/answerer.ts'
import { KnowledgeError } from '../../src/knowledge/base.ts'
import { misread, patternProblems } from '../../src/language/patterns/check-language.ts'
import { createMarks } from '../../src/language/patterns/marks.ts'
import { parsePattern, PatternError } from '../../src/language/patterns/syntax.ts'
import { formsOf } from '../../src/language/patterns/verbs.ts'
import { tokenize } from '../../src/language/text/tokens.ts'
import { file } from '../files.ts'
import { base, files } from '../licet.ts'

test('every class that the program asks for exists', () => {
  const root = fileURLToPath(new URL('../../src', import.meta.url))
  const code = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'))
  const asked = code.flatMap((path) =>
    [...file(`src/${path}`).matchAll(/\b(?:isIn|isInClass|spansIn)\((?:[^'()]|\([^()]*\))*'([a-z-]+)'/g)].map(([, name = '']) => name),
  )
  const known = new Set(base.language.classes.map((one) => one.class))
  expect(new Set(asked).size).toBeGreaterThan(60)
  expect(asked.filter((name) => !known.has(name))).toEqual([])
})

describe('the forms of a verb', () => {
  test.each([
    ['ship', 'ship ships shipping shipped'],
    ['make/made', 'make makes making made'],
    ['carry', 'carry carries carrying carried'],
    ['give/gave/given', 'give gives giving gave given'],
    ['launch', 'launch launches launching launched'],
    ['transfer', 'transfer transfers transferring transferred'],
    ['offer', 'offer offers offering offered'],
    ['visit', 'visit visits visiting visited'],
    ['develop', 'develop develops developing developed'],
    ['license', 'license licenses licensing licensed'],
    ['agree', 'agree agrees agreeing agreed'],
    ['show/showed/shown', 'show shows showing showed shown'],
    ['repair', 'repair repairs repairing repaired'],
    ['hand over', 'hand over|hands over|handing over|handed over'],
    ['fix', 'fix fixes fixing fixed'],
    ['deploy', 'deploy deploys deploying deployed'],
  ])('%s', (verb, forms) => expect(formsOf(verb)).toEqual(forms.split(forms.includes('|') ? '|' : ' ')))
})

/** The words of a text that a pattern marks. */
function marked(pattern: string, text: string, unless: readonly string[] = []): string {
  const tokens = tokenize(text)
  const none = tokens.map(() => [])
  const rule = { mark: 'it', about: 'a test', when: [pattern], unless: [...unless], holds: ['x'], not: ['x'] }
  const marks = createMarks([unless.length === 0 ? { ...rule, unless: undefined } : rule])({ tokens, classes: none, mentions: none })
  return tokens.flatMap(({ typed }, at) => (marks.has(at, 'it') ? [typed] : [])).join(' ')
}

test('a pattern finds its words anywhere in a long text', () => {
  fc.assert(
    fc.property(fc.nat(120), fc.nat(120), (before, after) => {
      const text = `${'so '.repeat(before)}sell it and go home${' too'.repeat(after)}`
      expect(marked('sell ..3 [go home]', text)).toBe('go home')
      expect(marked('sell ..3 go home', text, ['so sell'])).toBe(before === 0 ? 'sell it and go home' : '')
    }),
  )
})

describe('a pattern', () => {
  test.each([
    ['to [_]', 'ship it to Norway', 'Norway'],
    ['to the? [_]', 'to the depot', 'the depot'],
    ['not ..2 [sold]', 'not to be sold', 'sold'],
    ['not ..2 [sold]', 'not ever to be sold', ''],
    ['not ..2 [sold]', 'not that, sold', ''],
    ['not ...2 [sold]', 'not that, sold', 'sold'],
    ['not ...2 [sold]', 'not that. sold', ''],
    ['not ....2 [sold]', 'not that. sold', 'sold'],
    ['no very* [good]', 'no very very very good', 'good'],
    ['^ [and]', 'and this, and that and more', 'and and'],
    ['^^ [and]', 'and this, and that and more', 'and'],
    ['^ so* [and]', 'so so and this, and that', 'and and'],
    ['[so] $', 'so be it or so', 'so'],
    ['[so] $$', 'or so, or so', 'so'],
    ['[=states]', 'State of the States', 'States'],
    ['yes , [sir]', 'yes, sir', 'sir'],
    ['yes , [sir]', 'yes sir', ''],
    ['yes ,? [sir]', 'yes sir', 'sir'],
    ['to !be [_]', 'to be or to go', 'go'],
    ['a|an [_]', 'a plan, an idea', 'plan idea'],
    ['big ..3 [cat|dog]', 'big fat cat dog', 'cat dog'],
  ])('%s in "%s"', (pattern, text, words) => expect(marked(pattern, text)).toBe(words))

  test('does not match inside an exception', () => {
    expect(marked('not ..3 [sold]', 'not only sold', ['not only'])).toBe('')
    expect(marked('not ..3 [sold]', 'not only once; it is not sold', ['not only'])).toBe('sold')
  })

  test.each(['', 'a?', '..3 a', '[a', 'a ] b [', '#', 'a|#', '!a b'])('%j is no valid pattern', (written) =>
    expect(() => parsePattern(written)).toThrow(PatternError),
  )

  test('is matched quickly in any text', () => {
    const word = fc.constantFrom('not', 'only', 'the', 'to', 'and', ',', '.')
    fc.assert(
      fc.property(fc.array(word, { minLength: 300, maxLength: 300 }), (words) => {
        const started = process.cpuUsage().user
        marked('not the* ...9 [to] ...9 and ...9 the', words.join(' '))
        expect(process.cpuUsage().user - started).toBeLessThan(2_000_000)
      }),
      { numRuns: 20 },
    )
  })
})

describe('the language files of the knowledge', () => {
  test('read each of their own examples as stated', () => expect(misread(base)).toEqual([]))

  test('report all their problems together', () => {
    const language = {
      ...base.language,
      classes: [{ class: 'a', about: 'x', with: ['b'] }],
      signs: [],
      marks: [{ mark: 'm', about: 'x', when: ['#c [_]', '..2 x', '%n x'], holds: ['x'], not: ['y'] }],
      offences: [
        { offence: 'o', about: 'x', done: ['m', 'k'], to: ['a', 'm', 'l'], within: 'sentence' as const, holds: ['x'], not: ['y'] },
      ],
    }
    expect(patternProblems(language).map(({ what }) => what)).toEqual([
      'unknown class `b`',
      'unknown class `c`',
      'the pattern `..2 x` cannot be read: a pattern begins with a word, and has one that must be there',
      'unknown mark `n`',
      'unknown mark `k`',
      'unknown mark or class `l`',
    ])
  })

  test('are refused with an invalid pattern', () => {
    const changed = { ...files, 'language/scope.yaml': `${files['language/scope.yaml']}\n`.replace('#instead #light*', '#insted #light*') }
    expect(() => createAnswerer(changed)).toThrow(KnowledgeError)
    expect(() => createAnswerer(changed)).toThrow(/did you mean `instead`/)
  })
})
