import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readAsk, readBatchLine } from '../../adapters/console/ask-options.ts'
import { render } from '../../adapters/console/render.ts'
import { toPlainText } from '../../src/port/plain.ts'
import { ask, talk, today } from '../licet.ts'

describe('arguments of `ask`', () => {
  test.each([
    [['can we?'], { question: 'can we?', json: false }],
    [['can', 'we', '--json', '--as-of', '2024-12-01'], { question: 'can we', json: true, asOf: '2024-12-01' }],
    [['--batch', 'file.jsonl'], { batch: 'file.jsonl', question: undefined }],
  ])('%j', (words, options) => expect(readAsk(words)).toMatchObject({ options }))

  test.each([
    [[], /no question/],
    [['q', '--as-of', '2024-02-30'], /`2024-02-30` is not a day/],
    [['q', '--today', 'soon', '--as-of', 'x'], /--as-of `x`[\s\S]*--today `soon`/],
    [['q', '--batch', 'f'], /use one of them/],
    [['q', '--jsn'], /--jsn/],
  ])('%j gets all its problems reported', (words, message) => {
    const read = readAsk(words)
    expect('problems' in read ? read.problems.join('\n') : '').toMatch(message)
  })

  test.each([
    ['{"id":"1","q":"x"}', { id: '1', messages: ['x'] }],
    ['{"id":"1","turns":["a","b"],"asOf":null}', { messages: ['a', 'b'], asOf: undefined }],
    ['{"id":"1"}', { problem: 'line 7: no question; give `q` as text, or `turns` as a list of texts' }],
    ['nonsense', { problem: 'line 7: not JSON; write one object a line' }],
  ])('the batch line %s', (line, expected) => expect(readBatchLine(line, 7)).toMatchObject(expected))
})

describe('what the terminal prints', () => {
  const replies = [
    'SLV stage to Australia?',
    'SLV stage: Australia vs China?',
    'Which countries are MTCR partners?',
    'What is the MTCR?',
    'help',
    'SECRET//NOFORN x',
    'just give me a yes',
    'drone to Poland',
    'hi',
    'igniters and stages to the UK',
  ].map((question) => ask(question).reply)

  test.each(replies.map((reply) => [reply.title, reply] as const))(
    '%s: the terminal and the plain text have the same words',
    (_, reply) => {
      const words = (text: string): string => text.replace(/[\s|;:-]+|Note:|Verdict:|Deciding rule:/g, '')
      const shown = render(reply, { color: false, width: 100 })
      for (const block of reply.blocks)
        if (block.kind === 'text' || block.kind === 'note') expect(words(shown)).toContain(words(block.text))
      expect(words(toPlainText(reply)).length).toBeGreaterThan(words(shown).length * 0.9)
    },
  )

  test('color is used only if wanted, and hides no word', () => {
    const [reply] = replies
    if (reply === undefined) throw new Error('no reply')
    const plain = render(reply, { color: false, width: 80 })
    // oxlint-disable-next-line no-control-regex
    expect(render(reply, { color: true, width: 80 }).replace(/\u001b\[[0-9;]*m/g, '')).toBe(plain)
    expect(plain).not.toContain('\u001b')
  })

  test("an asker's text cannot control the terminal", () => {
    expect(render(ask('stage to Isreal\u001b[31m \u0007?').reply, { color: false, width: 80 })).not.toMatch(/[\u001b\u0007]/)
  })
})

describe('the reply', () => {
  test.each(['real', 'trade', 'counsel'])('has a median of fourteen lines: %s', (name) => {
    const lines = readFileSync(new URL(`../questions/given/${name}.jsonl`, import.meta.url), 'utf8')
      .trim()
      .split('\n')
    const asked = lines
      .map((line) => JSON.parse(line) as { readonly q?: string; readonly kind: string })
      .filter(({ kind }) => kind === 'verdict')
    const heights = asked
      .flatMap(({ q }) => (q === undefined ? [] : [render(ask(q).reply, { color: false, width: 100 }).trim().split('\n').length]))
      .toSorted((one, other) => one - other)
    expect(heights[Math.floor(heights.length / 2)]).toBeLessThanOrEqual(14)
  })

  test('the condition of a verdict is in the first three lines, and "case by case" never reads as a yes', () => {
    const lines = ask('SLV stage to Australia?')
      .text.split('\n')
      .filter((line) => line !== '')
    expect(lines.slice(0, 4).join('\n')).toMatch(/hinges on .*select and vetted/)
    expect(ask('SLV stage to Australia?').text).not.toMatch(/\byes\b|you may|approved|permitted/i)
  })

  test('the main example answer contains all it should', () => {
    const { text, answers } = ask('can we sell an SLV stage to Australia?')
    for (const part of [
      'case by case',
      '3 January 2025',
      'USML IV(d)(1)',
      'Category I',
      '2.A.1.a',
      '126.7',
      'Assumed',
      'What would change it',
      '[1]',
      'receipt',
    ])
      expect(text).toContain(part)
    expect(answers[0]).toMatchObject({
      destination: 'AU',
      verdict: 'case-by-case',
      status: 'decided',
      item: { class: 'STAGE_CAT1', category: 'I', annex: ['2.A.1.a'], jurisdiction: 'ITAR' },
    })
  })

  test('a party is never called screened', () => {
    expect(ask('Sell a stage to Acme Space Pty in Australia').text).toContain('no party was screened here')
  })

  test('equal questions give equal bytes', () => {
    const first = JSON.stringify(ask('SLV stage to Australia?'), (key, value: unknown) =>
      key === 'legs' || key === 'about' ? undefined : value,
    )
    for (let times = 0; times < 200; times++)
      expect(
        JSON.stringify(ask('SLV stage to Australia?'), (key, value: unknown) => (key === 'legs' || key === 'about' ? undefined : value)),
      ).toBe(first)
  })

  test('the receipt depends on question, facts, dates and knowledge', () => {
    const { receipt } = ask('SLV stage to Australia?')
    expect(receipt).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/)
    expect(ask('SLV stage to Australia?', '2024-12-01').receipt).not.toBe(receipt)
    expect(ask('SLV stage to Japan?').receipt).not.toBe(receipt)
    expect(ask('SLV stage to Australia?', today).receipt).toBe(receipt)
  })

  test('"why" and "what would change it" explain the last answer', () => {
    expect(talk('SLV stage to Australia?').legs).toHaveLength(1)
  })
})
