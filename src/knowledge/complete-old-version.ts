import type { FactEntry } from './fact-schema.ts'
import type { Language } from './language-schema.ts'
import type { ItemClass } from './schema.ts'

/**
 * Marks the files as an old version of the knowledge, kept so that its answers can be decided again. Such a
 * version can lack files and keys that were introduced later; how people speak, and what is said of the
 * answers of facts and of the classes of items, is then taken from `spare`, the knowledge of this program.
 */
export type OldVersion = {
  readonly spare: {
    readonly language: Language
    readonly facts: ReadonlyMap<string, FactEntry>
    readonly classes: ReadonlyMap<string, ItemClass>
  }
}

/**
 * Completes the facts of a kept version that does not say yet which answers are mild: with what this program's
 * knowledge says of the answers that the version has.
 */
export function withSpareFacts(own: readonly FactEntry[], kept: OldVersion | undefined): readonly FactEntry[] {
  if (kept === undefined || own.some(({ mild }) => mild !== undefined)) return own
  return own.map((fact): FactEntry => {
    const { mild, stops, strictest, stricter, answers = [] } = kept.spare.facts.get(fact.id) ?? {}
    const byOf = new Map(answers.map(({ value, by }) => [value, by]))
    return { ...fact, mild, stops, strictest, stricter, answers: fact.answers?.map((one) => ({ ...one, by: byOf.get(one.value) })) }
  })
}

/**
 * Completes the classes of a kept version that does not say yet what "civil" means for an item and which classes
 * are technology, may be EAR99 or imply answers of facts.
 */
export function withSpareClasses(own: readonly ItemClass[], kept: OldVersion | undefined): readonly ItemClass[] {
  if (kept === undefined || own.some(({ civilMeans }) => civilMeans !== undefined)) return own
  return own.map((one): ItemClass => {
    const { civilMeans, technology, mayBeEar99, implies } = kept.spare.classes.get(one.id) ?? {}
    return { ...one, civilMeans, technology, mayBeEar99, implies }
  })
}

type Spoken = Pick<Language, 'classes' | 'marks' | 'offences' | 'signs'>

/**
 * Completes the language of a kept version: with the classes that it lacks, because the program itself asks
 * for some. A version that has no `signs` yet also gets those of this program's knowledge, the marks that it
 * lacks, and the offences if it has none.
 */
export function withSpareLanguage(own: Spoken, kept: OldVersion | undefined): Spoken {
  if (kept === undefined) return own
  const { classes, marks, offences, signs } = kept.spare.language
  const [ownClasses, ownMarks] = [new Set(own.classes.map((one) => one.class)), new Set(own.marks.map(({ mark }) => mark))]
  const completed = { ...own, classes: [...own.classes, ...classes.filter((one) => !ownClasses.has(one.class))] }
  if (own.signs.length > 0) return completed
  return {
    ...completed,
    marks: [...own.marks, ...marks.filter(({ mark }) => !ownMarks.has(mark))],
    offences: own.offences.length > 0 ? own.offences : offences,
    signs,
  }
}
