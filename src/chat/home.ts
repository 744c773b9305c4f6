import type { Case, Who } from '../cases/case.ts'
import { caseLine } from '../cases/lists.ts'
import { dayIn } from '../cases/clock.ts'
import { worksAtDesk } from '../cases/roles.ts'
import { dueAt } from '../cases/targets.ts'
import { recentAnswers } from '../record/answers.ts'
import { idsOf } from '../reply/incoming.ts'
import type { Action, Block, ChatReply } from '../reply/reply.ts'
import { subscribeAction, subscriptionActions, subscriptionWords } from '../tips/compose.ts'
import { subscriptionOf } from '../tips/subscriptions.ts'
import { casesOfAsker, casesOfDesk } from './case-views.ts'
import { doctorButton, isAdmin } from './doctor.ts'
import type { Heard, Parts, Plan } from './parts.ts'

/** A page of one person's own: what they asked, their cases; counsel's queue; what is set, for admins. */
export async function planHome(parts: Parts, heard: Heard): Promise<Plan> {
  const { settings } = parts
  const { person } = heard
  const atDesk = worksAtDesk(settings.queues, person)
  const forAdmin = isAdmin(parts, heard)
  const tips = await subscriptionOf(parts.store.db, person.id)
  const [theirs, desk] = [await casesOfAsker(parts, heard), atDesk ? await casesOfDesk(parts, heard) : []]
  const home: ChatReply = {
    tone: 'neutral',
    title: 'Licet',
    blocks: [
      ...(atDesk ? deskBlocks(parts, heard, desk) : []),
      listed(
        'Your cases',
        theirs.slice(0, 10).map((one) => caseLine(one, settings.queues, heard.now)),
      ) ?? nothing('Your cases: none yet.'),
      listed('Your last questions', await questionsOf(parts, heard)) ??
        nothing('Your last questions: none yet. Mention me in a channel, write to me directly, or ask with a form.'),
      {
        kind: 'text',
        text:
          tips === undefined
            ? 'Tips: none. A short one a day, only if you ask for it.'
            : `Tips: ${subscriptionWords(tips, dayIn(tips.zone, heard.now))}.`,
      },
      ...(forAdmin ? settingsBlocks(parts) : []),
    ],
    actions: [
      askWithForm,
      ...[...desk, ...theirs].slice(0, 5).map(showing),
      ...(tips === undefined
        ? [subscribeAction]
        : subscriptionActions(tips, dayIn(tips.zone, heard.now)).map((action) => ({ ...action, label: `${action.label}${tipsSuffix}` }))),
      ...(forAdmin ? [doctorButton] : []),
    ],
  }
  return { home }
}

const tipsSuffix = ' (tips)'

const askWithForm: Action = { id: 'ask', label: 'Ask with a form' }

const showing = ({ number }: Case): Action => ({ id: 'show-case', label: `Show case ${number}`, of: String(number) })

const nothing = (text: string): Block => ({ kind: 'text', text })

const listed = (title: string, items: readonly string[]): Block | undefined =>
  items.length === 0 ? undefined : { kind: 'list', title, items }

/** Counsel's queue: what is theirs, what nobody has, what is due within a day, and what waits for the asker. Oldest first. */
function deskBlocks({ settings: { queues } }: Parts, { person, now }: Heard, cases: readonly Case[]): readonly Block[] {
  const running = cases.filter(({ state }) => state !== 'answered')
  const isDue = (one: Case): boolean => {
    const queue = queues.find(({ id }) => id === one.queue)
    const due = queue === undefined ? undefined : dueAt(one, queue, 'answer', now)
    return due !== undefined && due < now + 86_400_000
  }
  const isTheirs = (who: Who | undefined): boolean => who !== undefined && idsOf(person).includes(who.id)
  const parts: ReadonlyArray<readonly [title: string, cases: readonly Case[]]> = [
    ['Yours', running.filter(({ claimedBy, state }) => isTheirs(claimedBy) && state === 'claimed')],
    ['Not claimed', running.filter(({ state }) => state === 'open')],
    ['Due within a day', running.filter(isDue)],
    ['Waiting for the asker', running.filter(({ state }) => state === 'waiting')],
    ['With others', running.filter(({ claimedBy, state }) => state === 'claimed' && !isTheirs(claimedBy))],
  ]
  const blocks = parts.flatMap(
    ([title, some]) =>
      listed(
        title,
        some.slice(0, 20).map((one) => caseLine(one, queues, now)),
      ) ?? [],
  )
  return blocks.length === 0 ? [nothing('The queue is empty.')] : blocks
}

async function questionsOf({ store }: Parts, { person }: Heard): Promise<readonly string[]> {
  const answers = await recentAnswers(store, idsOf(person), 5)
  return answers.flatMap(({ words, receipt }) =>
    words?.question == null ? [] : [`${clipped(words.question)}: ${words.reply.title} (receipt ${receipt})`],
  )
}

const clipped = (text: string): string => (text.length > 140 ? `${text.slice(0, 139)}…` : text)

function settingsBlocks({ settings, versions }: Parts): readonly Block[] {
  const { retention, head } = settings
  return [
    {
      kind: 'fields',
      title: 'Settings (in settings.yaml; changing them takes a restart)',
      fields: [
        ...settings.queues.map(
          ({ name, counsel, leads, desk, hours, firstResponse, answer }) =>
            [
              `Queue ${name}`,
              `counsel ${counsel.join(', ')}; leads ${leads.join(', ') || 'none'}; at ${desk.platform} ${desk.id}; first word within ${firstResponse}, answer within ${answer} office hours (${hours.zone})`,
            ] as const,
        ),
        ['Words are kept', `answers ${retention.answer}, cases ${retention.case}, events ${retention.event} days`],
        [
          'Head of the record',
          head === undefined ? 'is posted nowhere' : `goes to ${head.desk.platform} ${head.desk.id} at ${head.at} (${head.zone})`,
        ],
        ['Knowledge', versions.current.base.version],
      ],
    },
  ]
}
