import { describe, expect, test } from 'vitest'
import { toFrontText } from '../../src/port/plain.ts'
import { talk } from '../licet.ts'

const four = 'compare Australia, Brazil, Chile and China for an SLV stage'
const alike = 'compare Australia, South Korea, India and Brazil for an SLV stage'
const flagship = 'can we sell an SLV stage to Australia?'
const front = (...messages: readonly string[]): string => toFrontText(talk(...messages).reply)

describe('why is a place different?', () => {
  test.each([
    [[alike, 'why is Brazil different?'], /^No difference\. All 4: license needed, decided case by case\n/],
    [[four, 'why is Brazil different?'], /^Brazil: license needed, decided case by case, like Australia\n/],
    [[four, 'how come Chile is stricter?'], /^Chile: license needed, expect a refusal\n/],
    [[four, 'why is Chile different?'], /What tells them apart:\n[^]*MTCR partners: Australia and Brazil; not China or Chile/],
    [
      ['compare Australia and China for an SLV stage', 'why are they different?'],
      /^China: license needed, policy is to refuse\. Australia: /,
    ],
    [[flagship, 'and to Brazil?', 'why is Brazil different?'], /^No difference\. Both: /],
    [[flagship, 'why is Chile different?'], /^Chile: license needed, expect a refusal\n/],
    [['why is Brazil different from Chile for an SLV stage?'], /^(?:Chile|Brazil): license needed/],
  ])('%j', (messages, words) => expect(front(...messages)).toMatch(words))

  test('shows each verdict with its reason and source, and nothing else', () => {
    const { reply, intent, verdict } = talk(four, 'why is Chile different?')
    expect([intent, verdict]).toEqual(['compare', 'policy-of-denial'])
    expect(reply.blocks.map((block) => ('label' in block ? block.label : 'title' in block ? block.title : undefined))).toEqual([
      'China',
      'Chile',
      'Australia and Brazil',
      'What tells them apart',
      undefined,
    ])
    expect(front(four, 'why is Chile different?').match(/\[\d\]/g)).toEqual(['[1]', '[2]', '[3]'])
  })

  test('does not change what a follow-up is about', () => {
    expect(talk(four, 'why is Chile different?', 'and to Japan?').verdict).toBe(talk(four, 'and to Japan?').verdict)
  })
})

describe('what would make it easier?', () => {
  test.each([
    [[flagship, 'what would make it easier?'], /^One thing would make it easier, not in our power\n[^\n]*to Australia: now license needed/],
    [
      [four, 'what would make Australia easier?'],
      /- under 300 km → an exemption may cover it[^\n]*; not in our power: it is what the item is/,
    ],
    [['can we sell an SLV stage to China?', 'what would make it possible?'], /^Nothing that I know of would make it easier\n/],
    [['what would make it easier to sell an SLV stage to Australia?'], /^One thing would make it easier/],
    [['drone to Poland', 'what would make it easier?'], /^A few facts decide this\n/],
  ])('%j', (messages, words) => expect(front(...messages)).toMatch(words))

  test('each change is milder than the present verdict, and says who can bring it about', () => {
    const lines = front('technical data on a 9A012 UAV to Poland', 'what would make it easier?').match(/^- .*$/gm) ?? []
    expect(lines.filter((line) => !/; (?:in our power|not in our power: .*)$/.test(line))).toEqual([])
    expect(front(flagship, 'what would make it easier?')).not.toContain('a question for counsel')
  })

  test.each([
    [flagship, 'they want it for a nuclear warhead. what would make it easier?'],
    [flagship, 'why is that different, it is for Iran'],
  ])('new facts in the question are decided: %s // %s', (...messages) => expect(talk(...messages).verdict).toBe('prohibited'))
})

test('a rule shown for a deal names the place of each verdict', () => {
  const about = front('compare Australia and China for an SLV stage', 'what is the difference between an exemption and an exception?')
  expect(about).not.toMatch(/to Australia: license needed; policy is to refuse/)
})
