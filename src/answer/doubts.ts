import type { Base } from '../knowledge/base.ts'
import { clausesSaying, stillCounting, type Evidence } from '../language/evidence/evidence.ts'
import type { ThingNamed } from '../language/evidence/things.ts'
import { carrierDoubts, claimDoubts, commercialDoubts, factDoubts, markDoubts } from './fact-doubts.ts'
import { correctedFigures, lentDoubts, partialDoubts, takesFigures } from './figure-doubts.ts'
import { itarDoubts } from './itar-doubts.ts'
import { countryNamed } from '../language/form/picks.ts'
import { sharesClass, thingKey, type ItemReading, type Reading } from '../language/reading.ts'
import { isEar } from '../language/deal/jurisdiction.ts'
import { doubtKey } from './confirm.ts'
import { dayDoubts, openDays, pastDoubts } from './day-doubts.ts'
import type { Doubt } from './doubt.ts'
import { entryDoubts } from './entry-doubts.ts'
import type { HeldLeg } from './held-leg.ts'
import type { DecidedLeg, ExploredLeg } from './leg.ts'
import { isStricter } from './try-stricter.ts'
import { nationalityDoubts, peopleDoubts } from './people-doubts.ts'
import { goBetweenDoubts, listedStrays, onwardDoubts, ownerDoubts, graverPlaces, placeDoubts } from './place-doubts.ts'
import { clears, isMilder } from '../engine/shown-verdict.ts'

/** What the answer of a leg is checked against: what each message names (`evidence`, the last message last), and what was decided. */
export type Conversation = {
  readonly evidence: () => readonly Evidence[]
  readonly decided: readonly Reading[]
  /** The message was too long: only its beginning was read. */
  readonly cut: boolean
  /** The message names more items or places than can be decided at once. */
  readonly tooMany: boolean
  /** Keys of the doubts that the asker has settled with a yes (confirm.ts). */
  readonly settled: ReadonlySet<string>
}

/**
 * What the last message says, with only those countries and towns to which something goes by its words. Earlier messages may have been
 * taken back.
 */
const lastReached = (evidence: readonly Evidence[]): readonly Evidence[] =>
  evidence
    .slice(-1)
    .map((one) => ({ ...one, places: one.places.filter(({ isSaidReached, isOut, isBloc }) => isSaidReached && !isOut && !isBloc) }))

/** Kinds of doubts that can make a license necessary, but nothing stricter: words about a figure, a day, a value, or a denial. */
const harmless: ReadonlySet<Doubt['kind']> = new Set(['figure', 'day', 'value', 'denial'])

/**
 * Checks a leg's answer against all that was said. The answer can only become stricter: it can become a
 * question (`need-facts`).
 * - An answer up to `case-by-case` becomes a question if a listed country was read as playing no part, a
 * message was not read to its end, or something is unclear: citizenships, corrected figures, unknown names
 * in lists of places, figures that contradict a quoted entry, claims of civil use, things under the ITAR
 * that were not read, vehicles that were only mentioned, a buyer of whom only the broker is known; at
 * `case-by-case` also other places that something may reach, where the item goes on to, who owns the buyer, figures of only a part of
 * the way or the load, and what was told of the past.
 * - An answer milder than `case-by-case` also becomes a question if it leaves out any other words that
 * could matter.
 */
export function withDoubts(base: Base, leg: ExploredLeg, talk: Conversation, today: string): HeldLeg {
  const { listedWithoutPart, unread } = leg.leg.reading
  const isClearing = clears(leg.shown)
  const anyway = [
    ...(talk.cut ? [{ kind: 'cut', words: '' } as const] : []),
    ...goBetweenDoubts(leg),
    ...nationalityDoubts(base, leg, talk.evidence()),
    ...correctedFigures(base, leg, talk.decided, talk.evidence()),
    ...listedStrays(talk.evidence()),
    ...entryDoubts(base, leg, talk.evidence(), today),
    ...claimDoubts(leg, talk.evidence()),
    ...itarDoubts(base, leg, talk.decided, talk.evidence()),
    ...(leg.shown === 'case-by-case'
      ? [
          ...(leg.leg.place?.role === 'nationality' ? [] : graverPlaces(base, leg, talk.decided, lastReached(talk.evidence()), today)),
          ...onwardDoubts(talk.decided, talk.evidence()),
          ...ownerDoubts(base, leg, talk.evidence(), today),
        ]
      : []),
    ...(leg.shown === 'case-by-case' ? partialDoubts(base, leg, talk.evidence(), today) : []),
    ...lentDoubts(base, leg, talk.evidence(), today),
    ...(leg.shown === 'case-by-case' ? pastDoubts(base, leg, talk.evidence(), today) : []),
    ...thingDoubts(base, leg, talk.decided, { among: stillCounting(talk.evidence()), today, isMeant: ({ isMentioned }) => isMentioned }),
  ]
  const all = [...anyway, ...(isClearing ? doubtsOf(base, leg, talk, today) : [])]
  const isSettled = (doubt: Doubt): boolean => talk.settled.has(doubtKey(doubt))
  const doubts = all.filter((doubt) => !isSettled(doubt))
  const settled = all.filter(isSettled).map(({ words }) => words)
  const isHeld = doubts.length > 0 || listedWithoutPart.length > 0 || talk.tooMany || (isClearing && unread)
  if (!isHeld || !isMilder(leg.shown, 'need-facts'))
    return { ...leg, doubts: [], settled, isHeld: false, wouldClear: false, ifSettled: leg.shown }
  const asks = doubts.length > 0 ? [] : [talk.tooMany ? 'item' : 'destination']
  return {
    ...leg,
    doubts,
    settled,
    isHeld: true,
    wouldClear: isClearing && listedWithoutPart.length === 0 && !talk.tooMany && !unread && doubts.every(({ kind }) => harmless.has(kind)),
    ifSettled: leg.shown,
    shown: 'need-facts',
    asks: [...new Set([...asks, ...leg.asks])],
    changes: [],
  }
}

function doubtsOf(base: Base, leg: DecidedLeg, talk: Conversation, today: string): readonly Doubt[] {
  const { decided } = talk
  const evidence = talk.evidence()
  const each = (kind: Doubt['kind'], words: (one: Evidence) => readonly string[]): readonly Doubt[] =>
    evidence.flatMap((one) => words(one).map((said) => ({ kind, words: said })))
  const doubts = [
    ...itemDoubts(base, leg, decided, evidence, today),
    ...placeDoubts(base, leg, decided, evidence, today),
    ...peopleDoubts(base, leg, evidence),
    ...factDoubts(base, leg, evidence, today),
    ...(decided.some(({ places }) => places.length > 1)
      ? clausesSaying(evidence, 'use-of-one').map((words): Doubt => ({ kind: 'use-of-one', words }))
      : []),
    ...markDoubts(base, leg, evidence),
    ...carrierDoubts(leg, evidence),
    ...clausesSaying(evidence, 'red-flag').map((words): Doubt => ({ kind: 'red-flag', words })),
    ...each('denial', ({ unusedDenials }) => unusedDenials),
    ...clausesSaying(evidence, 'turned-round').map((words): Doubt => ({ kind: 'denial', words })),
    ...[
      ...(leg.leg.reading.facts.wmd === undefined ? ['weapon-said'] : []),
      ...(isEar(base, leg.leg.reading.item) && leg.leg.reading.facts.usGovernmentProgram === undefined ? ['us-government-told'] : []),
      'claimed-use',
    ]
      .flatMap((tag) => clausesSaying(evidence, tag))
      .map((words): Doubt => ({ kind: 'fact', words })),
    ...(leg.shown === 'not-an-export' ? clausesSaying(evidence, 'import-told') : []).map((words): Doubt => ({ kind: 'import', words })),
    ...clausesSaying(evidence, 'another-told').map((words): Doubt => ({ kind: 'thing', words })),
    // "The complete vehicle goes", of a part of which nobody said what vehicle it belongs to.
    ...(decided.every(({ item }) => item?.level !== 'vehicle') ? clausesSaying(evidence, 'whole-named') : []).map((words): Doubt => ({
      kind: 'thing',
      words,
    })),
    ...clausesSaying(evidence, 'dose-told').map((words): Doubt => ({ kind: 'figure', words })),
    ...clausesSaying(evidence, 'time-told').map((words): Doubt => ({ kind: 'day', words })),
    ...openDays(base, leg, evidence, today).map((words): Doubt => ({ kind: 'day', words })),
    // Learned weights must never clear a deal. So every sign of deceit raises a doubt, even if the learned
    // weights kept the message from being refused.
    ...clausesSaying(evidence, 'signs-of-deceit').map((words): Doubt => ({ kind: 'denial', words })),
    ...decided.flatMap((reading) => guessDoubts(base, leg, reading, today)),
    ...evidence.flatMap(({ nearPlaces }) =>
      nearPlaces.map((guess): Doubt => ({ kind: 'guess', words: guess.typed, candidates: guess.candidates })),
    ),
    ...commercialDoubts(leg, evidence),
    ...(takesFigures(base, leg)
      ? [
          ...each('figure', ({ figures }) => figures.filter((one) => !decided.some(({ taken }) => taken.includes(one)))),
          ...clausesSaying(evidence, 'figure-partial').map((words): Doubt => ({ kind: 'figure', words })),
        ]
      : []),
    ...dayDoubts(base, leg, evidence, today),
  ]
  const isAsked = (typed: string): boolean => doubts.some(({ words }) => words.includes(typed))
  const strays = each('stray', (one) => one.strays.map(({ typed }) => typed).filter((typed) => !isAsked(typed)))
  return [...new Map([...doubts, ...strays].map((doubt) => [`${doubt.kind} ${doubt.words}`, doubt])).values()]
}

/**
 * Doubts about items: none was named, the knowledge lacks one, or a stricter one seems to be in the deal
 * and was not decided.
 */
function itemDoubts(
  base: Base,
  leg: DecidedLeg,
  decided: readonly Reading[],
  evidence: readonly Evidence[],
  today: string,
): readonly Doubt[] {
  if (leg.leg.reading.item === undefined) return [{ kind: 'no-thing', words: leg.leg.reading.unknown[0] ?? '' }]
  const left = stillCounting(evidence)
  const isQuoted = decided.some(({ item, article }) => [item, article].some((one) => one?.entry !== undefined))
  const unknown = isQuoted ? [] : left.flatMap(({ unknownThings }) => unknownThings)
  return [
    ...[...unknown, ...left.flatMap(({ seconds }) => seconds)].map((words): Doubt => ({ kind: 'unknown-thing', words })),
    ...thingDoubts(base, leg, decided, { among: left, today, isMeant: ({ goes }) => goes }),
  ]
}

/** Doubts about items named in `among` that were not decided and would get a stricter verdict. `isMeant` selects among them. */
function thingDoubts(
  base: Base,
  leg: DecidedLeg,
  decided: readonly Reading[],
  {
    among,
    today,
    isMeant,
  }: { readonly among: readonly Evidence[]; readonly today: string; readonly isMeant: (thing: ThingNamed) => boolean },
): readonly Doubt[] {
  const goods = decided.flatMap(({ item, article }) => [item, article].filter((one) => one !== undefined))
  const isDecided = (named: ItemReading): boolean => goods.some((one) => thingKey(one) === thingKey(named) || classifies(one, named))
  const apart = new Set(decided.flatMap((reading) => reading.itemsPutAside))
  return among.flatMap(({ things }) =>
    things
      .filter((thing) => isMeant(thing) && !apart.has(thingKey(thing.item)) && (thing.isInside || !isDecided(thing.item)))
      .filter(({ item }) => isStricter(base, leg, { item }, today))
      .map(({ typed }): Doubt => ({ kind: 'thing', words: typed })),
  )
}

/** Whether a quoted entry already covers a named item: both can be of the same class. */
const classifies = (entry: ItemReading, thing: ItemReading): boolean => entry.entry !== undefined && sharesClass(thing, entry)

/**
 * Doubts about words that could be misspelled names: words that were not read as a name, and words that could
 * be another name than the one they were read as. Words of the first kind are left out if they could only be
 * countries with no stricter verdict ("turkey fryers").
 */
function guessDoubts(base: Base, leg: DecidedLeg, { guesses, notes }: Reading, today: string): readonly Doubt[] {
  const isHarmless = (name: string): boolean => {
    const code = countryNamed(base, name)?.code
    return code !== undefined && !isStricter(base, leg, { place: { codes: [code], typed: name, role: 'destination' } }, today)
  }
  return [
    ...guesses
      .filter(({ candidates }) => !candidates.every(isHarmless))
      .map(({ typed, candidates }): Doubt => ({ kind: 'guess', words: typed, candidates })),
    ...notes.flatMap((note): readonly Doubt[] =>
      note.kind === 'typo' && note.others.length > 0 ? [{ kind: 'guess', words: note.typed, candidates: [note.read, ...note.others] }] : [],
    ),
  ]
}
