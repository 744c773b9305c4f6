import { rankOf, rungAt } from '../../src/engine/rule.ts'
import { talk } from '../licet.ts'
import { besideCells } from './beside.ts'
import { broadCells } from './broad.ts'
import { controls } from './controls.ts'
import { mentionedCells } from './mentioned.ts'
import type { Cell, Speaker } from './probe.ts'
import { trapsCells } from './traps.ts'
import { severity } from '../../src/engine/shown-verdict.ts'

/** A kind of probes, and how many of them `npm test` asks. */
export type Kind = { readonly name: string; readonly cells: readonly Cell[]; readonly sample: number }

export const kinds: readonly Kind[] = [
  { name: 'an entry beside the item', cells: besideCells, sample: 55 },
  { name: 'a part only mentioned', cells: mentionedCells, sample: 60 },
  { name: 'the broad one', cells: broadCells, sample: 60 },
  { name: 'clearing traps', cells: trapsCells, sample: 70 },
]

/** Licet's answer to a conversation. */
export const say: Speaker = (messages) => {
  const { verdict, legs } = talk(...messages)
  const open = legs.filter(({ shown }) => shown === 'need-facts')
  // Words that were not understood can lead to any verdict, so there is no limit then.
  const most = open.some(({ isHeld }) => isHeld) ? [] : open.flatMap(({ verdict: { high } }) => rungAt(high) ?? [])
  return { said: verdict, most: most.toSorted((a, b) => rankOf(b) - rankOf(a))[0] }
}

/** The honest questions that are not cleared, each with the verdict given instead. */
export const uncleared = (): readonly string[] =>
  controls.flatMap((question) => {
    const { said } = say([question])
    const clears = said !== null && severity.indexOf(said) < severity.indexOf('case-by-case')
    return clears ? [] : `${said}: ${JSON.stringify(question)}`
  })
