import { hourLength } from '../engine/days.ts'
import { parseCase, whoOf } from '../cases/case.ts'
import { coverKey } from '../cases/message-keys.ts'
import { toAsker } from '../cases/tell.ts'
import { composeCover } from '../cases/notices.ts'
import { put } from '../delivery/outbox.ts'
import { append } from '../record/chain.ts'
import { idsOf, ownChatOf } from '../port/incoming.ts'
import { lookUpNamed, whoOfNamed } from './named-people.ts'
import { say, type TimedEvent, type ChatParts, type Plan } from './plan.ts'
import { coverEnded, coverSet, coverRefused } from './replies.ts'
import { isMember, mayBeMember } from '../cases/members.ts'

/**
 * Sets a deputy for counsel who is away, and tells the deputy and the askers of their cases. The form's
 * field `until` is the last ISO day of the absence.
 */
export async function planCover(parts: ChatParts, heard: TimedEvent, values: Readonly<Record<string, string>>): Promise<Plan> {
  const { queues } = parts.settings
  const { person, now, place } = heard
  const deputy = values['person']?.trim() ?? ''
  const until = values['until']?.trim() ?? ''
  const named = await lookUpNamed(parts, deputy)
  const isFit =
    !idsOf(person).some((id) => idsOf(named).includes(id)) &&
    queues.some(({ counsel }) => isMember(counsel, person) && mayBeMember(counsel, named))
  const words = { person: whoOf(person), place, deputy, until }
  if (!isFit)
    return {
      write: async (tx) => {
        await append(tx, { kind: 'refused', at: now, person: person.id, body: { act: 'cover', why: 'unfit' }, words })
        await say(tx, heard, coverRefused)
      },
    }
  // The last day counts to its end in every time zone. It ends last in UTC−12, at noon UTC of the next day.
  const end = Date.parse(`${until}T00:00:00Z`) + 36 * hourLength
  return {
    write: async (tx) => {
      await append(tx, { kind: 'act', at: now, person: person.id, body: { act: 'cover' }, words })
      await tx
        .insertInto('covers')
        .values(idsOf(person).map((id) => ({ person: id, deputy, until: end })))
        .onConflict((conflict) => conflict.column('person').doUpdateSet({ deputy, until: end }))
        .execute()
      const rows = await tx
        .selectFrom('cases')
        .select('body')
        .where('claimed_by', 'in', idsOf(person))
        .where('state', 'in', ['claimed', 'waiting'])
        .execute()
      const { name } = whoOfNamed(named)
      for (const one of rows.map(({ body }) => parseCase(body))) {
        const reply = composeCover(one, person.name, name, until)
        await put(tx, toAsker(one, coverKey(one.number, heard.event, 'asker'), reply), now)
        const key = coverKey(one.number, heard.event, 'deputy')
        await put(tx, { kind: 'post', key, place: ownChatOf(deputy), reply }, now)
      }
      await say(tx, heard, coverSet(name, until))
    },
  }
}

/** Removes the deputy of counsel who is back, for all accounts of that counsel. */
export function planUncover(heard: TimedEvent): Plan {
  const { person, place, now } = heard
  return {
    write: async (tx) => {
      await tx.deleteFrom('covers').where('person', 'in', idsOf(person)).execute()
      await append(tx, {
        kind: 'act',
        at: now,
        person: person.id,
        body: { act: 'uncover' },
        words: { person: whoOf(person), place },
      })
      await say(tx, heard, coverEnded)
    },
  }
}
