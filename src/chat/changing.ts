import { answer, type Answer } from '../answer/answer.ts'
import type { HeldLeg } from '../answer/doubts.ts'
import { assumptionsOf, countryWords, governingRules } from '../answer/grounds.ts'
import { lowerFirst, upperFirst } from '../answer/words.ts'
import { severity } from '../engine/explore.ts'
import type { Base } from '../knowledge/base.ts'
import { graveOf } from '../language/deal/grave.ts'
import { phraseChange } from '../language/form/change.ts'
import { countryNamed } from '../language/form/picks.ts'
import { answerAgain, type RecordedAnswer } from '../record/answers.ts'
import type { Field, Form } from '../reply/form.ts'
import type { ChatReply } from '../reply/reply.ts'
import { saying, type Heard, type Parts, type Plan } from './parts.ts'
import { answerBehind, planQuestion } from './questions.ts'
import { talkOf } from './talk.ts'
import { askFirst, changedSince, noLongerOpen, notFound, nothingChanged } from './words.ts'

type Values = Readonly<Record<string, string>>

/** Answers what an answer asked, by one of its buttons: the same as saying it. */
export async function planChoose(parts: Parts, heard: Heard, of: string | undefined, choice: string | undefined): Promise<Plan> {
  const recorded = await answerBehind(parts, heard, of)
  const { last, turns } = await talkOf(parts, heard)
  const button = recorded?.words?.reply.actions.find((action) => action.id === 'choose' && action.choice === choice)
  if (recorded === undefined || button === undefined || recorded.id !== last) return saying(heard, noLongerOpen)
  const { base } = parts.versions.current
  const fact = turns.at(-1)?.wants ?? ''
  const isOfFact = base.facts.get(fact)?.answers?.some(({ value }) => value === choice) === true
  return await planQuestion(parts, heard, isOfFact && choice !== undefined ? phraseChange(base, { [fact]: choice }) : button.label)
}

/** An answer that can be changed, decided again: the asker's own, and the last of the conversation. */
async function changeable(
  parts: Parts,
  heard: Heard,
  of: string | undefined,
): Promise<{ readonly recorded: RecordedAnswer; readonly again: Answer; readonly leg: HeldLeg } | ChatReply> {
  const recorded = await answerBehind(parts, heard, of)
  if (recorded === undefined) return of === undefined ? askFirst : notFound
  if (recorded.id !== (await talkOf(parts, heard)).last) return changedSince
  const again = answerAgain(parts.versions.current, recorded, heard.today)
  const leg = again?.legs.reduce((worst, one) => (severity.indexOf(one.said) > severity.indexOf(worst.said) ? one : worst))
  return again === undefined || leg === undefined ? askFirst : { recorded, again, leg }
}

/** The form that changes what an answer rests on: the place, and each fact that was said, presumed, assumed or asked for. */
export async function planChangeForm(parts: Parts, heard: Heard, of: string | undefined): Promise<Plan> {
  const found = await changeable(parts, heard, of)
  if (!('leg' in found)) return saying(heard, found)
  const { base } = parts.versions.current
  return { form: changeForm(base, found.recorded.id, found.leg) }
}

function changeForm(base: Base, of: string, leg: HeldLeg): Form {
  return {
    id: 'change-fact',
    of,
    title: 'Change a fact',
    intro: 'This is what the answer rests on. Change what is otherwise, and it is decided anew. For another item, ask again.',
    submit: 'Decide anew',
    fields: [
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

/** So many facts are offered at once. */
const mostFacts = 20

/** The facts of a leg that have answers to choose from, each with the one that stands, what decides most first; none that was told and stops the deal. */
function factsOf(base: Base, leg: HeldLeg): ReadonlyArray<readonly [fact: string, value: string | undefined]> {
  const grave = graveOf(leg.leg.reading)
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

/** Everything wrong with the form, by field. */
export function changeProblems(base: Base, values: Values): Values {
  const to = values['to']?.trim() ?? ''
  const strange = Object.entries(values).filter(
    ([fact, value]) => fact !== 'to' && value !== '' && base.facts.get(fact)?.answers?.some((one) => one.value === value) !== true,
  )
  return {
    ...(to === '' || countryNamed(base, to) !== undefined ? {} : { to: 'please pick a country of the list' }),
    ...Object.fromEntries(strange.map(([fact]) => [fact, 'please choose one of the list'])),
  }
}

/** Decides an answer anew with what was changed, in its place where that can be, and says what became of it. */
export async function planChange(parts: Parts, heard: Heard, of: string, values: Values): Promise<Plan> {
  const found = await changeable(parts, heard, of)
  if (!('leg' in found)) return saying(heard, found)
  const { answerer, base } = { answerer: parts.versions.current, base: parts.versions.current.base }
  const { recorded, again, leg } = found
  const facts = factsOf(base, leg).flatMap(([fact, value]) => {
    const now = values[fact] ?? ''
    return now === '' || now === value ? [] : [[fact, now] as const]
  })
  const to = countryNamed(base, values['to']?.trim() ?? '')
  const isElsewhere = to !== undefined && to.code !== leg.country
  if (facts.length === 0 && !isElsewhere) return saying(heard, nothingChanged)
  const change = phraseChange(base, Object.fromEntries(facts))
  const elsewhere = isElsewhere ? `No, to ${to.name}` : undefined
  const { turns, voices = [] } = await talkOf(parts, heard)
  const days = { asOf: recorded.body.asOf, today: heard.today }
  const from = elsewhere === undefined || facts.length === 0 ? turns : answer(answerer, { question: elsewhere, ...days, turns }).turns
  const lines = [
    ...(to !== undefined && isElsewhere ? [`${countryWords(base, leg)} → ${to.name}`] : []),
    ...facts.map(([fact, now]) => `${sayOf(base, fact, leg.facts[fact])} → ${sayOf(base, fact, now)}`),
  ]
  return await planQuestion(parts, heard, facts.length === 0 ? (elsewhere ?? '') : change, {
    from: { turns: from, voices },
    insteadOf: recorded.id,
    dress: (reply, given) => withChange(base, reply, lines, [again, given]),
  })
}

const sayOf = (base: Base, fact: string, value: unknown): string =>
  base.facts.get(fact)?.answers?.find((one) => one.value === value)?.say ?? 'not known'

/** An answer with what was changed, old → new, and which rule decides now where another does. */
function withChange(base: Base, reply: ChatReply, lines: readonly string[], [was, is]: readonly [Answer, Answer]): ChatReply {
  const [before, now] = [was, is].map(({ legs: [leg] }) => (leg === undefined ? undefined : governingRules(base, leg)[0]))
  const moved = now === undefined || now === before ? '' : ` Now it rests on: ${lowerFirst(now.title)}.`
  const verdict = was.reply.title === is.reply.title ? 'The verdict stays.' : `${was.reply.title} → ${is.reply.title}.`
  return { ...reply, blocks: [{ kind: 'note', label: 'Changed', text: `${lines.join('; ')}. ${verdict}${moved}` }, ...reply.blocks] }
}
