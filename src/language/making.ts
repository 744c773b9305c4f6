import type { Base } from '../knowledge/base.ts'
import type { Mention } from './lexicon.ts'
import type { ItemReading } from './reading.ts'
import type { Token } from './text.ts'

/** "License a Cardiff firm to make our igniters": the item will be made abroad, whichever place is named. */
const saysSo =
  /\blicen[sc](?:e|ing)\b[^.?!]{0,50}\b(?:to|who)\b[^.?!]{0,12}\b(?:make|build|manufactur\w*|produce|assemble)\b|\b(?:have|let|get|allow|authori[sz]e|contract)\b[^.?!]{0,40}\b(?:to )?(?:make|build|manufacture|produce|machine|cast|assemble)\b[^.?!]{0,40}\b(?:there|locally|in-country|for us|under licen[sc]e)\b|\b(?:set up|stand up|establish|open)\b[^.?!]{0,30}\b(?:manufactur\w*|production|assembly)\b/i

/** The same in other words: copies for themselves, a second source, a joint venture, production that moves, a design under license. */
const otherwise = [
  /\bso (?:that )?(?:they|it|he|she)\b[^.?!]{0,20}\b(?:build|make|manufacture|produce|copy|fabricate|assemble)\b/i,
  /\b(?:firm|company|shop|partner|subsidiary|supplier|vendor|contractor)s?\b[^.?!]{0,20}\b(?:that|who|which)\b (?:will|would|can|could|may|shall|is to|are to)\b[^.?!]{0,12}\b(?:build|make|manufacture|produce|copy|fabricate|machine|assemble) (?:it|them|copies)\b/i,
  /\b(?:build[- ]to[- ]print|second[- ]sourc(?:e|ed|ing))\b/i,
  /\bjoint venture\b[^.?!]{0,40}\b(?:mak|build|manufactur|produc|assembl)/i,
  /\b(?:mov|shift|transfer|relocat|offshor)(?:e|es|ing|ring)?\b[^.?!]{0,30}\b(?:production|manufactur(?:e|ing)|assembly) (?:to|into)\b/i,
  /\bcopy our\b/i,
  /\b(?:teach|train|show|help)(?:es|s|ing)?\b[^.?!]{0,30}\b(?:how )?to (?:make|build|manufacture|produce)\b/i,
  /\b3-?D[- ]print(?:s|ed|ing)?\b[^.?!]{0,30}\b(?:in|at) (?!our\b)/i,
  /\blicen[sc](?:e|ing) (?:our|the|its)\b[^.?!]{0,20}\b(?:design|drawings|process|technology) to\b/i,
] as const

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
  const abroad = mentions.filter((mention) => isForeign(base, mention))
  if (abroad.length > 0 && otherwise.some((pattern) => pattern.test(text))) return true
  const items = mentions.filter((mention) => names(mention, item))
  return abroad.some((place) =>
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
  return by > 0 && has(after.slice(0, by), made) && !has(after, moves) && !has(after.slice(by), /^(?:us|to)$/)
}

/** "the UK firm is to make the igniters", "our partner in Australia will build the igniter". */
function placeMakes(tokens: readonly Token[], place: Mention, thing: Mention): boolean {
  const words = between(tokens, place.to, thing.from)
  const deed = words.findIndex((word) => make.test(word))
  // "Can Canada make": the word that says so may come first.
  const before = [...tokens.slice(Math.max(0, place.from - 1), place.from).map(({ word }) => word), ...words.slice(0, deed + 1)]
  return deed >= 0 && has(before, will) && !has(before, /^(?:we|i)$/) && !has(words, moves)
}
