import type { ItemReading } from '../reading.ts'
import { canonical } from '../text/tokens.ts'

/** Whether the words typed for an item are all in the name of an entry: "turbine engines" in "small gas turbine engine of ECCN 9A101". */
export const isNamedIn = ({ typed }: ItemReading, { name }: ItemReading): boolean => {
  const words = name.split(' ').map(canonical)
  return typed.split(' ').every((word) => words.includes(canonical(word)))
}
