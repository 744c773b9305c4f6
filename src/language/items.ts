import type { Base } from '../knowledge/base.ts'
import { readEntries } from './entries.ts'
import { readKnown } from './known.ts'
import type { Mention } from './lexicon.ts'
import { withMarks } from './marks.ts'
import { fromFamily, readingOf } from './named.ts'
import type { Also, ItemReading } from './reading.ts'
import { gravity, head, isKnowHow, listed, withEntries, type Found } from './things.ts'
import type { Token } from './text.ts'

/** The item of a question, the vehicle beside it and the article that data relate to. */
export type Items = {
  readonly item: ItemReading | undefined
  readonly vehicle: ItemReading | undefined
  readonly article: ItemReading | undefined
  /** Further items of the same deal ("igniters and stages"): each is decided, the strictest governs. */
  readonly also: readonly Also[]
}

/** Reads the item: a quoted list entry first, else the smallest thing named; the rest is what it belongs to. */
export function readItems(base: Base, mentions: readonly Mention[], tokens: readonly Token[], text: string): Items {
  const found = mentions.flatMap((mention): Found[] => {
    const reading = readingOf(base, mention)
    return reading === undefined
      ? []
      : [{ reading, start: mention.start, end: mention.end, place: isPlaceOfWork(tokens, mention, reading) }]
  })
  const quoted = readEntries(base, text)
  const placed = quoted.filter(({ whole }) => !whole)
  const entry = placed[0]?.reading
  const named = found.filter((one, index) => !one.place && !isBackground(one, found[index + 1], text))
  const things = withMarks(
    named,
    quoted.filter(({ whole }) => whole && !placed.some(({ reading }) => gravity(reading.lands) > 0)),
    text,
  )
  const vehicle = things.find((one) => one.reading.level === 'vehicle')?.reading
  const hardware = things.filter((one) => !isKnowHow(one))
  const main = head(hardware)
  const knows = things.filter(isKnowHow)
  const about = knows[0]?.reading ?? integration(base, things, text)
  const chosen = entry ?? main?.reading
  const goods = withEntries(hardware, placed, text)
  if (about === undefined || about.source.id === 'launch-service') {
    const also = listed(goods, text).filter((one) => one.source.id !== chosen?.source.id)
    return {
      item: entry ?? about ?? chosen,
      vehicle: beside(vehicle, about ?? chosen),
      article: undefined,
      also: also.map((item) => ({ item, article: undefined })),
    }
  }
  if (entry?.lands.some((landing) => landing.class.startsWith('TECH')) === true)
    return { item: entry, vehicle, article: undefined, also: [] }
  return { vehicle, ...readKnown(about, knows, goods, text) }
}

/** "Put their satellite on the rocket" is launch integration, however it is said. */
function integration(base: Base, things: readonly Found[], text: string): ItemReading | undefined {
  const satellite = things.some((one) => one.reading.level === 'spacecraft')
  const vehicle = things.some((one) => one.reading.level === 'vehicle' && !/drone/.test(one.reading.source.id))
  const family = base.families.find((one) => one.id === 'launch-service')
  return satellite && vehicle && family !== undefined && integrating.test(text) ? fromFamily(family, 'launch integration') : undefined
}

const integrating =
  /\b(?:integrat\w*|mat(?:e|es|ed|ing)|put(?:ting)?|fit(?:ting)?|mount\w*|stack\w*|encapsulat\w*|attach\w*|interfac\w*|adapt\w*|marry|load(?:ing)?|couple|coupling|hook up)\b[^.?!\n]{0,30}\b(?:satellites?|spacecraft|payloads?|cubesats?|comsats?|sats?|smallsats?|probes?)\b[^.?!\n]{0,40}\b(?:on|onto|to|with|into|aboard|atop)\b/i

const beside = (vehicle: ItemReading | undefined, item: ItemReading | undefined): ItemReading | undefined =>
  vehicle === item ? undefined : vehicle

/** "We make stages and want to ship igniters", "instead of a stage, igniters": what is said of a thing is not that it goes. */
function isBackground({ start, end }: Found, next: Found | undefined, text: string): boolean {
  if (next === undefined) return false
  const [before, between] = [text.slice(Math.max(0, start - 50), start), text.slice(end, next.start)]
  return /\b(?:instead of|rather than)\s+(?:[\w-]+\s+){0,2}$/i.test(before) || (trade.test(before) && dealing.test(between))
}

const trade =
  /\b(?:makes|builds|manufactures|produces|operates|flies|launches|develops|designs|(?:we|they|who) (?:make|build|manufacture|produce|operate|fly|launch|develop|design)|(?:makers?|builders?|operators?) of|(?:we are|we're|i work for|i'm with) (?:an?|the)?)\s+(?:[\w-]+\s+){0,2}$/i
/** From here on another thing is dealt with; a word that takes the first up again says that it goes, too. */
const dealing =
  /^(?![^]*\b(?:it|them|these|those|both|all)\b)[^]*\b(?:wants?|needs?|orders?|asks?|buys?|gets?|receives?|sells?|ships?|exports?|sends?|offers?|transfers?)\b/i

/** "to our test stand", "at the launch pad": where something goes, not what goes. */
function isPlaceOfWork(tokens: readonly Token[], mention: Mention, reading: ItemReading): boolean {
  if (reading.level !== 'facility' && reading.source.id !== 'launch-equipment') return false
  let index = mention.from - 1
  while (index >= 0 && mention.from - index <= 4 && /^(?:the|our|their|its|a|an|[a-z]+a|texa|new|own)$/.test(tokens[index]?.word ?? ''))
    index--
  return ['at', 'near', 'into', 'in', 'inside', 'to'].includes(tokens[index]?.word ?? '')
}
