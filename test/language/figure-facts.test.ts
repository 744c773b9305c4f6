import { expect, test } from 'vitest'
import { createFigureFacts } from '../../src/language/figures/figure-facts.ts'
import { base } from '../licet.ts'

test('two figures on both sides of a threshold leave both answers possible, and are named in a note', () => {
  const facts = createFigureFacts(base)
  facts.figure('range', { low: 250, high: 250, open: false, typed: '250 km' })
  expect(facts.facts()).toMatchObject({ bands: { range: 'under-300' }, possible: {}, figures: { range: '250 km' }, notes: [] })
  facts.figure('range', { low: 400, high: 400, open: false, typed: '400 km' })
  expect(facts.facts()).toMatchObject({
    bands: {},
    possible: { range: ['under-300', 'from-300'] },
    figures: { range: '400 km' },
    notes: [{ kind: 'several', typed: '250 km', others: ['400 km'] }],
  })
})

test('thrust times burn time is the impulse, also if its figure is said not to be known', () => {
  const facts = createFigureFacts(base)
  const [product] = base.language.quantities.products
  if (product === undefined) throw new Error('no product')
  const [one, other] = product.of
  facts.product(product, [{ measure: one ?? '', low: 1e6, high: 1e6 }])
  expect(facts.has(product.feeds)).toBe(false)
  facts.product(product, [
    { measure: one ?? '', low: 1e6, high: 1e6 },
    { measure: other ?? '', low: 1e6, high: 1e6 },
  ])
  facts.unknown(product.feeds)
  expect(facts.facts().bands[product.feeds]).toBe(base.facts.get(product.feeds)?.answers?.at(-1)?.value)
})

test('of a figure that is the least value, all higher answers stay possible', () => {
  const facts = createFigureFacts(base)
  facts.put('range', 250, 250)
  facts.least('range')
  expect(facts.facts().possible['range']).toEqual(['under-300', 'from-300'])
})
