import type { Answerer } from '../answer/conversation-types.ts'
import { dayOf, hourLength, isDay } from '../engine/days.ts'
import type { Base } from '../knowledge/base.ts'
import { activities, endUses, misread, phrase, type Picked } from '../language/form/phrase.ts'
import { countryNamed, itemNamed, suggest, type PickKind } from '../language/form/picks.ts'
import type { Form } from '../port/form.ts'
import type { ChatReply } from '../port/reply.ts'
import { saying, type TimedEvent, type ChatParts, type Plan } from './plan.ts'
import { planQuestion } from './plan-question.ts'
import { formFaults } from './replies.ts'

type Values = Readonly<Record<string, string>>
type Problems = Readonly<Record<string, string>>
type Choices = ReadonlyArray<readonly [value: string, says: string]>

const options = (choices: Choices) => choices.map(([value, label]) => ({ value, label }))

/** The form in which a question is put together from picks instead of written. */
export const questionForm = (base: Base): Form => ({
  id: 'question',
  of: '',
  title: 'Ask with a form',
  intro: 'Pick what you know. Licet makes one question of it, shows it with the answer, and next time you can type it yourself.',
  submit: 'Ask',
  fields: [
    {
      kind: 'pick',
      id: 'item',
      from: 'item',
      many: false,
      label: 'Item',
      hint: 'Part of a name, or a list entry: stage, SLV, MQ-9, 9A012. For data or a service: what they are about',
      required: true,
    },
    {
      kind: 'pick',
      id: 'to',
      from: 'country',
      many: true,
      label: 'Destinations',
      hint: 'One country, or several to compare',
      required: true,
    },
    { kind: 'choice', id: 'endUse', label: 'End use', required: true, value: 'unknown', options: options(endUses(base)) },
    { kind: 'choice', id: 'activity', label: 'What will be done', required: true, value: 'export', options: options(activities(base)) },
    { kind: 'date', id: 'asOf', label: 'On which day', hint: 'YYYY-MM-DD; leave it empty for today', required: false },
  ],
})

/**
 * Asks a question made from the picks, like any other question. If others are in the place, only the asker
 * sees the answer, with a button to share it.
 */
export async function planQuestionForm(parts: ChatParts, heard: TimedEvent, values: Values): Promise<Plan> {
  const read = readQuestion(parts.versions.current, values, heard.now)
  if ('problems' in read) return saying(heard, formFaults(read.problems))
  const isAmongOthers = heard.audience === 'colleagues' || heard.audience === 'outsiders'
  return await planQuestion(parts, { ...heard, isPrivate: isAmongOthers }, read.question, {
    decorate: (reply) => withQuestion(reply, read.question),
  })
}

const withQuestion = (reply: ChatReply, question: string): ChatReply => ({
  ...reply,
  blocks: [...reply.blocks, { kind: 'note', text: `Your form, as a question you can type: ${question}` }],
})

/**
 * Everything wrong with the picks, by field; empty if there is nothing wrong. `now` is in epoch
 * milliseconds.
 */
export function questionFormProblems(answerer: Answerer, values: Values, now: number): Problems {
  const read = readQuestion(answerer, values, now)
  return 'problems' in read ? read.problems : {}
}

/**
 * The question made from the picks, if reading that question gives the same picks again; otherwise what is
 * wrong, by field.
 */
function readQuestion(answerer: Answerer, values: Values, now: number): { readonly question: string } | { readonly problems: Problems } {
  const { base, reader } = answerer
  const picked = readPicked(base, values, now)
  if ('problems' in picked) return picked
  const question = phrase(base, picked)
  const unread = misread(base, reader, question, picked, dayOf(now))
  if (unread.length === 0) return { question }
  return { problems: Object.fromEntries(unread.map((field) => [field, together[field]])) }
}

/**
 * The problem to show for a field if its value alone is valid but does not fit the values of other fields.
 */
const together: Readonly<Record<keyof Picked, string>> = {
  item: 'this does not go with the rest; please pick another, or ask in your own words',
  to: 'these cannot be asked about together; please leave out the United States and its territories, or ask in your own words',
  endUse: 'this does not go with the item; please choose another, or ask in your own words',
  activity: 'this does not go with the item and the destinations; please choose a permanent export, or ask in your own words',
  asOf: 'this does not go with the rest; please leave it empty, or ask in your own words',
}

const mostCountries = 20

function readPicked(base: Base, values: Values, now: number): Picked | { readonly problems: Problems } {
  const value = (field: string): string => values[field]?.trim() ?? ''
  const names = value('to')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const item = itemNamed(base, value('item'))
  const asOf = value('asOf')
  const problems = Object.entries({
    item: item === undefined ? unknown(base, 'item', [value('item')]) : undefined,
    to: countriesProblem(base, names),
    endUse: choiceProblem(endUses(base), value('endUse')),
    activity: choiceProblem(activities(base), value('activity')),
    asOf: dayProblem(base, asOf, now),
  }).flatMap(([field, problem]) => (problem === undefined ? [] : [[field, problem] as const]))
  if (item === undefined || problems.length > 0) return { problems: Object.fromEntries(problems) }
  return {
    item,
    to: [...new Set(names.flatMap((name) => countryNamed(base, name)?.code ?? []))],
    endUse: value('endUse'),
    activity: value('activity'),
    ...(asOf === '' || asOf >= dayOf(now) ? {} : { asOf }),
  }
}

function countriesProblem(base: Base, names: readonly string[]): string | undefined {
  if (names.length === 0) return 'please pick a country'
  if (names.length > mostCountries) return `please pick ${mostCountries} countries at most; there are ${names.length}`
  const strange = names.filter((name) => countryNamed(base, name) === undefined)
  return strange.length === 0 ? undefined : unknown(base, 'country', strange)
}

const things: Readonly<Record<PickKind, string>> = { item: 'an item', country: 'one country' }

/** The problem to show for unknown names; it lists the most similar names. */
function unknown(base: Base, from: PickKind, typed: readonly string[]): string {
  const said = typed.filter((one) => one !== '')
  if (said.length === 0) return `please pick ${things[from]}`
  return said
    .map((one) => {
      const near = suggest(base, from, one)
        .slice(0, 5)
        .map(({ label }) => label)
      const advice = near.length === 0 ? 'please pick one of the list, or ask in your own words' : `did you mean ${near.join('; ')}?`
      return `\`${one.replaceAll('`', '').slice(0, 40)}\` is not ${things[from]} that I know; ${advice}`
    })
    .join(' ')
}

const choiceProblem = (choices: Choices, value: string): string | undefined =>
  choices.some(([known]) => known === value) ? undefined : `please choose one of ${choices.map(([, says]) => says).join('; ')}`

function dayProblem(base: Base, day: string, now: number): string | undefined {
  const [first = ''] = base.turningPoints
  if (day === '') return undefined
  if (!isDay(day)) return 'please write a day as YYYY-MM-DD'
  if (day < first) return `please choose a day from ${first} on: the rules begin there`
  return day > lastDay(now) ? 'this day is still to come; please leave it empty for today' : undefined
}

/** Today's date in the time zone where it is latest (UTC+14). */
const lastDay = (moment: number): string => dayOf(moment + 14 * hourLength)
