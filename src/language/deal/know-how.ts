import type { Base } from '../../knowledge/base.ts'
import { lastJoin, signsIn, spansIn, type Message } from '../message.ts'
import type { ItemReading, Reading } from '../reading.ts'
import { itemsOfRun, hasNeighbor, innermost, isInList, isJoined, runsOf, type PlacedItem, type Run } from './coordination.ts'

/**
 * Reads which items the know-how (data or services) is about, and which items are handed over themselves. In
 * "stage drawings and igniters" the drawings are about the stage, and the igniters are handed over. If the
 * words do not say ("tooling and know-how"), the know-how is possibly about each item. If several items are listed
 * side by side, those that no know-how is about are handed over. In doubt a facility is handed over, too,
 * because that can only make the answer stricter.
 */
export function readKnowHow(
  base: Base,
  about: ItemReading,
  knows: readonly PlacedItem[],
  hardware: readonly PlacedItem[],
  message: Message,
): Pick<Reading, 'item' | 'article' | 'also'> {
  const runs = runsOf(hardware, knows, message)
  const lists = knows.map((know) => listOf(know, knows, runs, message))
  const isUnsaid = lists.every((list) => list.length === 0)
  const known = isUnsaid ? runs : [...new Set(lists.flat())]
  const all = [...knows, ...hardware].toSorted((a, b) => a.from - b.from)
  const isLoose = isUnsaid && knows.some((know) => hasNeighbor([know], all, message))
  const gone = runs.filter((run) =>
    isUnsaid || !known.includes(run) ? run.some(isFacility) || isInList(run, all, message) : isDoubtful(run, lists, message),
  )
  const of = known.flatMap((run) => (isLoose ? run.map(({ reading }) => reading) : mainOf(base, run, message, knows)))
  const [article, ...others] = inOrder(of, innermost(hardware)?.reading)
  return {
    item: about,
    article,
    also: [
      ...others.map((one) => ({ item: about, article: one })),
      ...gone.flatMap((run) => itemsOfRun(base, run, message)).map((item) => ({ item, article: undefined })),
    ],
  }
}

/**
 * The runs of items that know-how is about: the list after a preposition, or the run right before the
 * know-how ("stage drawings"). If the know-how has neither, the runs of other know-how that is joined to it
 * ("drawings and data of the stage").
 */
function listOf(know: PlacedItem, knows: readonly PlacedItem[], runs: readonly Run[], message: Message): readonly Run[] {
  const own = directList(know, knows, runs, message)
  if (own.length > 0) return own
  const index = knows.indexOf(know)
  const neighbors = [knows[index + 1], knows[index - 1]].filter((other) => other !== undefined && isJoined(know, other, message))
  return (
    neighbors.map((other) => (other === undefined ? [] : directList(other, knows, runs, message))).find((list) => list.length > 0) ?? []
  )
}

function directList(know: PlacedItem, knows: readonly PlacedItem[], runs: readonly Run[], message: Message): readonly Run[] {
  const next = runs.findIndex(([first]) => first !== undefined && first.from >= know.to)
  const first = runs[next]?.[0]
  const isNext = first !== undefined && !knows.some(({ from }) => from >= know.to && from < first.from)
  if (isNext && isLedTo(message, know.to, first.from)) return listFrom(next, runs, message)
  const before = runs.findLast((run) => (run.at(-1)?.to ?? Infinity) <= know.from)
  return before !== undefined && isCompound(message, before.at(-1)?.to ?? 0, know.from) ? [before] : []
}

/** The runs that form one list, beginning at `from`: "Drawings of the stage, the fairing and the igniters". */
function listFrom(from: number, runs: readonly Run[], message: Message): readonly Run[] {
  const rest = runs.slice(from)
  const end = rest.findIndex((run, index) => index > 0 && !isJoined(rest[index - 1]?.at(-1), run[0], message))
  return end === -1 ? rest : rest.slice(0, end)
}

/**
 * Whether a preposition leads from know-how to an item: "drawings of the stage". Only a few words come
 * between, and none of them is a joining word.
 */
function isLedTo(message: Message, from: number, to: number): boolean {
  for (let at = to - 1; at >= Math.max(from, to - 6); at--) {
    const lead = message.classes[at]?.find(({ name, to: end }) => name === 'about' && end <= to && to - end <= 4)
    if (lead !== undefined && !spansIn(message, lead.to, to, 'joining') && !signsIn(message, lead.to, to, /[^-'’()]/)) return true
  }
  return false
}

/**
 * Whether an item is right before know-how, as in a compound: "Tooling drawings", "tooling design drawings".
 */
const isCompound = (message: Message, from: number, to: number): boolean =>
  to - from <= 2 &&
  lastJoin(message, from, to) === undefined &&
  !spansIn(message, from, to, 'not-compound') &&
  !signsIn(message, from, to + 1, /[^-']/)

/**
 * Whether a run in a list that know-how is about is possibly also handed over itself: a facility that is not
 * first in the list, or an item after a verb of sending.
 */
function isDoubtful(run: Run, lists: ReadonlyArray<readonly Run[]>, message: Message): boolean {
  return lists.some((list) => {
    const before = list[list.indexOf(run) - 1]?.at(-1)
    return before !== undefined && (run.some(isFacility) || spansIn(message, before.to, run[0]?.from ?? 0, 'sending'))
  })
}

const isFacility = ({ reading }: PlacedItem): boolean => reading.level === 'facility'

/**
 * The items of a run that know-how is possibly about: those that would be handed over, the narrowest item of
 * the first compound, and the item right before the know-how ("tooling" in "tooling drawings").
 */
function mainOf(base: Base, run: Run, message: Message, knows: readonly PlacedItem[]): readonly ItemReading[] {
  const end = run.findIndex(
    (one, index) => index > 0 && (one.from > (run[index - 1]?.to ?? 0) || signsIn(message, one.from, one.from + 1, /[^-']/)),
  )
  const first = innermost(run.slice(0, end === -1 ? run.length : end))
  const last = run.at(-1)
  const followed = knows.some(({ from }) => last !== undefined && from >= last.to && isCompound(message, last.to, from))
  const others = [first, followed ? last : undefined].flatMap((one) => (one === undefined ? [] : [one.reading]))
  return [...itemsOfRun(base, run, message), ...others]
}

/** Each article once. The main item of the question and items with quoted entries come first. */
const inOrder = (articles: readonly ItemReading[], main: ItemReading | undefined): readonly ItemReading[] => {
  const isFirst = (one: ItemReading): number => Number(one === main || one.entry !== undefined)
  return [...new Set(articles)].toSorted((a, b) => isFirst(b) - isFirst(a))
}
