import type { Case } from '../cases/case.ts'
import { composePacket, composeStatus } from '../cases/compose.ts'
import { composeCases, composeHistory, type HistoryLine } from '../cases/lists.ts'
import { isMember } from '../cases/queue.ts'
import { worksAtDesk } from '../cases/roles.ts'
import { idsOf } from '../reply/incoming.ts'
import { refuseUnknown, see } from './casework.ts'
import { saying, type Heard, type Parts, type Plan } from './parts.ts'

/** The queue for those at a desk; their own cases for everyone else. */
export async function planList(parts: Parts, heard: Heard): Promise<Plan> {
  const { queues } = parts.settings
  const cases = worksAtDesk(queues, heard.person) ? await casesOfDesk(parts, heard) : await casesOfAsker(parts, heard)
  return saying(heard, composeCases(worksAtDesk(queues, heard.person) ? 'The queue' : 'Your cases', cases, queues, heard.now))
}

/** The cases that a person asked for under any of their accounts, newest first. */
export async function casesOfAsker({ store }: Parts, { person }: Heard): Promise<readonly Case[]> {
  const rows = await store.db
    .selectFrom('cases')
    .select('body')
    .where('asker', 'in', idsOf(person))
    .orderBy('number', 'desc')
    .limit(100)
    .execute()
  return rows.map(({ body }) => JSON.parse(body) as Case)
}

/** The cases of a person's desks that are not closed, oldest first. A queue that the settings no longer name has no counsel: every desk sees its cases, and nobody can act on them. */
export async function casesOfDesk({ store, settings: { queues } }: Parts, { person }: Heard): Promise<readonly Case[]> {
  const theirs = queues.filter(({ counsel, leads }) => isMember([...counsel, ...leads], person)).map(({ id }) => id)
  const all = queues.map(({ id }) => id)
  const rows = await store.db
    .selectFrom('cases')
    .select('body')
    .where('state', '!=', 'closed')
    .where((row) => row.or([row('queue', 'in', theirs), row('queue', 'not in', all)]))
    .orderBy('number')
    .limit(100)
    .execute()
  return rows.map(({ body }) => JSON.parse(body) as Case)
}

/** One case: the packet and its whole history for counsel, the status for its asker, nothing for others. */
export async function planShow(parts: Parts, heard: Heard, of: string | undefined): Promise<Plan> {
  const seen = await see(parts, heard.person, of, heard.now)
  if (seen === undefined || seen.roles.length === 0) return refuseUnknown(heard, of, 'show-case')
  const { one, queue, brief, remark, roles } = seen
  const isAsker = roles.includes('asker')
  const history = await historyOf(parts, one.number, isAsker)
  const { isLive: _card, ...reply } = isAsker ? composeStatus(one, queue, heard.now) : composePacket(one, queue, brief, remark, heard.now)
  // What happened is what the card does not have: it stands before all that the card has, too.
  const [status = [], ...card] = reply.blocks
  return saying(heard, { ...reply, blocks: [status, composeHistory(history, queue.hours.zone), ...card].flat() })
}

async function historyOf({ store }: Parts, number: number, isAsker: boolean): Promise<readonly HistoryLine[]> {
  const rows = await store.db
    .selectFrom('record')
    .leftJoin('record_text', 'record_text.id', 'record.id')
    .select(['record.at', 'record.kind', 'record.body', 'record_text.words'])
    .where('record.case_number', '=', number)
    .where('record.kind', '=', 'act')
    .orderBy('record.seq')
    .execute()
  return rows.flatMap(({ at, body, words }) => {
    const { act } = JSON.parse(body) as { readonly act: string }
    const said = words === null ? undefined : (JSON.parse(words) as { readonly person: { readonly name: string }; readonly text?: string })
    return isAsker && act === 'note'
      ? []
      : [{ at, act, who: said?.person.name ?? 'erased', text: said === undefined ? 'words erased' : said.text }]
  })
}
