import type { Message } from '../message.ts'
import type { Reading } from '../reading.ts'

/** Each fact whose earlier figure a message denies, with the number as typed: "180" for "The range is not 180 km". */
export const figuresUnsaid = ({ tokens, marks }: Message, { figures }: Reading): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(figures).flatMap(([fact, typed]) => {
      const number = typed.split(' ').find((word) => word[0] !== undefined && word[0] >= '0' && word[0] <= '9')
      const isUnsaid = tokens.some((one, at) => one.typed === number && marks.has(at, 'unsaid'))
      return number !== undefined && isUnsaid ? [[fact, number] as const] : []
    }),
  )
