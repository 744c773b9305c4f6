import { put, type Outgoing } from '../delivery/outbox.ts'
import { keptWords } from '../record/read-chain.ts'
import { ownChatOf, type Person } from '../port/incoming.ts'
import type { ChatReply } from '../port/reply.ts'
import type { Tx } from '../store/tables.ts'
import type { AnswerText } from './brief.ts'
import type { Act, Case, CounselAnswer } from './case.ts'
import { zoneOf } from './asker-card.ts'
import {
  composeAnswer,
  composeAssigned,
  composeClosed,
  composeInformed,
  composeInfoRequest,
  composeReopened,
  composeStillOpen,
  composeWithdrawn,
  type Standing,
} from './notices.ts'
import { actKey } from './message-keys.ts'
import type { Queue } from './queue.ts'
import { dueAt } from './due.ts'

/** The case after an act, and who did it. `id` is the act's entry in the record. */
type Done = {
  readonly one: Case
  readonly queue: Queue
  readonly id: string
  readonly doer: { readonly person: Person; readonly now: number }
  readonly isAsker: boolean
  readonly question: string | undefined
}

/**
 * A message to the asker of a case, in the place where they asked. If that place refuses messages, or if
 * outsiders read there, it goes to the asker's own chat.
 */
export const toAsker = (one: Case, key: string, reply: ChatReply, link?: Outgoing['link']): Outgoing => ({
  kind: 'post',
  key,
  place: one.askerPlace,
  waiting: one.asker.id,
  insiders: true,
  reply,
  ...(link === undefined ? {} : { link }),
})

/**
 * Sends the messages that an act requires: to the asker if counsel acted, to the desk if the asker acted,
 * and to the person to whom a case is given. An asker who reopens a case without a message is asked what is
 * still open.
 */
export async function tell(tx: Tx, doing: Act, done: Done): Promise<void> {
  for (const said of saidBy(doing, done)) await put(tx, said, done.doer.now)
}

function saidBy(doing: Act, { one, queue, id, doer, isAsker, question }: Done): readonly Outgoing[] {
  const { person, now } = doer
  type Kind = Parameters<typeof actKey>[1]
  const asker = (kind: Kind, reply: ChatReply): Outgoing =>
    toAsker(one, actKey(one.number, kind, id), { ...reply, calls: [one.asker.id] }, { label: 'Your question', to: one.askerPlace })
  const atDesk = (kind: Kind, reply: ChatReply): Outgoing => ({
    kind: 'post',
    key: actKey(one.number, kind, id),
    place: queue.desk,
    thread: one.packet,
    reply: { ...reply, calls: one.claimedBy === undefined ? [] : [one.claimedBy.id] },
  })
  switch (doing.kind) {
    case 'ask-info':
      return [asker('info', composeInfoRequest(one, doing.text))]
    case 'answer':
      return one.answer === undefined
        ? []
        : [asker('answer', composeAnswer(one, { ...doing, ...one.answer }, { question, zone: zoneOf(one, queue), standing: 'good' }))]
    case 'withdraw':
      return [asker('withdrawn', composeWithdrawn(one, person.name, doing.text))]
    case 'inform':
      return [atDesk('informed', composeInformed(one, doing.text))]
    case 'close':
      if (isAsker) return doing.text === undefined ? [] : [atDesk('closed', composeClosed(one, person.name, doing.text))]
      return [asker('closed', composeClosed(one, person.name, doing.text))]
    case 'reopen':
      if (!isAsker) return [asker('reopened', composeReopened(one, person.name, doing.text))]
      return [
        atDesk('reopened', composeReopened(one, person.name, doing.text)),
        ...(doing.text === undefined ? [asker('still-open', composeStillOpen(one))] : []),
      ]
    case 'reassign': {
      if (doing.to.id === person.id) return []
      const reply = composeAssigned(one, person.name, queue, dueAt(one, queue, 'answer', now))
      const key = actKey(one.number, 'assigned', id)
      return [{ kind: 'post', key, place: ownChatOf(doing.to.id), reply, link: { label: 'The case', of: one.packet } }]
    }
    case 'claim':
    case 'hand-back':
    case 'move':
    case 'note':
      return []
  }
}

/**
 * Updates the message with the answer that counsel had given before an act, if the act changed whether that
 * answer still counts.
 */
export async function showAnswer(
  tx: Tx,
  { one, was, queue, question }: { readonly one: Case; readonly was: Case } & Pick<Done, 'queue' | 'question'>,
  id: string,
  now: number,
): Promise<void> {
  const given = was.answer
  if (given === undefined || standingOf(one, given) === standingOf(was, given)) return
  const of = actKey(one.number, 'answer', given.entry)
  const said = await tx.selectFrom('outbox').select('state').where('key', '=', of).executeTakeFirst()
  const words = await keptWords<AnswerText>({ db: tx }, given.entry)
  // An answer that was never delivered cannot be updated.
  if (words === undefined || said === undefined || said.state === 'dead') return
  const reply = composeAnswer(one, { ...words, ...given }, { question, zone: zoneOf(one, queue), standing: standingOf(one, given) })
  const update = { kind: 'update', key: `${of}:${id}`, of, place: one.askerPlace, reply } as const
  await put(tx, { ...update, waiting: one.asker.id, insiders: true }, now)
}

function standingOf({ answer, state }: Case, { entry }: CounselAnswer): Standing {
  if (answer?.entry !== entry) return 'replaced'
  if (answer.withdrawn === true) return 'withdrawn'
  return state === 'answered' ? 'good' : state === 'closed' ? 'closed' : 'open again'
}
