import type { Base } from '../../knowledge/base.ts'
import { isCorrection, type Message } from '../message.ts'
import { answersOf, bandsOf } from './bands.ts'
import type { Reading } from '../reading.ts'
import type { OnlyFigure } from './quantities.ts'

/**
 * Reads a message that is only a figure as a new value of one of two quantities that are multiplied: after a
 * thrust and a burn time, "sorry, a hundred seconds" changes the impulse. If the message corrects nothing,
 * the earlier answer stays possible, too, so the verdict can only become stricter.
 */
export function withFactor(
  base: Base,
  message: Message,
  { facts, measured, possible }: Reading,
  now: Reading,
  figure: OnlyFigure,
): Reading {
  const { products, quantities } = base.language.quantities
  const isOfKind = (measure: string): boolean => quantities.some(({ is, of }) => is === measure && of === figure.kind)
  for (const { of, feeds, per = 1, from } of products)
    for (const [measure, other] of [of, of.toReversed()]) {
      const known = measured.find((one) => one.measure === other)
      if (measure === undefined || known === undefined || !isOfKind(measure)) continue
      const [low, high] = [(figure.low * known.low) / per, (figure.high * known.high) / per]
      if (from !== undefined && low < from) continue
      const before = isCorrection(message) ? [] : [facts[feeds] ?? [], possible[feeds] ?? []].flat()
      const is = new Set([...before, ...bandsOf(base, feeds, low, from === undefined ? high : Number.POSITIVE_INFINITY, figure.open)])
      const answers = answersOf(base, feeds).filter((value) => is.has(value))
      const [only, another] = answers
      const told = { ...now, measured: [...now.measured, { measure, low: figure.low, high: figure.high }] }
      if (only === undefined) return now
      return another === undefined
        ? { ...told, facts: { ...now.facts, [feeds]: only } }
        : { ...told, possible: { ...now.possible, [feeds]: answers } }
    }
  return now
}
