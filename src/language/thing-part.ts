import { isMarked, type Message, type Thing } from './message.ts'

/**
 * What part a thing that is named plays in a deal: it `goes`; it is `away` ("a stage without its igniter", "instead of a stage");
 * or it is `beside`, and only says what another thing is for, or who deals in it ("valves for a launcher", "our rocket company").
 */
export type Part = 'goes' | 'beside' | 'away'

/** The part that a thing plays. What is not understood goes: one thing too many only makes an answer stricter. */
export function partOf(message: Pick<Message, 'tokens' | 'things' | 'entries' | 'marks'>, { mention, reading }: Thing): Part {
  const is = (mark: string): boolean => isMarked(message, mention, mark)
  const isWorkplace = is('place-of-work') && (reading.level === 'facility' || reading.source.id === 'launch-equipment')
  if (isWorkplace || is('denied') || is('replaced') || is('background')) return 'away'
  return is('compound') || is('of-trade') || (is('for-another') && !isFirst(message, mention.from)) ? 'beside' : 'goes'
}

/** Whether nothing is named or quoted before: then it is no other thing's purpose. */
const isFirst = ({ tokens, things, entries }: Pick<Message, 'tokens' | 'things' | 'entries'>, from: number): boolean =>
  !things.some(({ mention }) => mention.to <= from) && !entries.some(({ end }) => end <= (tokens[from]?.start ?? 0))
