import { pino } from 'pino'
import type { About, Tell } from '../src/index.ts'

/** The format of a log line: one JSON object, or plain words. */
export type LogFormat = 'json' | 'plain'

/**
 * The log of a running program. `tell` writes a line, but a repeated warning or error is only counted.
 * `fold` writes the counts that are due, `close` all of them.
 */
export type Log = { readonly tell: Tell; readonly fold: () => void; readonly close: () => void }

/** For this long, in milliseconds, a repeated line is only counted; then the count is written. */
const span = 60_000
/** At most this many different lines are remembered. If there are more, the count of the oldest is written early. */
const mostKept = 200

type Folded = { readonly line: string; readonly about: About; readonly since: number; more: number }

/** Makes a log that hands its lines to `write`. `now` is in epoch milliseconds. */
export function createLog(format: LogFormat, write: (line: string) => void, now: () => number): Log {
  const logger = pino(
    {
      base: null,
      messageKey: 'what',
      timestamp: () => `,"time":"${new Date(now()).toISOString()}"`,
      formatters: { level: (level) => ({ level }) },
    },
    { write: format === 'json' ? write : (line) => write(inPlainWords(line)) },
  )
  const recent = new Map<string, Folded>()
  const put = (line: string, { level, event, ids }: About, more?: number): void =>
    logger[level]({ event, ...ids, ...(more === undefined ? {} : { more }) }, line)
  const over = (key: string, { line, about, more }: Folded): void => {
    recent.delete(key)
    if (more > 0) put(line, { level: about.level, event: about.event }, more)
  }
  const sweep = (isOver: (one: Folded, index: number) => boolean): void =>
    [...recent].forEach(([key, one], index) => {
      if (isOver(one, index)) over(key, one)
    })
  const fold = (): void => {
    const many = recent.size - mostKept
    sweep(({ since }, index) => now() - since >= span || index < many)
  }
  return {
    fold,
    tell: (words, about = aboutOf(words)) => {
      const line = withoutHead(words, about)
      const key = `${about.event} ${line}`
      fold()
      const known = recent.get(key)
      if (known !== undefined) known.more++
      else {
        put(line, about)
        if (about.level !== 'info') recent.set(key, { line, about, since: now(), more: 0 })
      }
    },
    close: () => sweep(() => true),
  }
}

/**
 * The level and event of a line that was logged without them: a warning, named by the text before the
 * line's first colon.
 */
const aboutOf = (line: string): About => ({ level: 'warn', event: /^[^:]*/.exec(line)?.[0] ?? '' })

/**
 * Drops the first word of a line if the name of its event begins with it, because the event is printed
 * before the line. Example: "inbox: no answer" with the event `inbox.failed` becomes "no answer".
 */
const withoutHead = (line: string, { event }: About): string => {
  const head = `${event.replace(/\..*$/s, '')}: `
  return line.startsWith(head) ? line.slice(head.length) : line
}

/**
 * Turns a log line in JSON into plain words, e.g. "2026-11-29T10:00:00.000Z error inbox.failed id=x: the
 * database does not answer (12 more)".
 */
function inPlainWords(line: string): string {
  const { time, level, event, what, more, ...ids }: Record<string, string | number> = JSON.parse(line)
  const named = Object.entries(ids).map(([name, value]) => ` ${name}=${value}`)
  return (
    `${time} ${level} ${event}${named.join('')}: ` +
    `${`${what}`.replaceAll(/\s*[\p{Cc}\u2028\u2029]\s*/gu, ' | ')}${more === undefined ? '' : ` (${more} more)`}\n`
  )
}
