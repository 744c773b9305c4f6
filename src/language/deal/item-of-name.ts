import type { Base } from '../../knowledge/base.ts'
import type { Family, Landing, System } from '../../knowledge/schema.ts'
import type { Mention } from '../names/mention.ts'
import { bandsOf } from '../figures/bands.ts'
import type { ItemReading } from '../reading.ts'

/** An item that a message names: its mention, and how it was read. */
export type Thing = { readonly mention: Mention; readonly reading: ItemReading }

/**
 * The item that a name means: a kind of item, or a product with its public figures.
 * `undefined` if the name is no item.
 */
export function readingOf(base: Base, mention: Mention): ItemReading | undefined {
  for (const meaning of mention.meanings) {
    if (meaning.kind === 'family') return fromFamily(meaning.family, mention.typed)
    if (meaning.kind === 'system') return fromSystem(base, meaning.system, mention.typed)
  }
  return undefined
}

/** A kind of item, with the words that were typed for it. */
export function fromFamily(family: Family, typed: string): ItemReading {
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

/** A named product, with its public figures. */
export function fromSystem(base: Base, system: System, typed: string): ItemReading {
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

/**
 * The public figures of a product as answers of facts (`range: from-300`). If it has only one class, the answers that this class implies
 * (`implies` in classes.yaml) are added.
 */
function figuresOf(base: Base, { figures = {}, classes }: System): Record<string, string> {
  const bands: Record<string, string> = {}
  const put = (fact: string, figure: number | undefined): void => {
    const [band, other] = figure === undefined ? [] : bandsNear(base, fact, figure)
    if (band !== undefined && other === undefined) bands[fact] = band
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
  return classes.length === 1 ? { ...bands, ...base.classes.get(classes[0] ?? '')?.implies } : bands
}

/**
 * The answers that a fact can have by a product's figure in systems.yaml, which may be wrong. If the figure
 * differs from a threshold of the fact by at most a fifth of that threshold, the answers on both sides of the
 * threshold are given.
 */
const bandsNear = (base: Base, fact: string, figure: number): readonly string[] =>
  bandsOf(base, fact, figure / (1 + nearThreshold), figure / (1 - nearThreshold), false)
const nearThreshold = 0.2
