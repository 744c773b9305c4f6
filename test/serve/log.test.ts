import { describe, expect, test } from 'vitest'
import { createLog, type LogFormat } from '../../adapters/log.ts'
import { faultOf } from '../../src/port/log.ts'

const open = (format: LogFormat) => {
  const lines: string[] = []
  const clock = { now: Date.parse('2026-11-29T10:00:00Z') }
  const log = createLog(
    format,
    (line) => lines.push(line),
    () => clock.now,
  )
  return { ...log, lines, clock }
}

describe('the log', () => {
  const about = { level: 'error', event: 'inbox.failed', ids: { id: 'slack:Ev1', attempts: 2 } } as const

  test('a line as JSON has time, level, event and ids', () => {
    const { tell, lines } = open('json')
    tell('the database is gone', about)
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        level: 'error',
        time: '2026-11-29T10:00:00.000Z',
        event: 'inbox.failed',
        id: 'slack:Ev1',
        attempts: 2,
        what: 'the database is gone',
      },
    ])
  })

  test('a plain line has the same on one row, even if the text has line breaks', () => {
    const { tell, lines } = open('plain')
    tell('gone\r\n2026-11-29T00:00:00.000Z info forged: \u001B[2J\u2028x', about)
    expect(lines).toEqual([
      '2026-11-29T10:00:00.000Z error inbox.failed id=slack:Ev1 attempts=2: gone | 2026-11-29T00:00:00.000Z info forged: | [2J | x\n',
    ])
  })

  test('a line without details is a warning with its first word as the event', () => {
    const { tell, lines } = open('plain')
    tell('slack: not shown: channel_not_found')
    expect(lines).toEqual(['2026-11-29T10:00:00.000Z warn slack: not shown: channel_not_found\n'])
  })

  test.each([
    ['inbox: the database is gone', 'inbox.failed', 'the database is gone'],
    ['slack: slack: is no word of ours', 'slack', 'slack: is no word of ours'],
    ['inboxes: many', 'inbox.failed', 'inboxes: many'],
    ['the inbox: gone', 'inbox.failed', 'the inbox: gone'],
    ['started', 'started', 'started'],
  ])('%j of %s does not repeat its event', (line, event, what) => {
    const [plain, json] = [open('plain'), open('json')]
    for (const { tell } of [plain, json]) tell(line, { level: 'error', event })
    expect(plain.lines).toEqual([`2026-11-29T10:00:00.000Z error ${event}: ${what}\n`])
    expect(json.lines.map((one) => JSON.parse(one) as unknown)).toMatchObject([{ event, what }])
  })

  test('a line repeated within a minute is counted, whatever its ids, and the count is written afterwards', () => {
    const { tell, fold, lines, clock } = open('plain')
    for (let count = 0; count < 70; count++) tell('the database is gone', { ...about, ids: { id: `e${count}`, attempts: 1 } })
    expect(lines).toHaveLength(1)
    clock.now += 59_999
    fold()
    expect(lines).toHaveLength(1)
    clock.now += 1
    fold()
    expect(lines.slice(1)).toEqual(['2026-11-29T10:01:00.000Z error inbox.failed: the database is gone (69 more)\n'])
    tell('the database is gone', about)
    expect(lines).toHaveLength(3)
  })

  test('info lines are always written at once, and nothing is lost at the end', () => {
    const { tell, close, lines } = open('plain')
    for (let count = 0; count < 3; count++) tell('started', { level: 'info', event: 'started' })
    tell('x')
    tell('x')
    close()
    expect(lines.map((line) => line.slice(25, -1))).toEqual([
      ...Array.from({ length: 3 }, () => 'info started: started'),
      'warn x: x',
      'warn x: x (1 more)',
    ])
  })

  test('many different lines do not take more memory', () => {
    const { tell, close, lines } = open('plain')
    for (const round of [1, 2]) for (let count = 0; count < 1000; count++) tell(`fault ${count}, ${round > 0}`)
    close()
    expect(lines).toHaveLength(2000)
  })
})

describe('an unexpected error', () => {
  test.each([
    ['JSON that holds words', () => JSON.parse('SECRET words of a person') as unknown],
    ['JSON that breaks off', () => JSON.parse('{"SECRET": "words') as unknown],
    ['a message with a quote that never ends', () => Promise.reject(new Error('invalid input syntax: "SECRET words'))],
    ['a message of two lines', () => Promise.reject(new Error('bad row\nDETAIL: SECRET words'))],
    ['something that is no error', () => Promise.reject('SECRET words')],
  ])('%s is logged without the words', async (_, fail) => {
    const fault = await Promise.resolve()
      .then(fail)
      .then(() => '', faultOf)
    expect(fault).toMatch(/./)
    expect(fault).not.toMatch(/SECRET|words|\n/)
  })

  test('its type and place are logged', () => {
    expect(faultOf(new RangeError('too far'))).toMatch(/^RangeError: too far at log\.test\.ts:\d+/)
  })
})
