import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { file } from '../files.ts'
import { base } from '../licet.ts'

const root = fileURLToPath(new URL('../../src', import.meta.url))
const code = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'))

/** Fact names that come from the item and country records, not from facts.yaml. */
const supplied = ['item.class', 'item.jurisdiction', 'item.category', 'item.mt', 'item.role', 'item.series', 'destination.groups']

const named = [...file('src/knowledge/fact-names.ts').matchAll(/^ {2}\| '(\w+)'$/gm)].map(([, name = '']) => name)

test('every fact named in fact-names.ts exists in facts.yaml', () => {
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter((name) => !base.facts.has(name))).toEqual([])
})

test('the code uses brackets only for facts with other than plain names, and these exist', () => {
  const inBrackets = code.flatMap((path) =>
    [...file(`src/${path}`).matchAll(/\b(?:facts|stated|presumed|assumed|fixed)\)?(?:\?\.)?\['([^']+)'\]/g)].map(([, name = '']) => name),
  )
  expect(inBrackets.length).toBeGreaterThan(5)
  expect(inBrackets.filter((name) => /^\w+$/.test(name) || !(base.facts.has(name) || supplied.includes(name)))).toEqual([])
})
