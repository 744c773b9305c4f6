import type { Act, Case } from '../cases/case.ts'
import { keyAbove } from '../delivery/outbox.ts'
import { newId } from '../record/words.ts'
import { placeKey, type Incoming } from '../reply/incoming.ts'
import { prepared } from '../store/prepared.ts'
import { planAct, see } from './casework.ts'
import { saying, type Heard, type Parts, type Plan } from './parts.ts'
import { draftGone, draftOffer, keptAsNote, sentToCounsel } from './words.ts'

/** What a plain message means for the cases: the asker's reply to counsel, or counsel's words in a packet's thread. */
export async function planCaseMessage(parts: Parts, heard: Heard, text: string): Promise<Plan | undefined> {
  const waiting = await waitingFor(parts, heard, heard.above)
  if (waiting !== undefined) return await planAct(parts, heard, String(waiting), { kind: 'inform', text }, sentToCounsel)
  const number = caseOfPacket(heard.above)
  return number === undefined ? undefined : await planDraft(parts, heard, number, text)
}

/** Whether plain words of a person in a place would mean something for a case. */
export async function isAwaited(parts: Parts, incoming: Incoming): Promise<boolean> {
  const above = await keyAbove(parts.store, incoming)
  return caseOfPacket(above) !== undefined || (await waitingFor(parts, incoming, above)) !== undefined
}

const openCasesOf = prepared((db, { asker }: { readonly asker: string }) =>
  db
    .selectFrom('cases')
    .select(['number', 'body', 'asker_place'])
    .where('asker', '=', asker)
    .where('state', 'in', ['open', 'claimed', 'waiting'])
    .orderBy('number', 'desc'),
)

/** The asker's case whose thread this is, or the newest one here that counsel asked about. */
async function waitingFor({ store }: Parts, { place, person }: Incoming, above: string | undefined): Promise<number | undefined> {
  const rows = await openCasesOf(store.db, { asker: person.id })
  const [, ofThread] = /^case:(\d+):(?!desk)/.exec(above ?? '') ?? []
  const asked = rows.filter(({ body }) => (JSON.parse(body) as Case).isAsked === true)
  const found = rows.find(({ number }) => String(number) === ofThread) ?? asked.find((row) => row.asker_place === placeKey(place))
  return found?.number
}

/** The case whose packet a thread stands under. */
const caseOfPacket = (above: string | undefined): string | undefined => /^case:(\d+):desk/.exec(above ?? '')?.[1]

type Draft = { readonly number: string; readonly text: string; readonly person: string }

/** Offers counsel's plain words back to them, before anyone else reads them. */
export async function planDraft(parts: Parts, heard: Heard, of: string, text: string): Promise<Plan | undefined> {
  const seen = await see(parts, heard.person, of, heard.now)
  if (seen === undefined || !seen.roles.some((role) => role === 'counsel' || role === 'lead')) return undefined
  const id = newId()
  await parts.memory.set(`draft|${id}|${heard.person.id}`, { number: of, text, person: heard.person.id } satisfies Draft)
  return saying(heard, draftOffer(seen.one.number, id))
}

/** Sends or keeps what was offered back. */
export async function planSettleDraft(parts: Parts, heard: Heard, of: string, what: 'send-draft' | 'keep-draft'): Promise<Plan> {
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
