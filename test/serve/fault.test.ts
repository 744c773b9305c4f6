import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { portProblem, faultInWords } from '../../adapters/fault.ts'
import { ConfigError, StoreError } from '../../src/index.ts'
import { home } from '../console/machine.ts'

/** Runs a command in an otherwise empty environment; returns its exit code and error output. */
async function runCommand(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, ['bin/start.mjs', ...words], { cwd: home, env: { DATABASE_URL: 'file::memory:', ...env } })
  let told = ''
  child.stdout.resume()
  child.stderr.setEncoding('utf8').on('data', (text: string) => (told += text))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, told }
}

/** Node options that make the running program throw where no code of ours can catch it. */
const throwing = (thrown: string): string =>
  `--import=data:text/javascript,${encodeURIComponent(`const timer = setInterval(() => { if (process.argv[1].endsWith('start.mjs')) { clearInterval(timer); ${thrown} } })`)}`

describe('a command that fails unexpectedly', { timeout: 120_000 }, () => {
  test.each([
    ['a file where a folder belongs', ['check', '/dev/null'], {}, /^`\/dev\/null[^`]*` cannot be used \(ENOTDIR\); name another[^\n]*\n$/],
    [
      'a folder that cannot be made',
      ['record', 'export', '--from', '2026-01-01', '--to', '2026-12-31', '--folder', '/dev/null/x'],
      {},
      /^`\/dev\/null\/x` cannot be used \(ENOTDIR\); name another[^\n]*\n$/,
    ],
    [
      'what is thrown where nobody waits for it',
      ['doctor'],
      { NODE_OPTIONS: throwing('throw new RangeError("odd: `Geheim77`")') },
      /^this was not foreseen; please report it with this line: RangeError: odd: `…`[^\n]*\n$/,
    ],
    [
      'a promise that nobody looks at',
      ['doctor'],
      { NODE_OPTIONS: throwing('void Promise.reject(new TypeError("odd: `Geheim77`"))') },
      /^this was not foreseen; please report it with this line: TypeError: odd: `…`[^\n]*\n$/,
    ],
  ] as const)('%s: one line is printed, without a stack trace or a secret', async (_what, words, env, line) => {
    const { code, told } = await runCommand(words, env)
    expect(told).toMatch(line)
    expect(told).not.toMatch(/\n\s+at |Geheim|Node\.js v/)
    expect(code).toBe(1)
  })
})

describe('the message for an error that ended the program', () => {
  const caught = (work: () => unknown): unknown => {
    try {
      return work()
    } catch (error) {
      return error
    }
  }

  test.each([
    ['what can be mended', new StoreError('the database is away', undefined), /^the database is away$/],
    ['a file', caught(() => readFileSync('/dev/null/x')), /^`\/dev\/null\/x` cannot be used \(ENOTDIR\); /],
    ['a call without a file', Object.assign(new Error('connect to "Geheim"'), { syscall: 'connect', code: 'ECONNRESET' }), /not foreseen/],
    ['words that were thrown', 'Geheim', /^this was not foreseen; [^\n]*: a string was thrown$/],
    ['nothing', undefined, /^this was not foreseen; /],
  ])('%s', (_what, error, words) => {
    expect(faultInWords(error)).toMatch(words)
    expect(faultInWords(error)).not.toContain('Geheim')
  })

  test.each([
    ['EADDRINUSE', /PORT: 80 is in use here already; /],
    ['EACCES', /PORT: 80 is not for the account Licet runs under; set one from 1024 on/],
    ['EADDRNOTAVAIL', /PORT: 80 cannot be listened at \(EADDRNOTAVAIL\); /],
  ])('a port that cannot be listened on: %s', (code, words) => {
    const problem = portProblem('PORT', 80, Object.assign(new Error('listen'), { code }))
    expect(problem).toBeInstanceOf(ConfigError)
    expect(problem.message).toMatch(words)
  })
})
