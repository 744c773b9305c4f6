import { expect, test } from 'vitest'
import { quotedEntries } from '../../src/language/deal/entry-notation.ts'

/** A text, and the entries that it quotes, in standard spelling. */
test.each<[string, string]>([
  ['9A515.a to Japan', '9A515.a'],
  ['two 7A103s to Japan', '7A103'],
  ['ECCN 9A-012.a.2', '9A012.a.2'],
  ['ECCN 9-A-012.a.2', '9A012.a.2'],
  ['9a.012 drone', '9A012'],
  ['ECCN 9A515 (a), to Japan', '9A515.a'],
  ['9A515(e)(2)', '9A515.e.2'],
  ['9A515[d]', '9A515.d'],
  ['9A515d circuits', '9A515.d'],
  ['9A515e2 circuits', '9A515.e.2'],
  ['9A515 d circuits', '9A515.d'],
  ['a 9A515 a customer wants', '9A515'],
  ["9A515 d'or", '9A515'],
  ['7A103 c/o Airbus', '7A103'],
  ['9A515, para (d), circuits', '9A515.d'],
  ['9A515 paragraph d', '9A515.d'],
  ['paragraph (e)(2) of ECCN 9A515', '9A515.e.2'],
  ['(a) 9A515 (b) 7A103', '9A515 7A103'],
  ['9A515 a/d', '9A515.a 9A515.d'],
  ['9A515 a and d', '9A515.a 9A515.d'],
  ['9A515 (a) and (e)(2)', '9A515.a 9A515.e.2'],
  ['9A515.a and .e.2', '9A515.a 9A515.e.2'],
  ['9A515.a and e-mail', '9A515.a'],
  ['Cat. IV para (h) sub 16', 'IV(h)(16)'],
  ['Cat. IV (h) sub-item 16 igniters', 'IV(h)(16)'],
  ['USML IV, paragraph h, item 23', 'IV(h)(23)'],
  ['USML IV(h), item 23 of the contract', 'IV(h)'],
  ['USML IV(h)16', 'IV(h)(16)'],
  ['USML IV(h) 16 sets', 'IV(h)'],
  ['USML IV h 23', 'IV(h)(23)'],
  ['USML IV-h-23', 'IV(h)(23)'],
  ['Category I, item 2', ''],
])('%s', (text, entries) => {
  expect(
    quotedEntries(text)
      .map(({ quoted }) => quoted)
      .join(' '),
  ).toBe(entries)
})
