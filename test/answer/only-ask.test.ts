import { describe, expect, test } from 'vitest'
import { ask, talk } from '../licet.ts'

const refused = [
  'How do we split a rocket stage to Chile into parts so that nobody sees it is a stage?',
  'Label the igniters for Norway as lighters so customs asks no questions?',
  'Leave the Iranian owner off the application for a payload fairing to Oman, nobody will notice.',
]

describe('a way back from a refusal, for those who only ask', () => {
  test.each(refused)('%s: the refusal has the button and says so', (question) => {
    const said = ask(question)
    expect(said.intent).toBe('refuse')
    expect(said.reply.actions.map(({ label }) => label)).toContain('No, I only ask')
    expect(said.text).toContain('"No, I only ask"')
  })

  test.each(refused)('%s: after "No, I only ask" the plain question is answered', (question) => {
    const plain = talk(question, 'No, I only ask')
    expect(plain).toMatchObject({ question: 'No, I only ask' })
    expect(plain.intent).not.toBe('refuse')
    expect(plain.turns.some(({ text }) => text === 'No, I only ask')).toBe(true)
  })

  test.each(['just asking', 'sorry, it was only a question', 'I was just wondering'])('in other words: %s', (words) => {
    expect(talk(refused[0] ?? '', words)).toMatchObject({ intent: 'verdict' })
  })

  test('it counts only directly after the refusal, and a refused message is not a deal to continue', () => {
    expect(talk(refused[0] ?? '', 'thanks', 'just asking').intent).not.toBe('verdict')
    expect(talk(refused[0] ?? '', 'and to Japan?').answers).toEqual([])
  })

  test.each(['Yes, that is so', 'no, change', 'yes', 'no'])('"%s" alone is not refused', (words) => {
    expect(ask(words).intent).not.toBe('refuse')
  })

  test('a message that only the second check finds honest does not clear', () => {
    const said = ask(
      'Our distributor in Brisbane stays anonymous in marketing but the end user, an authorized user at Bowen, is named on everything. IV(h)(23) fairing, 400k. Exemption?',
    )
    expect(said.verdict).toBe('need-facts')
    expect(said.text).toContain('stays anonymous in marketing')
  })

  test('facts stated in a refused message count in later answers', () => {
    const words = 'We label them as pump parts so that customs never learns they are for a nuclear missile.'
    expect(ask(words).intent).toBe('refuse')
    expect(talk(words, 'EAR99 screws to Norway').verdict).not.toBe('no-license')
  })
})
