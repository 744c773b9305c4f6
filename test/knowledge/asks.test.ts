import { expect, test } from 'vitest'
import { createAnswerer } from '../../src/answer/answerer.ts'
import { checkAsks } from '../../src/knowledge/check-asks.ts'
import { createSearch } from '../../src/knowledge/search.ts'
import { codesIn, fitOf } from '../../src/knowledge/quoted-codes.ts'
import { answerer, base, files } from '../licet.ts'

/** The problems in one changed article, found by searching all articles. */
function unfoundIn(id: string, text: string) {
  const changed = createAnswerer({ ...files, [`articles/${id}.md`]: text })
  return checkAsks(
    { ...changed.base, articles: changed.base.articles.filter((article) => article.id === id) },
    createSearch(changed.base, { byWordsAlone: true }),
  )
}

test('every section is found by its heading and by each of its example questions', () => {
  expect(checkAsks(base, createSearch(base, { byWordsAlone: true }))).toEqual([])
})

test('a heading finds its own section first', () => {
  const headings = base.articles.flatMap((article) => article.sections)
  expect(headings.filter((section) => answerer.search(section.heading, 1)[0]?.section !== section)).toEqual([])
})

test('example questions are never shown in a reply', () => {
  const shown = base.articles.flatMap(({ intro, sections }) => [intro, ...sections.map(({ body }) => body)])
  expect(shown.filter((text) => text.includes('<!--'))).toEqual([])
})

test('a section with too few example questions, or one that finds another section, is reported', () => {
  const section = '## Is the moon made of cheese?\n<!-- asks\nWhich countries are in the MTCR?\n-->\nNo.\n'
  expect(unfoundIn('stages', `${files['articles/stages.md']}\n${section}`).map(({ where, what }) => `${where} ${what}`)).toEqual([
    'Is the moon made of cheese? is asked for in too few wordings',
    'Is the moon made of cheese? `Which countries are in the MTCR?` finds other sections',
  ])
})

test.each([
  ['Does 126.7 cover it?', ['126.7']],
  ['22 CFR 126.1 (d)(2)', ['126.1(d)(2)']],
  ['is 9A012 or 9a610.t MT', ['9a012', '9a610.t']],
  ['USML IV(h)(23) and iv(d)(1)', ['iv(h)(23)', 'iv(d)(1)']],
  ['Annex 19.A.1, Item 19', ['19.a.1', 'item19']],
  ['EO 14268 and H.R. 3068', ['eo14268', 'hr3068']],
  ['500 kg to 300 km for 2.5 million', []],
])('the codes of %s', (text, codes) => {
  expect(codesIn(text)).toEqual(codes)
})

test('a code fits one below it fully, one above it by half, and a merely similar one not at all', () => {
  expect(fitOf('126.7', ['126.7(b)(2)'])).toBe(2)
  expect(fitOf('126.7(b)', ['126.7'])).toBe(1)
  expect(fitOf('126.1', ['126.16', '126.18(d)'])).toBe(0)
})

test('a yes-or-no heading must be answered with yes or no', () => {
  const asked = '## Is a test section of any use?\n<!-- asks\nzebra giraffe ostrich\nostrich zebra quagga\ngiraffe quagga okapi\n-->\n'
  const told = (body: string): readonly string[] =>
    unfoundIn('stages', `${files['articles/stages.md']}\n\n${asked}${body}\n`).map(({ what }) => what)
  expect(told('Sections are long.')).toEqual(['does not begin with its answer'])
  expect(told('Yes. Sections are long.')).toEqual([])
})
