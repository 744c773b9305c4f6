import { describe, expect, test } from 'vitest'
import { answer } from '../../src/answer/answer.ts'
import { playConversation } from '../../src/chat/play-conversation.ts'
import { answerer, today } from '../licet.ts'
import { isMilder, isRight, messagesOf, questionsIn, type Question } from './score.ts'

/**
 * Questions with right answers, by people who had not seen the code. (dev and first are by the authors of the first set; counsel,
 * real and story were held back while the reader was built.) `floor` is the number of right answers when last counted and only
 * rises; `milder` lists questions still answered too mildly.
 */
const files: ReadonlyArray<{ readonly name: string; readonly floor: number; readonly milder: readonly string[] }> = [
  { name: 'dev', floor: 130, milder: [] },
  { name: 'first', floor: 277, milder: [] },
  { name: 'trade', floor: 121, milder: [] },
  { name: 'traps', floor: 146, milder: [] },
  { name: 'evasion', floor: 206, milder: [] },
  { name: 'counsel', floor: 116, milder: [] },
  { name: 'real', floor: 62, milder: [] },
  { name: 'story', floor: 157, milder: [] },
]

function answered(question: Question) {
  const messages = messagesOf(question)
  const days = { asOf: question.asOf ?? today, today }
  return playConversation(answerer, messages, days)?.given ?? answer(answerer, { question: messages.at(-1) ?? '', ...days })
}

describe.each(files)('the questions in $name.jsonl', ({ name, floor, milder }) => {
  const given = questionsIn(new URL(`given/${name}.jsonl`, import.meta.url)).map((question) => ({ question, said: answered(question) }))

  test('are answered right at least as often as `floor`', () => {
    expect(given.filter(({ question, said }) => isRight(question, said)).length).toBeGreaterThanOrEqual(floor)
  })

  test('are never answered more mildly than the law allows', () => {
    expect(given.filter(({ question, said }) => isMilder(question, said)).map(({ question }) => question.id)).toEqual(milder)
  })
})
