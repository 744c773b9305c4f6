import { comingLine, comingOn } from '../answer/coming.ts'
import type { Case } from '../cases/case.ts'
import { caseLine } from '../cases/lists.ts'
import { dayIn } from '../cases/clock.ts'
import { worksAtDesk } from '../cases/roles.ts'
import { askedCases, countAsked, countCases, deskOf, openCases, kinds, type Desk, type Kind } from '../cases/worklist.ts'
import { recentAnswers } from '../record/answers.ts'
import { idsOf } from '../reply/incoming.ts'
import type { Action, Block, ChatReply } from '../reply/reply.ts'
import { subscribeAction, subscriptionActions, subscriptionWords } from '../tips/compose.ts'
import { subscriptionOf } from '../tips/subscriptions.ts'
import { doctorButton, isAdmin } from './doctor.ts'
import type { Heard, Parts, Plan } from './parts.ts'

/** A page of one person's own: what they asked, their cases; counsel's queue; what is set, for admins. */
export async function planHome(parts: Parts, heard: Heard): Promise<Plan> {
  const { settings } = parts
  const { person } = heard
  const forAdmin = isAdmin(parts, heard)
  const tips = await subscriptionOf(parts.store.db, person.id)
  const { db } = parts.store
  const desk = worksAtDesk(settings.queues, person) ? deskOf(settings.queues, person) : undefined
  const [asked, theirs] = [await countAsked(db, person), await askedCases(db, person, { from: 0, most: mostShown })]
  const first = desk === undefined ? [] : (await openCases(db, desk, { from: 0, most: 5 }, heard.now)).map(({ one }) => one)
  const home: ChatReply = {
    tone: 'neutral',
    title: 'Licet',
    blocks: [
      ...(desk === undefined ? [] : await deskBlocks(parts, heard, desk)),
      listed(asked > mostShown ? `Your cases (${asked})` : 'Your cases', [
        ...theirs.map((one) => caseLine(one, settings.queues, heard.now)),
        ...(desk === undefined ? moreThan(theirs.length, asked) : []),
      ]) ?? nothing('Your cases: none yet.'),
      listed('Your last questions', await questionsOf(parts, heard)) ??
        nothing('Your last questions: none yet. Mention me in a channel, write to me directly, or ask with a form.'),
      {
        kind: 'text',
        text:
          tips === undefined
            ? 'Tips: none. A short one a day, only if you ask for it.'
            : `Tips: ${subscriptionWords(tips, dayIn(tips.zone, heard.now))}.`,
      },
      ...comingBlocks(parts, heard, desk !== undefined || forAdmin),
      ...(forAdmin ? settingsBlocks(parts) : []),
    ],
    actions: [
      askWithForm,
      ...[...first, ...theirs].slice(0, 5).map(showing),
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

const titles: Readonly<Record<Kind, string>> = {
  overdue: 'Overdue',
  yours: 'Yours',
  unclaimed: 'Not claimed',
  soon: 'Due within a day',
  waiting: 'Waiting for the asker',
  others: 'With others',
}

/** So many cases of a kind are shown; how many there are is said. */
const mostShown = 10

/** Counsel's queue: what is overdue, what is theirs, what nobody has, what is due within a day, what waits for the asker. */
async function deskBlocks({ store: { db }, settings: { queues } }: Parts, { now }: Heard, desk: Desk): Promise<readonly Block[]> {
  const counts = await countCases(db, desk, now)
  const blocks: Block[] = []
  for (const kind of kinds.filter((kind) => counts[kind] > 0)) {
    const some = await openCases(db, desk, { from: 0, most: mostShown }, now, kind)
    const lines = some.map(({ one }) => caseLine(one, queues, now))
    blocks.push({ kind: 'list', title: `${titles[kind]} (${counts[kind]})`, items: [...lines, ...moreThan(lines.length, counts[kind])] })
  }
  if (counts.open === 0) blocks.push(nothing('The queue is empty.'))
  return counts.answered === 0 ? blocks : [...blocks, nothing(`Answered and not closed: ${counts.answered}.`)]
}

const moreThan = (shown: number, all: number): readonly string[] => (all > shown ? [`and ${all - shown} more: type cases to see all`] : [])

async function questionsOf({ store }: Parts, { person }: Heard): Promise<readonly string[]> {
  const answers = await recentAnswers(store, idsOf(person), 5)
  return answers.flatMap(({ words, receipt }) =>
    words?.question == null ? [] : [`${clipped(words.question)}: ${words.reply.title} (receipt ${receipt})`],
  )
}

const clipped = (text: string): string => (text.length > 140 ? `${text.slice(0, 139)}…` : text)

/** The next days on which the law is known to change; for counsel and admins also what somebody is to look at. Sources are for the doctor. */
function comingBlocks({ versions }: Parts, { now }: Heard, isAtWork: boolean): readonly Block[] {
  const kinds = isAtWork ? ['law', 'look'] : ['law']
  const coming = comingOn(versions.current.base, dayIn('UTC', now)).filter(({ kind }) => kinds.includes(kind))
  return [listed('Law to come', coming.slice(0, mostComing).map(comingLine)) ?? nothing('Law to come: nothing is known.')]
}

const mostComing = 3

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
        ['Answered cases', `close by themselves ${settings.closeAnswered} days after the answer`],
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
