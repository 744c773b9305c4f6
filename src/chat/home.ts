import { foldedAs, layerOf } from '../answer/layers.ts'
import { dueChangeLine, dueChanges } from '../answer/due-changes.ts'
import { caseRow } from '../cases/case-lists.ts'
import { dayIn } from '../cases/office-hours.ts'
import { worksAtDesk } from '../cases/roles.ts'
import { askedCases, countAsked, countCases, deskOf, openCases, worklistKinds, type Desk, type WorklistKind } from '../cases/worklist.ts'
import { recentAnswers } from '../record/answers.ts'
import { idsOf } from '../port/incoming.ts'
import { textBlock, type Action, type Block, type ChatReply, type Layer, type Row } from '../port/reply.ts'
import { subscriptionOf } from '../tips/subscriptions.ts'
import { listReaderOf } from './case-views.ts'
import { clip } from '../port/clip.ts'
import { namesOf } from './named-people.ts'
import { doctorButton, isAdmin } from './doctor.ts'
import type { TimedEvent, ChatParts, Plan } from './plan.ts'
import { subscribeAction, subscriptionActions, subscriptionWords } from '../tips/compose-subscription.ts'

/**
 * A person's own page: their cases, questions and tips, and changes of the law to come; for counsel also
 * the queue, for admins also the settings.
 */
export async function planHome(parts: ChatParts, heard: TimedEvent): Promise<Plan> {
  const { settings } = parts
  const { person } = heard
  const forAdmin = isAdmin(parts, heard)
  const tips = await subscriptionOf(parts.store.db, person.id)
  const { db } = parts.store
  const desk = worksAtDesk(settings.queues, person) ? deskOf(settings.queues, person) : undefined
  const [asked, theirs] = [await countAsked(db, person), await askedCases(db, person, { from: 0, most: mostShown })]
  const reader = await listReaderOf(parts, heard, theirs)
  const home: ChatReply = {
    tone: 'neutral',
    title: 'Licet',
    blocks: [
      ...(desk === undefined ? [] : await deskBlocks(parts, heard, desk)),
      ...(theirs.length === 0
        ? [textBlock('Your cases: none yet.')]
        : rowsOf(
            asked > mostShown ? `Your cases (${asked})` : 'Your cases',
            theirs.map((one) => caseRow(one, reader, false)),
            desk === undefined ? asked : 0,
          )),
      (await questionsOf(parts, heard)) ??
        textBlock('Your last questions: none yet. Mention me in a channel, write to me directly, or ask with a form.'),
      {
        kind: 'text',
        text:
          tips === undefined
            ? 'Tips: none. A short one a day, only if you ask for it.'
            : `Tips: ${subscriptionWords(tips, dayIn(tips.zone, heard.now))}.`,
      },
      { kind: 'note', text: 'What you open here comes in our own chat.' },
    ],
    layers: [...comingLayer(parts, heard, desk !== undefined || forAdmin), ...(forAdmin ? await settingsLayer(parts) : [])],
    actions: [
      askWithForm,
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

/**
 * Rows below a title. If the list is longer than these rows (`all` is its length), a line says how many
 * more there are.
 */
const rowsOf = (title: string, rows: readonly Row[], all: number): readonly Block[] => [
  { kind: 'rows', title, rows },
  ...(all > rows.length ? [textBlock(`And ${all - rows.length} more: type cases to see all.`)] : []),
]

const titles: Readonly<Record<WorklistKind, string>> = {
  overdue: 'Overdue',
  yours: 'Yours',
  unclaimed: 'Not claimed',
  soon: 'Due within a day',
  waiting: 'Waiting for the asker',
  others: 'With others',
}

/** At most this many cases of each kind, and at most this many questions, are shown. */
const mostShown = 5

/**
 * The queue for counsel, by kind: the number of cases, and the first few of them. A case of several kinds
 * is shown only under the first.
 */
async function deskBlocks(parts: ChatParts, heard: TimedEvent, desk: Desk): Promise<readonly Block[]> {
  const { db } = parts.store
  const { now } = heard
  const counts = await countCases(db, desk, now)
  const blocks: Block[] = []
  const shown = new Set<number>()
  for (const kind of worklistKinds.filter((kind) => counts[kind] > 0)) {
    const first = await openCases(db, desk, { from: 0, most: mostShown }, now, kind)
    const some = first.filter(({ one }) => !shown.has(one.number))
    for (const { one } of some) shown.add(one.number)
    const reader = await listReaderOf(
      parts,
      heard,
      some.map(({ one }) => one),
    )
    const rows = some.map(({ one }) => caseRow(one, reader, true))
    const above = first.length - some.length
    const title = `${titles[kind]} (${counts[kind]}${above === 0 ? '' : `, ${above} shown above`})`
    blocks.push(...(rows.length === 0 ? [textBlock(`${title}.`)] : rowsOf(title, rows, counts[kind] - above)))
  }
  if (counts.open === 0) blocks.push(textBlock('The queue is empty.'))
  return counts.answered === 0 ? blocks : [...blocks, textBlock(`Answered and not closed: ${counts.answered}.`)]
}

async function questionsOf({ store }: ChatParts, { person }: TimedEvent): Promise<Block | undefined> {
  const answers = await recentAnswers(store, idsOf(person), mostShown)
  const rows = answers.flatMap(({ id, words, receipt }): readonly Row[] =>
    words?.question == null
      ? []
      : [
          {
            text: clip(words.question, 140),
            note: `${words.reply.title} · receipt ${receipt}`,
            actions: [{ id: 'show-answer', label: 'Show', of: id }],
          },
        ],
  )
  return rows.length === 0 ? undefined : { kind: 'rows', title: 'Your last questions', rows }
}

/**
 * The first few days on which the law is known to change and, for counsel and admins, days by which
 * somebody must check something. Past days come first. Reviews of sources are left to the doctor.
 */
function comingLayer({ versions }: ChatParts, { now }: TimedEvent, isAtWork: boolean): readonly Layer[] {
  const kinds = isAtWork ? ['law', 'look'] : ['law']
  const coming = dueChanges(versions.current.base, dayIn('UTC', now)).filter(({ kind }) => kinds.includes(kind))
  return layerOf('coming', coming.slice(0, mostComing).map(dueChangeLine))
}

const mostComing = 3

async function settingsLayer(parts: ChatParts): Promise<readonly Layer[]> {
  const { settings, versions } = parts
  const { retention, head } = settings
  const names = await namesOf(
    parts,
    settings.queues.flatMap(({ counsel, leads }) => [...counsel, ...leads]),
  )
  const named = (members: readonly string[]): string => members.map((member) => names.get(member) ?? member).join(', ')
  const fields: ReadonlyArray<readonly [string, string]> = [
    ...settings.queues.map(
      ({ name, counsel, leads, desk, hours, firstResponse, answer }) =>
        [
          `Queue ${name}`,
          `counsel ${named(counsel)}; leads ${leads.length === 0 ? 'none' : named(leads)}; at ${desk.platform} ` +
            `${desk.id}; first word within ${firstResponse}, answer within ${answer} office hours (${hours.zone})`,
        ] as const,
    ),
    ['Answered cases', `close by themselves ${settings.closeAnswered} days after the answer`],
    ['Words are kept', `answers ${retention.answer}, cases ${retention.case}, events ${retention.event} days`],
    [
      'Head of the record',
      head === undefined ? 'is posted nowhere' : `goes to ${head.desk.platform} ${head.desk.id} at ${head.at} (${head.zone})`,
    ],
    ['Knowledge', versions.current.base.version],
  ]
  return foldedAs('settings', fields.length, [
    { kind: 'fields', fields },
    { kind: 'text', text: 'They are in settings.yaml; changing them takes a restart.' },
  ])
}
