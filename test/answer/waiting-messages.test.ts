import { describe, expect, test } from 'vitest'
import { talk } from '../licet.ts'

describe('a deal told over several messages is answered as if told in one, even if the item comes last', () => {
  test.each<[string[], string]>([
    [['what do we need for Norway?', 'a 9A012 drone, range 350 km'], 'a 9A012 drone, range 350 km to Norway'],
    [['range 350 km', 'a 9A012 drone to Norway'], 'a 9A012 drone to Norway, range 350 km'],
    [['380', 'km, that is. a 9A012 drone', 'Norway'], '380 km, that is. a 9A012 drone to Norway'],
    [
      ["Norway's air force", '900 km/h', 'payload 700 kg', 'an armed drone, range 2,000 km'],
      "Norway's air force: an armed drone, range 2,000 km",
    ],
    [['our customer sits in Tehran', 'EAR99 bolts'], 'EAR99 bolts for our customer in Tehran'],
  ])('%j', (said, once) => {
    const [told, whole] = [talk(...said), talk(once)]
    expect([told.verdict, told.countries]).toEqual([whole.verdict, whole.countries])
    expect(told.verdict).not.toBeNull()
  })

  test('until the item is named, Licet asks for it', () => expect(talk('could Norway get one?').reply.title).toBe('Which item is it?'))

  test('a place in the same message as the item wins over one told earlier', () =>
    expect(talk('how about Norway', 'a 9A012 drone to Chile').answers.map(({ destination }) => destination)).toEqual(['CL']))

  test.each([
    ['Good morning from the Toulouse office'],
    ['lunch? thinking the turkish place on 5th'],
    ['Chile beat Peru 3:1 last night'],
    ['What is the VAT rate in Germany?'],
    ['my wife is from Peru'],
  ])('small talk starts no deal: %s', (aside) => {
    const told = talk(aside, 'a 9A012 drone, range 350 km')
    expect(told.asks).toContain('destination')
  })

  test('"start over" forgets what was told before', () =>
    expect(talk('what do we need for Norway?', 'start over', 'a 9A012 drone').asks).toContain('destination'))
})

describe('a short follow-up', () => {
  const fairing = 'igniters IV(h)(16) for our customer in Birmingham'
  test.each([
    ['the town of that name at home', [fairing, 'the Alabama one, Americans only'], 'not-an-export'],
    ['where it stands', [fairing, 'before you start: the one in Alabama'], 'not-an-export'],
    ['a place called out is denied', ['9A012 drone, 400 km', 'China? god no. Japan'], 'case-by-case'],
    ['a name alone, asked', ['USML IV(h)(16) igniters to Bratislava', 'Sofia?'], 'case-by-case'],
    [
      'the thing again, behind a rule',
      [fairing, "what's the excluded technology list?", 'so our igniters, what do they need'],
      'exemption-possible',
    ],
    [
      'drawings of it for somebody there',
      ['SLV stage to Tucson, U.S. persons only', 'one of them is Vietnamese, he would get the drawings'],
      'presumption-of-denial',
    ],
    ['what the data are of', ['drawings', 'of the igniter, (h)(16)', 'a machine shop in Leeds, an Authorized User'], 'exemption-possible'],
    ['the figure that was taken back, anew', ['mapping drone, civil, 400 km, to Uruguay', 'scratch the 400', "it's 180"], 'no-license'],
    ['a typo in the price', ['payload fairing to Perth in Australia, 9 M$', 'typo!! 190 M$'], 'case-by-case'],
    ['who is there', [fairing, 'Alabama lol', 'everyone there is american'], 'not-an-export'],
    ['the thing again, with its place', ['1.05e6 N.s', 'a solid motor for the University of Maribor in Slovenia'], 'case-by-case'],
  ])('%s', (_, said, verdict) => expect(talk(...said).verdict).toBe(verdict))

  test('a message about the deal in which no fact is read leaves the answer as it is', () =>
    expect(talk('9A012 drone, 400 km to Chile', 'flies along power lines, taking pictures').verdict).toBe('case-by-case'))
})

test.each([
  ['it says what the part is for', 'an interstage to Chile, the launcher lifts 1.4 t to LEO', 'case-by-case'],
  ['it goes, too', 'an interstage and a launcher to Chile, the launcher lifts 1.4 t to LEO', 'presumption-of-denial'],
  ['nothing is said of its payload', 'an interstage to Chile, the launcher takes 2 weeks more', 'presumption-of-denial'],
])('a launcher described by its payload, in a message about a part of it: %s', (_, said, verdict) =>
  expect(talk(said).verdict).toBe(verdict),
)
