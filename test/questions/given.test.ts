import { describe, expect, test } from 'vitest'
import { answer } from '../../src/answer/answer.ts'
import { playConversation } from '../../src/chat/play-conversation.ts'
import { answerer, today } from '../licet.ts'
import { isMilder, isRight, messagesOf, questionsIn, type Question } from './score.ts'

/**
 * Questions with right answers, by people who had not seen the code (dev and first: by those who wrote the first set; counsel, real
 * and story were held back while the reader was built). `floor`
 * is how many were right when the file was last looked at; `milder` names those still answered too mildly. A floor only rises.
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

describe.each(files)('the questions of $name', ({ name, floor, milder }) => {
  const given = questionsIn(new URL(`given/${name}.jsonl`, import.meta.url)).map((question) => ({ question, said: answered(question) }))

  test('are right at least as often as before', () => {
    expect(given.filter(({ question, said }) => isRight(question, said)).length).toBeGreaterThanOrEqual(floor)
  })

  test('are never answered more mildly than the law', () => {
    expect(given.filter(({ question, said }) => isMilder(question, said)).map(({ question }) => question.id)).toEqual(milder)
  })
})
