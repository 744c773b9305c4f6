import { describe, expect, test } from 'vitest'
import { readSpoken } from '../../src/chat/typed-buttons.ts'
import { starters } from '../../src/chat/starters.ts'
import { ask, talk } from '../licet.ts'

describe('single words that people try as commands', () => {
  test.each([
    ['share', { kind: 'action', action: 'share' }],
    ['Share this answer', { kind: 'action', action: 'share' }],
    ['feedback', { kind: 'feedback', good: false }],
    ['status', { kind: 'action', action: 'cases' }],
    ['my status', { kind: 'action', action: 'cases' }],
    ['stop', { kind: 'action', action: 'tips' }],
    ['quiz', { kind: 'action', action: 'tips' }],
    ['sharing a stage with Japan', undefined],
    ['status of forces in Japan', undefined],
    ['stop the sale to Japan', undefined],
  ])('%s', (text, said) => {
    expect(readSpoken(text, false)).toEqual(said)
  })

  test.each([
    ['support', 'What I can do'],
    ['settings', 'What I can do'],
    ['privacy', 'Who sees what you ask'],
    ['version', 'Where my answers come from'],
  ])('%s is explained', (text, title) => {
    expect(ask(text).reply.title).toBe(title)
  })
})

describe('the example questions shown to new people', () => {
  const before = [
    'can we sell an SLV stage to Australia?',
    'who are the MTCR partners?',
    'which countries can we sell a rocket stage to in 2023?',
  ]
  test.each(starters.flatMap(({ title, message }) => [title, message]))('%s means the same after any conversation', (text) => {
    if (readSpoken(text, false) !== undefined) return expect(readSpoken(text, false)).toMatchObject({ kind: 'action' })
    const { title, subtitle } = ask(text).reply
    for (const first of before) expect(talk(first, text).reply).toMatchObject({ title, ...(subtitle === undefined ? {} : { subtitle }) })
  })
})
