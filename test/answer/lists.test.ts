import { expect, test } from 'vitest'
import { ask, base } from '../licet.ts'

/** Questions for sets of countries: the whole set, or some countries in it and one that is not. */
test.each([
  ['which partners are not in A:2?', 'RU'],
  ['126.1, the flat-out (d)(1) ones', 'BY CN CU HK IR KP MM MO VE'],
  ['E:1 and E:2 together', 'IR KP SY CU'],
  ['either E:1 or E:2', 'IR KP SY CU'],
  ['E:1, E:2 and the state sponsors of terrorism combined', 'IR KP SY CU'],
  ['Everybody in AUKUS or E:2', 'AU CU GB US'],
  ['five eyes countries without an MT1 mark', 'AU CA GB'],
  ['E:1 other than Syria and Iran', 'KP'],
  ['Which 126.1 countries does D:5 not have?', 'CY ET MO'],
  ['who has joined the MTCR this century', 'BG IN KR'],
  ['any new MTCR partners in the last twenty years? list them', 'IN'],
  ['Which country dropped off D:5 in 2026?', 'KH'],
  ['who was taken off the state sponsor list this year?', 'SY'],
  ['countries with a TSA with us', 'AU BR GB IN NZ'],
  ['who among Japan, Korea, Israel and Peru gets the 15 day window?', 'IL JP KR'],
  ['current E:2?', 'CU'],
  ['AUKUS members besides Australia', 'GB US'],
  ['Countries in neither NATO nor the MTCR but in A:5', 'AE'],
  ['neither in A:5 nor A:6 but a partner', 'BR RU UA US'],
  ['Who joined the MTCR after 2000?', 'BG IN KR'],
  ['partners that joined since 2000', 'BG IN KR'],
  ['which MTCR partners joined between 1996 and 2001?', 'CZ KR PL TR UA'],
  ['which MTCR partners are embargoed?', 'RU'],
  ['partners as of 1988', 'CA DE FR GB IT JP US'],
  ['Which partners have no MT1 mark?', 'AU CA GB'],
  // Only named: the list itself is wanted.
  ['need D:2 for a spreadsheet', 'BY CU IL IQ IR KP LY PK RU VE'],
  ['send me A:6 please for my deck', 'AL CY IL MT MX SG TW ZA'],
  // Who came last, a class of some year, years in two digits
  ['who was the last to join the MTCR', 'IN'],
  ['newest MTCR member?', 'IN'],
  ['MTCR class of 98', 'CZ UA'],
  ["who joined the MTCR in '92", 'CH GR IE PT'],
  ['Which countries are in every single D group, D:1 through D:5?', 'BY IQ KP LY RU VE'],
])('%s', (question, codes) => {
  expect([...ask(question).countries].toSorted()).toEqual(codes.split(' ').toSorted())
})

test.each([
  ['Which NATO members are not reached by 126.7?', ['FR', 'CA'], 'GB'],
  ['who joined the MTCR in the 1990s?', ['AU', 'BR', 'TR'], 'IN'],
  ['D:1 without D:4', ['AM', 'KZ'], 'CN'],
  ['any MNNA outside the MTCR?', ['IL', 'PK'], 'JP'],
])('%s', (question, some, not) => {
  const { countries } = ask(question)
  expect([countries, countries.includes(not)]).toEqual([expect.arrayContaining(some), false])
})

test('a list shows what the knowledge says about it: removed countries and notes', () => {
  const { text } = ask('which countries are on the 126.1(d)(2) list?')
  expect(text).toMatch(/No longer on it: Cambodia \(removed on 7 November 2025/)
  const notes = ['itar-126-1-d2', 'mtcr-partners'].flatMap((id) => base.groups.get(id)?.notes ?? [])
  expect(notes).toHaveLength(2)
  for (const note of notes) expect(text + ask('which countries are MTCR partners?').text).toContain(note)
  expect(ask('which countries were on the 126.1(d)(2) list in 2024?').text).toMatch(/Cambodia: removed[^]*No longer on it: Vietnam/)
})

test('a list that lacks facts asks for them instead of being empty', () => {
  const { reply, countries, text } = ask('which countries can we sell a satellite to?')
  expect([countries, reply.title]).toEqual([[], expect.stringMatching(/: which countries, more facts decide$/)])
  expect(text).toContain('Which list entry does the spacecraft have?')
})

test.each([
  ['how many countries are in E:1 and how many in E:2', /^Country Group E:1: 3; Country Group E:2: 1\n/],
  ['which is longer, E:1 or E:2', /^Country Group E:1: 3; Country Group E:2: 1\n/],
])('each list by itself: %s', (question, text) => expect(ask(question).text).toMatch(text))

/** A country beside a list, in words that ask for no list of countries. */
test.each([
  ["I was told Israel is 'sort of' in the MTCR. So is it a partner, yes or no?", 'No: Israel is not in the MTCR'],
  ['Do we treat India as A:5?', 'Yes: India is in Country Group A:5'],
  ['does Serbia count as D:5', 'No: Serbia is not in Country Group D:5'],
  ['Kenya - MNNA? yes or no is enough', 'Yes: Kenya is in Major non-NATO allies'],
  ['iceland & switzerland, which of the two joined the mtcr first', 'Switzerland is in the MTCR (its partners), since 1992'],
])('%s', (question, said) => expect(ask(question).text).toContain(said))
