import type { Base } from '../knowledge/base.ts'
import { textBlock, type Block, type Citation, type Layer, type LayerId } from '../port/reply.ts'
import type { HeldLeg } from './held-leg.ts'
import { ageOfLaw, citesOf, showCite } from './citations.ts'
import { assumptionsOf } from './assumptions.ts'
import { placesOf, thingOf } from './deal-words.ts'
import { changeLines } from './change-lines.ts'
import { conditionsOf } from './next-step.ts'
import { notesOf } from './notes.ts'
import { openAfterQuestion } from './question-to-asker.ts'
import { versionWords, type Stamp } from './stamp.ts'
import { rulesThatSpoke } from './why.ts'
import { listWords } from './words.ts'

const titles: Readonly<Record<LayerId, string>> = {
  more: 'More on this',
  conditions: 'Conditions and notes',
  assumed: 'Assumed',
  changes: 'What would change it',
  why: 'Rules that spoke',
  facts: 'Facts',
  rules: 'Rules that spoke',
  sources: 'Sources',
  before: 'Counsel on the same items and places before',
  fine: 'Fine',
  coming: 'Law to come',
  settings: 'Settings',
}

/** A list with one layer that holds these lines; an empty list if there are no lines. */
export const layerOf = (id: LayerId, items: readonly string[]): readonly Layer[] =>
  items.length === 0 ? [] : [{ id, title: titles[id], count: items.length, blocks: [{ kind: 'list', items }] }]

/** A list with one layer that holds these blocks; `count` is the number to show. An empty list if there are no blocks. */
export const foldedAs = (id: LayerId, count: number, blocks: readonly Block[]): readonly Layer[] =>
  blocks.length === 0 ? [] : [{ id, title: titles[id], count, blocks }]

/** The layer "more", which continues the front of the reply; none if there are no blocks. */
export const moreLayer = (blocks: readonly Block[]): readonly Layer[] => foldedAs('more', blocks.length, blocks)

/** A {@link moreLayer} of paragraphs. */
export const proseLayer = (texts: readonly string[]): readonly Layer[] => moreLayer(texts.map(textBlock))

/**
 * The layer of sources, numbered like the references in the text ("[1]"), with lines of text `below` them; an empty list if there are no
 * sources.
 */
export function sourcesLayer(citations: readonly Citation[], below: readonly string[]): readonly Layer[] {
  if (citations.length === 0) return []
  const blocks: readonly Block[] = [{ kind: 'citations', citations }, ...below.map(textBlock)]
  return [{ id: 'sources', title: titles.sources, count: citations.length, blocks }]
}

/** All layers of an answer: the governing leg first, then the others. Lines that several legs share appear once, under their names. */
export function layersOf(base: Base, legs: readonly HeldLeg[], governing: HeldLeg, stamp: Stamp): readonly Layer[] {
  const all = [governing, ...legs.filter((leg) => leg !== governing)]
  const cites = new Map(all.flatMap((leg) => citesOf(base, leg)).map((cite) => [`${cite.source} ${cite.section}`, cite]))
  const ages = new Set(all.flatMap((leg) => ageOfLaw(base, leg) ?? []))
  return [
    ...ofEach('conditions', base, all, (leg) => [
      ...conditionsOf(base, leg),
      ...openAfterQuestion(base, leg),
      ...notesOf(base, leg, stamp),
    ]),
    ...ofEach('assumed', base, all, (leg) => assumedLines(base, leg)).map(canBeToldOtherwise),
    ...ofEach('changes', base, all, (leg) => changeLines(base, leg)),
    ...ofEach('why', base, all, (leg) => rulesThatSpoke(base, leg, all.length === 1)),
    ...sourcesLayer(
      [...cites.values()].map((cite) => showCite(base, cite)),
      [...ages, versionWords(stamp)],
    ),
  ]
}

/**
 * One layer with the lines of each leg. Legs with equal lines are grouped; a group is titled with its items and places, unless all legs are
 * in it.
 */
function ofEach(id: LayerId, base: Base, legs: readonly HeldLeg[], linesOf: (leg: HeldLeg) => readonly string[]): readonly Layer[] {
  const each = legs.map((leg) => ({ leg, lines: linesOf(leg) }))
  const groups = [...Map.groupBy(each, ({ lines }) => lines.join('\n')).values()].flatMap((same) => {
    const [first] = same
    return first === undefined || first.lines.length === 0 ? [] : [{ legs: same.map(({ leg }) => leg), items: first.lines }]
  })
  const isOne = groups.length === 1 && groups[0]?.legs.length === legs.length
  const blocks = groups.map(({ legs: some, items }): Block => ({ kind: 'list', ...(isOne ? {} : { title: namesOf(base, some) }), items }))
  const count = groups.reduce((sum, { items }) => sum + items.length, 0)
  return blocks.length === 0 ? [] : [{ id, title: titles[id], count, blocks }]
}

/** The items and places of some legs in words: "Rocket stage (USML IV(d)(1), MTCR Category I) to India and Brazil; …". */
function namesOf(base: Base, legs: readonly HeldLeg[]): string {
  const things = [...Map.groupBy(legs, (leg) => thingOf(base, leg))]
  return things.map(([thing, some]) => `${thing} to ${listWords(placesOf(base, some))}`).join('; ')
}

const canBeToldOtherwise = (layer: Layer): Layer => ({
  ...layer,
  blocks: [{ kind: 'text', text: 'Say otherwise and the answer changes.' }, ...layer.blocks],
})

function assumedLines(base: Base, leg: HeldLeg): readonly string[] {
  const system = leg.leg.reading.item?.system
  const source = system === undefined ? [] : [`${system.names[0]}: class presumed from public figures, from memory and unverified`]
  return [...source, ...assumptionsOf(base, leg).map((one) => one.say)]
}

/** Merges layers with the same id into one, with the title of the first. */
export const mergeLayers = (layers: readonly Layer[]): readonly Layer[] =>
  [...Map.groupBy(layers, ({ id }) => id).values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : others.reduce((one, other) => ({ ...one, count: one.count + other.count, blocks: [...one.blocks, ...other.blocks] }), first),
  )

/** Appends sources to the layer of sources; adds that layer if there is none. */
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
