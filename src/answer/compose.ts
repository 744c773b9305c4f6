import type { Base } from '../knowledge/base.ts'
import type { Action, Block, ChatReply } from '../port/reply.ts'
import { because } from './because.ts'
import { choicesOf } from './choices.ts'
import { confirmActions, confirmBlocks } from './confirm.ts'
import type { HeldLeg } from './held-leg.ts'
import { assumptionsOf } from './assumptions.ts'
import { layersOf } from './layers.ts'
import { nextStep } from './next-step.ts'
import { readingBlocks, type Extra } from './notes.ts'
import { otherDays } from './other-days.ts'
import { questionBlocks, titleOf } from './question-to-asker.ts'
import { subjectOf } from './deal-words.ts'
import { entryByFigures } from './deciding-figures.ts'
import { footOf, type Stamp } from './stamp.ts'
import { verdictWords } from './words.ts'
import type { ShownVerdict } from '../engine/shown-verdict.ts'

/**
 * Composes the reply for one leg. The front has the verdict, its item and place, how doubtful words were read, the reason, the open
 * question, the next step, and assumptions that could change the verdict. Everything else is in the layers.
 */
export function composeVerdict(base: Base, leg: HeldLeg, stamp: Stamp, extra: Extra): ChatReply {
  const isConfirm = extra.confirms.length > 0
  const byFigures = entryByFigures(base, leg)
  const isClassified = byFigures !== undefined && leg.leg.place === undefined
  return {
    tone: verdictWords[leg.shown].tone,
    title: isClassified ? byFigures.title : titleOf(base, leg),
    subtitle: subjectOf(base, leg),
    blocks: [
      ...readingBlocks(base, leg, extra),
      ...(byFigures?.blocks ?? []),
      {
        kind: 'text',
        label: leg.shown === 'need-facts' && leg.doubts.length === 0 ? 'So far' : 'Because',
        text: because(base, leg, stamp.today),
      },
      ...(isConfirm ? confirmBlocks(base, leg, extra.confirms) : questionBlocks(base, leg, stamp.today, byFigures?.asks)),
      { kind: 'text', label: 'Next', text: nextStep(base, leg) },
      ...otherDays(base, leg, stamp),
      ...assumedBlock(base, leg),
    ],
    layers: layersOf(base, [leg], leg, stamp),
    foot: footOf(leg.day, stamp),
    actions: isConfirm ? confirmActions : [...choicesOf(base, leg), ...actionsFor(leg.shown)],
  }
}

/**
 * The note "Assumed": up to three assumptions, and the number of all others. The three are assumptions that
 * could change the verdict, that were presumed from the kind of item, or that presume the country of a
 * company. No note while facts are missing, or if there is no such assumption.
 */
function assumedBlock(base: Base, leg: HeldLeg): readonly Block[] {
  if (leg.shown === 'need-facts') return []
  const all = assumptionsOf(base, leg)
  const turning = new Set(leg.changes.flatMap(({ facts }) => Object.keys(facts)))
  const telling = all.filter(({ fact }) => turning.has(fact) || leg.presumed[fact] !== undefined || fact === 'destination').slice(0, 3)
  if (telling.length === 0) return []
  const more = all.length - telling.length
  const words = [...telling.map(({ brief }) => brief), ...(more === 0 ? [] : [`${more} more`])]
  return [{ kind: 'note', label: 'Assumed', text: `${words.join(' · ')}.` }]
}

/**
 * Buttons for a verdict, first the one to ask counsel; those that are rarely used (`isRare`) are shown only
 * in the menu "…".
 */
export function actionsFor(shown: ShownVerdict): readonly Action[] {
  const isOpen = shown === 'need-facts'
  const needsScreening = shown === 'no-license' || shown === 'exemption-possible'
  return [
    { id: 'ask-counsel', label: 'Ask counsel', ...(isOpen ? {} : { isPrimary: true }) },
    { id: 'why', label: 'Why?' },
    { id: 'change-fact', label: 'Change a fact' },
    ...(isOpen ? [{ id: 'classify', label: 'Ask for a classification', isRare: true } as const] : []),
    ...(needsScreening ? [{ id: 'screen', label: 'Ask for end-user screening', isRare: true } as const] : []),
    { id: 'changes', label: 'What would change it', isRare: true },
    { id: 'share', label: 'Share' },
  ]
}

/** The button of a reply without a verdict: only the one to ask counsel. */
export const askCounsel: readonly Action[] = actionsFor('ask-counsel').slice(0, 1)
