import type { Base } from '../knowledge/base.ts'
import type { GuardReason } from '../language/guard/guard.ts'
import { toPlainText } from '../port/plain.ts'
import type { ChatReply } from '../port/reply.ts'
import type { Answer, Asked } from './conversation-types.ts'
import { footOf, type Stamp } from './stamp.ts'
import { receiptOf } from './receipt.ts'
import { askCounsel } from './compose.ts'

/**
 * The answer to a message that the guard refused (technical data, a control marking). It repeats no word of
 * the message.
 */
export function answerWithheld(base: Base, reason: GuardReason, asked: Omit<Asked, 'question'>): Answer {
  return answerWithoutVerdict(base, { ...asked, question: '' }, 'guard', (stamp) => composeGuard(reason, stamp), null)
}

/** An answer without a verdict, with the reply that `compose` makes. Its `turns` are the earlier messages, without this one. */
export function answerWithoutVerdict(
  base: Base,
  asked: Asked,
  intent: Answer['intent'],
  compose: (stamp: Stamp) => ChatReply,
  question: string | null = asked.question,
): Answer {
  const receipt = receiptOf({
    question: question === null ? null : canonicalQuestion(question),
    intent,
    asOf: asked.asOf,
    today: asked.today,
    knowledge: base.version,
  })
  const reply = compose({ asOf: asked.asOf, today: asked.today, version: base.version, receipt })
  return {
    question,
    asOf: asked.asOf,
    today: asked.today,
    intent,
    verdict: null,
    asks: [],
    countries: [],
    answers: [],
    knowledge: base.version,
    receipt,
    reply,
    text: toPlainText(reply),
    legs: [],
    confirm: null,
    read: [],
    unused: [],
    turns: asked.turns ?? [],
  }
}

/** The question in the form that receipts use: Unicode-normalized, with single spaces. */
export const canonicalQuestion = (question: string): string => question.normalize('NFC').trim().replace(/\s+/g, ' ')

/**
 * The reply to a message that the guard refused: it says that the message was not kept, and repeats nothing
 * of it.
 */
function composeGuard(reason: GuardReason, stamp: Stamp): ChatReply {
  return {
    tone: 'stop',
    title: 'I did not keep that message',
    blocks: [
      {
        kind: 'text',
        text:
          reason === 'marking'
            ? 'It carries a control marking. I did not analyze it, keep it or log it.'
            : 'It looks like technical data. I did not analyze it, keep it or log it.',
      },
      {
        kind: 'list',
        title: 'A safe way to ask',
        items: [
          'Say in words what the item is, without its data: "drawings of a rocket stage".',
          "Name the country or the person's citizenships.",
          'If the message should not have been here, tell your security or compliance office and delete it.',
        ],
      },
    ],
    foot: footOf(stamp.asOf, stamp),
    actions: askCounsel,
  }
}
