import { describe, expect, test } from 'vitest'
import type { Reading } from '../../src/language/reading.ts'
import { answerer, ask, talk, today } from '../licet.ts'

const read = (text: string): Reading => {
  const understood = answerer.reader.read(text, today)
  const [reading] = understood.kind === 'read' ? understood.readings : []
  if (reading === undefined) throw new Error(`${text} is not read`)
  return reading
}
const countries = (text: string): string =>
  read(text)
    .places.map(({ codes }) => codes.join('/'))
    .join(' ')
const mends = (text: string): readonly string[] =>
  read(text).notes.flatMap((note) => (note.kind === 'typo' ? [`${note.typed} > ${note.read}`] : []))
const guesses = (text: string): readonly string[] => read(text).guesses.map(({ typed, candidates }) => `${typed}? ${candidates.join(', ')}`)

describe('a misspelled country or item in its usual position is read, and the reply says so', () => {
  test.each([
    ['SLV stage to Astralia', 'Astralia > Australia'],
    ['SLV stage to austraila', 'austraila > Australia'],
    ['igniters to Tukey', 'Tukey > Türkiye'],
    ['igniters to Indnesia', 'Indnesia > Indonesia'],
    ['igniters to Cananda', 'Cananda > Canada'],
    ['a stage for the army of Morroco', 'Morroco > Morocco'],
    ['Argentinia wants a solid motor', 'Argentinia > Argentina'],
    ['a spacecraft for a firm in Sidney, Austrailia', 'Austrailia > Australia'],
    ['igniters to Japan and Thialand', 'Thialand > Thailand'],
    ['Isreal: a stage', 'Isreal > Israel'],
    ['SLV stge to Brasil', 'stge > stage'],
    ['2 nozles to Canada', 'nozles > nozzle'],
    ['sell a rokcet moter to Peru', 'rokcet > rocket'],
    ['sell a rokcet moter to Peru', 'moter > motor'],
  ])('%s: %s', (text, mend) => {
    expect(mends(text)).toContain(mend)
    const [typed, name] = mend.split(' > ')
    expect(ask(text).text).toContain(`I read "${typed}" as ${name}.`)
  })

  test('other possible meanings are shown with it', () => {
    const others = (text: string) => read(text).notes.flatMap((note) => (note.kind === 'typo' ? note.others : []))
    expect(others('SLV stage to Isreal')).toEqual([])
    expect(others('2 nozles to Canada')).toEqual(['noble'])
  })

  test('a word that was corrected causes no question elsewhere', () => {
    expect(guesses('our partner in Kazakstan needs a stage. Kazakstan is an adherent')).toEqual([])
  })
})

describe('a misspelled country that is one letter from several could be each of them', () => {
  test.each([
    ['igniters to Canada and Austrlia', 'CA AT/AU'],
    ['a stage to irak', 'IQ'],
    ['a stage to Slovania', 'SI/SK'],
  ])('%s: %s', (text, read) => expect(countries(text)).toBe(read))
})

describe('elsewhere a misspelled name is not read, but may cause a question', () => {
  test.each([
    ['igniters to Canada and Melborne', 'CA', 'Melborne? Melbourne'],
    ['igniters to Canada for the Majuri government', 'CA', 'Majuri? Majuro'],
    ['igniters to Canada, then to Irna', 'CA', 'Irna? Iran, IRFNA'],
    ['EAR99 polish to Germany', 'DE', 'polish? Polish'],
    ['igniters to Canada, the turkey was good', 'CA', 'turkey? Turkey'],
    ['igniters to Canada and later to BY', 'CA', 'BY? Belarus'],
    ['igniters to Canada and LA', 'CA', 'LA? Laos'],
    ['igniters to Canada, Irans program', 'CA', 'Irans? Iran'],
  ])('%s: %s, %s', (text, places, guess) => {
    expect(countries(text)).toBe(places)
    expect(guesses(text)).toContain(guess)
  })

  test('a follow-up can have one of its own', () => {
    expect(talk('igniters to Canada', 'and to Melborne?').legs[0]?.leg.reading.guesses.map(({ typed }) => typed)).toEqual(['Melborne'])
  })
})

describe('ordinary words, greetings and names are not corrected', () => {
  test.each([
    'Hello! EAR99 valves, ok?',
    'EAR99 blades ok?',
    'solar panels and servo motors',
    'printing of a medal for the opera dance',
    'thumbs up from Maria and Megan',
    'Sarah, Francis and Singh say hello',
    'hello can we sell an EAR99 valve?',
    'Megan asks: EAR99 valves?',
    'we refuse to mislabel static parts while camping',
    'send it to Gomez and Malik',
    'the Ghani government',
    'the Gomez government',
    'Mr Malik wants a quote',
    'a quote for Gomez Aerospace',
    'hi Chad, Sydney here',
    'fog and scalp',
    'Rocket Lab and Firefly Aerospace',
    'Saab, Safran and Thales',
  ])('%s', (text) => {
    const { places, item, notes, guesses: asked } = read(text)
    expect([places, notes, asked]).toEqual([[], [], []])
    expect(item?.entry ?? item?.source.id ?? 'none').toMatch(/^(?:none|EAR99|engine)$/)
  })

  test('a company name does not change the item asked for', () => {
    expect(read('Aerospace Inc wants our launch vehicle in Japan').item?.source.id).toBe('launch-vehicle')
  })
})
