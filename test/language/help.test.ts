import { describe, expect, test } from 'vitest'
import { helpTitles } from '../../src/answer/help.ts'
import { ask, base } from '../licet.ts'
import { shareOf } from './held-back.ts'

test('every topic that patterns or learned weights know has a part of the reply, and every part such a topic', () => {
  const marks = base.language.marks.flatMap(({ mark }) => (mark.startsWith('help-') ? [mark.slice('help-'.length)] : []))
  const learned = /^topics (.+)$/m.exec(base.files['help.txt'] ?? '')?.[1]?.split(',') ?? []
  expect(learned).toEqual(expect.arrayContaining(marks))
  expect([...helpTitles.keys()].sort()).toEqual([...learned].sort())
})

test('a question in words that no pattern knows is mostly answered with the right topic', () => {
  const isRight = (line: string): boolean => {
    const [topic = '', text = ''] = line.split('\t')
    const { intent, text: reply } = ask(text)
    return topic === 'none' ? intent !== 'help' : intent === 'help' && reply.includes(helpTitles.get(topic) ?? topic)
  }
  expect(shareOf('help-asked.txt', isRight)).toBeGreaterThanOrEqual(60)
})

describe('a question about Licet itself is answered, not searched for', () => {
  test.each([
    ['help', 'What I can do'],
    ['hey what all can you help me with', 'What I can do'],
    ["I'm new, how does this thing work?", 'What I can do'],
    ['what sort of questions are you made for?', 'What I can do'],
    ['What do you need to know from me to give a verdict?', 'How to ask'],
    ['What should I tell you about the end user?', 'How to ask'],
    ['hi Licet, can you walk me through how to ask something', 'How to ask'],
    ['Which version of the regulations do you use?', 'Where my answers come from'],
    ["Whose decision is it in the end, yours or the government's?", 'I am not a lawyer'],
    ['can we rely on what you say in an audit', 'I am not a lawyer'],
    ['how much may I trust a verdict of yours', 'I am not a lawyer'],
    ['will my boss see my questions?', 'Who sees what you ask'],
    ['Does the bot remember earlier deals?', 'Who sees what you ask'],
    ['do my questions end up in an audit file somewhere?', 'Who sees what you ask'],
    ['does what I type leave the country?', 'Who sees what you ask'],
    ['do you hand my stuff over to some cloud in the EU', 'Who sees what you ask'],
    ['which servers hold my data', 'Who sees what you ask'],
    ['is this tool hosted in the EU', 'Who sees what you ask'],
    ['can I download this conversation', 'Where earlier answers are'],
    ['how do I bring our lawyer into this thread', 'How to reach a human'],
    ['may I hand a strange inquiry to somebody in compliance', 'How to reach a human'],
    ['he lied on the form. Who has to hear of it?', 'Tell your empowered official'],
    ['who is entitled to hold a delivery that looks odd', 'Tell your empowered official'],
    ['what must I put in a question so that you can answer it?', 'How to ask'],
    ['send me a copy of this conversation', 'Where earlier answers are'],
    ['is it possible to export our conversation to Word', 'Where earlier answers are'],
    ['how can I archive what you told me', 'Where earlier answers are'],
    ['could you forget my last question', 'I cannot delete'],
    ['how do i see what i asked last week', 'Where earlier answers are'],
    ['how do I flag an error in the reply', 'If an answer seems wrong'],
    ['Put me through to export counsel please', 'How to reach a human'],
    ['our agent swapped the labels. whom should I inform?', 'Tell your empowered official'],
    ['is it ok if I drop the spec sheet into this chat', 'Please do not paste'],
    ['May I upload a PDF of the nozzle drawing?', 'Please do not paste'],
    ['sprechen Sie Deutsch?', 'English, please'],
    ["what are things you won't answer", 'What I cannot answer'],
    ['are you chatgpt in disguise', 'I am Licet'],
    ['Is a language model behind this?', 'I am Licet'],
    ['can you reply in one sentence', 'Answers always show'],
  ])('%s', (question, title) => {
    const { intent, verdict, reply } = ask(question)
    expect([intent, verdict]).toEqual(['help', null])
    expect(reply.title).toContain(title)
  })

  test.each([
    'what can you tell me about 126.7?',
    'How do I use the Canadian exemption?',
    'how long must we keep export records',
    'who do I contact at DDTC for a commodity jurisdiction',
    'Is the fact sheet legally binding?',
    'What do you do if the license is returned without action?',
    'who handles licenses for missile items, State or Commerce',
    'who sees a DSP-5 application at the State Department?',
    'is storing technical data in a foreign cloud an export',
    "DSP-61, that's the import one? what's it for",
  ])('but a rule question is not one: %s', (question) => expect(ask(question).intent).toBe('lookup'))

  test.each([
    'Can you ship a launcher stage to Spain?',
    'can I send a drawing of the nozzle to our supplier in Oslo',
    'can you share the stage drawings with a French colleague?',
    'can I upload the stage drawings to a cloud server in Ireland',
    'who decides, you or counsel? And can we sell an SLV stage to Iran?',
  ])('nor is a deal: %s', (question) => expect(ask(question).intent).toBe('verdict'))
})
