import { talk } from '../licet.ts'
import { besideCells } from './beside.ts'
import { mentionedCells } from './mentioned.ts'
import type { Cell, Outcome, Speaker } from './probe.ts'
import { trapsCells } from './traps.ts'

/** A kind of probes, and how many of them `npm test` takes. */
export type Kind = { readonly name: string; readonly cells: readonly Cell[]; readonly sample: number }

export const kinds: readonly Kind[] = [
  { name: 'an entry beside the item', cells: besideCells, sample: 700 },
  { name: 'a part only mentioned', cells: mentionedCells, sample: 700 },
  { name: 'clearing traps', cells: trapsCells, sample: 700 },
]

export const outcomes: readonly Outcome[] = ['same or stricter', 'a question instead', 'milder']

/** What the product says to a conversation. */
export const say: Speaker = (messages) => talk(...messages).verdict
