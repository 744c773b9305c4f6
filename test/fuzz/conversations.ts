import fc from 'fast-check'
import type { Answer } from '../../src/answer/conversation-types.ts'
import { talk } from '../licet.ts'

/** Items of a deal, told in the first message. */
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

/** Facts of a deal, each with ways to say it. */
const facts: ReadonlyArray<readonly [name: string, ...ways: readonly string[]]> = [
  ['range', 'The range is 250 km', 'it reaches 250 km', 'max range 250 km'],
  ['payload', 'The payload is 120 kg', 'it carries a payload of 120 kg'],
  ['value', 'the contract is worth 30 million dollars', 'contract value is 30 million dollars'],
  ['activity', 'we only lend it for a demonstration', 'it is a temporary loan'],
  ['use', 'it is for a civil space launch', 'they want it for weather research', 'it is for a missile test', 'the buyer is a university'],
  ['program', 'it is for a US government program', 'it is a commercial sale'],
  ['screening', 'the buyer is an exact match on the Entity List'],
  ['classified', 'it is classified', 'the whole thing is classified'],
  ['flag', 'the buyer pays cash', 'the buyer wants no training'],
]

/** Onward destinations. Each is a message of its own, because a use beside a further place would count for that place only. */
const onward = ['it goes on to Kenya from there', 'they will re-export it to Vietnam']

/** A deal told in one message, and the same in several, in any order after the first. `goesOn`: it includes an onward destination. */
export type ToldTwice = { readonly atOnce: string; readonly inPieces: readonly string[]; readonly goesOn: boolean }

export const toldTwice: fc.Arbitrary<ToldTwice> = fc
  .record({
    thing: fc.constantFrom(...things),
    place: fc.constantFrom(...places),
    isPlaceFirst: fc.boolean(),
    told: fc
      .shuffledSubarray([...facts], { minLength: 1 })
      .chain((chosen) => fc.tuple(...chosen.map(([, ...ways]) => fc.constantFrom(...ways)))),
    joined: fc.array(fc.boolean(), { minLength: facts.length, maxLength: facts.length }),
    further: fc.option(fc.constantFrom(...onward)),
    at: fc.nat(facts.length),
  })
  .map(({ thing, place, isPlaceFirst, told, joined, further, at }) => {
    const groups = told.reduce<readonly string[]>(
      (messages, fact, index) =>
        joined[index] === true && messages.length > 0 ? [...messages.slice(0, -1), `${messages.at(-1)}. ${fact}`] : [...messages, fact],
      [],
    )
    const where = isPlaceFirst ? further : `It goes to ${place}`
    const behind = where === null ? groups : groups.toSpliced(Math.min(at, groups.length), 0, where)
    const opening = isPlaceFirst ? `Can we sell ${thing} to ${place}?` : `Can we sell ${thing}?`
    return { atOnce: `${opening} ${behind.join('. ')}.`, inPieces: [opening, ...behind], goesOn: isPlaceFirst && further !== null }
  })

/** Ways to name the item after some facts were told. */
const named = (thing: string): readonly string[] => [`they want ${thing}`, `it's ${thing}`, `Can we sell ${thing}?`]

/**
 * A deal whose item is named only after some facts, in one message and in several. Without facts that look like deceit while no
 * item is named.
 */
export const namedLate: fc.Arbitrary<ToldTwice> = fc
  .record({
    thing: fc.constantFrom(...things),
    place: fc.constantFrom(...places),
    told: fc
      .shuffledSubarray(
        facts.filter(([name]) => name !== 'flag'),
        { minLength: 1, maxLength: 3 },
      )
      .chain((chosen) => fc.tuple(...chosen.map(([, ...ways]) => fc.constantFrom(...ways)))),
    way: fc.nat(2),
    at: fc.nat(4),
    whereAt: fc.nat(4),
  })
  .map(({ thing, place, told, way, at, whereAt }) => {
    const where = told.toSpliced(Math.min(whereAt, told.length), 0, `It goes to ${place}`)
    const naming = named(thing)[way] ?? thing
    const all = where.toSpliced(Math.max(1, Math.min(at, where.length)), 0, naming)
    return { atOnce: all.map((piece) => (piece.endsWith('?') ? piece : `${piece}.`)).join(' '), inPieces: all, goesOn: false }
  })

/** Facts that are told and taken back, with ways to take them back. */
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

/** The same for facts about which an answer that clears asks whether they were really taken back. */
const askedAbout: typeof retractions = [
  ['it is a temporary loan', 'no, it is a sale', 'sorry, not a loan, it is a permanent export'],
  ['they want to make it there', 'sorry, no manufacture there'],
  ['contract value is 30 million dollars', 'sorry, 3 million dollars', 'no, the contract is worth 3 million dollars'],
]

/** A deal in which a fact is told and then taken back. `isAsked`: Licet may ask about it. */
export type TakenBack = { readonly deal: string; readonly told: string; readonly takenBack: string; readonly isAsked: boolean }

export const takenBack: fc.Arbitrary<TakenBack> = fc
  .record({
    thing: fc.constantFrom(...things),
    place: fc.constantFrom(...places),
    isAsked: fc.boolean(),
  })
  .chain(({ thing, place, isAsked }) =>
    fc
      .constantFrom(...(isAsked ? askedAbout : retractions))
      .chain(([told, ...ways]) =>
        fc.constantFrom(...ways).map((back) => ({ deal: `Can we sell ${thing} to ${place}?`, told, takenBack: back, isAsked })),
      ),
  )

/** What an answer decides, apart from its wording; with `isSettled` also apart from questions that hold it up. */
const decided = ({ verdict, answers, legs }: Answer, isSettled = false): string =>
  JSON.stringify([
    isSettled ? null : verdict,
    answers.map((leg, index) => [
      leg.item.class,
      leg.item.candidates,
      leg.destination,
      leg.endUse,
      leg.activity,
      isSettled ? legs[index]?.ifSettled : leg.verdict,
    ]),
  ])

/**
 * How the two ways to tell a deal differ; `undefined` if they do not. With `goesOn` (the deal has an onward destination), questions
 * that hold an answer up are not compared, because an onward destination can look like evasion when all is said in one message, and
 * not in several.
 */
export function differs({ atOnce, inPieces, goesOn }: ToldTwice): string | undefined {
  const [one, other] = [decided(talk(atOnce), goesOn), decided(talk(...inPieces), goesOn)]
  return one === other ? undefined : `${atOnce}\n  ${one}\n${inPieces.join(' // ')}\n  ${other}`
}

/** How an answer differs because of a fact that was taken back; `undefined` if it does not. */
export function leaves({ deal, told, takenBack: back, isAsked }: TakenBack): string | undefined {
  const [one, other] = [decided(talk(deal, back), isAsked), decided(talk(deal, told, back), isAsked)]
  return one === other ? undefined : `${deal} // ${back}\n  ${one}\n${deal} // ${told} // ${back}\n  ${other}`
}
