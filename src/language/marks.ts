import type { Placed } from './entries.ts'
import type { ItemReading } from './reading.ts'
import { gravity, type Found } from './things.ts'

/**
 * What is said to be on the Munitions List without a paragraph ("an ITAR-controlled IMU", "USML Category XII gyros"). The
 * thing nearest in its sentence is then only what that list has of it; where none is named, something of the list goes.
 */
export function withMarks(things: readonly Found[], marks: readonly Placed[], text: string): readonly Found[] {
  return marks.reduce<readonly Found[]>((known, mark) => {
    const thing = nearest(known, mark, text)
    if (thing === undefined) return [...known, { ...mark, part: 'goes' as const }].toSorted((a, b) => a.start - b.start)
    return known.map((one) => (one === thing ? { ...one, reading: onList(one.reading, mark.reading) } : one))
  }, things)
}

function nearest(things: readonly Found[], mark: Placed, text: string): Found | undefined {
  const gap = ({ start, end }: Found): string => (end <= mark.start ? text.slice(end, mark.start) : text.slice(mark.end, start))
  const inSentence = things.filter((one) => !/[.?!;\n]/.test(gap(one)))
  return inSentence.toSorted((a, b) => gap(a).length - gap(b).length)[0]
}

/** The part of a thing's classes that the Munitions List has; where that is none, what the mark says. */
function onList(thing: ItemReading, mark: ItemReading): ItemReading {
  const lands = thing.lands.filter((landing) => gravity([landing]) > 0)
  const last = lands.at(-1)
  if (last === undefined) return { ...mark, level: thing.level, typed: thing.typed }
  return lands.length === thing.lands.length ? thing : { ...thing, lands: [...lands.slice(0, -1), { class: last.class }] }
}
