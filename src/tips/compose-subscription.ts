import { dateWords } from '../port/date-words.ts'
import { momentWords } from '../cases/office-hours.ts'
import { textReply } from '../cases/asker-card.ts'
import type { Form } from '../port/form.ts'
import type { Action, ChatReply } from '../port/reply.ts'
import { addDays } from '../engine/days.ts'
import { dayChoices, dayWords } from './days.ts'
import { asCommand } from './request.ts'
import type { Subscription } from './subscription.ts'
import { topics, topicWords } from './topics.ts'
import { zoneLabel, zoneWords } from './zones.ts'

/** A subscription in words: "Monday to Friday at 09:00 (Berlin time), about everything". It also says until when tips are paused. */
export const subscriptionWords = ({ days, time, zone, topics, pausedUntil }: Subscription, today: string): string =>
  [
    `${dayWords(days)} at ${time} (${zoneWords(zone)} time)`,
    topics.length === 0 ? 'about everything' : `about ${topics.map(topicWords).join(', ')}`,
    ...(pausedUntil !== undefined && pausedUntil > today ? [`paused until ${dateWords(pausedUntil)}`] : []),
  ].join(', ')

/** The text to confirm before a person's tips are stopped. */
export const noMoreTips = 'No more tips come, and which ones were seen is forgotten.'

/**
 * The buttons for a subscription. `of` is what "Change" passes on to its form: `here` for the tips of a
 * channel, '' for the person's own.
 */
export const subscriptionActions = ({ id, pausedUntil, days }: Subscription, today: string, of = ''): readonly Action[] => [
  { id: 'tips-set', label: 'Change', ...(of === '' ? {} : { of }) },
  pausedUntil !== undefined && pausedUntil > today
    ? { id: 'tips-resume', label: 'Resume', of: id }
    : { id: 'tips-pause', label: 'Pause a week', of: id },
  ...(days.length > 1 ? [{ id: 'tips-fewer' as const, label: 'Fewer', of: id }] : []),
  { id: 'tips-stop', label: 'Stop', of: id, asks: noMoreTips },
]

const whose = ({ subscriber }: Subscription): string => (subscriber.kind === 'person' ? 'Your tips' : 'Tips for this channel')

/** A card of a subscription, e.g. after a change. */
export function composeSubscription(one: Subscription, today: string, title: string): ChatReply {
  const next =
    one.due === undefined
      ? 'None is due: every day of the next year is a holiday or paused.'
      : `The next one comes ${momentWords(one.due, one.zone)}.`
  return textReply(
    title,
    `${whose(one)}: ${subscriptionWords(one, today)}. ${next}`,
    'neutral',
    subscriptionActions(one, today, one.subscriber.kind === 'place' ? 'here' : ''),
  )
}

export const subscribeAction: Action = { id: 'tips-set', label: 'Set up tips' }

/** The reply to a person who has no tips. */
export const noTips: ChatReply = textReply(
  'A tip a day',
  'One short thought about export rules, or a question, checked by the rules on the day. Nobody gets ' +
    'any without asking: press the button, or write for example "tips weekdays at 9 about space launch". ' +
    'In a channel, add "here" for everyone in it.',
  'neutral',
  [subscribeAction],
)

export const askZone = (time: string, days: string): ChatReply =>
  textReply(
    'In which time zone?',
    `I do not know what time it is where you are. Please write it with a city: "${asCommand({ time, days }, 'Berlin')}".`,
    'question',
    [subscribeAction],
  )

export const stopped = (isPlace: boolean): ChatReply =>
  textReply('Tips are stopped', `${isPlace ? 'This channel gets' : 'You get'} no more of them. What was seen is forgotten.`, 'neutral', [
    subscribeAction,
  ])

export const notYourTips: ChatReply = textReply(
  'Those are not your tips',
  'They are somebody else’s, or were stopped already. Write "my tips" to see yours.',
)

/** The reply to a person who wants fewer tips and gets them once a week already. */
export const alreadyFewest = (one: Subscription, today: string): ChatReply => ({
  ...composeSubscription(one, today, 'Once a week is the fewest'),
  actions: subscriptionActions(one, today).filter(({ id }) => id === 'tips-pause' || id === 'tips-stop'),
})

/** The first day after a week's pause that begins today. */
export const weekFrom = (today: string): string => addDays(today, 7)

/** The offer of tips to a channel. `of` is the id of the offer. */
export const composeOffer = (words: string, of: string): ChatReply =>
  textReply(
    'Tips for this channel?',
    `An admin suggests a short tip about export rules here: ${words}. Nothing is sent unless somebody ` +
      'here presses the button; anyone here can stop it with one click.',
    'question',
    [{ id: 'tips-accept', label: 'Yes, send tips here', of }],
  )

/**
 * The form for when tips are sent and about what, filled in with `values`. `of` is `here` for the tips of a
 * channel.
 */
export const tipsForm = (
  values: Readonly<Record<string, string>>,
  of: string,
  hours: { readonly from: string; readonly to: string },
): Form => ({
  id: 'tips',
  of,
  title: of === 'here' ? 'Tips for this channel' : 'Tips for you',
  intro: 'One short tip a day, never outside working hours or on holidays. Stop, pause or get fewer with one click in each tip.',
  submit: 'Send me tips',
  fields: [
    {
      kind: 'time',
      id: 'time',
      label: 'At what time',
      hint: `From ${hours.from} to before ${hours.to}`,
      required: true,
      ...valueIn('time', values),
    },
    { kind: 'choice', many: true, id: 'days', label: 'On which days', required: true, options: dayChoices, ...valueIn('days', values) },
    {
      kind: 'pick',
      from: 'zone',
      many: false,
      id: 'zone',
      label: 'Time zone',
      hint: 'Type a big city in it, such as Berlin or New York',
      required: true,
      ...valueIn('zone', values),
      ...(values['zone'] === undefined ? {} : { shown: zoneLabel(values['zone']) }),
    },
    {
      kind: 'choice',
      many: true,
      id: 'topics',
      label: 'Topics',
      hint: 'Leave it empty for all',
      required: false,
      options: topics.map((value) => ({ value, label: topicWords(value) })),
      ...valueIn('topics', values),
    },
  ],
})

const valueIn = (id: string, values: Readonly<Record<string, string>>): { readonly value?: string } =>
  values[id] === undefined || values[id] === '' ? {} : { value: values[id] }
