import { whoOf } from '../cases/case.ts'
import { dayIn } from '../cases/office-hours.ts'
import { append } from '../record/chain.ts'
import { newId } from '../record/salt.ts'
import type { ChatReply } from '../port/reply.ts'
import type { Tx } from '../store/tables.ts'
import { composeSolved, quizOver, readChoiceId } from '../tips/compose-tip.ts'
import { dayCode, daysChosen, fewerDays } from '../tips/days.ts'
import { offersOf } from '../tips/offers.ts'
import { figuresOf, keepChoice } from '../tips/quiz.ts'
import { earliest, readRequest, valuesOf, type Request } from '../tips/request.ts'
import { workingOf } from '../tips/settings.ts'
import { everyoneIn, mayChange, themselves, type Subscriber, type Subscription } from '../tips/subscription.ts'
import { endSubscription, findSubscription, keepSubscription, lastTipDay, subscriptionOf } from '../tips/subscriptions.ts'
import type { Tip } from '../knowledge/tip-schema.ts'
import { solve, tipsOn } from '../tips/tip.ts'
import { say, saying, type TimedEvent, type ChatParts, type Plan } from './plan.ts'
import { planQuestion } from './plan-question.ts'
import { formFaults } from './replies.ts'
import {
  alreadyFewest,
  askZone,
  composeSubscription,
  noTips,
  notYourTips,
  stopped,
  tipsForm,
  weekFrom,
} from '../tips/compose-subscription.ts'

type Values = Readonly<Record<string, string>>

const weekdays = [1, 2, 3, 4, 5]

/**
 * Whose tips a command means: the person's own or, if `here` is set and others are in the place, those of
 * everyone there.
 */
const meant = ({ person, place, audience = 'alone' }: TimedEvent, here: boolean): Subscriber =>
  here && audience !== 'alone' ? everyoneIn(place) : themselves(person)

const knowingFor = (parts: Pick<ChatParts, 'settings'>, { person }: Pick<TimedEvent, 'person'>, was: Request | undefined) => ({
  was,
  zone: person.zone,
  working: workingOf(parts.settings),
})

/** Shows the person's subscription to tips and that of the place, or says how to subscribe. */
export async function planTips(parts: ChatParts, heard: TimedEvent): Promise<Plan> {
  const subscribers = new Set([themselves(heard.person).id, meant(heard, true).id])
  const found = await Promise.all([...subscribers].map((id) => subscriptionOf(parts.store.db, id)))
  const known = found.flatMap((one) => one ?? [])
  if (known.length === 0) return saying(heard, noTips)
  const replies = known.map((one) => composeSubscription(one, dayIn(one.zone, heard.now), 'Tips'))
  return saying(heard, {
    tone: 'neutral',
    title: 'Tips',
    blocks: replies.flatMap(({ blocks }) => blocks),
    actions: replies.flatMap(({ actions }) => actions),
  })
}

/**
 * Returns the form for tips, filled in with what is known. If `of` is "here", it is for everyone in the
 * place.
 */
export async function planTipsForm(parts: ChatParts, heard: TimedEvent, of: string | undefined): Promise<Plan> {
  const subscriber = meant(heard, of === 'here')
  const was = await subscriptionOf(parts.store.db, subscriber.id)
  const { working, zone } = knowingFor(parts, heard, was)
  const usual = { time: earliest(working), days: daysChosen(weekdays), ...(zone === undefined ? {} : { zone }) }
  return { form: tipsForm(was === undefined ? usual : valuesOf(was), subscriber.kind === 'place' ? 'here' : '', working) }
}

/** Everything wrong with the filled-in form, by field; empty if there is nothing wrong. */
export function tipsProblems(parts: Pick<ChatParts, 'settings' | 'versions'>, heard: Pick<TimedEvent, 'person'>, values: Values): Values {
  const read = readRequest(values, knowingFor(parts, heard, undefined))
  if ('asks' in read) return { zone: 'please name a big city in your time zone' }
  return 'problems' in read ? read.problems : {}
}

/**
 * Subscribes to tips, or changes a subscription: what the request does not name remains unchanged. If the
 * time zone is not known, it is asked for.
 */
export async function planSubscribe(parts: ChatParts, heard: TimedEvent, of: string, values: Values): Promise<Plan> {
  const subscriber = meant(heard, of === 'here' || values['who'] === 'here')
  const was = await subscriptionOf(parts.store.db, subscriber.id)
  const read = readRequest(values, knowingFor(parts, heard, was))
  if ('problems' in read) return saying(heard, formFaults(read.problems))
  if ('asks' in read) return saying(heard, askZone(values['time'] ?? earliest(workingOf(parts.settings)), values['days'] ?? 'weekdays'))
  return subscribing(parts, heard, subscriber, read.request, was)
}

const subscribing = (
  parts: ChatParts,
  heard: TimedEvent,
  subscriber: Subscriber,
  request: Request,
  was: Subscription | undefined,
): Plan => ({
  write: async (tx) => {
    const { person, now } = heard
    const lastDay = was === undefined ? await lastTipDay(tx, subscriber.place) : was.lastDay
    const one: Subscription = {
      ...(was ?? { id: newId(), by: person.id, madeAt: now }),
      ...request,
      subscriber,
      ...(lastDay === undefined ? {} : { lastDay }),
    }
    const kept = await keepSubscription(tx, one, workingOf(parts.settings), now)
    if (subscriber.kind === 'place') await recordChange(tx, heard, was === undefined ? 'subscribe-channel' : 'change-channel', kept)
    await say(
      tx,
      heard,
      composeSubscription(kept, dayIn(kept.zone, now), was === undefined ? 'Tips are on' : 'Changed'),
      subscriber.kind === 'person',
    )
  },
})

/** Records a change of a channel's tips and who made it, because it concerns everyone in the channel. */
async function recordChange(tx: Tx, { person, place, now }: TimedEvent, act: string, one: Subscription): Promise<void> {
  const words = { person: whoOf(person), place }
  await append(tx, {
    kind: 'act',
    at: now,
    person: person.id,
    body: { act: `tips-${act}`, subscription: one.id, zone: one.zone, time: one.time, days: one.days, topics: one.topics },
    words,
  })
}

/** What one click does to a subscription. */
export type TipAct = 'tips-pause' | 'tips-resume' | 'tips-fewer' | 'tips-stop'

/**
 * Pauses, resumes, reduces or ends a subscription: the one whose id (`of`) the button names, or the
 * person's own if there is no id.
 */
export async function planTipAct(parts: ChatParts, heard: TimedEvent, act: TipAct, of: string | undefined): Promise<Plan> {
  return {
    write: async (tx) => {
      const one = of === undefined ? await subscriptionOf(tx, themselves(heard.person).id) : await findSubscription(tx, of)
      if (one === undefined) return await say(tx, heard, of === undefined ? noTips : notYourTips)
      if (!mayChange(one, heard.person, heard.place)) return await say(tx, heard, notYourTips)
      const reply = await change(parts, tx, heard, act, one)
      if (one.subscriber.kind === 'place') await recordChange(tx, heard, act.slice('tips-'.length), one)
      await say(tx, heard, reply, one.subscriber.kind === 'person')
    },
  }
}

async function change(parts: ChatParts, tx: Tx, { now }: TimedEvent, act: TipAct, one: Subscription): Promise<ChatReply> {
  const today = dayIn(one.zone, now)
  const { pausedUntil: _paused, ...unpaused } = one
  const keep = async (changed: Subscription, title: string): Promise<ChatReply> =>
    composeSubscription(await keepSubscription(tx, changed, workingOf(parts.settings), now), today, title)
  switch (act) {
    case 'tips-pause':
      return await keep({ ...one, pausedUntil: weekFrom(today) }, 'Paused for a week')
    case 'tips-resume':
      return await keep(unpaused, 'Tips come again')
    case 'tips-fewer':
      return one.days.length < 2 ? alreadyFewest(one, today) : await keep({ ...one, days: fewerDays(one.days) }, 'Fewer from now on')
    case 'tips-stop':
      await endSubscription(tx, one.id)
      return stopped(one.subscriber.kind === 'place')
  }
}

/** Asks the question that a tip suggests. `of` is the id of the tip. */
export async function planTry(parts: ChatParts, heard: TimedEvent, of: string): Promise<Plan> {
  const question = tipNamed(parts, of)?.try
  return question === undefined ? saying(heard, quizOver) : await planQuestion(parts, heard, question)
}

const tipNamed = (parts: ChatParts, id: string): Tip | undefined => parts.versions.current.base.tips.find((tip) => tip.id === id)

/**
 * Tells the person who pressed a choice of a quiz whether it is right, and by which rule; if they pressed
 * several, the first counts. The rules as of the day on which the quiz was sent decide that.
 */
export async function planChoice(parts: ChatParts, heard: TimedEvent, of: string): Promise<Plan> {
  const named = readChoiceId(of)
  if (named === undefined) return saying(heard, quizOver)
  return {
    write: async (tx) => {
      const one = await findSubscription(tx, named.subscription)
      if (one !== undefined && !mayChange(one, heard.person, heard.place)) return await say(tx, heard, notYourTips)
      await say(tx, heard, (one === undefined ? undefined : await solved(parts, tx, heard, one, named)) ?? quizOver)
    },
  }
}

async function solved(
  { versions }: ChatParts,
  tx: Tx,
  { person, now }: TimedEvent,
  { id, subscriber }: Subscription,
  { day, choice }: { readonly day: string; readonly choice: number },
): Promise<ChatReply | undefined> {
  const sent = await tx.selectFrom('tips_seen').select('tip').where('subscription', '=', id).where('day', '=', day).executeTakeFirst()
  const tip = tipsOn(versions.current, day).fit.find((one) => one.id === sent?.tip)
  const answer = tip === undefined ? undefined : solve(versions.current, tip, day)
  if (tip?.quiz === undefined || answer === undefined || tip.quiz.choices[choice] === undefined) return undefined
  const first = await keepChoice(tx, { subscription: id, day, person: person.id, tip: tip.id, choice }, now)
  const figures = await figuresOf(tx, { tip: tip.id, ...(subscriber.kind === 'place' ? { channel: { subscription: id, day } } : {}) })
  return composeSolved(tip, answer, first, figures)
}

/**
 * Accepts tips that an admin offered to a channel; from then on they are sent to that channel. `of` is the
 * id of the offer.
 */
export async function planAccept(parts: ChatParts, heard: TimedEvent, of: string): Promise<Plan> {
  const subscriber = everyoneIn(heard.place)
  const offer = offersOf(parts.settings.tips).find(({ id, subscriber: to }) => id === of && to.id === subscriber.id)
  if (offer === undefined || heard.person.bot === true) return saying(heard, notYourTips)
  const { zone, time, topics } = offer
  return await planSubscribe(parts, { ...heard, audience: 'colleagues' }, 'here', {
    zone,
    time,
    days: dayCode(offer.days),
    topics: topics.join(', '),
  })
}
