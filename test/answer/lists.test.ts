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
