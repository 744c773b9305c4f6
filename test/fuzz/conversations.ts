import fc from 'fast-check'
import type { Answer } from '../../src/answer/answer.ts'
import { talk } from '../licet.ts'

/** What a deal can be of; the first opens the conversation. */
const things = [
  'a sounding rocket',
  'a rocket stage',
  'a survey drone',
  'rocket igniters',
  'a payload fairing',
  'an interstage',
  'a rocket motor',
]
const places = ['Australia', 'Norway', 'Brazil', 'Indonesia', 'Libya', 'Canada', 'Saudi Arabia', 'Japan']

/** A fact of the deal, told by itself. */
const facts: ReadonlyArray<readonly [name: string, ...ways: readonly string[]]> = [
  ['range', 'The range is 250 km', 'it reaches 250 km', 'max range 250 km'],
  ['payload', 'The payload is 120 kg', 'it carries a payload of 120 kg'],
  ['value', 'the contract is worth 30 million dollars', 'contract value is 30 million dollars'],
  ['activity', 'we only lend it for a demonstration', 'it is a temporary loan'],
  ['screening', 'the buyer is an exact match on the Entity List'],
  ['classified', 'it is classified', 'the whole thing is classified'],
]

/** A deal told at once, and the same told in several messages, in any order behind the first. */
export type ToldTwice = { readonly atOnce: string; readonly inPieces: readonly string[] }

export const toldTwice: fc.Arbitrary<ToldTwice> = fc
  .record({
    thing: fc.constantFrom(...things),
    place: fc.constantFrom(...places),
    told: fc
      .shuffledSubarray([...facts], { minLength: 1 })
      .chain((chosen) => fc.tuple(...chosen.map(([, ...ways]) => fc.constantFrom(...ways)))),
    joined: fc.array(fc.boolean(), { minLength: facts.length, maxLength: facts.length }),
  })
  .map(({ thing, place, told, joined }) => {
    const opening = `Can we sell ${thing} to ${place}?`
    const inPieces = told.reduce<readonly string[]>(
      (messages, fact, at) =>
        joined[at] === true && at > 0 ? [...messages.slice(0, -1), `${messages.at(-1)}. ${fact}`] : [...messages, fact],
      [opening],
    )
    return { atOnce: `${opening} ${told.join('. ')}.`, inPieces }
  })

/** A fact that is told and taken back, and what remains. */
const retractions: ReadonlyArray<readonly [told: string, ...takenBack: readonly string[]]> = [
  [
    'it is for a US government program',
    'no, that was wrong, it is a commercial deal',
    'sorry, it is not a US government program',
    'correction: a direct commercial sale',
  ],
  ['it is classified', 'no, it is unclassified', 'sorry, not classified', 'no wait, it is not classified at all'],
  ['the range is 250 km', 'sorry, the range is 700 km', 'no, 700 km', 'oops, range 700 km I mean'],
  ['it goes to Iran', 'no, I meant to Norway', 'sorry, to Norway'],
]

/** A deal whose last message takes back the one before. */
export type TakenBack = { readonly deal: string; readonly told: string; readonly takenBack: string }

export const takenBack: fc.Arbitrary<TakenBack> = fc
  .record({
    thing: fc.constantFrom(...things),
    place: fc.constantFrom(...places),
    fact: fc.constantFrom(...retractions).chain(([told, ...ways]) => fc.tuple(fc.constant(told), fc.constantFrom(...ways))),
  })
  .map(({ thing, place, fact: [told, back] }) => ({ deal: `Can we sell ${thing} to ${place}?`, told, takenBack: back }))

/** What an answer decides, whatever the words. */
const decided = ({ verdict, answers }: Answer): string =>
  JSON.stringify([
    verdict,
    answers.map((leg) => [leg.item.class, leg.item.candidates, leg.destination, leg.endUse, leg.activity, leg.verdict]),
  ])

/** How the two tellings of a deal differ; `undefined` where they do not. */
export function differs({ atOnce, inPieces }: ToldTwice): string | undefined {
  const [one, other] = [decided(talk(atOnce)), decided(talk(...inPieces))]
  return one === other ? undefined : `${atOnce}\n  ${one}\n${inPieces.join(' // ')}\n  ${other}`
}

/** What a fact that was taken back leaves in the answer; `undefined` where it leaves nothing. */
export function leaves({ deal, told, takenBack: back }: TakenBack): string | undefined {
  const [one, other] = [decided(talk(deal, back)), decided(talk(deal, told, back))]
  return one === other ? undefined : `${deal} // ${back}\n  ${one}\n${deal} // ${told} // ${back}\n  ${other}`
}
