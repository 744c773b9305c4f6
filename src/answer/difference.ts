import { openTo } from './because.ts'
import { wordsRead } from '../engine/condition.ts'
import type { Base } from '../knowledge/base.ts'
import type { RegimeRule } from '../knowledge/load.ts'
import type { Cite } from '../knowledge/schema.ts'
import type { Block, ChatReply } from '../port/reply.ts'
import type { Answer } from './conversation-types.ts'
import { sharedHinges } from './compose-legs.ts'
import { actionsFor } from './compose.ts'
import type { HeldLeg } from './held-leg.ts'
import { governingRules } from './governing-rules.ts'
import { placesOf, thingOf } from './deal-words.ts'
import { showCite } from './citations.ts'
import { sourcesLayer } from './layers.ts'
import { footOf, stampOf, versionWords } from './stamp.ts'
import { listWords, lowerFirst, verdictWords, upperFirst } from './words.ts'
import { bySeverity, type ShownVerdict } from '../engine/shown-verdict.ts'

/**
 * Legs with the same verdict under the same rule; `rule` is `undefined` if no single rule gives the
 * verdict.
 */
type Group = { readonly legs: readonly HeldLeg[]; readonly said: ShownVerdict; readonly rule: RegimeRule | undefined }

/**
 * Explains why the places of an answer get different verdicts, or says that they do not. `isNamed` tells
 * whether the question named the place of a leg. If it named some of the places, the title is about those;
 * otherwise it is about all.
 */
export function composeDifference(base: Base, found: Answer, isNamed: (leg: HeldLeg) => boolean): ChatReply {
  const [first] = found.legs
  if (first === undefined) throw new Error('no leg was decided')
  const groups = groupsOf(base, found.legs)
  const named = found.legs.filter(isNamed)
  const focus = named.length === 0 || named.length === found.legs.length ? undefined : named
  const cites = citesOf(groups)
  const stamp = stampOf(found)
  return {
    tone: 'neutral',
    title: titleOf(base, groups, focus),
    subtitle: thingOf(base, first),
    blocks: [
      ...groups.map((group): Block => groupBlock(base, group, cites, groups.length === 1)),
      ...apartBlock(base, groups),
      ...sharedHinges(base, found.legs),
    ],
    layers: sourcesLayer(
      cites.map((cite) => showCite(base, cite)),
      [versionWords(stamp)],
    ),
    foot: footOf(first.day, stamp),
    actions: actionsFor(found.verdict ?? first.shown),
  }
}

function groupsOf(base: Base, legs: readonly HeldLeg[]): readonly Group[] {
  const all = legs.map((leg) => ({ leg, rule: governingRules(base, leg)[0] }))
  return [...Map.groupBy(all, ({ leg, rule }) => `${leg.shown} ${rule?.id ?? ''}`).values()]
    .flatMap((some): readonly Group[] => {
      const [one] = some
      return one === undefined ? [] : [{ legs: some.map(({ leg }) => leg), said: one.leg.shown, rule: one.rule }]
    })
    .toSorted((a, b) => bySeverity(b.said, a.said))
}

const namesOf = (base: Base, legs: readonly HeldLeg[]): string => listWords(placesOf(base, legs))

/**
 * The title. If all verdicts are the same: "No difference. …". If the question named some of the places (`focus`): their verdicts and,
 * where these are one verdict, the other places that have it. Otherwise each verdict with its places.
 */
function titleOf(base: Base, groups: readonly Group[], focus: readonly HeldLeg[] | undefined): string {
  const verdicts = Map.groupBy(groups, ({ said }) => said)
  const [only] = [...verdicts.keys()]
  if (verdicts.size === 1 && only !== undefined) {
    const count = groups.flatMap(({ legs }) => legs).length
    return `No difference. ${count === 2 ? 'Both' : `All ${count}`}: ${verdictWords[only].clause}`
  }
  if (focus === undefined)
    return [...verdicts]
      .map(
        ([said, some]) =>
          `${namesOf(
            base,
            some.flatMap(({ legs }) => legs),
          )}: ${verdictWords[said].clause}`,
      )
      .join('. ')
  const words = [...Map.groupBy(focus, ({ shown }) => shown)].map(([said, legs]) => `${namesOf(base, legs)}: ${verdictWords[said].clause}`)
  const alike = groups
    .filter(({ said }) => focus.every((leg) => leg.shown === said))
    .flatMap(({ legs }) => legs)
    .filter((leg) => !focus.includes(leg))
  return `${words.join('. ')}${alike.length === 0 ? '' : `, like ${namesOf(base, alike)}`}`
}

function groupBlock(base: Base, { legs, said, rule }: Group, cites: readonly Cite[], isOnly: boolean): Block {
  const mark = cites.findIndex((cite) => rule?.cites[0] === cite) + 1
  const [leg] = legs
  const open = leg === undefined ? '' : openTo(leg)
  const reason = `${rule === undefined ? open : lowerFirst(rule.title)}${mark === 0 ? '' : ` [${mark}]`}.`
  if (isOnly) return { kind: 'text', label: 'Because', text: `for each of them: ${reason}` }
  return { kind: 'text', label: namesOf(base, legs), text: `${verdictWords[said].clause}, because ${reason}` }
}

/** The first source of each deciding rule, each source once. */
const citesOf = (groups: readonly Group[]): readonly Cite[] => [...new Set(groups.flatMap(({ rule }) => rule?.cites[0] ?? []))]

/**
 * The country lists that explain the difference: a deciding rule reads them, and only some of the places
 * are on them. Empty if there are no such lists.
 */
function apartBlock(base: Base, groups: readonly Group[]): readonly Block[] {
  const legs = groups.flatMap((group) => group.legs)
  const lists = new Set(legs.flatMap((leg) => listsRead(leg)))
  const items = [...lists].flatMap((list) => {
    const isOn = (leg: HeldLeg): boolean => leg.country !== undefined && base.groupsOf(leg.country, leg.day).includes(list)
    const [on, off] = [legs.filter(isOn), legs.filter((leg) => !isOn(leg))]
    if (on.length === 0 || off.length === 0) return []
    return [`${upperFirst(base.groups.get(list)?.name ?? list)}: ${namesOf(base, on)}; not ` + listWords(placesOf(base, off), 'or')]
  })
  return items.length === 0 ? [] : [{ kind: 'list', title: 'What tells them apart', items }]
}

/** The ids of the country lists that the conditions of the applying rules (and of their exceptions) read. */
const listsRead = ({ verdict }: HeldLeg): readonly string[] =>
  verdict.findings
    .filter(({ holds, rule }) => holds === true && rule.outcome !== null)
    .flatMap(({ rule, governs }) => [rule, ...governs])
    .flatMap(({ when }) => wordsRead(when))
    .flatMap(([fact, word]) => (fact === 'destination.groups' ? [word] : []))
