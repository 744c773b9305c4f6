import type { Settings } from '../config.ts'
import type { ChatReply } from '../port/reply.ts'
import { starters } from './starters.ts'

/** Where Licet introduces itself. `isAlone`: in a person's own chat. `desks`: the names of the queues whose desk is this place. */
export type FirstPlace = { readonly isAlone: boolean; readonly desks: readonly string[] }

/**
 * The introduction that is sent once to the place where Licet was added: what it does, what it stores, and
 * three things to try.
 */
export const firstWords = ({ retention }: Pick<Settings, 'retention'>, { isAlone, desks }: FirstPlace): ChatReply => ({
  tone: 'neutral',
  title: 'Licet is here',
  blocks: [
    {
      kind: 'text',
      text:
        'I answer missile-technology export questions from written rules, with their sources. No language ' +
        'model decides anything, and none of it is legal advice. What the rules do not settle goes to your ' +
        'own counsel, and their answer comes back.',
    },
    ...(desks.length === 0
      ? []
      : [
          {
            kind: 'text' as const,
            text: `This is the desk of ${desks.join(' and of ')}: what people take to counsel comes here, as cases.`,
          },
        ]),
    {
      kind: 'list',
      title: isAlone ? 'Three things to try' : 'Three things to try: mention me, and write',
      items: starters.slice(0, 3).map(({ message }) => message),
    },
    {
      kind: 'text',
      text:
        'I keep what you ask me, what I answer, who asked, where and when; answers for ' +
        `${span(retention.answer)}. What neither speaks to me nor answers me I do not keep. Please send me ` +
        'no technical data. Write help for more.',
    },
  ],
  actions: [],
})

/**
 * A number of days in words: "90 days". A whole number of years (within a week) is given in years: "5
 * years".
 */
function span(days: number): string {
  const years = Math.round(days / 365.25)
  const isWhole = years > 0 && Math.abs(days - years * 365.25) <= 7
  const count = isWhole ? years : days
  return `${count} ${isWhole ? 'year' : 'day'}${count === 1 ? '' : 's'}`
}
