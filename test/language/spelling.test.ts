import { describe, expect, test } from 'vitest'
import type { Reading } from '../../src/language/reading.ts'
import { answerer, ask, today } from '../licet.ts'

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
