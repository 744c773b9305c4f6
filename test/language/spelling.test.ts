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

describe('a name does not continue across punctuation or a line break', () => {
  test.each([
    ['SLV stage: México, City of Sofia', 'MX BG'],
    ['SLV stage: México\nCity of Sofia', 'MX BG'],
    ['SLV stage to Mexico; City of Sofia too', 'MX BG'],
    ['SLV stage to Mexico/City of Sofia', 'MX BG'],
    ['SLV stage to Mexico City', 'MX'],
    ['SLV stage to the U.S. Air Force in St. Petersburg, Russia', 'RU'],
    ['SLV stage to Korea, South', 'KR'],
    ['SLV stage to Bosnia & Herzegovina', 'BA'],
    ['SLV stage to Trinidad and Tobago', 'TT'],
  ])('%j: %s', (text, places) => expect(countries(text)).toBe(places))
})

describe('two letters are a country only in capitals, in its usual position or in a list', () => {
  test.each([
    ['stage to FR', 'FR'],
    ['stage from DE via AE to JP', 'DE AE JP'],
    ['AU: SLV stage', 'AU'],
    ['stage for AU, NO and SE', 'AU NO SE'],
    ['stage for Australia, NO or IN', 'AU NO IN'],
    ['does an MT item need a license to Japan', 'JP'],
    ['igniters for MT reasons to JP', 'JP'],
    ['igniters (NS, MT and RS controlled) to FR', 'FR'],
    ['igniters from our LA office to Canada', 'CA'],
    ['need a row, i.e. a stage for Japan', 'JP'],
    ['our plant in San Diego, CA ships igniters to Japan', 'JP'],
    ['a stage for our plant in Wilmington, DE 19801', 'US'],
    ['a stage for our plant in Bloomington, IN', 'US'],
    ['a stage for our plant in Ocean Shores, WA', 'US/AU'],
    ['a stage for a firm in Munich, DE', 'DE'],
    ['IT IS OK, the stage may go to Japan', 'JP'],
    ['send the stage drawings for Japan to IT', 'JP'],
    ['PO and RFQ for a stage to Japan, reply to PM by 5 PM', 'JP'],
    ['stage to fr, in it', ''],
  ])('%s: %s', (text, places) => expect(countries(text)).toBe(places))
})

describe('a misspelled English word counts as the word that was meant, and not as a name', () => {
  test.each([
    ['EAR99 pumps for a hosppital in Mogadishu', 'EAR99 pumps for a hospital in Mogadishu'],
    ['our engineer, Iranian, permanent reesident, sees stage drawings', 'our engineer, Iranian, permanent resident, sees stage drawings'],
    ['EAR99 valve for misisle work in Oman', 'EAR99 valve for missile work in Oman'],
    ['EAR99 valves for a space launch vehcile in Oman', 'EAR99 valves for a space launch vehicle in Oman'],
    ['complete vehiclles (1,100 kg to LEO) to Bowen QLD', 'complete vehicles (1,100 kg to LEO) to Bowen QLD'],
    ['a guided roocket to Japan', 'a guided rocket to Japan'],
  ])('%s', (wrong, right) => expect(ask(wrong).verdict).toBe(ask(right).verdict))

  test.each(['EAR99 pumps for zenitt', 'EAR99 pumps to kazhan', 'EAR99 pumps to rosneftt'])('a name stays one: %s', (text) =>
    expect(ask(text).verdict).toBe('need-facts'),
  )
})
