import { describe, expect, test } from 'vitest'
import { readHtml, readText } from '../../adapters/teams/read.ts'

/** Reads a message in which `@[Name]` stands for a mention. */
const read = (text: string): string => {
  const names = [...text.matchAll(/@\[(.+?)\]/g)].map(([, name = '']) => name)
  const entities = names.map((name) => ({ type: 'mention', text: `<at>${name}</at>`, mentioned: { id: `29:${name}` } }))
  return readText({ text: text.replace(/@\[(.+?)\]/g, '<at>$1</at>'), entities })
    .replace(/\s+/g, ' ')
    .trim()
}

/** People, tags and channels have arbitrary names; a country in such a name is not part of the deal (microsoft/teams.ts#833). */
describe('a mention in a message', () => {
  test.each(['Chad Brazil', 'Megan Bowen', 'Iran Programme', 'SLV stage', 'Licet'])(
    'is not read as a word, even with the name %s',
    (name) => {
      expect(read(`@[Licet] @[${name}] asks: an igniter to Canada?`)).toBe('asks: an igniter to Canada?')
      expect(read(`an igniter to Canada? @[${name}]`)).toBe('an igniter to Canada?')
    },
  )

  test('counts as a word if it was merely typed', () => {
    expect(read('the Iran Programme asks: an igniter to Canada?')).toBe('the Iran Programme asks: an igniter to Canada?')
    // A typed "<" arrives escaped, so it mentions nobody.
    expect(read('&lt;at&gt;Iran&lt;/at&gt; asks')).toBe('<at>Iran</at> asks')
    // A tag without its entity may be anything, so its words are kept.
    expect(readText({ text: '<at>Iran</at> asks', entities: [] })).toBe('Iran asks')
  })

  test('is removed from a message to be checked, too', () => {
    expect(readHtml('<p><at id="0">Chad</at>&nbsp;<at id="1">Brazil</at> asks: drone to Poland?</p>')).toBe('asks: drone to Poland?')
  })

  test.each([
    ['<at>Licet</at> drone to Poland', '<at>Licet</at>'],
    ['drone <at id="0">Licet Bot</at> to Poland', '<at id="0">Licet Bot</at>'],
    ['<at><at>Licet</at></at> drone to Poland', '<at>Licet</at>'],
    ['<at>Licet</at>&nbsp;drone to Poland', '<at>Licet</at>'],
    ['drone to Poland <at>Licet</at>', '<at>Licet</at>'],
  ])('%s keeps the other words', (text, mention) => {
    const entities = [{ type: 'mention', text: mention, mentioned: { id: 'bot' } }]
    expect(readText({ text, entities }).replace(/\s+/g, ' ').trim()).toBe('drone to Poland')
  })

  test('without its written form removes no words', () => {
    const entities = ['', 'Poland', undefined].map((text) => ({ type: 'mention', ...(text === undefined ? {} : { text }) }))
    expect(readText({ text: 'drone to Poland', entities })).toBe('drone to Poland')
  })
})
