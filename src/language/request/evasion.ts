import type { Base } from '../../knowledge/base.ts'
import type { Offence } from '../../knowledge/language.ts'
import type { Message } from '../message.ts'
import { beginsSentence } from '../patterns/match.ts'

/** A request for help to deceive, or a plan to: which offence it is, and the words that were taken so, as typed. */
export type Evasion = { readonly offence: string; readonly typed: string }

/** Words of a message; `to` is exclusive. */
type Stretch = { readonly from: number; readonly to: number }

/** The first offence of knowledge/language/evasion.yaml that a message holds. */
export function evasionIn({ language }: Base, message: Message): Evasion | undefined {
  if (message.marks.any('asks-as-rule')) return undefined
  for (const offence of language.offences) {
    if (!offence.done.some((mark) => message.marks.any(mark))) continue
    const columns = columnsOf(offence)
    for (const stretch of stretchesFor(offence, message)) {
      const found = columns.map((names) => firstIn(message, stretch, names))
      if (found.every((one) => one !== undefined)) return { offence: offence.offence, typed: quoted(message, found) }
    }
  }
  return undefined
}

const columnsOf = ({ done, to, 'so-that': soThat }: Offence): ReadonlyArray<readonly string[]> =>
  [done, to, soThat].filter((column) => column !== undefined)

function stretchesFor({ within }: Offence, { tokens }: Message): readonly Stretch[] {
  const starts = within === 'message' ? [0] : tokens.flatMap((token, at) => (at === 0 || beginsSentence(token) ? [at] : []))
  return starts.map((from, index) => ({ from, to: starts[index + 1] ?? tokens.length }))
}

/** The first words of a stretch that have one of the marks, or are of one of the classes, and are meant. */
function firstIn(message: Message, { from, to }: Stretch, names: readonly string[]): Stretch | undefined {
  for (let at = from; at < to; at++) {
    const end = endOf(message, at, names)
    if (end !== undefined && isMeant(message, at) && !cutsName(message, at, end)) return { from: at, to: Math.min(end, to) }
  }
  return undefined
}

function endOf({ marks, classes, tokens }: Message, at: number, names: readonly string[]): number | undefined {
  const word = classes[at]?.find(({ name }) => names.includes(name))
  if (word !== undefined) return word.to
  const mark = names.find((name) => marks.has(at, name))
  if (mark === undefined) return undefined
  let end = at + 1
  while (end < tokens.length && marks.has(end, mark)) end++
  return end
}

/** Not what is declined, prevented or asked about as a rule; and what others are told of only where the asker wants it, too. */
const isMeant = ({ marks }: Message, at: number): boolean => !marks.has(at, 'averted') && (!marks.has(at, 'told') || marks.any('wanted'))

/** "The decoy drone", "Cook Islands": words that end inside the name of a thing or place, or begin there, are part of it. */
const cutsName = ({ mentions }: Message, from: number, to: number): boolean =>
  mentions.some(
    (name) =>
      ((name.from < to && to < name.to) || (name.from < from && from < name.to)) && name.meanings.some(({ kind }) => kind !== 'words'),
  )

/** Words that stand so near each other are quoted as one. */
const near = 6

function quoted({ text, tokens }: Message, found: readonly Stretch[]): string {
  const parts: Stretch[] = []
  for (const one of found.toSorted((a, b) => a.from - b.from)) {
    const last = parts.at(-1)
    if (last !== undefined && one.from - last.to <= near) parts[parts.length - 1] = { from: last.from, to: Math.max(last.to, one.to) }
    else parts.push(one)
  }
  return parts.map(({ from, to }) => text.slice(tokens[from]?.start, tokens[to - 1]?.end)).join(' … ')
}
