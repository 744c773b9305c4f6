import { describe, expect, test } from 'vitest'
import { readSpoken } from '../../src/chat/spoken.ts'
import { ask } from '../licet.ts'

describe('single words that people try', () => {
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
  ])('%s is told about', (text, title) => {
    expect(ask(text).reply.title).toBe(title)
  })
})
