import { describe, expect, test } from 'vitest'
import { playConversation } from '../../src/chat/play-conversation.ts'
import { answerer, today } from '../licet.ts'
import { isFuzz } from '../seed.ts'
import { changes } from './changes.ts'
import { messagesOf, questionsIn } from './score.ts'
import { severity, type ShownVerdict } from '../../src/engine/shown-verdict.ts'

/** Take every n-th of the questions with a verdict; `npm run fuzz` takes all. */
const every = isFuzz ? 1 : 41

const said = (question: string, asOf: string): ShownVerdict | null =>
  playConversation(answerer, [question], { asOf, today })?.given.verdict ?? null

const given = ['dev', 'first', 'trade', 'traps', 'evasion', 'counsel', 'real', 'story']
  .flatMap((name) => questionsIn(new URL(`given/${name}.jsonl`, import.meta.url)))
  .filter((question) => question.kind === 'verdict' && messagesOf(question).length === 1)
  .flatMap((question, index) => {
    if (index % every > 0) return []
    const [text = ''] = messagesOf(question)
    const asOf = question.asOf ?? today
    const verdict = said(text, asOf)
    return verdict === null ? [] : [{ text, asOf, verdict }]
  })

const rank = (verdict: ShownVerdict | null): number => (verdict === null ? severity.length : severity.indexOf(verdict))

describe("a change that keeps a question's meaning", () => {
  test.each(changes)('$name: no answer gets milder, and few change at all', ({ of }) => {
    const asked = given.flatMap((one) => {
      const changed = of(one.text)
      return changed === undefined ? [] : [{ ...one, changed, now: said(changed, one.asOf) }]
    })
    // If the change adds information, a question back may become an answer. An answer must never get milder.
    const milder = asked.filter(({ verdict, now }) => verdict !== 'need-facts' && rank(now) < rank(verdict))
    expect(milder.map(({ changed, verdict, now }) => `${now} instead of ${verdict}: ${changed}`)).toEqual([])
    const other = asked.filter(({ verdict, now }) => now !== verdict)
    expect(other.length).toBeLessThanOrEqual(Math.ceil(asked.length / 12))
  })
})
