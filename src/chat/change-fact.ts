import { answer } from '../answer/answer.ts'
import type { Answer } from '../answer/conversation-types.ts'
import type { HeldLeg } from '../answer/held-leg.ts'
import { governingOf } from '../answer/governing.ts'
import { assumptionsOf } from '../answer/assumptions.ts'
import { countryWords, thingOf } from '../answer/deal-words.ts'
import { upperFirst } from '../answer/words.ts'
import type { Base } from '../knowledge/base.ts'
import { stoppingFacts } from '../language/deal/stopping-facts.ts'
import { phraseChange } from '../language/form/change.ts'
import { countryNamed, itemNamed, type ItemPick } from '../language/form/picks.ts'
import type { ItemReading } from '../language/reading.ts'
import { answerRecorded, type RecordedAnswer } from '../record/answers.ts'
import type { Field, Form } from '../port/form.ts'
import type { ChatReply } from '../port/reply.ts'
import { comparedAnswer } from './what-changed.ts'
import { saying, type TimedEvent, type ChatParts, type Plan } from './plan.ts'
import { answerBehind, planQuestion } from './plan-question.ts'
import { rememberedConversation } from './conversation-memory.ts'
import { askFirst, changedSince, noLongerOpen, nothingChanged, otherItem, noAnswerFor } from './replies.ts'

type Values = Readonly<Record<string, string>>

/**
 * Handles a pressed button with an answer to Licet's question, as if the answer had been typed, but only if
 * nothing was said since the question.
 */
export async function planChoose(parts: ChatParts, heard: TimedEvent, of: string | undefined, choice: string | undefined): Promise<Plan> {
  const recorded = await answerBehind(parts, heard, of)
  const { last, turns } = await rememberedConversation(parts, heard)
  const button = recorded?.words?.reply.actions.find((action) => action.id === 'choose' && action.choice === choice)
  if (recorded === undefined || button === undefined || recorded.id !== last) return saying(heard, noLongerOpen)
  const { base } = parts.versions.current
  const fact = turns.at(-1)?.wants ?? ''
  const isOfFact = base.facts.get(fact)?.answers?.some(({ value }) => value === choice) === true
  return await planQuestion(parts, heard, isOfFact && choice !== undefined ? phraseChange(base, { [fact]: choice }) : button.label)
}

/**
 * An answer whose facts can be changed: as it was recorded, as it is decided again, and its leg (an item to
 * one place) that decides its verdict.
 */
type Changeable = { readonly recorded: RecordedAnswer; readonly again: Answer; readonly leg: HeldLeg }

/**
 * The answer below which the button was pressed, if it is the last one of the person's conversation;
 * otherwise a reply that says why it cannot be changed.
 */
async function changeable(parts: ChatParts, heard: TimedEvent, of: string | undefined): Promise<Changeable | ChatReply> {
  const recorded = await answerBehind(parts, heard, of)
  if (recorded === undefined) return noAnswerFor(of)
  if (recorded.id !== (await rememberedConversation(parts, heard)).last) return changedSince
  const again = answerRecorded(parts.versions.current, recorded, heard.today)
  const leg = again === undefined ? undefined : governingOf(again.legs)
  return again === undefined || leg === undefined ? askFirst : { recorded, again, leg }
}

/**
 * Returns the form that changes what an answer is based on: the item, the place, and the facts that {@link
 * factsOf} lists. If the answer cannot be changed, says why.
 */
export async function planChangeForm(parts: ChatParts, heard: TimedEvent, of: string | undefined): Promise<Plan> {
  const found = await changeable(parts, heard, of)
  if (!('leg' in found)) return saying(heard, found)
  const { base } = parts.versions.current
  return { form: changeForm(base, found.recorded.id, found) }
}

function changeForm(base: Base, of: string, { leg, again }: Pick<Changeable, 'leg' | 'again'>): Form {
  return {
    id: 'change-fact',
    of,
    title: 'Change a fact',
    intro: 'This is what the answer rests on. Change what is otherwise, and it is decided anew.',
    submit: 'Decide anew',
    fields: [
      ...(isOfOneThing(again)
        ? [
            {
              kind: 'pick' as const,
              id: 'item',
              from: 'item' as const,
              many: false,
              label: 'Another item',
              hint: `Now: ${thingOf(base, leg)}. Leave it empty to keep it`,
              required: false,
            },
          ]
        : []),
      {
        kind: 'pick',
        id: 'to',
        from: 'country',
        many: false,
        label: 'Another destination',
        hint: `Now: ${countryWords(base, leg)}. Leave it empty to keep it`,
        required: false,
      },
      ...factsOf(base, leg).map(([fact, value]): Field => ({
        kind: 'choice',
        id: fact,
        label: base.facts.get(fact)?.prompt ?? fact,
        hint: originOf(leg, fact),
        required: false,
        ...(value === undefined ? {} : { value }),
        options: (base.facts.get(fact)?.answers ?? []).map((one) => ({ value: one.value, label: upperFirst(one.say) })),
      })),
    ],
  }
}

/** Whether all legs of an answer are about the same item. With several items, the form could not say which of them is replaced. */
const isOfOneThing = ({ legs }: Answer): boolean => new Set(legs.map(({ leg: { reading } }) => sourceOf(reading.item))).size === 1

const sourceOf = (item: ItemReading | undefined): string => (item === undefined ? '' : `${item.source.kind} ${item.source.id}`)

/** The form offers at most this many facts, besides the item and the place. */
const mostFacts = 18

/**
 * The facts that the form offers for a leg, each with its present value (`undefined` if unknown): the first
 * {@link mostFacts} facts that were asked for, stated, presumed or assumed and that have at least two answers
 * to choose from. A stated fact that stops the deal, e.g. weapons of mass destruction, is left out.
 */
function factsOf(base: Base, leg: HeldLeg): ReadonlyArray<readonly [fact: string, value: string | undefined]> {
  const grave = stoppingFacts(base, leg.leg.reading)
  const taken = new Set([...leg.asks, ...Object.keys(leg.stated), ...assumptionsOf(base, leg).map(({ fact }) => fact)])
  return [...base.facts.values()]
    .filter(({ id, answers = [] }) => taken.has(id) && answers.length > 1 && grave[id] === undefined)
    .slice(0, mostFacts)
    .map(({ id }) => [id, leg.facts[id] === undefined ? undefined : String(leg.facts[id])])
}

const originOf = (leg: HeldLeg, fact: string): string =>
  leg.stated[fact] !== undefined
    ? 'Read from your words'
    : leg.presumed[fact] !== undefined
      ? 'Presumed of the item'
      : leg.assumed[fact] === undefined
        ? 'Not known yet'
        : 'Assumed'

/** The fields of the form that are not facts: the place and the item. */
const picked: ReadonlySet<string> = new Set(['to', 'item'])

/** Everything wrong with the filled-in form, by field; empty if there is nothing wrong. */
export function changeProblems(base: Base, values: Values): Values {
  const [to, item] = [values['to']?.trim() ?? '', values['item']?.trim() ?? '']
  const strange = Object.entries(values).filter(
    ([fact, value]) => !picked.has(fact) && value !== '' && base.facts.get(fact)?.answers?.some((one) => one.value === value) !== true,
  )
  return {
    ...(to === '' || countryNamed(base, to) !== undefined ? {} : { to: 'please pick a country of the list' }),
    ...(item === '' || itemNamed(base, item) !== undefined
      ? {}
      : { item: 'please pick an item of the list, or leave it empty and say it in your own words' }),
    ...Object.fromEntries(strange.map(([fact]) => [fact, 'please choose one of the list'])),
  }
}

/**
 * Decides an answer again with the changes from the form, and says what changed. If possible, the new
 * answer replaces the message with the old one.
 */
export async function planChange(parts: ChatParts, heard: TimedEvent, of: string, values: Values): Promise<Plan> {
  const found = await changeable(parts, heard, of)
  if (!('leg' in found)) return saying(heard, found)
  const answerer = parts.versions.current
  const change = changeIn(answerer.base, found, values)
  const last = change.says.at(-1)
  if (last === undefined) return saying(heard, nothingChanged)
  const days = { asOf: found.recorded.body.asOf, today: heard.today }
  const { turns: before, voices = [] } = await rememberedConversation(parts, heard)
  const turns = change.says.slice(0, -1).reduce((said, question) => answer(answerer, { question, ...days, turns: said }).turns, before)
  if (change.item !== undefined && !isAbout(answer(answerer, { question: last, ...days, turns }), change.item))
    return saying(heard, otherItem)
  return await planQuestion(parts, heard, last, {
    from: { turns, voices, told: comparedAnswer(answerer.base, found.again) },
    insteadOf: found.recorded.id,
  })
}

/**
 * The changes from the form, as messages that would have the same effect if they were typed one after the
 * other (`says`); and the new item, if one was picked.
 */
type PickedChange = { readonly says: readonly string[]; readonly item: ItemPick | undefined }

function changeIn(base: Base, { leg, again }: Pick<Changeable, 'leg' | 'again'>, values: Values): PickedChange {
  const facts = factsOf(base, leg).flatMap(([fact, value]) => {
    const now = values[fact] ?? ''
    return now === '' || now === value ? [] : [[fact, now] as const]
  })
  const country = countryNamed(base, values['to']?.trim() ?? '')
  const to = country?.code === leg.country ? undefined : country
  const named = isOfOneThing(again) ? itemNamed(base, values['item']?.trim() ?? '') : undefined
  const item = named === undefined || isAbout(again, named) ? undefined : named
  return {
    says: [
      ...(item === undefined ? [] : [`Sorry, I meant the ${item.said}${item.source.kind === 'entry' ? ' item' : ''}`]),
      ...(to === undefined ? [] : [`No, to ${to.name}`]),
      ...(facts.length === 0 ? [] : [phraseChange(base, Object.fromEntries(facts))]),
    ],
    item,
  }
}

/** Whether all legs of an answer are about this item, or about data or a service for it. */
const isAbout = ({ legs }: Answer, { source }: ItemPick): boolean =>
  legs.length > 0 &&
  legs.every(({ leg: { reading } }) => [reading.item, reading.article].some((thing) => sourceOf(thing) === `${source.kind} ${source.id}`))
