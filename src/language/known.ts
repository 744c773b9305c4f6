import type { Items } from './items.ts'
import type { ItemReading } from './reading.ts'
import { goesOf, hasNeighbor, head, isInList, isJoined, runsOf, type Found, type Run } from './things.ts'

/**
 * What know-how is of, and what goes beside it. "Stage drawings and igniters": drawings of the stage, and igniters. Where
 * the words do not say what it is of ("tooling and know-how"), it may be of each thing. What stands in a list with others
 * and is not what the know-how is of goes itself; a facility or its tooling does so in any doubt.
 */
export function readKnown(
  about: ItemReading,
  knows: readonly Found[],
  hardware: readonly Found[],
  text: string,
): Pick<Items, 'item' | 'article' | 'also'> {
  const runs = runsOf(hardware, knows, text)
  const lists = knows.map((know) => listOf(know, knows, runs, text))
  const isUnsaid = lists.every((list) => list.length === 0)
  const known = isUnsaid ? runs : [...new Set(lists.flat())]
  const all = [...knows, ...hardware].toSorted((a, b) => a.start - b.start)
  const isLoose = isUnsaid && knows.some((know) => hasNeighbor([know], all, text))
  const gone = runs.filter((run) =>
    isUnsaid || !known.includes(run) ? run.some(isFacility) || isInList(run, all, text) : isDoubtful(run, lists, text),
  )
  const of = known.flatMap((run) => (isLoose ? run.map(({ reading }) => reading) : mainOf(run, text, knows)))
  const [article, ...others] = inOrder(of, head(hardware)?.reading)
  return {
    item: about,
    article,
    also: [
      ...others.map((one) => ({ item: about, article: one })),
      ...gone.flatMap((run) => goesOf(run, text)).map((item) => ({ item, article: undefined })),
    ],
  }
}

/** The runs that know-how is said to be of: a list behind a preposition, the thing before it, or those of know-how in one list with it. */
function listOf(know: Found, knows: readonly Found[], runs: readonly Run[], text: string): readonly Run[] {
  const own = directList(know, knows, runs, text)
  if (own.length > 0) return own
  const index = knows.indexOf(know)
  const neighbors = [knows[index + 1], knows[index - 1]].filter((other) => other !== undefined && isJoined(know, other, text))
  return neighbors.map((other) => (other === undefined ? [] : directList(other, knows, runs, text))).find((list) => list.length > 0) ?? []
}

function directList(know: Found, knows: readonly Found[], runs: readonly Run[], text: string): readonly Run[] {
  const next = runs.findIndex(([first]) => first !== undefined && first.start >= know.end)
  const first = runs[next]?.[0]
  const isNext = first !== undefined && !knows.some(({ start }) => start >= know.end && start < first.start)
  if (isNext && leads.test(text.slice(know.end, first.start))) return listFrom(next, runs, text)
  const before = runs.findLast((run) => (run.at(-1)?.end ?? Infinity) <= know.start)
  return before !== undefined && compound.test(text.slice(before.at(-1)?.end, know.start)) ? [before] : []
}

/** "Drawings of the stage, the fairing and the igniters": all of one list. */
function listFrom(from: number, runs: readonly Run[], text: string): readonly Run[] {
  const rest = runs.slice(from)
  const end = rest.findIndex((run, index) => index > 0 && !isJoined(rest[index - 1]?.at(-1), run[0], text))
  return end === -1 ? rest : rest.slice(0, end)
}

/** What leads from know-how to what it is of: a preposition, and a few words that join nothing. */
const leads =
  /\b(?:of|for|on|about|regarding|concerning|covering|to (?:run|use|operate|maintain|repair|build|make|design|develop|assemble|test))\s+(?:(?!(?:and|or|plus|with|including)\b)[\w'’()-]+\s+){0,4}$/i
/** "Tooling drawings", "tooling design drawings": the thing before know-how. */
const compound = /^(?:'s)?(?:[\s-]+(?!(?:and|or|plus|with|including|for|to|of|in|on|at|from|by|our|the|its|their)\b)\w+){0,2}[\s-]*$/i

/** In a list behind a preposition: a facility that is not its first, or what a verb sends. */
function isDoubtful(run: Run, lists: ReadonlyArray<readonly Run[]>, text: string): boolean {
  return lists.some((list) => {
    const before = list[list.indexOf(run) - 1]?.at(-1)
    return before !== undefined && (run.some(isFacility) || sending.test(text.slice(before.end, run[0]?.start)))
  })
}

const isFacility = ({ reading }: Found): boolean => reading.level === 'facility'
const sending = /\b(?:ship|send|sell|export|deliver|provide)\b/i

/** What a run is about: its smallest thing; the thing that it begins with, where more than a compound follows; and the thing that know-how follows at once. */
function mainOf(run: Run, text: string, knows: readonly Found[]): readonly ItemReading[] {
  const end = run.findIndex((one, index) => index > 0 && !/^(?:'s)?[\s-]*$/.test(text.slice(run[index - 1]?.end, one.start)))
  const first = head(run.slice(0, end === -1 ? run.length : end))
  const last = run.at(-1)
  const followed = knows.some(({ start }) => last !== undefined && start >= last.end && compound.test(text.slice(last.end, start)))
  const others = [first, followed ? last : undefined].flatMap((one) => (one === undefined ? [] : [one.reading]))
  return [...goesOf(run, text), ...others]
}

/** Each once; what the whole question is about first. */
const inOrder = (articles: readonly ItemReading[], main: ItemReading | undefined): readonly ItemReading[] => {
  const isFirst = (one: ItemReading): number => Number(one === main || one.entry !== undefined)
  return [...new Set(articles)].toSorted((a, b) => isFirst(b) - isFirst(a))
}
