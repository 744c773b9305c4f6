import type { Queue } from '../cases/queue.ts'
import { doubtful, fine, type Finding } from '../port/finding.ts'
import { ownChatOf } from '../port/incoming.ts'
import type { Platform } from '../port/platform.ts'
import type { Store } from '../store/store.ts'
import type { Check } from './run-check.ts'
import { counted } from './duration.ts'

/**
 * Checks that Licet would notice if somebody who is counsel answered their own question. If several
 * platforms run, each person who is counsel must have linked their accounts on them.
 */
export const counselAccountsCheck = (store: Store, queues: readonly Queue[], platforms: readonly Platform[]): Check => ({
  what: 'Own questions',
  mend: 'look at the database server',
  look: () => lookAtAccounts(store, queues, platforms),
})

const mend =
  'let each of them say link to Licet on both platforms; until then no one can tell a question that they asked there from anybody’s'

async function lookAtAccounts(store: Store, queues: readonly Queue[], platforms: readonly Platform[]): Promise<readonly Finding[]> {
  // A terminal is not counted: its only user says who they are.
  const names = platforms.filter(({ channel }) => channel === undefined).map(({ name }) => name)
  if (names.length < 2) return []
  const linked = await linksOf(store)
  // Queues with the same counsel get one line in the report.
  const alike = Map.groupBy(queues, ({ counsel }) => counsel.toSorted().join())
  const judged = [...alike.values()].flatMap((some) => judge(some, names, linked))
  return judged.length === 0 ? [fine('Own questions', 'all of counsel have linked their accounts')] : judged
}

/** For each linked account, the platforms on which its owner has further accounts. */
async function linksOf({ db }: Store): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db
    .selectFrom('accounts as one')
    .innerJoin('accounts as two', 'two.human', 'one.human')
    .select(['one.person as person', 'two.person as other'])
    .whereRef('one.person', '!=', 'two.person')
    .execute()
  const platforms = Map.groupBy(rows, ({ person }) => person)
  return new Map([...platforms].map(([person, others]) => [person, others.map(({ other }) => ownChatOf(other).platform)]))
}

/**
 * Makes the finding for queues that all have the same counsel. A group counts as not linked, because its
 * members cannot be listed here.
 */
function judge(queues: readonly Queue[], running: readonly string[], linked: ReadonlyMap<string, readonly string[]>): readonly Finding[] {
  const counsel = queues[0]?.counsel ?? []
  const isKnown = (member: string): boolean => {
    const others = running.filter((platform) => platform !== ownChatOf(member).platform)
    return others.every((platform) => linked.get(member)?.includes(platform) === true)
  }
  const unknown = counsel.filter((member) => !isKnown(member))
  if (unknown.length === 0) return []
  const shown = `${unknown.slice(0, 3).join(', ')}${unknown.length > 3 ? ` and ${counted(unknown.length - 3, 'other')}` : ''}`
  return [
    doubtful(
      `Own questions, ${queues.length === 1 ? 'queue' : 'queues'} ${queues.map(({ name }) => name).join(', ')}`,
      `${shown}: not linked on every platform that runs (${running.join(', ')})`,
      mend,
    ),
  ]
}
