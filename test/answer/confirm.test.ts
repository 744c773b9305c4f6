import { describe, expect, test } from 'vitest'
import { answer } from '../../src/answer/answer.ts'
import { playConversation } from '../../src/chat/play-conversation.ts'
import { answerer, talk, today } from '../licet.ts'
import { isRight, messagesOf, questionsIn, type Question } from '../questions/score.ts'
import { severity } from '../../src/engine/shown-verdict.ts'

const held =
  'We sold a 9A515 satellite bus to an operator in Luxembourg. TV broadcast. Legal asks if missile rules touch it, I said no idea'

describe('an answer that would clear asks for confirmation if it ignores words that are probably harmless', () => {
  test('the question says what was read and what was ignored, with both buttons', () => {
    const asked = talk(held)
    expect(asked).toMatchObject({ verdict: 'need-facts', confirm: { verdict: 'no-license' } })
    expect(asked.text).toMatch(/I read Spacecraft item[^]*Luxembourg, and took "[^]*" to change nothing\. Is that so\?/)
    expect(asked.reply.actions.slice(0, 2).map(({ label }) => label)).toEqual(['Yes, that is so', 'No, change'])
  })

  test.each(['yes', 'Yes, that is so', 'correct', 'yep, that is right'])('%s: the answer is given', (yes) => {
    const said = talk(held, yes)
    expect(said).toMatchObject({ verdict: 'no-license', confirm: null, question: yes })
    expect(said.reply.actions.some(({ id }) => id === 'confirm')).toBe(false)
    expect(said.text).toMatch(/You said that "[^]*" changes nothing here; that is on record\./)
  })

  test.each(['no', 'No, change', 'that is wrong'])(
    '%s: each doubt becomes a question of its own, and a later yes settles nothing',
    (no) => {
      const said = talk(held, no)
      expect(said).toMatchObject({ verdict: 'need-facts', confirm: null })
      expect(said.text).toMatch(/Question: (?:You said|What does)/)
      expect(talk(held, no, 'yes').verdict).not.toBe('no-license')
    },
  )

  test('a yes counts only for the question just before it, and for follow-ups to it', () => {
    expect(talk(held, 'thanks', 'yes').verdict).not.toBe('no-license')
    expect(talk(held, 'yes', 'and to Chile?').verdict).toBe('no-license')
    expect(talk(held, 'yes', 'it is for a nuclear missile').verdict).not.toBe('no-license')
  })

  test('a yes cannot settle who receives, what is shipped, or a message that was too long to be read whole', () => {
    for (const question of [
      'EAR99 bolts to Zorvia Dynamics',
      'EAR99 bolts to an Australian freight forwarder',
      `EAR99 bolts to Chile. ${'and so on '.repeat(2_000)}`,
    ])
      expect(talk(question).confirm).toBeNull()
  })
})

describe('the sample questions that clear', () => {
  const clears = (verdict: string | undefined): boolean =>
    verdict !== undefined && severity.findIndex((one) => one === verdict) < severity.indexOf('case-by-case')
  const names = ['dev', 'first', 'trade', 'traps', 'evasion', 'counsel', 'real', 'story']
  const cleared = names
    .flatMap((name) => questionsIn(new URL(`../questions/given/${name}.jsonl`, import.meta.url)))
    .filter(({ expect: gold }) => clears(gold.verdict))
  const said = (question: Question, ...more: readonly string[]) => {
    const messages = [...messagesOf(question), ...more]
    const days = { asOf: question.asOf ?? today, today }
    return playConversation(answerer, messages, days)?.given ?? answer(answerer, { question: messages.at(-1) ?? '', ...days })
  }
  const asked = cleared.filter((question) => said(question).confirm !== null)

  test('at most one in ten asks for confirmation', () => {
    expect(cleared.length).toBeGreaterThan(100)
    expect(asked.length).toBeLessThanOrEqual(cleared.length / 10)
  })

  test('after the yes comes the expected answer', () => {
    expect(asked.filter((question) => !isRight(question, said(question, 'yes'))).map(({ id }) => id)).toEqual([])
  })
})
