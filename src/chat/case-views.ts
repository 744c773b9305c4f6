import { composeStatus, momentsAt, zoneOf } from '../cases/asker-card.ts'
import { dateWords } from '../port/date-words.ts'
import { composePacket } from '../cases/desk-card.ts'
import type { Case } from '../cases/case.ts'
import { composeAsked, composeHistory, composeQueue, remindersGiven, type HistoryLine, type ListReader } from '../cases/case-lists.ts'
import { pageOf } from '../cases/list-pages.ts'
import { worksAtDesk } from '../cases/roles.ts'
import { aboutCases, answeredCases, askedCases, countAsked, countCases, deskOf, openCases } from '../cases/worklist.ts'
import type { ChatReply } from '../port/reply.ts'
import { refuseUnknown, readCaseFor } from './casework.ts'
import { saying, type TimedEvent, type ChatParts, type Plan } from './plan.ts'

/**
 * Shows a page of the queue to people who work at a desk, and a page of their own cases to everyone else.
 * `of` is the page number.
 */
export async function planList(parts: ChatParts, heard: TimedEvent, of: string | undefined): Promise<Plan> {
  const { store, settings } = parts
  const { person } = heard
  if (worksAtDesk(settings.queues, person)) return saying(heard, await queuePage(parts, heard, of))
  const total = await countAsked(store.db, person)
  const page = pageOf(of, total)
  const asked = await askedCases(store.db, person, page)
  return saying(heard, composeAsked(asked, total, page, await listReaderOf(parts, heard, asked)))
}

/** A page of the queue: open cases, followed by answered ones. */
async function queuePage(parts: ChatParts, heard: TimedEvent, of: string | undefined): Promise<ChatReply> {
  const {
    store: { db },
    settings: { queues },
  } = parts
  const { person, now } = heard
  const desk = deskOf(queues, person)
  const counts = await countCases(db, desk, now)
  const page = pageOf(of, counts.open + counts.answered)
  const open = await openCases(db, desk, page, now)
  const from = Math.max(0, page.from - counts.open)
  const answered = await answeredCases(db, desk, { from, most: page.most - open.length })
  const reader = await listReaderOf(parts, heard, [...open.map(({ one }) => one), ...answered])
  return composeQueue({ open, answered, counts, page }, reader)
}

/**
 * What is needed to show these cases as rows of a list to one person: the queues, what each case is about,
 * the time, and the person's time zone.
 */
export const listReaderOf = async (
  { store, settings }: ChatParts,
  { person, now }: TimedEvent,
  cases: readonly Case[],
): Promise<ListReader> => ({
  queues: settings.queues,
  about: await aboutCases(store.db, cases),
  now,
  zone: person.zone,
})

/**
 * Shows one case: to counsel and leads its card and full history, to its asker the status and the history
 * without notes. Others get the same reply as for a case that does not exist.
 */
export async function planShow(parts: ChatParts, heard: TimedEvent, of: string | undefined): Promise<Plan> {
  const seen = await readCaseFor(parts, heard.person, of, heard.now)
  if (seen === undefined || seen.roles.length === 0) return refuseUnknown(heard, of, 'show-case')
  const { one, queue, brief, remark, roles } = seen
  const isAsker = roles.includes('asker')
  const history = await historyOf(parts, one.number, isAsker)
  const { isLive: _card, ...reply } = isAsker ? composeStatus(one, queue, heard.now) : composePacket(one, queue, brief, remark, heard.now)
  // The card does not contain the history, so the history comes before the other blocks of the card.
  const [status = [], ...card] = reply.blocks
  const zone = isAsker ? zoneOf(one, queue) : queue.hours.zone
  const moments = [...(reply.moments ?? []), ...(momentsAt(zone, ...history.map(({ at }) => at)).moments ?? [])]
  return saying(heard, {
    ...reply,
    moments,
    blocks: [status, composeHistory(history, zone), ...(isAsker ? [] : remindersGiven(one)), ...card].flat(),
  })
}

async function historyOf({ store }: ChatParts, number: number, isAsker: boolean): Promise<readonly HistoryLine[]> {
  const rows = await store.db
    .selectFrom('record')
    .leftJoin('record_text', 'record_text.id', 'record.id')
    .select(['record.at', 'record.kind', 'record.body', 'record_text.words'])
    .where('record.case_number', '=', number)
    .where('record.kind', '=', 'act')
    .orderBy('record.seq')
    .execute()
  return rows.flatMap(({ at, body, words }) => {
    const { act }: { readonly act: string } = JSON.parse(body)
    const said: Done | undefined = words === null ? undefined : JSON.parse(words)
    return isAsker && act === 'note'
      ? []
      : [{ at, act, who: said?.person.name ?? 'erased', text: said === undefined ? 'words erased' : detailOf(said) }]
  })
}

/** The words of an act in the record, as far as the history of a case shows them. */
type Done = {
  readonly person: { readonly name: string }
  readonly text?: string
  readonly to?: { readonly name: string }
  readonly conditions?: readonly string[]
  readonly sources?: readonly string[]
  readonly expires?: string
}

function detailOf({ text, to, conditions = [], sources = [], expires }: Done): string | undefined {
  const parts = [
    ...(text === undefined || text === '' ? [] : [text]),
    ...(to === undefined ? [] : [`to ${to.name}`]),
    ...(conditions.length === 0 ? [] : [`Conditions: ${conditions.join('; ')}`]),
    ...(expires === undefined ? [] : [`Good until: ${dateWords(expires)}`]),
    ...(sources.length === 0 ? [] : [`Counsel relies on: ${sources.join('; ')}`]),
  ]
  return parts.length === 0 ? undefined : parts.join('. ').replaceAll(/([.!?])\. /g, '$1 ')
}
