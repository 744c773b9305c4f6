import { dayAfter } from '../engine/days.ts'
import type { Base } from '../knowledge/base.ts'
import { comingStates } from '../knowledge/coming-schema.ts'
import { listWords } from './words.ts'
import { dateWords } from '../port/date-words.ts'

/**
 * Something due on an ISO day: a change of the law (`law`), a day by which an editor must check something
 * (`look`), or sources due for review (`sources`). `isPast`: the day is over, but the knowledge still has
 * the entry.
 */
export type DueChange = { readonly day: string; readonly kind: 'law' | 'look' | 'sources'; readonly what: string; readonly isPast: boolean }

/**
 * Everything that is due, earliest day first: changes by rules and lists after the day `after`, and all entries of coming.yaml and all
 * reviews of sources, past ones included.
 */
export function dueChanges(base: Base, today: string, after = today): readonly DueChange[] {
  const all = [...ofRules(base, after), ...ofLists(base, after), ...ofCalendar(base), ...ofSources(base)]
  return all.map((one) => ({ ...one, isPast: one.day < today })).sort((a, b) => a.day.localeCompare(b.day) || order(a) - order(b))
}

type Dated = Omit<DueChange, 'isPast'>

const order = ({ kind }: DueChange): number => ['law', 'look', 'sources'].indexOf(kind)

const law = (day: string, what: string): Dated => ({ day, kind: 'law', what })

const ofRules = ({ rules }: Base, after: string): readonly Dated[] =>
  [...rules.values()].flatMap(({ title, effective: { from, until } }) => [
    ...(from > after ? [law(from, `begins: ${title}`)] : []),
    ...(until !== undefined && until >= after ? [law(dayAfter(until), `no longer: ${title}`)] : []),
  ])

const ofLists = ({ groups, countries }: Base, after: string): readonly Dated[] =>
  [...groups.values()].flatMap(({ name, members }) =>
    members.flatMap((member) => {
      if (typeof member === 'string') return []
      const country = countries.get(member.code)?.name ?? member.code
      const { since, until } = member
      return [
        ...(since !== undefined && since > after ? [law(since, `${country} comes on the list ${name}`)] : []),
        ...(until !== undefined && until >= after ? [law(dayAfter(until), `${country} leaves the list ${name}`)] : []),
      ]
    }),
  )

const ofCalendar = ({ coming }: Base): readonly Dated[] =>
  coming.flatMap(({ on, look, what, state }) => [
    ...(on === undefined ? [] : [law(on, `${comingStates[state]}: ${what}`)]),
    ...(look === undefined ? [] : [{ day: look, kind: 'look' as const, what: `look again (${comingStates[state]}): ${what}` }]),
  ])

function ofSources({ sources }: Base): readonly Dated[] {
  const due = [...sources.values()].filter(({ reviewBy }) => reviewBy !== undefined)
  return [...Map.groupBy(due, ({ reviewBy }) => reviewBy ?? '')].map(([day, some]) => ({
    day,
    kind: 'sources',
    what:
      `${some.length} ${some.length === 1 ? 'source' : 'sources'} to be read again: ` +
      listWords([...some.slice(0, 3).map(({ id }) => id), ...(some.length > 3 ? [`${some.length - 3} more`] : [])]),
  }))
}

/** One line for a reader: the day, whether it is past, and what is due. */
export const dueChangeLine = ({ day, what, kind, isPast }: DueChange): string =>
  `${dateWords(day)}${isPast ? (kind === 'law' ? ' (is past: see what came of it)' : ' (overdue)') : ''}: ${what}`
