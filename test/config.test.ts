import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from '../src/config.ts'

const example = readFileSync(new URL('../settings.example.yaml', import.meta.url), 'utf8')
const read = (text: string, env: Readonly<Record<string, string>> = {}) => readConfig(env, { file: 'settings.yaml', text }, '/home')

/** The message with which a configuration is refused. */
function problems(text: string, env: Readonly<Record<string, string>> = {}): string {
  try {
    read(text, env)
    return ''
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.message
  }
}

describe('the configuration', () => {
  test('the example is valid, and the default database is a file next to the program', () => {
    const config = read(example)
    expect(config).toMatchObject({ databaseUrl: 'file:/home/data/licet.db', redisUrl: undefined, knowledge: '/home/knowledge' })
    expect(config.settings.queues.map(({ id }) => id)).toEqual(['export-counsel', 'classification', 'screening'])
    expect(config.settings.queues[0]?.hours.week[1]).toEqual({ from: '09:00', to: '17:00' })
  })

  test.each([
    ['America/New_York', 'Mars/Base', 'queues.0.zone: is not a time zone; write it as America/New_York'],
    ['09:00-17:00', '17:00-09:00', 'queues.0.hours.mon: ends before it begins'],
    ['mon: 09:00-17:00', 'mon: 9-17', 'queues.0.hours.mon: is not a span of hours; write it as HH:MM-HH:MM'],
    ['desk: console counsel', 'desk: counsel', 'queues.0.desk: is not a place; write PLATFORM ID'],
    ['counsel: [console:counsel, console:counsel2]', 'counsel: []', 'queues.0.counsel: names nobody who may answer'],
    ['takes: [classify]', 'takes: []', '`classify` must be taken by exactly one queue'],
    ['id: classification', 'id: screening', '`screening` is there twice'],
    ['retention: {', 'retentoin: {', 'retentoin'],
    ['queues:', 'queues: [', 'not readable as YAML'],
  ])('%s → %s is refused with the remedy', (from, to, words) => {
    expect(problems(example.replace(from, to))).toContain(words)
  })

  test('all problems are reported together', () => {
    const told = problems(example.replaceAll('firstResponse: 4', 'firstResponse: -1'), { DATABASE_URL: 'mysql://x', REDIS_URL: 'here' })
    expect(told).toMatch(/4 problems[\s\S]*DATABASE_URL[\s\S]*REDIS_URL[\s\S]*queues\.1\.firstResponse[\s\S]*queues\.2\.firstResponse/)
  })
})
