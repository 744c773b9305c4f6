import type { Base } from '../knowledge/base.ts'
import type { GuardReason } from '../language/guard/guard.ts'
import { toPlainText } from '../port/plain.ts'
import type { ChatReply } from '../port/reply.ts'
import type { Answer, Asked } from './talk.ts'
import type { Stamp } from './stamp.ts'
import { composeGuard } from './lookup.ts'
import { receiptOf } from './receipt.ts'

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
