import type { FactWords } from '../../knowledge/fact-names.ts'
import type { Base } from '../../knowledge/base.ts'
import type { QuantitiesData } from '../../knowledge/quantities-schema.ts'
import type { Quantity } from './quantities.ts'
import { answersOf, bandsOf } from './bands.ts'
import type { LooseFigure, Note } from '../reading.ts'

/**
 * The answers of facts that the figures of a message give. A fact is in `bands` if one answer is left,
 * and in `possible` if several are.
 */
export type FigureFacts = {
  readonly bands: Readonly<FactWords>
  readonly possible: Readonly<Record<string, readonly string[]>>
  /** For each fact, the last figure of the message that states it, as typed. */
  readonly figures: Readonly<Record<string, string>>
  /**
   * Quantities that state a fact only together with another quantity: a thrust needs a burn time, which can
   * come in a later message.
   */
  readonly measured: readonly LooseFigure[]
  readonly notes: readonly Note[]
}

/** Collects the answers of facts that figures give, and turns them into {@link FigureFacts}. */
export function createFigureFacts(base: Base) {
  const data = base.language.quantities
  const bands = new Map<string, readonly string[]>()
  const typedOf = new Map<string, readonly string[]>()
  const notes: Note[] = []
  const computed = new Set<string>()
  const put = (fact: string, low: number, high: number, open = false): void => {
    const answers = [...new Set([...(bands.get(fact) ?? []), ...bandsOf(base, fact, low, high, open)])]
    if (answers.length > 0) bands.set(fact, answers)
  }
  const figure = (fact: string, { low, high, open, typed }: Pick<Quantity, 'low' | 'high' | 'open' | 'typed'>): void => {
    put(fact, low, high, open)
    typedOf.set(fact, [...(typedOf.get(fact) ?? []), typed])
  }
  const quantity = (one: Quantity): void => {
    const { measure, low, high, typed } = one
    const { feeds, note } = data.quantities.find(({ is }) => is === measure) ?? {}
    if (feeds !== undefined) figure(feeds, one)
    if (measure === data.orbit.quantity) {
      for (const [fact, from] of Object.entries(data.orbit.reaches)) put(fact, from, Number.POSITIVE_INFINITY)
      if (low >= data.orbit.from) put(data.orbit.feeds, low, high)
      else notes.push({ kind: 'orbit-payload', typed })
    } else if (note !== undefined) notes.push({ kind: note, typed })
  }
  return {
    put,
    figure,
    quantity,
    has: (fact: string): boolean => bands.has(fact),
    /**
     * Multiplies two quantities (e.g. thrust and burn time) and adds the result to its fact, if both
     * quantities are given. A product with a `from` counts only if it is at least that, and then as a least
     * value.
     */
    product: ({ of: [one, other], feeds, per = 1, from }: QuantitiesData['products'][number], all: readonly LooseFigure[]): void => {
      const [first, second] = [all.find(({ measure }) => measure === one), all.find(({ measure }) => measure === other)]
      if (first === undefined || second === undefined) return
      const low = (first.low * second.low) / per
      computed.add(feeds)
      if (from === undefined) put(feeds, low, (first.high * second.high) / per)
      else if (low >= from) put(feeds, low, Number.POSITIVE_INFINITY)
    },
    /** Adds all higher answers of a fact, because the figure given is only the least value. */
    least: (fact: string): void => {
      const answers = answersOf(base, fact)
      const first = answers.findIndex((value) => bands.get(fact)?.includes(value))
      if (first >= 0) bands.set(fact, answers.slice(first))
    },
    /** Settles facts at their highest answers if two figures that belong together prove both: a load, and how far it is carried. */
    proven: (load: Quantity, over: Quantity): void => {
      const highest = [load, over].map(({ measure, low, high, open }) => {
        const only = bandsOf(base, measure, low, high, open)
        return only.length === 1 && only[0] === answersOf(base, measure).at(-1) ? ([measure, only] as const) : undefined
      })
      if (!highest.includes(undefined)) for (const one of highest) if (one !== undefined) bands.set(...one)
    },
    /**
     * Leaves a fact open if its figure is said not to be known. Does nothing if two other figures already
     * give its highest answer: a thrust of 30 kN for 40 s.
     */
    unknown: (fact: string): void => {
      const highest = base.facts.get(fact)?.answers?.at(-1)?.value
      const isHighest = computed.has(fact) && bands.get(fact)?.every((answer) => answer === highest) === true
      if (!isHighest) put(fact, 0, Number.POSITIVE_INFINITY)
    },
    facts: (): Omit<FigureFacts, 'measured'> => ({
      ...byAnswers(bands),
      figures: lastTyped(typedOf),
      notes: [...notes, ...several(bands, typedOf)],
    }),
  }
}

/** One note for each fact of which the message has several figures, if these leave more than one answer possible. */
const several = (bands: ReadonlyMap<string, readonly string[]>, typedOf: ReadonlyMap<string, readonly string[]>): readonly Note[] =>
  [...typedOf].flatMap(([fact, [typed = '', ...others]]): Note[] =>
    others.length > 0 && (bands.get(fact)?.length ?? 0) > 1 ? [{ kind: 'several', typed, others }] : [],
  )

/** The facts with one answer (`bands`), and those with several (`possible`). */
const byAnswers = (bands: ReadonlyMap<string, readonly string[]>): Pick<FigureFacts, 'bands' | 'possible'> => ({
  bands: Object.fromEntries(
    [...bands].flatMap(([fact, [only, other]]) => (only === undefined || other !== undefined ? [] : [[fact, only]])),
  ),
  possible: Object.fromEntries([...bands].filter(([, answers]) => answers.length > 1)),
})

const lastTyped = (typedOf: ReadonlyMap<string, readonly string[]>): FigureFacts['figures'] =>
  Object.fromEntries([...typedOf].flatMap(([fact, typed]) => typed.slice(-1).map((last) => [fact, last])))
