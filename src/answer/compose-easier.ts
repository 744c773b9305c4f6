import type { Base } from '../knowledge/base.ts'
import { textBlock, type Block, type ChatReply } from '../port/reply.ts'
import type { Answer } from './conversation-types.ts'
import { hinges } from './because.ts'
import { actionsFor } from './compose.ts'
import type { HeldLeg } from './held-leg.ts'
import { changeLine, isInOurPower } from './change-lines.ts'
import { layersOf } from './layers.ts'
import { nextStep } from './next-step.ts'
import { subjectOf } from './deal-words.ts'
import { footOf, stampOf } from './stamp.ts'
import { verdictWords } from './words.ts'
import { bySeverity, isMilder, shownVerdict } from '../engine/shown-verdict.ts'

/**
 * Composes a reply with the changes of facts that would make the verdict of a deal milder. The changes that
 * we (the exporter) can make ourselves come first, and each line says who can make its change.
 */
export function composeEasier(base: Base, found: Answer): ChatReply {
  const governing = found.legs.find(({ shown }) => shown === found.verdict) ?? found.legs[0]
  if (governing === undefined) throw new Error('no leg was decided')
  const stamp = stampOf(found)
  const all = found.legs.map((leg) => ({ leg, milder: milderChanges(base, leg) }))
  const count = all.reduce((sum, { milder }) => sum + milder.length, 0)
  return {
    tone: 'neutral',
    title: titleOf(count, all.flatMap(({ milder }) => milder).filter((change) => isInOurPower(base, change)).length),
    ...(found.legs.length === 1 ? { subtitle: nowOf(base, governing) } : {}),
    blocks: [
      ...all.flatMap(({ leg, milder }): readonly Block[] => [
        ...(found.legs.length === 1 ? [] : [{ kind: 'text' as const, label: nowOf(base, leg), text: milder.length === 0 ? nothing : '' }]),
        ...(milder.length === 0 ? [] : [{ kind: 'list' as const, items: milder.map((change) => changeLine(base, change)) }]),
        ...hinges(base, leg).map(textBlock),
      ]),
      ...(count === 0
        ? []
        : [{ kind: 'note' as const, text: 'Only what is so counts: none of these may be arranged to avoid a license.' }]),
      { kind: 'text', label: 'Next', text: nextStep(base, governing) },
    ],
    layers: layersOf(base, found.legs, governing, stamp),
    foot: footOf(governing.day, stamp),
    actions: actionsFor(governing.shown).filter(({ id }) => id !== 'changes'),
  }
}

const nothing = 'no single fact or pair of facts that I know of'

const nowOf = (base: Base, leg: HeldLeg): string => `${subjectOf(base, leg)}: now ${verdictWords[leg.shown].clause}`

function titleOf(count: number, ours: number): string {
  if (count === 0) return 'Nothing that I know of would make it easier'
  const things = count === 1 ? 'One thing' : `${count} things`
  if (ours === 0) return `${things} would make it easier, not in our power`
  return `${things} would make it easier, ${ours === count ? 'in our power' : `${ours} of them in our power`}`
}

/**
 * The changes of facts that would make a leg's verdict milder: first those that we can make ourselves, and
 * among these first those with the mildest result.
 */
const milderChanges = (base: Base, leg: HeldLeg): HeldLeg['changes'] =>
  leg.changes
    .filter(({ verdict }) => isMilder(shownVerdict(verdict), leg.shown))
    .toSorted((a, b) => bySeverity(shownVerdict(a.verdict), shownVerdict(b.verdict)))
    .toSorted((a, b) => Number(isInOurPower(base, b)) - Number(isInOurPower(base, a)))
