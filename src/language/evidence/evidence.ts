import { evasionIn } from '../request/evasion.ts'
import type { Base } from '../../knowledge/base.ts'
import { readDates, type DateSpan } from '../calendar/dates.ts'
import { readSayings } from '../deal/facts.ts'
import type { Mention } from '../names/mention.ts'
import { isListed } from '../names/standing.ts'
import type { Guess } from '../reading.ts'
import { wordSet } from '../text/text.ts'
import { readFigures } from '../figures/quantities.ts'
import { keptFor } from '../memo.ts'
import { looseIn } from './denials.ts'
import { numbersIn } from './figures.ts'
import { clauseAround, isMarked, isUsCompany, tagged, type Message } from '../message.ts'
import { nearListed } from './near.ts'
import { placesIn, unknownPlacesIn, type PlaceNamed } from './places.ts'
import { straysIn, type Stray } from './stray-names.ts'
import { thingsIn, type ThingNamed } from './things.ts'
import { unknownBesideEntries, unknownGoods } from '../deal/items.ts'

/** A word that states something (words.yaml), with the words around it as they were typed. */
export type Said = { readonly tag: string; readonly typed: string }

/**
 * All that a message names, whatever part the reading gave it. An answer that clears is held against it: what was named and
 * not used stands in its way.
 */
export type Evidence = {
  /** The message, shortened to what can be said back. */
  readonly text: string
  readonly things: readonly ThingNamed[]
  /** What is handed over and has no name in the knowledge. */
  readonly unknownThings: readonly string[]
  /** What goes beside a thing or an entry, or beside what was told of before, and has no name in the knowledge. */
  readonly seconds: readonly string[]
  readonly places: readonly PlaceNamed[]
  readonly says: readonly Said[]
  /** What is denied, doubted or not known, and states no fact that a rule reads. */
  readonly loose: readonly string[]
  /** Bare numbers that nothing explains. */
  readonly figures: readonly string[]
  /** Days that were read as those of a deed before. */
  readonly told: readonly DateSpan[]
  /** Words for a day that was not read as one. */
  readonly days: readonly string[]
  /** Names that stand where a place stands and that the knowledge does not have. */
  readonly unknownPlaces: readonly string[]
  /** Names, and words of no language known here, that nothing explains. */
  readonly strays: readonly Stray[]
  /** Countries that it says are no part of the deal, or not any more. */
  readonly givenUp: readonly string[]
  /** Words that could be a listed country, misspelled. */
  readonly nearPlaces: readonly Guess[]
  /** It turns to another thing or place, and does not describe the one talked about. */
  readonly turns: boolean
  /** It says that something else was meant than before. */
  readonly corrects: boolean
  /** What a statement says of facts.yaml, and what stays possible; nothing of a message that is no statement. */
  readonly states: ReadonlyArray<readonly [fact: string, value: string]>
  /** It is a statement (statements.ts), and stays said whatever the talk turns to. */
  readonly isStatement: boolean
}

/** Finds all that a message names. `today` is an ISO day. */
export function readEvidence(base: Base, at: Message, today: string): Evidence {
  const { told, spans } = readDates(base, at, today)
  return {
    text: shortened(at.text),
    things: thingsIn(at),
    unknownThings: unknownGoods(at),
    seconds: [...new Set([...[...at.seconds, ...at.besides].map(({ typed }) => typed), ...unknownBesideEntries(at)])],
    places: placesIn(base, at),
    says: saysIn(base, at),
    loose: looseIn(at),
    figures: numbersIn(base, at, spans),
    told,
    days: spans.length === 0 ? tagged(at.mentions, 'day').flatMap((day) => (isMarked(at, day, 'deadline') ? [] : [day.typed])) : [],
    unknownPlaces: unknownPlacesIn(at),
    strays: straysIn(base, at),
    givenUp: placesIn(base, at).flatMap(({ codes, isDenied }) => (isDenied ? codes : [])),
    nearPlaces: nearListed(base, at),
    turns: turnsAway(at),
    corrects: at.marks.any('corrects'),
    states: [],
    isStatement: false,
  }
}

/** So many characters of a message are said back. */
const longestSaidBack = 120

const shortened = (text: string): string => (text.length > longestSaidBack ? `${text.slice(0, longestSaidBack).trimEnd()}…` : text)

/** Marks that stand in the way of an answer that clears (held.yaml, people.yaml), each with the clause that has it. */
const holding = [
  'goes-onward',
  'more-places',
  'use-of-one',
  'no-more-places',
  'mt-said',
  'itar-said',
  'figure-partial',
  'value-told',
  'time-told',
  'weapon-said',
  'claimed-use',
  'red-flag',
  'asks-from-abroad',
  'somebody-else',
  'doubtful-status',
  'nationality-unknown',
] as const

const heldIn = (at: Message): readonly Said[] =>
  holding.flatMap((mark): Said[] => {
    const token = at.tokens[at.marks.words(mark)[0] ?? -1]
    return token === undefined ? [] : [{ tag: mark, typed: clauseAround(at, token) }]
  })

/** A program of another time, a departure from a plant, "citizens only": said, and of nothing that could matter. */
const isElsewhere = (at: Message, mention: Mention, says: string): boolean =>
  (says === 'us-government' && at.marks.any('other-program')) ||
  (says === 'owner' && isMarked(at, mention, 'part-of-it')) ||
  (says === 'leaves' && isMarked(at, mention, 'departs')) ||
  (says === 'person' && isMarked(at, mention, 'citizens-only')) ||
  (says === 'role' && isMarked(at, mention, 'of-our-government'))

const saysIn = (base: Base, at: Message): readonly Said[] => {
  const { said } = readSayings(at)
  const words = at.mentions.flatMap((mention) =>
    mention.meanings.flatMap((meaning): Said[] =>
      meaning.kind === 'words' && said.has(meaning.says) && !isElsewhere(at, mention, meaning.says)
        ? [
            {
              tag: meaning.says === 'owner' && isOwnerTold(base, at, mention) ? 'owner-told' : meaning.says,
              typed: clauseAround(at, mention),
            },
          ]
        : [],
    ),
  )
  const evasion = evasionIn(base)(at)
  const signs = evasion === undefined ? [] : [{ tag: 'signs-of-deceit', typed: evasion.typed }]
  return [...words, ...heldIn(at), ...hardenedIn(base, at), ...signs]
}

/** A dose of radiation at which an entry for hardened parts begins, whatever bears it. */
const hardenedIn = (base: Base, at: Message): readonly Said[] =>
  readFigures(base, at)
    .told.filter(({ kind, high }) => kind === 'dose' && high >= leastDose(base))
    .map(({ typed }) => ({ tag: 'dose-told', typed }))

const leastDose = keptFor((base: Base) =>
  Math.min(
    ...[...base.facts.values()]
      .filter(({ unit }) => unit === 'rad(Si)')
      .flatMap(({ answers = [] }) => answers.flatMap(({ from }) => from ?? []).filter((from) => from > 0)),
  ),
)

/** "A Texas company, owned by a Tokyo parent": where the owner sits is said, and it is no listed country. */
const isOwnerTold = (base: Base, at: Message, { to }: Mention): boolean =>
  isUsCompany(at) &&
  at.mentions.some(
    ({ from, meanings }) =>
      from >= to &&
      from < to + 4 &&
      at.marks.has(from, 'owner-place') &&
      meanings.some((meaning) => meaning.kind === 'country' && !isListed(base, meaning.code)),
  )

const describing = wordSet('is are was were has have had come come contain')

/** "What about the fairing?", "and to Canada": not "and the paint is EAR99". */
export const turnsAway = ({ tokens, mentions, marks }: Message): boolean =>
  marks.any('turns-away') && !mentions.some(({ from, to }) => describing.has(tokens[to]?.word ?? '') && !marks.has(from, 'denied'))

/** What the messages say under a tag, each as typed. */
export const saidAs = (evidence: readonly Evidence[], tag: string): readonly string[] =>
  evidence.flatMap(({ says }) => says.filter((one) => one.tag === tag).map(({ typed }) => typed))
