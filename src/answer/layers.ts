import type { Base } from '../knowledge/base.ts'
import type { Block, Citation, Layer, LayerId } from '../reply/reply.ts'
import { mostSources } from './because.ts'
import type { HeldLeg } from './doubts.ts'
import { ageOfLaw, assumptionsOf, changeLines, citesOf, showCite } from './grounds.ts'
import { conditionsOf } from './next-step.ts'
import { notesOf } from './notes.ts'
import { afterwards } from './question.ts'
import { versionWords, type Stamp } from './stamp.ts'
import { rulesThatSpoke } from './why.ts'

const titles: Readonly<Record<LayerId, string>> = {
  more: 'More on this',
  conditions: 'Conditions and notes',
  assumed: 'Assumed',
  changes: 'What would change it',
  why: 'Rules that spoke',
  sources: 'Sources',
}

/** One layer of lines; none where there are none. */
export const layerOf = (id: LayerId, items: readonly string[]): readonly Layer[] =>
  items.length === 0 ? [] : [{ id, title: titles[id], count: items.length, blocks: [{ kind: 'list', items }] }]

/** What was taken without being said, each of which can be told otherwise. */
export const assumedLayer = (items: readonly string[]): readonly Layer[] =>
  layerOf('assumed', items).map((layer) => ({
    ...layer,
    blocks: [{ kind: 'text', text: 'Say otherwise and the answer changes.' }, ...layer.blocks],
  }))

/** The layer that goes on where the front ends; none where there is nothing. */
export const moreLayer = (blocks: readonly Block[]): readonly Layer[] =>
  blocks.length === 0 ? [] : [{ id: 'more', title: titles.more, count: blocks.length, blocks }]

/** The same, of paragraphs. */
export const proseLayer = (texts: readonly string[]): readonly Layer[] => moreLayer(texts.map((text) => ({ kind: 'text', text })))

/** The sources of a reply, numbered as the marks in its text. `below` is said under them. */
export function sourcesLayer(citations: readonly Citation[], below: readonly string[]): readonly Layer[] {
  if (citations.length === 0) return []
  const blocks: readonly Block[] = [{ kind: 'citations', citations }, ...below.map((text): Block => ({ kind: 'text', text }))]
  return [{ id: 'sources', title: titles.sources, count: citations.length, blocks }]
}

/** All that stands behind the front of one leg's answer. */
export function layersOf(base: Base, leg: HeldLeg, stamp: Stamp): readonly Layer[] {
  const cites = citesOf(base, leg).slice(0, mostSources)
  return [
    ...layerOf('conditions', [...conditionsOf(base, leg), ...afterwards(base, leg), ...notesOf(base, leg, stamp)]),
    ...assumedLayer(assumedLines(base, leg)),
    ...layerOf('changes', changeLines(base, leg).slice(0, 8)),
    ...layerOf('why', rulesThatSpoke(base, leg)),
    ...sourcesLayer(
      cites.map((cite) => showCite(base, cite)),
      [ageOfLaw(base, leg) ?? '', versionWords(stamp)].filter((text) => text !== ''),
    ),
  ]
}

function assumedLines(base: Base, leg: HeldLeg): readonly string[] {
  const system = leg.leg.reading.item?.system
  const source = system === undefined ? [] : [`${system.names[0]}: class presumed from public figures, from memory and unverified`]
  return [...source, ...assumptionsOf(base, leg).map((one) => one.say)]
}

/** Layers of which no two have one name: what has the same name goes together. */
export const joined = (layers: readonly Layer[]): readonly Layer[] =>
  [...Map.groupBy(layers, ({ id }) => id).values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : others.reduce((one, other) => ({ ...one, count: one.count + other.count, blocks: [...one.blocks, ...other.blocks] }), first),
  )

/** Adds sources behind those that are there. */
export function withSources(layers: readonly Layer[], more: readonly Citation[]): readonly Layer[] {
  if (more.length === 0) return layers
  const known = layers.find(({ id }) => id === 'sources')
  if (known === undefined) return [...layers, ...sourcesLayer(more, [])]
  const added: Layer = {
    ...known,
    count: known.count + more.length,
    blocks: known.blocks.map((block) => (block.kind === 'citations' ? { ...block, citations: [...block.citations, ...more] } : block)),
  }
  return layers.map((layer) => (layer === known ? added : layer))
}
