import type { Base } from '../knowledge/base.ts'
import type { Mention } from './lexicon.ts'
import type { ItemReading } from './reading.ts'
import type { Token } from './text.ts'

/** "License a Cardiff firm to make our igniters": the item will be made abroad, whichever place is named. */
const saysSo =
  /\blicen[sc](?:e|ing)\b[^.?!]{0,50}\b(?:to|who)\b[^.?!]{0,12}\b(?:make|build|manufactur\w*|produce|assemble)\b|\b(?:have|let|get|allow|authori[sz]e|contract)\b[^.?!]{0,40}\b(?:to )?(?:make|build|manufacture|produce|machine|cast|assemble)\b[^.?!]{0,40}\b(?:there|locally|in-country|for us|under licen[sc]e)\b|\b(?:set up|stand up|establish|open)\b[^.?!]{0,30}\b(?:manufactur\w*|production|assembly)\b/i

const make =
  /^(?:(?:re|co)-?)?(?:manufactur|produc|fabricat|assembl|machin|outsourc|subcontract)(?:e|es|ed|ing)?$|^(?:subcontract(?:ed|s|ing)?|make|makes|making|build|builds|building|cast|casting|weld|welding)$/
const made = /^(?:made|built|manufactured|produced|fabricated|assembled|machined|welded)$/
const madeAs = /^(?:manufacture|manufacturing|fabrication|assembly|machining)$/
const will = /^(?:to|will|would|shall|should|can|could|may|might|who|that|wants?|makes|builds|produces|manufactures)$/
const inside = /^(?:in|at|inside|within)$/
const moves =
  /^(?:ship|ships|shipped|shipping|sell|sells|sold|send|sends|export|exports|exported|deliver|delivered|transfer|then|launch|fly)$/

/** No longer a stretch of words than this connects a deed with its place. */
const near = 10

/**
 * Whether the words have the item made in another country: "make igniters in Australia", "our partner in Australia will build
 * the igniter", "igniters built by a Scottish firm". Making is a deed of its own, which the exemptions leave out.
 */
export function isMadeAbroad(
  base: Base,
  text: string,
  tokens: readonly Token[],
  mentions: readonly Mention[],
  item: ItemReading | undefined,
): boolean {
  if (saysSo.test(text)) return true
  const items = mentions.filter((mention) => names(mention, item))
  return mentions
    .filter((mention) => isForeign(base, mention))
    .some((place) =>
      items.some((thing) => inPlace(tokens, place, thing) || byPlace(tokens, place, thing) || placeMakes(tokens, place, thing)),
    )
}

const names = ({ meanings }: Mention, item: ItemReading | undefined): boolean =>
  meanings.some(
    (meaning) =>
      (meaning.kind === 'family' && meaning.family.id === item?.source.id) ||
      (meaning.kind === 'system' && meaning.system.id === item?.source.id),
  )

const isForeign = (base: Base, { meanings }: Mention): boolean =>
  meanings.some(
    (meaning) =>
      (meaning.kind === 'country' && !base.groupsOf(meaning.code, '2026-01-01').includes('us')) ||
      (meaning.kind === 'ambiguous' && meaning.codes.some((code) => !base.groupsOf(code, '2026-01-01').includes('us'))),
  )

const between = (tokens: readonly Token[], from: number, to: number): readonly string[] =>
  from <= to && to - from <= near ? tokens.slice(from, to).map(({ word }) => word) : []

const has = (words: readonly string[], pattern: RegExp): boolean => words.some((word) => pattern.test(word))

/** "make igniters in Australia", "contract manufacture of igniters in Australia", "outsource the igniter to a shop in Leeds". */
function inPlace(tokens: readonly Token[], place: Mention, thing: Mention): boolean {
  const before = between(tokens, Math.max(0, thing.from - 4), thing.from)
  const after = between(tokens, thing.to, place.from)
  if (after.length === 0) return false
  const isHandedOut = has(before, /^(?:outsourc|subcontract)/)
  return (isHandedOut || (has(after.slice(-4), inside) && (has(before, make) || has(before, madeAs)))) && !has(after, moves)
}

/** "igniters built by a Scottish firm". */
function byPlace(tokens: readonly Token[], place: Mention, thing: Mention): boolean {
  const after = between(tokens, thing.to, place.from)
  const by = after.indexOf('by')
  return by > 0 && has(after.slice(0, by), made) && !has(after, moves)
}

/** "the UK firm is to make the igniters", "our partner in Australia will build the igniter". */
function placeMakes(tokens: readonly Token[], place: Mention, thing: Mention): boolean {
  const words = between(tokens, place.to, thing.from)
  const deed = words.findIndex((word) => make.test(word))
  const before = words.slice(0, deed + 1)
  return deed >= 0 && has(before, will) && !has(before, /^(?:we|i)$/) && !has(words, moves)
}
