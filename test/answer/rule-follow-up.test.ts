import { describe, expect, test } from 'vitest'
import { talk } from '../licet.ts'

describe('a question on a rule goes on from the one before it', () => {
  test.each([
    [['How long is a DSP-5 valid?', 'and a DSP-73?', 'and 85'], 'How long is an ITAR license valid?', 'DSP-85'],
    [['DSP-5?', 'DSP-73?', 'and 85'], 'What is a DSP-85?', 'DSP-85'],
    [['what is the fine under the ITAR?', 'and under the EAR?'], 'What are the EAR penalties?', 'under the EAR'],
    [['which countries are in A:5?', 'and A:6?'], 'Country Group A:6: 8', 'A:6'],
    [['Does the ITAR know de minimis?', 'and the EAR?'], 'What is de minimis under the EAR?', 'the EAR'],
    [['record keeping, how long?', 'and under the EAR?'], 'How long must EAR records be kept?', 'record keeping'],
    [['do we have to register with DDTC?', 'how much does it cost?'], 'How much does registration with DDTC cost?', 'register'],
    [
      ['do we have to register with DDTC?', 'how much does it cost?', 'and how often do we renew?'],
      'How long does a DDTC registration last, and when is it renewed?',
      'register',
    ],
    [['what is de minimis?', 'is there one for ITAR?'], 'Is there a de minimis rule under the ITAR?', 'de minimis'],
    [['what is STA?', 'can we use it for MT items?'], 'Can STA be used for any MT item?', 'STA'],
  ])('%j: %s', (messages, title, taken) => {
    const { reply } = talk(...messages)
    expect(reply.title).toBe(title)
    expect(reply.blocks[0]).toMatchObject({ label: 'Taken as', text: expect.stringContaining(taken) })
  })

  test.each([
    [['What is an MLA?', 'And a TAA?'], 'What is a TAA?'],
    [['what is a DSP-5?', 'what is technical data?'], 'What is technical data?'],
    [['what is 126.7?', 'thanks'], 'You are welcome'],
  ])('what means enough by itself is answered by itself: %j', (messages, title) => {
    const said = talk(...messages)
    expect(said.reply.title).toBe(title)
    expect(said.text).not.toContain('Taken as')
  })

  test.each([
    ['what is a DSP-5?', 'and the deadline?'],
    ['what is DTSA?', 'who leads it?'],
    ['What is a DSP-5?', 'hello'],
  ])('a section only about what was asked before is no answer: %s %s', (...messages) => {
    expect(talk(...messages).text).not.toContain('Taken as')
  })

  test('only the next message goes on with it', () => {
    expect(talk('How long is a DSP-5 valid?', 'thanks', 'and 85').intent).toBe('other')
    expect(
      talk('igniters to Hamburg', 'what is 126.5?', 'and 126.7?', 'and to Japan?').answers.map(({ destination }) => destination),
    ).toEqual(['JP'])
  })

  test('a deal told after it is decided as if nothing had been asked', () => {
    expect(talk('what does 744.3 say?', 'a drone for Iran').verdict).toBe('prohibited')
    expect(talk('what is 126.7?', 'payload fairing to Wales').turns.map(({ text }) => text)).toEqual(['payload fairing to Wales'])
  })
})
