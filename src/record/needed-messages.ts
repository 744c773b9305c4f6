import { canonicalJson } from '../answer/canonical.ts'
import { answer } from '../answer/answer.ts'
import type { Answer, Answerer, Turn } from '../answer/conversation-types.ts'
import { answerRecorded, type RecordedAnswer } from './answers.ts'

/**
 * The texts of the earlier messages on which a recorded answer depends; messages that made no difference
 * are left out. Empty if the answer's words were erased or withheld.
 */
export function messagesNeeded(answerer: Answerer, recorded: RecordedAnswer): readonly string[] {
  const given = answerRecorded(answerer, recorded)
  if (given === undefined) return []
  const { words, body } = recorded
  if (words === undefined || words.turns.length === 0) return []
  const question = given.question ?? ''
  const said = (turns: readonly Turn[]): string => contentOf(answer(answerer, { question, asOf: body.asOf, today: body.today, turns }))
  const must = contentOf(given)
  if (said([]) === must) return []
  const texts = new Set(given.turns.map(({ text }) => text))
  const goneOn = words.turns.filter(({ text }) => texts.has(text))
  const all = said(goneOn) === must ? goneOn : words.turns
  const needed = all.reduce<readonly Turn[]>((kept, turn) => {
    const others = kept.filter((one) => one !== turn)
    return said(others) === must ? others : kept
  }, all)
  return needed.map(({ text }) => text)
}

const contentOf = ({ reply: { title, subtitle, blocks, layers } }: Answer): string => canonicalJson({ title, subtitle, blocks, layers })
