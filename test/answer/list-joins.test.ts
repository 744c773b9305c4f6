import { expect, test } from 'vitest'
import { ask, base, talk, today } from '../licet.ts'

type Codes = ReadonlySet<string>

/** The countries on a list of groups.yaml, by its id. Territories that follow another country are not listed. */
const all = (id: string): ReadonlySet<string> => new Set(base.membersOf(id, today))
const [nato, partners, founders, aukus] = [all('nato'), all('mtcr-partners'), all('mtcr-original-1987'), all('aukus')]
const [a1, a5, a6] = [all('ear-a-1'), all('ear-a-5'), all('ear-a-6')]
const [d1, d2, d3, d4, d5] = [all('ear-d-1'), all('ear-d-2'), all('ear-d-3'), all('ear-d-4'), all('ear-d-5')]
const [table1, table2, allies] = [all('itar-126-1-d1'), all('itar-126-1-d2'), all('major-non-nato-ally')]
const tables = table1.union(table2)
const [tsa, sponsors, short, unmarked] = [all('tsa'), all('state-sponsors'), all('congress-15-day'), all('ear-no-mt1')]
const [e1, e2] = [all('ear-e-1'), all('ear-e-2')]
/** The countries of a bloc or region, by name. */
const bloc = (name: string): ReadonlySet<string> => new Set(base.names.blocs.find((one) => one.name === name)?.members)
const [eu, eyes, africa, gulf, europe] = ['European Union', 'Five Eyes', 'Africa', 'Gulf', 'Europe'].map(bloc) as [
  Codes,
  Codes,
  Codes,
  Codes,
  Codes,
]
const cameIn = (from: string, to: string): ReadonlySet<string> =>
  new Set(
    base.groups
      .get('mtcr-partners')
      ?.members.flatMap((one) =>
        typeof one !== 'string' && one.since !== undefined && one.since >= from && one.since <= to ? [one.code] : [],
      ),
  )

test.each<[question: string, countries: ReadonlySet<string>]>([
  ['NATO states that never became MTCR partners, for our Eastern Europe desk', nato.difference(partners)],
  ['members of the alliance that have yet to join the MTCR', nato.difference(partners)],
  ['which NATO allies stayed out of the MTCR?', nato.difference(partners)],
  ['NATO: yes. MTCR: no. Which ones?', nato.difference(partners)],
  ["partners the alliance doesn't have", partners.difference(nato)],
  ['the partners, without the founders', partners.difference(founders)],
  ['D:4 yes, D:5 no: who is that?', d4.difference(d5)],
  ["who's D:4 but D:5 not?", d4.difference(d5)],
  ['take the D:4 list and strike everyone who is also on D:5', d4.difference(d5)],
  ['no to D:5, yes to D:4', d4.difference(d5)],
  ['who is on D:4 yet not on D:1, D:3', d4.difference(d1).difference(d3)],
  ['A:5 minus NATO minus MTCR partners', a5.difference(nato).difference(partners)],
  ['Countries outside both NATO and the MTCR yet in A:6', a6.difference(nato).difference(partners)],
  ['which major non-NATO allies are neither partners nor in A:6', allies.difference(partners).difference(a6)],
  ['all of A:1 that A:5 lacks', a1.difference(a5)],
  ['which countries are in D:2 and D:4', d2.intersection(d4)],
  ['how many major non-NATO allies are also partners', allies.intersection(partners)],
  ['does any A:5 country sit on D:4?', a5.intersection(d4)],
  ['any NATO members in D:4?', nato.intersection(d4)],
  ['combine A:6 with AUKUS for me', a6.union(aukus)],
  ['MTCR partners and adherents', partners.union(all('mtcr-adherents'))],
  ['126.1(d)(1) or (d)(2), but not in D:5', tables.difference(d5)],
  ['D:5 countries that are not in either table of 126.1', d5.difference(tables)],
  ['126.1(d)(1) - names?', table1],
  ["who's in table 2 of 126.1, the (d)(2) one, with the country specific carve-outs", table2],
  ['which governments follow the regime as formal adherents without being in it', all('mtcr-adherents')],
  ['Congress has 15 days for NATO, its members and five other countries. Which five?', short.difference(nato)],
  ['NATO and five more countries get the short congressional review. Name the five.', short.difference(nato)],
  ['most MTCR partners are in NATO, a few are not. Which few?', partners.difference(nato)],
  ['founding governments of the MTCR please', founders],
  ['partners for which the 50 million report of 2797(d) does not apply, because they were in from April 1987', founders],
  ['who came into the regime in the wave from 1997 through 2004?', cameIn('1997', '2004-12-31')],
  ['who joined the MTCR from 1990 to 1992?', cameIn('1990', '1992-12-31')],
  ['MTCR intake of 1990 and 1991?', cameIn('1990', '1991-12-31')],
  ['which partners joined in either 1997 or 2001', cameIn('1997', '1997-12-31').union(cameIn('2001', '2001-12-31'))],
  ['who joined MTCR in 1997 or later', cameIn('1997', today)],
  ['who came into the MTCR in 1995 or before?', cameIn('', '1995-12-31')],
  ['who joined the MTCR no later than 1990', cameIn('', '1990-12-31')],
  ['NATO members that joined the MTCR after 1996', cameIn('1997', today).intersection(nato)],
  ['the other way round: D:5 members free of D:4', d5.difference(d4)],
  ['what does D:5 have that D:4 has not?', d5.difference(d4)],
  ['NATO capitals with no chair in the MTCR', nato.difference(partners)],
  ['Of the NATO allies, who failed to make A:5?', nato.difference(a5)],
  ['Who sits in A:5 and yet nowhere in NATO?', a5.difference(nato)],
  ['Take A:5, knock off NATO, what remains?', a5.difference(nato)],
  ['Kick the EU out of NATO, who stays?', nato.difference(eu)],
  ['table 1 of 126.1(d), then drop the ones in E:1 or E:2. Remaining names?', table1.difference(e1).difference(e2)],
  ['NATO non-members in A:5', a5.difference(nato)],
  ['non-NATO, non-EU partners of the MTCR', partners.difference(nato).difference(eu)],
  ['Besides the EU, who is an MTCR partner?', partners.difference(eu)],
  ['European NATO states outside the EU', nato.intersection(europe).difference(eu)],
  ['EU states that A:5 misses', eu.difference(a5)],
  ['D:4, Gulf excluded', d4.difference(gulf)],
  ['126.1(d)(2), strip out the Africans', table2.difference(africa)],
  ['What are the African names in 126.1(d)(2)?', table2.intersection(africa)],
  ['either in AUKUS or in the Five Eyes', aukus.union(eyes)],
  ['five eyes without the AUKUS three', eyes.difference(aukus)],
  ['G7 founders of the regime that still have the X under MT column 1', founders.difference(unmarked)],
  ['who gets the short congressional review although not a NATO member?', short.difference(nato)],
  ['A short window for Congress, yet no seat at the MTCR table: who fits both?', short.difference(partners)],
  ['Partners of the MTCR with whom we have no technology safeguards agreement', partners.difference(tsa)],
  ['terrorism list minus E:2', sponsors.difference(e2)],
  ['D:1 \u222a E:1', d1.union(e1)],
  ['D:4 \\ D:5', d4.difference(d5)],
  ['A:5 minus the MTCR column A:2 = which countries', a5.difference(all('ear-a-2'))],
  ['Country group A:6, complete please. Our auditor wants it by noon.', a6],
  ["On New Year's Eve 2000, which of today's 35 had yet to join?", cameIn('2001', today)],
  ["Which of today's partners were not yet in at the end of 1995?", cameIn('1996', today)],
  ['partners that were still outside in 1992', cameIn('1993', today)],
  ['MTCR membership as of 31 December 1992', new Set(base.membersOf('mtcr-partners', '1992-12-31'))],
])('%s', (question, countries) => {
  const { intent, countries: given } = ask(question)
  const isOwn = (code: string): boolean => base.countries.get(code)?.parent === undefined
  expect([intent, given.filter(isOwn).toSorted()]).toEqual(['list', [...countries].filter(isOwn).toSorted()])
})

test.each([
  ['who is in D:4?', /^Country Group D:4: 21, and Hong Kong as China\n/],
  ['126.1(d)(1) - names?', /^ITAR 126\.1\(d\)\(1\): 7, and Hong Kong and Macau as China\n/],
  ['D:4 yes, D:5 no: who is that?', /^Country Group D:4, not Country Group D:5: 11\n/],
  ['MTCR partners and adherents', /^MTCR partners or MTCR adherents: 38\n/],
  ['who joined NATO after 2000?', /^NATO: 32\n[^]*When countries came into NATO is not known here; these are in it\./],
])('%s: the title says how lists were joined, and counts countries that are listed by themselves', (question, front) => {
  expect(ask(question).text).toMatch(front)
})

test.each([
  ['since when are the Turks in?', 'Yes: Türkiye is in the MTCR (its partners), since 1997.'],
  ['in what year was Bulgaria let in', 'Yes: Bulgaria is in the MTCR (its partners), since 2004.'],
  ['was Poland a partner in 1995', 'No: Poland is not in the MTCR (its partners); it comes in 1997.'],
  ["isn't Norway an MTCR partner?", 'Yes: Norway is in the MTCR (its partners), since 1990.'],
  ["isn't Cambodia on the 126.1 list?", 'No: Cambodia is not in ITAR 126.1(d)(1).'],
  ['when did the Koreans get in?', 'Yes: South Korea is in the MTCR (its partners), since 2001.'],
])('%s', (question, said) => {
  expect(ask(question).text).toContain(said)
})

test.each([
  ['Wassenaar members that are not in the MTCR', '"Wassenaar"'],
  ['A:3 countries outside A:5', 'A:3'],
  ['MTCR partners that belong to the Australia Group', '"Australia'],
  ['zorblax states outside NATO', '"zorblax"'],
])('%s: an unknown list is reported, and no list of the opposite is given', (question, words) => {
  const { intent, countries, text } = ask(question)
  expect([intent, countries, text.includes(words)]).toEqual(['list', [], true])
})

test.each([
  ["aren't they under 126.1?", 'No: Norway is not in ITAR'],
  ['are they in the MTCR?', 'Yes: Norway is in the MTCR'],
])('%s', (question, said) => {
  expect(talk('two-stage rocket, 120 kg to 350 km, Norway', question).text).toContain(said)
})
