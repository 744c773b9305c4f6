import { expect, test } from 'vitest'
import { createBase } from '../../src/knowledge/base.ts'
import { base, files } from '../licet.ts'

const classes = files['classes.yaml'] ?? ''

test('an answer that a class implies and its fact does not have is a problem', () => {
  expect(classes).toContain('tank: up-to-20')
  const changed = { ...files, 'classes.yaml': classes.replace('tank: up-to-20', 'tank: up-to-30') }
  expect(() => createBase(changed)).toThrow(/UAS_CIV_NON_MT: unknown answer of tank `up-to-30`/)
})

test('an older version that says none of this of its classes gets it from this program', () => {
  const old = classes.replace(/ (?:civilMeans|technology|mayBeEar99): [a-z-]+,| implies: \{[^}]*\},/g, '')
  expect(old).not.toMatch(/ civilMeans: civil| implies: \{/)
  const kept = createBase({ ...files, 'classes.yaml': old }, { spare: base })
  expect(kept.classes).toEqual(base.classes)
})

test('what is taken for space flight where somebody says "civil" is no aircraft, no spacecraft and no plain item', () => {
  const civil = [...base.classes.values()].filter(({ civilMeans }) => civilMeans !== undefined)
  expect(new Set(civil.map(({ role }) => role))).toEqual(
    new Set(['space', 'weapon', 'rocket', 'part', 'data', 'service', 'facility', 'production']),
  )
})
