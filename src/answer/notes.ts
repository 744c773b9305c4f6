import type { Base } from '../knowledge/base.ts'
import type { Note, Reading } from '../language/reading.ts'
import type { Block } from '../port/reply.ts'
import { longReason } from './because.ts'
import type { Doubt } from './doubt.ts'
import type { HeldLeg } from './held-leg.ts'
import { weakGround } from './citations.ts'
import type { BasisEntry } from './facts-used.ts'
import type { Stamp } from './stamp.ts'
import { listWords } from './words.ts'
import { dateWords } from '../port/date-words.ts'
import type { Unused } from './unused-words.ts'

/**
 * What a reply must say about how the message was read.
 * - `foreign`: the message is not in English.
 * - `cut`: only its beginning was read.
 * - `tooMany`: it names more items or places than are decided.
 * - `follows`: it continues earlier messages.
 * - `confirms`: the doubts that a yes would remove.
 */
export type Extra = {
  readonly foreign: boolean
  readonly cut: boolean
  readonly tooMany: boolean
  readonly follows: boolean
  readonly confirms: readonly Doubt[]
  readonly read: readonly BasisEntry[]
  readonly unused: readonly Unused[]
}

/**
 * Notes on how the words were read: what was corrected, not used, or taken from earlier messages. They are
 * at the top of the reply, so that the asker notices a misreading.
 */
export function readingBlocks(base: Base, leg: HeldLeg, extra: Extra): readonly Block[] {
  const { reading } = leg.leg
  const texts = [
    ...reading.notes.filter(({ kind }) => isMended.has(kind)).map(noteWords),
    ...(extra.follows ? saidBefore(extra.read) : []),
    ...(extra.unused.length === 0
      ? []
      : [
          `I did not use: ${extra.unused
            .slice(0, 4)
            .map(({ typed }) => `"${typed}"`)
            .join(', ')}.`,
        ]),
    ...(leg.settled.length === 0
      ? []
      : [`You said that ${listWords(leg.settled.map((words) => `"${words}"`))} changes nothing here; that is on record.`]),
    ...(reading.date !== undefined && reading.date.from > leg.day
      ? ['A future date cannot be answered; this is the law as known today.']
      : []),
    ...(reading.listedWithoutPart.length === 0
      ? []
      : [
          'I did not count ' +
            `${listWords(reading.listedWithoutPart.map((code) => base.countries.get(code)?.name ?? code))} as a ` +
            'destination. Say whether it plays any part: buyer, user, maker or onward country.',
        ]),
    ...pastCitizenships(base, reading),
    ...(reading.unread ? ['Some words are in a script that I could not read; say them in English.'] : []),
    ...(extra.foreign ? ['I understand only English; item and country were clear. Did I read you right?'] : []),
    ...(extra.cut ? ['The message was long; I read only its beginning.'] : []),
    ...(extra.tooMany
      ? ['There are more items or places here than I decide at once. Ask about the others by themselves; until then nothing is settled.']
      : []),
  ]
  return texts.map((text) => ({ kind: 'note', label: 'Please check', text }))
}

/**
 * A note on citizenships that were left out because the person has a newer one, with the law that says so.
 */
function pastCitizenships(base: Base, { pastNationalities, places }: Reading): readonly string[] {
  const codes = pastNationalities.flatMap((past) => past.codes.filter((code) => !places.some((place) => place.codes.includes(code))))
  const names = [...new Set(codes)].map((code) => base.countries.get(code)?.name ?? code)
  return names.length === 0
    ? []
    : [
        `I left out the earlier citizenship of ${listWords(names)}: under the EAR the most recent ` +
          'citizenship or permanent residency counts (15 CFR 734.13(b)), under the ITAR every one. If it is ' +
          'still held, say so.',
      ]
}

/** A line with the facts that the asker has stated so far (at most four), except item and place, which the reply shows anyway. */
function saidBefore(read: readonly BasisEntry[]): readonly string[] {
  const facts = read.filter(({ slot, origin }) => origin === 'said' && !named.has(slot)).map(({ value }) => value)
  return facts.length === 0 ? [] : [`As you said so far: ${facts.slice(0, 4).join(', ')}${facts.length > 4 ? ', …' : ''}.`]
}

const named: ReadonlySet<string> = new Set(['item', 'article', 'vehicle', 'destination', 'onward', 'nationality', 'domestic'])

/**
 * Notes for the layer of conditions: on figures and on how current the lists are, long reasons, and a warning if the text of the law was
 * not read.
 */
export function notesOf(base: Base, leg: HeldLeg, stamp: Stamp): readonly string[] {
  const weak = weakGround(base, leg)
  return [
    ...leg.leg.reading.notes.filter(({ kind }) => !isMended.has(kind)).map(noteWords),
    ...(leg.day < stamp.today ? ['Country lists are those known today, except where a date of joining or leaving is known.'] : []),
    ...longReason(base, leg),
    ...(weak === undefined ? [] : [weak]),
  ]
}

/**
 * The kinds of notes about words that were read as something else than was typed. Such a reading can be
 * wrong, so the front of the reply shows these notes.
 */
const isMended: ReadonlySet<Note['kind']> = new Set(['typo', 'ordinary', 'armed-group'])

function noteWords(note: Note): string {
  switch (note.kind) {
    case 'typo':
      return `I read "${note.typed}" as ${note.read}.`
    case 'limit':
      return `A stated or operational limit (${note.typed}) is not the range: what counts is the design's best trajectory with full fuel.`
    case 'altitude':
      return `Altitude (${note.typed}) is not range: what counts is the ground distance on the best trajectory.`
    case 'armed-group':
      return `${note.typed} is read as a name among ${note.list} (recalled, as of ${dateWords(note.asOf)}). This is no screening.`
    case 'several':
      return `You gave several figures (${[note.typed, ...note.others].join(', ')}) on both sides of a line: none of them settles it alone.`
    case 'ordinary':
      return `I take "${note.typed}" for an ordinary article that no list names. If it has a list entry, tell me.`
    case 'orbit-payload':
      return `${note.typed} to orbit does not settle the category: range and payload can be traded off, and 500 kg at 300 km is the test.`
  }
}
