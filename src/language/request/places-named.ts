import { spansIn, type Message } from '../message.ts'
import type { Meaning } from '../names/meanings.ts'
import type { Term } from './left-out.ts'

/** A country, or a part of the world that no published list is, in a request for a list, with its words. */
export type PlaceNamed = Term & { readonly codes: readonly string[]; readonly bloc: string | undefined }

/** The places that could narrow a list; none that only says whose desk the list is for. */
export function placesNamed({ mentions, marks }: Message): readonly PlaceNamed[] {
  return mentions.flatMap(({ meanings, from, to }) =>
    marks.has(from, 'of-a-desk')
      ? []
      : meanings.flatMap((meaning) => {
          const codes = codesOf(meaning)
          return codes.length === 0 ? [] : [{ codes, bloc: meaning.kind === 'bloc' ? meaning.name : undefined, from, to }]
        }),
  )
}

/** Those that are left out. "Except China, Russia and Iran": what leaves out one leaves out those that are only joined to it. */
export function placesWithout(message: Message, places: readonly PlaceNamed[], out: ReadonlySet<Term>): ReadonlySet<PlaceNamed> {
  let behind = -1
  const without = places.filter((place) => {
    const isJoined = behind >= 0 && isOnlyJoined(message, behind, place.from)
    if (out.has(place) || isJoined) behind = place.to
    return out.has(place) || isJoined
  })
  return new Set(without)
}

const isOnlyJoined = (message: Message, from: number, to: number): boolean => {
  for (let at = from; at < to; at++) if (!spansIn(message, at, at + 1, 'and-or')) return false
  return true
}

function codesOf(meaning: Meaning): readonly string[] {
  if (meaning.kind === 'country') return [meaning.code]
  return meaning.kind === 'bloc' || meaning.kind === 'ambiguous' ? (meaning.codes ?? []) : []
}
