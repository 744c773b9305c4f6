import { showCite } from '../answer/citations.ts'
import { textReply } from '../cases/asker-card.ts'
import type { Base } from '../knowledge/base.ts'
import type { Action, Block, ChatReply } from '../port/reply.ts'
import type { QuizFigures } from './quiz.ts'
import type { Tip } from '../knowledge/tip-schema.ts'
import type { QuizAnswer } from './tip.ts'
import { topicWords } from './topics.ts'
import { noMoreTips } from './compose-subscription.ts'

/** Identifies one sending of a tip; the tip's buttons refer to it. */
export type SendId = { readonly subscription: string; readonly day: string }

/** The id in the button of a quiz's choice. */
const choiceId = ({ subscription, day }: SendId, choice: number): string => `${subscription}.${day}.${choice}`

/** Reads the id in the button of a quiz's choice; `undefined` if it is another kind of id. */
export function readChoiceId(of: string): (SendId & { readonly choice: number }) | undefined {
  const [, subscription, day, choice] = /^(\w+)\.(\d{4}-\d{2}-\d{2})\.(\d)$/.exec(of) ?? []
  return subscription === undefined || day === undefined ? undefined : { subscription, day, choice: Number(choice) }
}

/** A tip as it is sent: one thought or one question, its sources, and buttons. */
export function composeTip(base: Base, tip: Tip, send: SendId & { readonly isNew: boolean }): ChatReply {
  const { quiz } = tip
  const text = quiz?.ask ?? tip.text ?? ''
  const choices = quiz?.choices.map(({ text: label }, index): Action => ({ id: 'tips-choose', label, of: choiceId(send, index) })) ?? []
  return {
    tone: quiz === undefined ? 'neutral' : 'question',
    title:
      `${send.isNew ? 'New: ' : ''}${quiz === undefined ? 'Tip of the day' : 'Quiz of the day'} ` +
      `(${tip.topics.map(topicWords).join(', ')})`,
    blocks: [
      { kind: 'text', text },
      ...(quiz === undefined ? [{ kind: 'citations' as const, citations: tip.sources.map((cite) => showCite(base, cite)) }] : []),
    ],
    actions: [...choices, ...(quiz === undefined ? tryAction(tip) : []), ...changes(send.subscription)],
  }
}

const tryAction = ({ id, try: question }: Tip): readonly Action[] =>
  question === undefined ? [] : [{ id: 'tips-try', label: `Try: ${question}`, of: id }]

const changes = (of: string): readonly Action[] => [
  { id: 'tips-pause', label: 'Pause a week', of },
  { id: 'tips-fewer', label: 'Fewer', of },
  { id: 'tips-stop', label: 'Stop', of, asks: noMoreTips },
]

/**
 * The reply to a person who answered a quiz: whether the answer was right, the rule, and what others chose.
 */
export function composeSolved(tip: Tip, solved: QuizAnswer, chosen: number, figures: QuizFigures | undefined): ChatReply {
  const right = tip.quiz?.choices[solved.right]?.text ?? ''
  const isRight = chosen === solved.right
  return {
    tone: isRight ? 'clear' : 'caution',
    title: isRight ? `Right: ${right}` : `Not this time. Right: ${right}`,
    blocks: [
      { kind: 'text', text: `Because: ${solved.because}` },
      {
        kind: 'fields',
        fields: [...(isRight ? [] : [['You chose', tip.quiz?.choices[chosen]?.text ?? ''] as const]), ['Rule', solved.rule.title]],
      },
      ...groupBlock(tip, figures),
      { kind: 'citations', citations: solved.cites },
    ],
    actions: tryAction(tip),
  }
}

function groupBlock(tip: Tip, figures: QuizFigures | undefined): readonly Block[] {
  if (figures === undefined) return []
  const items = (tip.quiz?.choices ?? []).map(({ text }, index) => `${figures.counts.get(index) ?? 0} of ${figures.people} chose ${text}`)
  return [{ kind: 'list', title: 'What people chose', items }]
}

export const quizOver: ChatReply = textReply(
  'This quiz is over',
  'Its rule has changed since, or it was sent too long ago. The next one comes with your tips.',
)
