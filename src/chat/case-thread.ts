import { refusalFor, parseCase, type Act } from '../cases/case.ts'
import { asksOfCase, readMessageKey } from '../cases/message-keys.ts'
import { composeRefusedAct } from '../cases/act-refused.ts'
import { channelOf } from '../delivery/outbox.ts'
import { newId } from '../record/salt.ts'
import { placeKey, ownChatOf, type Incoming } from '../port/incoming.ts'
import { prepared } from '../store/prepared.ts'
import { planAct, readCaseFor } from './casework.ts'
import { saying, type TimedEvent, type ChatParts, type Plan } from './plan.ts'
import { draftGone, draftOffer, draftRefused, keptAsNote, sentToCounsel } from './replies.ts'

/**
 * Plans what a plain message does to a case, if it is the asker's reply to counsel, or counsel's words in the
 * thread of the case's card. `undefined` if it is neither.
 */
export async function planCaseMessage(parts: ChatParts, heard: TimedEvent, text: string): Promise<Plan | undefined> {
  const waiting = await waitingFor(parts, heard, heard.above)
  if (waiting !== undefined && !isAnotherMatter(parts, heard, waiting)) {
    const inform: Act = { kind: 'inform', text }
    return await planAct(parts, heard, String(waiting.number), inform, sentToCounsel)
  }
  const number = caseOfPacket(heard.above)
  return number === undefined ? undefined : await planDraft(parts, heard, number, text)
}

/**
 * If a case waits for the asker's reply, and this message is not that reply but a new question: the number
 * of the case. Otherwise `undefined`.
 */
export async function waitingBeside(parts: ChatParts, heard: TimedEvent): Promise<number | undefined> {
  const waiting = await waitingFor(parts, heard, heard.above)
  return waiting !== undefined && isAnotherMatter(parts, heard, waiting) ? waiting.number : undefined
}

/** Whether plain words of this person, in this place, could be meant for a case. */
export async function isAwaited(parts: ChatParts, heard: TimedEvent): Promise<boolean> {
  return caseOfPacket(heard.above) !== undefined || (await waitingFor(parts, heard, heard.above)) !== undefined
}

const openCasesOf = prepared((db, { asker }: { readonly asker: string }) =>
  db
    .selectFrom('cases')
    .select(['number', 'body', 'asker_place'])
    .where('asker', '=', asker)
    .where('state', 'in', ['open', 'claimed', 'waiting'])
    .orderBy('number', 'desc'),
)

/**
 * The case that the asker's words go to. `isThere`: the words are in a thread that belongs to the case, so
 * they are certainly meant for it.
 */
type Waiting = { readonly number: number; readonly isThere: boolean }

/**
 * The asker's case to which this thread belongs; if it belongs to none, their newest case in this place in
 * which they were asked something and have not replied. `undefined` if there is no such case.
 */
async function waitingFor(
  { store }: ChatParts,
  { place, person, audience }: Incoming,
  above: string | undefined,
): Promise<Waiting | undefined> {
  const rows = await openCasesOf(store.db, { asker: person.id })
  const ofThread = readMessageKey(above ?? '')
  const there = ofThread?.kind === 'packet' ? undefined : rows.find(({ number }) => number === ofThread?.number)
  if (there !== undefined) return { number: there.number, isThere: true }
  const asked = rows.filter(({ body }) => parseCase(body).isAsked === true)
  // If counsel's question was sent to the asker's own chat, a reply anywhere in that chat counts.
  const own = audience === 'alone' ? [ownChatOf(person.id), { platform: place.platform, id: place.id }] : []
  const begins = own.map((one) => `${placeKey(one).slice(0, -1)},`)
  const isHere = (askerPlace: string): boolean =>
    askerPlace === placeKey(place) || begins.some((one) => `${askerPlace.slice(0, -1)},`.startsWith(one))
  for (const { number, asker_place } of asked)
    if (isHere(asker_place) || (await isAskedIn(store, number, own.map(channelOf)))) return { number, isThere: false }
  return undefined
}

/**
 * Whether counsel's question in a case, or Licet's question what is still open, was sent to one of these
 * channels. (A question that cannot be sent to where the case was opened is sent to the asker's own chat.)
 */
async function isAskedIn({ db }: ChatParts['store'], number: number, channels: readonly string[]): Promise<boolean> {
  if (channels.length === 0) return false
  const found = await db
    .selectFrom('outbox')
    .select('seq')
    .where('channel', 'in', channels)
    .where((row) => row.or(asksOfCase(number).map((keys) => row('key', 'like', keys))))
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/**
 * Whether a message to Licet is a question of its own and not a reply in a case: it ends with a question
 * mark, and names an item and a place. A message in a thread of the case always counts as a reply.
 */
function isAnotherMatter({ versions }: ChatParts, { said, today }: TimedEvent, { isThere }: Waiting): boolean {
  if (isThere || said.kind !== 'message') return false
  const understood = versions.current.reader.read(said.text, today)
  if (understood.kind !== 'read' || !said.text.trim().endsWith('?')) return false
  return understood.readings.some(({ item, places }) => item !== undefined && places.length > 0)
}

/**
 * The number of the case whose card at a desk started a thread; `undefined` for any other thread. `above`
 * is the outbox key of the message that started the thread.
 */
function caseOfPacket(above: string | undefined): string | undefined {
  const message = readMessageKey(above ?? '')
  return message?.kind === 'packet' ? String(message.number) : undefined
}

type Draft = { readonly number: string; readonly text: string; readonly person: string }

/**
 * Shows counsel their own words for a case before anyone else reads them. Offers to keep them as a note
 * and, if this person may answer now, to send them as the answer. `undefined` if this person is neither
 * counsel nor lead of that case.
 */
export async function planDraft(parts: ChatParts, heard: TimedEvent, of: string, text: string): Promise<Plan | undefined> {
  const seen = await readCaseFor(parts, heard.person, of, heard.now)
  if (seen === undefined || !seen.roles.some((role) => role === 'counsel' || role === 'lead')) return undefined
  const id = newId()
  await parts.memory.set(`draft|${id}|${heard.person.id}`, { number: of, text, person: heard.person.id } satisfies Draft)
  const { one, queue, roles } = seen
  const refused = refusalFor(one, { kind: 'answer' }, { who: heard.person, bot: heard.person.bot === true, roles })
  if (refused === undefined) return saying(heard, draftOffer(one.number, id))
  return saying(heard, draftRefused(composeRefusedAct(refused, one, { kind: 'answer', roles, queue, from: heard.person.id }), id))
}

/**
 * Sends a draft that was shown to counsel as their answer, or keeps it as a note. `of` is the id of the
 * draft.
 */
export async function planDraftButton(parts: ChatParts, heard: TimedEvent, of: string, what: 'send-draft' | 'keep-draft'): Promise<Plan> {
  const key = `draft|${of}|${heard.person.id}`
  const draft = await parts.memory.get<Draft>(key)
  if (draft === undefined) return saying(heard, draftGone)
  const { number, text } = draft
  const doing: Act = what === 'send-draft' ? { kind: 'answer', text, conditions: [], sources: [] } : { kind: 'note', text }
  let isDone = false
  const plan = await planAct(parts, heard, number, doing, (of) => {
    isDone = true
    return what === 'keep-draft' ? keptAsNote(of) : undefined
  })
  return { ...plan, after: async () => (isDone ? await parts.memory.delete(key) : undefined) }
}
