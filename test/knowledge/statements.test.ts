import { describe, expect, test } from 'vitest'
import { createAnswerer } from '../../src/answer/answerer.ts'
import { createBase, KnowledgeError } from '../../src/knowledge/base.ts'
import type { KnowledgeFiles } from '../../src/knowledge/load.ts'
import type { Problem } from '../../src/knowledge/parse-file.ts'
import { base, files } from '../licet.ts'

function problemsOf(changed: KnowledgeFiles): readonly Problem[] {
  try {
    createBase(changed)
    return []
  } catch (error) {
    if (error instanceof KnowledgeError) return error.problems
    throw error
  }
}

const article = 'articles/stages.md'
const inArticle = (words: string): KnowledgeFiles => ({ ...files, [article]: `${files[article]}\n\n## A section of a test\n${words}\n` })

describe('a statement about Licet in the knowledge', () => {
  test.each([
    'Licet screens every party against the Entity List.',
    'The bot uses a bundled, dated snapshot where it has no network.',
    'I check every customer against the denied persons list.',
    'This assistant files the license application for you.',
    'Licet predicts how long it takes.',
    'Licet is connected to the eCFR.',
    'This bot has read your contract.',
    'In each answer Licet can also look up the owners of a company.',
    'Licet follows the Guidelines and screens the parties.',
    'Licet follows the Guidelines and files your application.',
    'Licet follows the Guidelines. It screens every party.',
    'Licet does not only answer by rules but screens the parties.',
    'Licet never sleeps and screens the parties.',
    'Licet follows the screening lists and the Guidelines.',
    'Every party is safe, because the bot checks them all.',
  ])('is refused if coverage.yaml does not confirm it: %s', (words) => {
    const problems = problemsOf(inArticle(words))
    expect(problems).toMatchObject([{ file: article, where: 'A section of a test' }])
    expect(problems[0]?.what).toMatch(/^`Licet .+` is (?:backed by no line|about what is not modelled)/)
    expect(problems[0]?.fix).not.toBe('')
  })

  test.each([
    'Licet does not screen parties.',
    'No, and this bot will not help with screening.',
    'Licet follows the Guidelines.',
    'The bot can explain what each entry covers.',
    'Licet sends every such question to counsel and says so.',
    'Does Licet screen every party?',
    'Ask Licet about the Entity List.',
    'A classification by this assistant is a starting point.',
    'Category I items are screened by your compliance team.',
    'That is not something this bot can say.',
    'Licet’s sources are dated.',
  ])('passes if it is true, or not about Licet: %s', (words) => {
    expect(problemsOf(inArticle(words))).toEqual([])
  })

  test('a heading answered with yes is a statement', () => {
    const asked = (body: string): KnowledgeFiles => ({
      ...files,
      [article]: `${files[article]}\n\n## Does Licet screen parties?\n${body}\n`,
    })
    expect(problemsOf(asked('Yes, against a bundled list.'))).toMatchObject([{ file: article, where: 'Does Licet screen parties?' }])
    expect(problemsOf(asked('No. Screen them yourself.'))).toEqual([])
  })

  test.each([
    ['a tip', 'tips.yaml', 'The bot does not screen names.', 'The bot screens all names.', 'bot-does-not-screen'],
    ['a rule', 'rules/itar.yaml', 'why: ', 'why: Licet has checked this with the State Department. ', ''],
    ['coverage itself', 'coverage.yaml', 'why: no list is consulted here', 'why: Licet screens in the background', 'Party screening'],
  ])('is checked in %s, too', (_, file, words, instead, where) => {
    const problems = problemsOf({ ...files, [file]: (files[file] ?? '').replace(words, instead) })
    expect(problems).toMatchObject([{ file }])
    expect(problems[0]?.where).toContain(where)
  })

  test('cannot escape the check by removing what Licet does from coverage.yaml', () => {
    const without = (files['coverage.yaml'] ?? '').replace(/^does:[^]*$/m, '')
    expect(problemsOf({ ...files, 'coverage.yaml': without })).toMatchObject([{ file: 'coverage.yaml', where: 'does' }])
  })

  test('does not prevent an old version of the knowledge from being replayed', () => {
    const old = { ...inArticle('Licet screens every party.'), 'coverage.yaml': (files['coverage.yaml'] ?? '').replace(/^does:[^]*$/m, '') }
    expect(() => createAnswerer(old)).toThrow(KnowledgeError)
    expect(createAnswerer(old, { spare: base }).base.articles.length).toBeGreaterThan(80)
  })
})
