import { expect, test } from 'vitest'
import { knowledgeCheck } from '../../src/doctor/knowledge.ts'
import { KnowledgeError, type Base } from '../../src/knowledge/base.ts'
import { base } from '../licet.ts'

const now = Date.parse('2026-11-30T12:00:00Z')
const undated: Base = { ...base, tips: [], coming: [], rules: new Map(), groups: new Map(), sources: new Map() }

/** The knowledge with one source to review by a day, and one coming change to look at by a day. */
function dated(reviewBy: string, lookBy: string): Base {
  const [source] = base.sources.values()
  if (source === undefined) throw new Error('no source')
  return {
    ...undated,
    sources: new Map([[source.id, { ...source, reviewBy }]]),
    coming: [{ id: 'a', what: 'a proposal', state: 'proposed', look: lookBy, cites: [] }],
  }
}

const look = async (knowledge: () => Base) => [await knowledgeCheck(knowledge, now).look()].flat()

test.each([
  ['2027-11-30', '2027-11-30', ['fine', 'fine', 'fine']],
  ['2026-12-20', '2026-12-20', ['fine', 'doubtful', 'fine']],
  ['2026-11-29', '2026-12-05', ['fine', 'broken', 'doubtful']],
] as const)('a review by %s and a change to look at by %s are %j', async (reviewBy, lookBy, expected) => {
  const found = await look(() => dated(reviewBy, lookBy))
  expect(found.map(({ state }) => state)).toEqual(expected)
})

test('knowledge that cannot be loaded is broken, and any other error is thrown', async () => {
  const fails = (error: Error) =>
    look(() => {
      throw error
    })
  const faulty = new KnowledgeError([{ file: 'rules/a.yaml', where: '', what: 'no title', fix: 'write one' }])
  expect((await fails(faulty))[0]?.state).toBe('broken')
  await expect(fails(new TypeError('x'))).rejects.toThrow(TypeError)
})
