import { titleOf } from '../answer/words.ts'
import { put } from '../delivery/outbox.ts'
import { append } from '../record/chain.ts'
import type { AnswerChange } from '../record/impact.ts'
import { ownChatOf } from '../port/incoming.ts'
import type { ChatReply } from '../port/reply.ts'
import type { Store } from '../store/store.ts'
import type { Case } from './case.ts'
import { loadCase } from './case-store.ts'
import { queueOf, type Queue } from './queue.ts'

/**
 * Announces that an earlier answer would be different under the knowledge `version`: in the thread where it
 * was given (in the asker's own chat if only they could read it), and at the desk of each case about it.
 * This is done once for each answer and version. Returns whether this call did it; also `false` if the
 * answer's words were erased.
 */
export async function tellCorrection(
  store: Store,
  queues: readonly Queue[],
  change: AnswerChange,
  version: string,
  now: number,
): Promise<boolean> {
  const { recorded, cases } = change
  const { words } = recorded
  if (words === undefined) return false
  const key = `correction:${version}:${recorded.id}`
  return await store.write(async (tx) => {
    const known = await tx.selectFrom('outbox').select('key').where('key', '=', key).executeTakeFirst()
    if (known !== undefined) return false
    await append(tx, {
      kind: 'correction',
      at: now,
      receipt: recorded.receipt,
      body: {
        entry: recorded.id,
        knowledge: version,
        was: recorded.body.knowledge,
        moved: change.moved.map(({ leg: _words, ...moved }) => moved),
      },
    })
    const asker = words.person.id
    // If only the asker could read the answer, only they get the correction.
    const place = words.isHidden === true ? ownChatOf(asker) : words.place
    await put(tx, { kind: 'post', key, place, waiting: asker, reply: composeCorrection(change, version) }, now)
    for (const { number } of cases) {
      const one: Case | undefined = await loadCase(tx, number)
      const queue = queueOf(queues, one)
      if (one !== undefined && queue !== undefined)
        await put(
          tx,
          {
            kind: 'post',
            key: `${key}:${number}`,
            place: queue.desk,
            thread: one.packet,
            reply: composeCorrection(change, version, number),
          },
          now,
        )
    }
    return true
  })
}

const counselIsTold = ' Counsel answered this question; counsel is told, and their answer stands until they change it.'

function composeCorrection({ recorded, moved, cases }: AnswerChange, version: string, number?: number): ChatReply {
  const answered = cases.filter((one) => one.hasAnswer)
  return {
    tone: 'stop',
    title: number === undefined ? 'This answer changed' : `Case ${number}: the rules’ answer changed`,
    blocks: [
      {
        kind: 'list',
        title: `Receipt ${recorded.receipt}, under corrected knowledge`,
        items: moved.map(({ leg, was, is }) => `${leg === '' ? 'It' : leg}: was "${titleOf(was)}", is "${titleOf(is)}"`),
      },
      {
        kind: 'text',
        text:
          number === undefined
            ? `Do not rely on the earlier answer. Ask again for the reasons.${answered.length > 0 ? counselIsTold : ''}`
            : 'Please look whether what you told the asker still holds. Withdraw it if not.',
      },
      { kind: 'note', text: `Knowledge ${recorded.body.knowledge} became ${version}.` },
    ],
    actions: [],
  }
}
