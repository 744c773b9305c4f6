import { expect, test } from 'vitest'
import { createMessageBuilder } from '../../src/language/build-message.ts'
import { blocPlace } from '../../src/language/deal/bloc-place.ts'
import { base } from '../licet.ts'

const { named, message } = createMessageBuilder(base)
const places = (text: string): readonly (readonly string[])[] => {
  const read = message(named(text))
  return read.mentions.flatMap((mention) => {
    const meaning = mention.meanings.find(({ kind }) => kind === 'bloc')
    return meaning?.kind === 'bloc' ? blocPlace(base, read, { mention, meaning }).map(({ codes }) => codes) : []
  })
}

test('a bloc to which something goes is one place with all its countries but the United States', () => {
  const [nato = []] = places('a stage to NATO')
  expect(nato).toContain('NO')
  expect(nato).not.toContain('US')
  expect(places('a stage to Italy and the Balkans')).toHaveLength(1)
})

test.each(['does the AUKUS exemption cover a stage?', 'a stage to the AUKUS exemption', 'NATO has a rule'])(
  'in "%s" nothing goes to the bloc',
  (text) => {
    expect(places(text)).toEqual([])
  },
)
