import type { Base } from '../../knowledge/base.ts'
import { readEntries } from '../entries.ts'
import { isBackground, isLeftAway } from '../items.ts'
import type { Mention } from '../lexicon.ts'
import { readingOf } from '../named.ts'
import type { ItemReading } from '../reading.ts'
import { breaks, isTagged, wordsBefore, wordSet, type Message } from './message.ts'

/** A thing that a message names. `isBeside`: it only says what another thing is for, of or from. */
export type ThingNamed = { readonly item: ItemReading; readonly typed: string; readonly isBeside: boolean; readonly isDenied: boolean }

/** Every thing that a message names, list entries first. */
export function thingsIn(base: Base, at: Message): readonly ThingNamed[] {
  const entries = readEntries(base, at.text).map(({ reading }): ThingNamed => ({
    item: reading,
    typed: reading.typed,
    isBeside: false,
    isDenied: false,
  }))
  const names = at.mentions.filter((mention) => readingOf(base, mention) !== undefined)
  const named = names.flatMap((mention, index): ThingNamed[] => {
    const item = readingOf(base, mention)
    return item === undefined
      ? []
      : [
          {
            item,
            typed: mention.typed,
            isBeside: isBeside(base, at, mention) || isBackground(mention, names[index + 1], at.text),
            isDenied: isDeniedThing(at, mention) || isLeftAway(mention, at.text),
          },
        ]
  })
  return [...entries, ...named]
}

const leadsToPurpose = wordSet('for of onto aboard against fit fits')
const usedIn = wordSet('in into on from inside within')
const uses = wordSet('used uses use installed mounted flown flying integrated built goes fitted designed intended')
const trades = wordSet(
  'company firm maker manufacturer startup start-up business team club program programme industry division department customer integrator provider operator agency school museum park conference house builder supplier family line project society association engineer designer',
)

const dealsIn = wordSet('build builds make makes fly flie flies operate operates launch launche launches design designs develop develops')

/** "Valves for a launch vehicle", "a stage igniter", "our rocket company": the thing says what another one is for, or who deals in it. */
function isBeside(base: Base, at: Message, mention: Mention): boolean {
  const next = at.mentions.find((other) => other.from === mention.to && readingOf(base, other) !== undefined)
  const gap = next === undefined ? '' : at.text.slice(mention.end, next.start)
  if (next !== undefined && /^[\s-]*$|^'s?\s*$/.test(gap)) return true
  if (trades.has(at.tokens[mention.to]?.word ?? '') && !breaks.test(at.text.slice(mention.end, at.tokens[mention.to]?.start))) return true
  if (
    !at.mentions.some((other) => other.to <= mention.from && readingOf(base, other) !== undefined) &&
    readEntries(base, at.text.slice(0, mention.start)).length === 0
  )
    return false
  const before = wordsBefore(at, mention.from, 8)
  const deals = before.slice(0, 3).findIndex((word) => dealsIn.has(word))
  if (deals >= 0 && before.slice(deals, deals + 3).some((word) => /^(?:that|who|which)$/.test(word))) return true
  const lead = before.findIndex((word, index) => leadsToPurpose.has(word) || (usedIn.has(word) && uses.has(before[index + 1] ?? '')))
  return lead >= 0 && !before.slice(0, lead).some((word) => joins.has(word))
}

const joins = wordSet('and or plus also with without less not no except including')

const isDeniedThing = (at: Message, mention: Mention): boolean =>
  at.mentions.some((other) => isTagged(other, 'negation') && other.to <= mention.from && mention.from - other.to <= 2)
