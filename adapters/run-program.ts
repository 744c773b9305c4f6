import { spawn } from 'node:child_process'
import type { Run } from '../src/index.ts'

/** At most this many characters of a program's error output are kept. */
const mostSaid = 4000

/**
 * Runs a program on this machine to its end. Its output is discarded; its error output is returned
 * (`said`), with the exit code. `undefined` if there is no such program.
 */
export function runProgram(program: string, words: readonly string[], env: Readonly<Record<string, string | undefined>>): ReturnType<Run> {
  const child = spawn(program, words, { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = `${said}${text}`.slice(0, mostSaid)))
  return new Promise((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? resolve(undefined) : reject(error)))
    child.once('close', (code) => resolve({ code: code ?? 1, said }))
  })
}
