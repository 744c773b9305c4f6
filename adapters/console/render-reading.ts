import { stripVTControlCharacters } from 'node:util'
import type { Answer, ReadWord } from '../../src/index.ts'

/** Prints how a question was read: each word with its meaning, marks and role; then the intent, what was read, and what was not used. */
export function renderReading(words: readonly ReadWord[], { intent, read, unused, reply }: Answer): string {
  if (words.length === 0) return `${reply.title}\n`
  const width = Math.max(...words.map(({ typed }) => typed.length))
  const lines = words.map(({ typed, as, marks, role }) =>
    [typed.padEnd(width), as.join(' | '), marks.length === 0 ? '' : `[${marks.join(' ')}]`, role === undefined ? '' : `-> ${role}`]
      .filter((part) => part !== '')
      .join('  ')
      .trimEnd(),
  )
  const slots = read.map(({ slot, value, typed, origin }) => `  ${slot}: ${value}${typed === undefined ? '' : ` ("${typed}")`}, ${origin}`)
  const left = unused.map(({ kind, typed }) => `  ${kind}: ${typed}`)
  return `${stripVTControlCharacters(
    [
      ...lines,
      '',
      `intent: ${intent}`,
      ...(slots.length === 0 ? [] : ['read:', ...slots]),
      ...(left.length === 0 ? [] : ['not used:', ...left]),
    ].join('\n'),
  )}\n`
}
