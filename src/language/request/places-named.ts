import type { Message } from '../message.ts'
import type { Meaning } from '../names/meanings.ts'

/** A country, or a part of the world that no published list is, in a request for a list: its words, and whether it is to be left out. */
export type PlaceNamed = {
  readonly codes: readonly string[]
  readonly isBloc: boolean
  readonly without: boolean
  readonly from: number
  readonly to: number
}

/** The places that narrow a list. "Except China, Russia and Iran": what leaves out one leaves out those that are only joined to it. */
export function placesNamed({ mentions, marks, classes }: Message): readonly PlaceNamed[] {
  let behind = -1
  return mentions.flatMap(({ meanings, from, to }) => {
    const isJoined = behind >= 0 && classes.slice(behind, from).every((spans) => spans.some(({ name }) => name === 'and-or'))
    const without = marks.has(from, 'left-out') || isJoined
    if (without) behind = to
    if (marks.has(from, 'of-a-desk')) return []
    return meanings.flatMap((meaning) => {
      const codes = codesOf(meaning)
      return codes.length === 0 ? [] : [{ codes, isBloc: meaning.kind === 'bloc', without, from, to }]
    })
  })
}

function codesOf(meaning: Meaning): readonly string[] {
  if (meaning.kind === 'country') return [meaning.code]
  return meaning.kind === 'bloc' || meaning.kind === 'ambiguous' ? (meaning.codes ?? []) : []
}
