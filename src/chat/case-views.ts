import type { Case } from '../cases/case.ts'
import { composeCases, composeHistory, composePacket, composeStatus, type HistoryLine } from '../cases/compose.ts'
import { isMember } from '../cases/queue.ts'
import { worksAtDesk } from '../cases/roles.ts'
import type { ChatReply } from '../reply/reply.ts'
import { refuseUnknown, see } from './casework.ts'
import { saying, type Heard, type Parts, type Plan } from './parts.ts'

/** The queue for those at a desk; their own cases for everyone else. */
export const planList = async (parts: Parts, heard: Heard): Promise<Plan> => saying(heard, await composeList(parts, heard))

/** The same, as a page of its own. */
export const planHome = async (parts: Parts, heard: Heard): Promise<Plan> => ({ home: await composeList(parts, heard) })

async function composeList(parts: Parts, heard: Heard): Promise<ChatReply> {
  const { queues } = parts.settings
  const atDesk = worksAtDesk(queues, heard.person)
  const theirs = queues.filter(({ counsel, leads }) => isMember([...counsel, ...leads], heard.person)).map(({ id }) => id)
  const all = queues.map(({ id }) => id)
  // A queue that the settings no longer name has no counsel: every desk sees its cases, and nobody can act on them.
  const ofDesk = parts.store.db
    .selectFrom('cases')
    .select('body')
    .where('state', '!=', 'closed')
    .where((row) => row.or([row('queue', 'in', theirs), row('queue', 'not in', all)]))
    .orderBy('number')
  const ofAsker = parts.store.db.selectFrom('cases').select('body').where('asker', '=', heard.person.id).orderBy('number', 'desc')
  const rows = await (atDesk ? ofDesk : ofAsker).limit(100).execute()
  const cases = rows.map(({ body }) => JSON.parse(body) as Case)
  return composeCases(atDesk ? 'The queue' : 'Your cases', cases, queues, heard.now)
}

/** One case: the packet and its whole history for counsel, the status for its asker, nothing for others. */
export async function planShow(parts: Parts, heard: Heard, of: string | undefined): Promise<Plan> {
  const seen = await see(parts, heard.person, of, heard.now)
  if (seen === undefined || seen.roles.length === 0) return refuseUnknown(heard, of, 'show-case')
  const { one, queue, brief, remark, roles } = seen
  const isAsker = roles.includes('asker')
  const history = await historyOf(parts, one.number, isAsker)
  const reply = isAsker ? composeStatus(one, queue, heard.now) : composePacket(one, queue, brief, remark, heard.now)
  return saying(heard, { ...reply, blocks: [...reply.blocks, composeHistory(history, queue.hours.zone)] })
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
