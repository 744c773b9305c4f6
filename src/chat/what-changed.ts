import type { Answer, Answerer } from '../answer/conversation-types.ts'
import { countryWords, nameOf } from '../answer/deal-words.ts'
import { governingRules } from '../answer/governing-rules.ts'
import { lowerFirst } from '../answer/words.ts'
import type { Base } from '../knowledge/base.ts'
import type { ChatReply } from '../port/reply.ts'

/** What an answer with a single leg was based on, to compare the next answer with it. */
export type ComparedAnswer = {
  readonly thing: string
  readonly place: string
  readonly facts: Readonly<Record<string, string>>
  readonly title: string
  readonly rule: string | undefined
}

/**
 * What an answer is based on, to compare the next answer with it; `undefined` unless the answer has exactly
 * one leg (an item to one place).
 */
export function comparedAnswer(base: Base, { legs: [leg, other], reply }: Answer): ComparedAnswer | undefined {
  if (leg === undefined || other !== undefined) return undefined
  const facts = Object.entries(leg.facts).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && base.facts.get(entry[0])?.answers !== undefined,
  )
  return {
    thing: nameOf(leg),
    place: countryWords(base, leg),
    facts: Object.fromEntries(facts),
    title: reply.title,
    rule: governingRules(base, leg)[0]?.title,
  }
}

/**
 * Adds the note "Changed" to a reply: what changed since an earlier answer (`was`), as "old → new", and the
 * rule that decides now, if it is another. Adds no note if nothing changed. Adds none either if the message
 * neither corrects what was said nor adds a statement about the same item and place.
 */
export function withChange(
  { base, reader }: Pick<Answerer, 'base' | 'reader'>,
  reply: ChatReply,
  was: ComparedAnswer,
  given: Answer,
): ChatReply {
  const is = comparedAnswer(base, given)
  const said = given.question ?? ''
  const isOfTheSame = is?.thing === was.thing && is.place === was.place
  const isChange = reader.corrects(said) || (isOfTheSame && !reader.asks(said))
  const lines = is === undefined || !isChange ? [] : linesOf(base, was, is, given.legs[0]?.stated ?? {})
  if (is === undefined || lines.length === 0) return reply
  const verdict = was.title === is.title ? 'The verdict stays.' : `${was.title} → ${is.title}.`
  const moved = is.rule === undefined || is.rule === was.rule ? '' : ` Now it rests on: ${lowerFirst(is.rule)}.`
  return { ...reply, blocks: [{ kind: 'note', label: 'Changed', text: `${lines.join('; ')}. ${verdict}${moved}` }, ...reply.blocks] }
}

function linesOf(base: Base, was: ComparedAnswer, is: ComparedAnswer, stated: Readonly<Record<string, unknown>>): readonly string[] {
  const sayOf = (fact: string, value: string): string => base.facts.get(fact)?.answers?.find((one) => one.value === value)?.say ?? value
  const facts = Object.entries(is.facts).flatMap(([fact, now]) => {
    const before = was.facts[fact]
    return before === undefined || before === now || stated[fact] === undefined ? [] : [`${sayOf(fact, before)} → ${sayOf(fact, now)}`]
  })
  return [
    ...(was.thing === is.thing ? [] : [`${was.thing} → ${is.thing}`]),
    ...(was.place === is.place ? [] : [`${was.place} → ${is.place}`]),
    ...facts,
  ]
}
