import { spansIn, type Message } from '../message.ts'
import { codesOf } from '../names/meanings.ts'
import type { Term } from './left-out.ts'

/**
 * A country or a region in a request for a list. `codes`: its countries, or those that an ambiguous name can mean. `bloc`: the name of the
 * region; `undefined` for a country.
 */
export type PlaceNamed = Term & { readonly codes: readonly string[]; readonly bloc: string | undefined }

/** The places that could narrow a list. A place that only says for whom the list is ("for our Gulf sales team") is skipped. */
export function placesNamed({ mentions, marks }: Message): readonly PlaceNamed[] {
  return mentions.flatMap(({ meanings, from, to }) =>
    marks.has(from, 'of-a-desk')
      ? []
      : meanings.flatMap((meaning) => {
          const codes = codesOf(meaning, 'bloc')
          return codes.length === 0 ? [] : [{ codes, bloc: meaning.kind === 'bloc' ? meaning.name : undefined, from, to }]
        }),
  )
}

/**
 * The places that are left out: those in `out`, and those joined to one of them by "and", "or" or a comma ("Except China, Russia and Iran",
 * "Turkey and Russia not counted").
 */
export function placesWithout(message: Message, places: readonly PlaceNamed[], out: ReadonlySet<Term>): ReadonlySet<PlaceNamed> {
  let behind = -1
  const without = places.filter((place) => {
    const isJoined = behind >= 0 && isOnlyJoined(message, behind, place.from)
    if (out.has(place) || isJoined) behind = place.to
    return out.has(place) || isJoined
  })
  return new Set([...without, ...joinedBefore(message, places, out)])
}

/** For "Turkey and Russia not counted": the country before ("Turkey"), joined to the one that the words directly leave out ("Russia"). */
function joinedBefore(message: Message, places: readonly PlaceNamed[], out: ReadonlySet<Term>): readonly PlaceNamed[] {
  return places.filter((place, at) => {
    const next = places[at + 1]
    if (next === undefined || !out.has(next) || place.bloc !== undefined || next.bloc !== undefined || next.from <= place.to) return false
    return isOnlyJoined(message, place.to, next.from) && message.marks.has(next.to, 'leaves-back')
  })
}

const isOnlyJoined = (message: Message, from: number, to: number): boolean => {
  for (let at = from; at < to; at++) if (!spansIn(message, at, at + 1, 'and-or')) return false
  return true
}
