import type { Base } from '../knowledge/base.ts'
import type { Family, Landing, System } from '../knowledge/schema.ts'
import type { Mention } from './lexicon.ts'
import { bandsOf, type Also, type ItemReading } from './reading.ts'
import type { Token } from './text.ts'

/** The item of a question, the vehicle beside it and the article that data relate to. */
export type Items = {
  readonly item: ItemReading | undefined
  readonly vehicle: ItemReading | undefined
  readonly article: ItemReading | undefined
  /** Further items of the same deal ("igniters and stages"): each is decided, the strictest governs. */
  readonly also: readonly Also[]
}

const depth: Readonly<Record<Family['level'], number>> = {
  vehicle: 0,
  spacecraft: 0,
  assembly: 1,
  part: 2,
  material: 2,
  facility: 3,
  service: 4,
  data: 4,
  other: 2,
}

type Found = { readonly reading: ItemReading; readonly start: number; readonly end: number; readonly place: boolean }

/** Reads the item: a quoted list entry first, else the smallest thing named; the rest is what it belongs to. */
export function readItems(base: Base, mentions: readonly Mention[], tokens: readonly Token[], text: string): Items {
  const found = mentions.flatMap((mention): Found[] => {
    const reading = readingOf(base, mention)
    return reading === undefined
      ? []
      : [{ reading, start: mention.start, end: mention.end, place: isPlaceOfWork(tokens, mention, reading) }]
  })
  const [entry, ...otherEntries] = readEntries(base, text)
  const things = found.filter((one) => !one.place)
  const vehicle = things.find((one) => one.reading.level === 'vehicle')?.reading
  const hardware = things.filter((one) => depth[one.reading.level] < 4)
  const main = head(hardware)
  const know = things.find((one) => depth[one.reading.level] === 4)
  const about = know?.reading ?? integration(base, things, text)
  const named = entry ?? main?.reading
  const others = [
    ...otherEntries,
    ...coordinated(hardware, text).filter((one) => one !== named),
    ...(entry === undefined || main === undefined || !graver(entry, main, text) ? [] : [main.reading]),
  ]
  if (about === undefined || about.source.id === 'launch-service') {
    const also = others.map((item) => ({ item, article: undefined }))
    return { item: entry ?? about ?? named, vehicle: beside(vehicle, about ?? named), article: undefined, also }
  }
  if (entry?.lands.some((landing) => landing.class.startsWith('TECH')) === true)
    return { item: entry, vehicle, article: undefined, also: [] }
  const also = others.map((article) => ({ item: about, article }))
  if (know !== undefined && main?.reading.level === 'facility' && !isKnownOf(know, main, text))
    return { item: about, vehicle, article: named, also: [...also, ...besideTooling(about, main, hardware)] }
  return { item: about, vehicle, article: named, also }
}

/** "Stage tooling and know-how": the tooling goes, too, and what is known may be known of the stage. */
const besideTooling = (know: ItemReading, tooling: Found, hardware: readonly Found[]): readonly Also[] => [
  { item: tooling.reading, article: undefined },
  ...hardware.filter((one) => one.reading.level !== 'facility').map(({ reading }) => ({ item: know, article: reading })),
]

/** "Drawings of the tooling", "tooling drawings": what is known of a thing, and the thing itself stays. */
function isKnownOf(know: Found, thing: Found, text: string): boolean {
  return know.start < thing.start
    ? /^[^.,;]{0,40}\b(?:of|for|on|about|regarding|concerning|to (?:run|use|operate|maintain|repair|build|make))\b/i.test(
        text.slice(know.end, thing.start),
      )
    : /^(?:[\s-]+(?!(?:and|or|plus|with|including)\b)\w+){0,2}[\s-]*$/i.test(text.slice(thing.end, know.start))
}

/** Items joined in a list: "igniters, fairings and stages", "a launch vehicle including its fairing". */
function coordinated(found: readonly Found[], text: string): readonly ItemReading[] {
  const joined = found.flatMap((one, index): Found[] => {
    const next = found[index + 1]
    return next !== undefined &&
      next.reading.source.id !== one.reading.source.id &&
      (joining.test(text.slice(one.end, next.start)) ||
        /[.;\n]\s*(?:also|plus|and|in addition|besides)\b[^.;]{0,30}$/i.test(text.slice(one.end, next.start)))
      ? [one, next]
      : []
  })
  return [...new Set(joined.map((one) => one.reading))]
}

const joining =
  /^(?=[^]*(?:[,;+&\n/]|\b(?:and|plus|with|including|incl|or|also|too|und|et|y|e)\b))[\s,;:.+&*•/-]*(?:(?:and|plus|as well as|complete|with|including|incl|its|their|the|a|an|some|our|also|too|or|und|et|y|e|ship|send|sell|export|then|two|three|whole|one|\d+)[\s,;:.+&*•/-]*){0,7}$/i

/** A Commerce entry beside a thing of the Munitions List: the thing is decided, too, for the ITAR come first. */
function graver(entry: ItemReading, main: Found, text: string): boolean {
  const isItar = (reading: ItemReading): boolean => reading.lands.every((landing) => !/EAR|UAS_CIV|UNKNOWN|SPACECRAFT/.test(landing.class))
  const isWhole = main.reading.level === 'part' || main.reading.level === 'assembly'
  return (
    isWhole &&
    !isItar(entry) &&
    isItar(main.reading) &&
    !/\b(?:for|of|in|into|on|onto|from|to|inside|within)\s+(?:\S+\s+){0,3}$/i.test(text.slice(Math.max(0, main.start - 40), main.start))
  )
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

/** The smallest thing named is the item; among equals the first. What makes a thing counts before the thing it makes. */
function head(found: readonly Found[]): Found | undefined {
  const deepest = Math.max(...found.map((one) => depth[one.reading.level]))
  return found.find((one) => depth[one.reading.level] === deepest)
}

/** "to our test stand", "at the launch pad": where something goes, not what goes. */
function isPlaceOfWork(tokens: readonly Token[], mention: Mention, reading: ItemReading): boolean {
  if (reading.level !== 'facility' && reading.source.id !== 'launch-equipment') return false
  let index = mention.from - 1
  while (index >= 0 && mention.from - index <= 4 && /^(?:the|our|their|its|a|an|[a-z]+a|texa|new|own)$/.test(tokens[index]?.word ?? ''))
    index--
  return ['at', 'near', 'into', 'in', 'inside', 'to'].includes(tokens[index]?.word ?? '')
}

function readingOf(base: Base, mention: Mention): ItemReading | undefined {
  for (const meaning of mention.meanings) {
    if (meaning.kind === 'family') return fromFamily(meaning.family, mention.typed)
    if (meaning.kind === 'system') return fromSystem(base, meaning.system, mention.typed)
  }
  return undefined
}

function fromFamily(family: Family, typed: string): ItemReading {
  return {
    name: family.name,
    typed,
    level: family.level,
    lands: family.lands,
    presumed: family.presumed ?? {},
    states: family.states ?? {},
    annex: family.annex ?? [],
    source: { kind: 'family', id: family.id },
  }
}

const familyOfKind: Readonly<Record<System['kind'], string>> = {
  'launch-vehicle': 'launch-vehicle',
  stage: 'stage',
  engine: 'engine',
  motor: 'engine',
  missile: 'missile',
  'cruise-missile': 'missile',
  interceptor: 'missile',
  'sounding-rocket': 'sounding-rocket',
  'military-uas': 'military-drone',
  'civil-uas': 'civil-drone',
  munition: 'munition',
  spacecraft: 'satellite',
}

function fromSystem(base: Base, system: System, typed: string): ItemReading {
  const family = base.families.find((one) => one.id === familyOfKind[system.kind])
  const states = { ...family?.states, ...figuresOf(base, system), ...(system.endUse === undefined ? {} : { endUse: system.endUse }) }
  const kept = (family?.lands ?? []).filter((landing) => system.classes.includes(landing.class))
  const lands =
    system.classes.length === 1 || new Set(kept.map((landing) => landing.class)).size === system.classes.length
      ? narrowed(system, kept)
      : system.classes.map((id, index): Landing =>
          index === system.classes.length - 1 ? { class: id } : { class: id, when: { item: id } },
        )
  return {
    name: typed,
    typed,
    level: family?.level ?? 'other',
    lands,
    presumed: system.kind === 'launch-vehicle' ? (family?.presumed ?? {}) : {},
    states,
    annex: family?.annex ?? [],
    source: { kind: 'system', id: system.id },
    system,
  }
}

function narrowed(system: System, kept: readonly Landing[]): readonly Landing[] {
  const [only] = system.classes
  if (system.classes.length === 1 && only !== undefined) return [{ class: only }]
  const last = kept.at(-1)
  return last === undefined ? kept : [...kept.slice(0, -1), { class: last.class }]
}

/** Public figures of a product as bands; where a product has one class, the bands of that class. */
function figuresOf(base: Base, { figures = {}, classes }: System): Record<string, string> {
  const bands: Record<string, string> = {}
  const put = (fact: string, figure: number | undefined): void => {
    const [band] = figure === undefined ? [] : bandsOf(base, fact, figure, figure, false)
    if (band !== undefined) bands[fact] = band
  }
  put('range', figures.rangeKm)
  if (figures.to === 'range' || figures.to === undefined || (figures.payloadKg ?? 0) >= 500) put('payload', figures.payloadKg)
  put('speed', figures.speedKmh)
  put(
    'impulse',
    figures.impulseNs ??
      (figures.thrustKn === undefined || figures.burnS === undefined ? undefined : figures.thrustKn * 1000 * figures.burnS),
  )
  put('tank', figures.tankL)
  return classes.length === 1 ? { ...bands, ...ofClass[classes[0] ?? ''] } : bands
}

const ofClass: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  SLV_CAT1: { range: 'from-300', payload: 'from-500' },
  MISSILE_CAT1: { range: 'from-300', payload: 'from-500' },
  ROCKET_CAT2: { range: 'from-300', payload: 'under-500' },
  ROCKET_NON_MT: { range: 'under-300' },
  UAS_ITAR_CAT1: { range: 'from-300', payload: 'from-500', speed: 'from-800' },
  UAS_ITAR_NON_MT: { range: 'under-300' },
  UAS_CIV_NON_MT: { range: 'under-300', tank: 'up-to-20' },
}

const eccn = /(?<![\w.])([0-9])\s?([A-E])\s?([0-9]{3})((?:\.[a-z](?:\.\d{1,2})?){0,2})(?![\w])/gi
const usml =
  /(?:\b(?:USML|U\.S\. Munitions List|munitions list|Cat(?:egory|\.)?|121\.1)\s*,?\s*(?:Cat(?:egory|\.)?\s*)?)?\b(IV|VIII|XV)\s?((?:\(\s?[a-z0-9]{1,2}\s?\)){1,3})/gi
const ear99 = /\bEAR[ -]?99\b/gi
const annex = /\b(?:MTCR|annex|item)\s*(?:item\s*)?(\d{1,2}\.[A-E]\.\d(?:\.[a-z])?)/gi

/** The list entries that the asker quotes: ECCNs, USML paragraphs, EAR99, items of the MTCR Annex. Denied and former ones do not count. */
export function readEntries(base: Base, text: string): readonly ItemReading[] {
  return quotedEntries(text).flatMap((quoted): ItemReading[] => {
    const known = base.entries.find((entry) => entryPattern(entry.entry).test(quoted))
    if (known === undefined) return []
    const label = /^(IV|VIII|XV)\(/.test(quoted) ? `USML ${quoted}` : quoted
    return [
      {
        name: known.name,
        typed: label,
        level: 'other',
        lands: known.lands,
        presumed: known.presumed ?? {},
        states: known.states ?? {},
        annex: known.annex ?? [],
        source: { kind: 'entry', id: known.entry },
        entry: label,
        series: known.series,
        replaceable: known.replaceable,
      },
    ]
  })
}

const denied =
  /\b(?:not|isn't|no longer|like|similar to|was|were|previously|formerly|used to be|says?|said|claims?|thinks?|instead of|rather than)\s+(?:(?:it|that|this|is|an?|the|it's|USML|ECCN|under|on)\s+)*$/i

/** Every list entry quoted in the text, in its standard spelling. */
export function quotedEntries(text: string): readonly string[] {
  return [
    ...counted(text, eccn).map(([, group, product, digits, sub]) => `${group}${product?.toUpperCase()}${digits}${sub?.toLowerCase()}`),
    ...counted(text, usml).map(([, category, paragraph]) => `${category?.toUpperCase()}${paragraph?.replace(/\s/g, '').toLowerCase()}`),
    ...counted(text, ear99)
      .slice(0, 1)
      .map(() => 'EAR99'),
    ...counted(text, annex).map(([, item]) => `MTCR ${item}`),
  ]
}

/** Quoted entries that are not denied, each once. */
function counted(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  const matches = [...text.matchAll(pattern)].filter((match) => !denied.test(text.slice(Math.max(0, match.index - 40), match.index)))
  return matches.filter((match, index) => matches.findIndex((other) => other[0] === match[0]) === index).slice(0, 6)
}

const patterns = new Map<string, RegExp>()
function entryPattern(entry: string): RegExp {
  let pattern = patterns.get(entry)
  if (pattern === undefined) patterns.set(entry, (pattern = new RegExp(`^(?:${entry})$`)))
  return pattern
}
