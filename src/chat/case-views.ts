import { composePacket, composeStatus } from '../cases/compose.ts'
import { composeAsked, composeHistory, composeQueue, type HistoryLine } from '../cases/lists.ts'
import { pageOf } from '../cases/pages.ts'
import { worksAtDesk } from '../cases/roles.ts'
import { answeredCases, askedCases, countAsked, countCases, deskOf, openCases } from '../cases/worklist.ts'
import type { ChatReply } from '../reply/reply.ts'
import { refuseUnknown, see } from './casework.ts'
import { saying, type Heard, type Parts, type Plan } from './parts.ts'

/** A page of the queue for those at a desk; of their own cases for everyone else. `of` is the number of the page. */
export async function planList(parts: Parts, heard: Heard, of: string | undefined): Promise<Plan> {
  const { store, settings } = parts
  const { person, now } = heard
  if (worksAtDesk(settings.queues, person)) return saying(heard, await queuePage(parts, heard, of))
  const total = await countAsked(store.db, person)
  const page = pageOf(of, total)
  return saying(heard, composeAsked(await askedCases(store.db, person, page), total, page, settings.queues, now))
}

/** Answered cases follow the open ones. */
async function queuePage(
  { store: { db }, settings: { queues } }: Parts,
  { person, now }: Heard,
  of: string | undefined,
): Promise<ChatReply> {
  const desk = deskOf(queues, person)
  const counts = await countCases(db, desk, now)
  const page = pageOf(of, counts.open + counts.answered)
  const open = await openCases(db, desk, page, now)
  const from = Math.max(0, page.from - counts.open)
  const answered = await answeredCases(db, desk, { from, most: page.most - open.length })
  return composeQueue({ open, answered, counts, page }, queues, now)
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
