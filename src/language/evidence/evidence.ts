import { evasionIn } from '../request/evasion.ts'
import { clauseAround } from './clause-around.ts'
import type { Base } from '../../knowledge/base.ts'
import { readDates } from '../calendar/dates.ts'
import type { DateSpan } from '../calendar/span.ts'
import { readSayings } from '../deal/facts.ts'
import type { Mention } from '../names/mention.ts'
import { isListedCountry } from '../names/listed-countries.ts'
import type { Guess } from '../reading.ts'
import { wordSet } from '../text/tokens.ts'
import { readFigures } from '../figures/quantities.ts'
import { cachedByObject } from '../cached.ts'
import { unusedDenials } from './denials.ts'
import { numbersIn } from './figures.ts'
import { lentFigures } from './lent-figures.ts'
import { isMarked, tagged, type Message } from '../message.ts'
import { isUsCompany } from '../deal/us-company.ts'
import { misspelledListedCountries } from './misspelled-listed.ts'
import { placesIn, unknownPlacesIn, type PlaceInEvidence } from './places.ts'
import { disguisedIn } from './disguised-names.ts'
import { straysIn, type Stray } from './stray-names.ts'
import { thingsIn, type ThingNamed } from './things.ts'
import { unknownBesideEntries, unknownGoods } from '../deal/items.ts'

/** A tag of words.yaml, or a mark, that words of a message have; `typed` is the clause around these words. */
export type TagSaid = { readonly tag: string; readonly typed: string }

/**
 * Everything that a message names, whether or not the reading gave it a part in the deal. Before an answer clears, the evidence is compared
 * with what was decided. Licet asks about anything that was named but not used.
 */
export type Evidence = {
  /** The message, shortened so that it can be quoted. */
  readonly text: string
  readonly things: readonly ThingNamed[]
  /** Items that, by the message, are sent or given to somebody, and that the knowledge does not name; as typed. */
  readonly unknownThings: readonly string[]
  /** Items without a name in the knowledge that are handed over along with another item or entry, perhaps one of an earlier message. */
  readonly seconds: readonly string[]
  readonly places: readonly PlaceInEvidence[]
  readonly says: readonly TagSaid[]
  /** Clauses that deny or doubt something, or call it unknown, without stating a fact that a rule reads. */
  readonly unusedDenials: readonly string[]
  /** The message names a manned aircraft, satellite, land vehicle or ship, whose replacement parts are considered more favorably. */
  readonly namesCarrier: boolean
  /** Numbers without a unit that nothing explains, as typed. */
  readonly figures: readonly string[]
  /** Figures that may hold only for one of the things named (lent-figures.ts). */
  readonly lentFigures: readonly string[]
  /** Days that were read as not being the day of the question, e.g. days of earlier events and of papers. */
  readonly told: readonly DateSpan[]
  /** Words for a day, if no day could be read from the message. */
  readonly days: readonly string[]
  /** Names in the position of a place that the knowledge does not have. */
  readonly unknownPlaces: readonly string[]
  /** Names that nothing explains, and words that are neither English nor explained. */
  readonly strays: readonly Stray[]
  /** Codes of countries that the message says are not part of the deal, or no longer. */
  readonly givenUp: readonly string[]
  /** Words that could be a misspelled listed country. */
  readonly nearPlaces: readonly Guess[]
  /** The message turns to another item or place, and does not describe the current one. */
  readonly turns: boolean
  /** The message corrects something said before. */
  readonly corrects: boolean
  /** The message says that the whole deal is under a U.S. Government program, whatever was said before. */
  readonly programNow: boolean
  /** Facts of facts.yaml that a statement states or leaves possible, each with its value. Empty for messages that are no statement. */
  readonly states: ReadonlyArray<readonly [fact: string, value: string]>
  /** The message is a statement (statements.ts): what it says still counts after the conversation has turned to something else. */
  readonly isStatement: boolean
}

/** Collects everything that a message names. `today` is an ISO day. */
export function readEvidence(base: Base, at: Message, today: string): Evidence {
  const { told, spans } = readDates(base, at, today)
  return {
    text: shortened(at.text),
    things: thingsIn(base, at),
    unknownThings: unknownGoods(at),
    seconds: [...new Set([...[...at.seconds, ...at.besides].map(({ typed }) => typed), ...unknownBesideEntries(at)])],
    places: placesIn(base, at),
    says: saysIn(base, at),
    unusedDenials: unusedDenials(base, at),
    namesCarrier: at.marks.any('on-carrier'),
    figures: numbersIn(base, at, spans),
    lentFigures: lentFigures(base, at),
    told,
    days: spans.length === 0 ? tagged(at.mentions, 'day').flatMap((day) => (isMarked(at, day, 'deadline') ? [] : [day.typed])) : [],
    unknownPlaces: unknownPlacesIn(base, at),
    strays: [...straysIn(base, at), ...disguisedIn(base, at)],
    givenUp: placesIn(base, at).flatMap(({ codes, isDenied }) => (isDenied ? codes : [])),
    nearPlaces: misspelledListedCountries(base, at),
    turns: turnsAway(at),
    corrects: at.marks.any('corrects'),
    programNow: at.marks.any('program-now'),
    states: [],
    isStatement: false,
  }
}

/** At most this many characters of a message are quoted. */
const longestSaidBack = 120

const shortened = (text: string): string => (text.length > longestSaidBack ? `${text.slice(0, longestSaidBack).trimEnd()}…` : text)

/** Marks (held.yaml, people.yaml) that keep an answer from clearing. Each is reported as a tag, with its clause. */
const holding = [
  'goes-onward',
  'more-places',
  'use-of-one',
  'no-more-places',
  'mt-said',
  'itar-said',
  'itar-thing',
  'figure-partial',
  'value-told',
  'time-told',
  'time-open',
  'resident-abroad',
  'turned-round',
  'exception-told',
  'weapon-said',
  'claimed-use',
  'red-flag',
  'us-government-told',
  'asks-from-abroad',
  'seller-at-home',
  'value-of-part',
  'condition-elsewhere',
  'use-perhaps-graver',
  'somebody-else',
  'several-told',
  'all-are-ours',
  'doubtful-status',
  'nationality-unknown',
  'more-than-replacement',
  'import-told',
  'another-told',
  'of-a-rocket',
  'whole-named',
] as const

const heldIn = (at: Message): readonly TagSaid[] =>
  holding.flatMap((mark): TagSaid[] => {
    const token = at.tokens[at.marks.words(mark)[0] ?? -1]
    return token === undefined ? [] : [{ tag: mark, typed: clauseAround(at, token) }]
  })

/** Whether words with a tag are not about this deal: the government program of another deal, "leaves the plant", "citizens only". */
const isElsewhere = (at: Message, mention: Mention, says: string): boolean =>
  (says === 'us-government' && at.marks.any('other-program')) ||
  (says === 'owner' && isMarked(at, mention, 'part-of-it')) ||
  (says === 'leaves' && isMarked(at, mention, 'departs')) ||
  (says === 'person' && isMarked(at, mention, 'citizens-only')) ||
  (says === 'role' && isMarked(at, mention, 'of-our-government'))

const saysIn = (base: Base, at: Message): readonly TagSaid[] => {
  const { said } = readSayings(at)
  const words = at.mentions.flatMap((mention) =>
    mention.meanings.flatMap((meaning): TagSaid[] =>
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

/** The radiation doses in the message that reach the lowest threshold for hardened parts, as tags `dose-told`. */
const hardenedIn = (base: Base, at: Message): readonly TagSaid[] =>
  readFigures(base, at)
    .told.filter(({ kind, high }) => kind === 'dose' && high >= leastDose(base))
    .map(({ typed }) => ({ tag: 'dose-told', typed }))

const leastDose = cachedByObject((base: Base) =>
  Math.min(
    ...[...base.facts.values()]
      .filter(({ unit }) => unit === 'rad(Si)')
      .flatMap(({ answers = [] }) => answers.flatMap(({ from }) => from ?? []).filter((from) => from > 0)),
  ),
)

/**
 * Whether a message names the country of the owner of a U.S. company, and that country is not listed: "A Texas company, owned by a Tokyo
 * parent".
 */
const isOwnerTold = (base: Base, at: Message, { to }: Mention): boolean =>
  isUsCompany(at) &&
  at.mentions.some(
    ({ from, meanings }) =>
      from >= to &&
      from < to + 4 &&
      at.marks.has(from, 'owner-place') &&
      meanings.some((meaning) => meaning.kind === 'country' && !isListedCountry(base, meaning.code)),
  )

const describing = wordSet('is are was were has have had come come contain')

/**
 * Whether a message turns to something else: "What about the fairing?", "and to Canada". A message that
 * describes what it names does not count: "and the paint is EAR99".
 */
export const turnsAway = ({ tokens, mentions, marks }: Message): boolean =>
  marks.any('turns-away') && !mentions.some(({ from, to }) => describing.has(tokens[to]?.word ?? '') && !marks.has(from, 'denied'))

/** The clauses of messages that have a tag (see {@link TagSaid}), as typed. */
export const clausesSaying = (evidence: readonly Evidence[], tag: string): readonly string[] =>
  evidence.flatMap(({ says }) => says.filter((one) => one.tag === tag).map(({ typed }) => typed))

/** The messages whose items still count: those after which no message turned to another item or corrected the item. */
export const stillCounting = (evidence: readonly Evidence[]): readonly Evidence[] =>
  evidence.filter((_, index) => !evidence.slice(index + 1).some(({ turns, corrects, things }) => (turns || corrects) && things.length > 0))
