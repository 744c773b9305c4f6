import { dueChangeLine, dueChanges, type DueChange } from '../answer/due-changes.ts'
import { textReply } from '../cases/asker-card.ts'
import { peopleAmong } from '../cases/members.ts'
import { put } from '../delivery/outbox.ts'
import type { Base } from '../knowledge/base.ts'
import { ownChatOf } from '../port/incoming.ts'
import type { Platform } from '../port/platform.ts'
import type { Tx } from '../store/tables.ts'
import { dayLength, dayOf } from '../engine/days.ts'

/**
 * In milliseconds: admins are first told of a change or review this long `before` its day. If no process
 * ran on that day, they are told up to this long `after` it.
 */
const [before, after] = [14 * dayLength, 7 * dayLength]

/**
 * Tells each admin, in their own chat, about coming changes of the law and about sources that have to be read
 * again: once before the day and once on it (or soon after). Groups of admins, and admins on a platform that
 * does not run, are left out.
 */
export async function tellDueChanges(
  tx: Tx,
  base: Base,
  { admins, platforms, now }: { readonly admins: readonly string[]; readonly platforms: readonly Platform[]; readonly now: number },
): Promise<void> {
  const today = dayOf(now)
  const near = dueChanges(base, today, dayOf(now - after)).filter(({ day }) => day >= dayOf(now - after) && day <= dayOf(now + before))
  const readers = peopleAmong(admins).filter((admin) => platforms.some(({ name }) => name === ownChatOf(admin).platform))
  for (const [on, some] of Map.groupBy(near, (one) => one.day))
    for (const reader of readers)
      await put(
        tx,
        {
          kind: 'post',
          key: `coming:${on}:${on > today ? 'before' : 'at'}:${reader}`,
          place: ownChatOf(reader),
          reply: composeComing(some),
        },
        now,
      )
}

const composeComing = (some: readonly DueChange[]) =>
  textReply(
    'The law, or what is known of it, needs a look',
    `${some.map(dueChangeLine).join('\n')}\n\`npm run check -- --calendar\` shows all.`,
    'caution',
  )
