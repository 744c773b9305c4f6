import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { platforms } from '../platforms.ts'

/** The time until the whole program listens, in milliseconds, and its idle memory, in bytes. */
export type Start = { readonly milliseconds: number; readonly bytes: number }

const home = fileURLToPath(new URL('../..', import.meta.url))

/** The arguments of `npm start` after `node`. */
const { scripts } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { readonly scripts: { readonly start: string } }
const startParts = scripts.start.split(' ').slice(1)

const credentials = Object.fromEntries(platforms.flatMap(({ credentials }) => Object.entries(credentials)))

/** Starts the program with every platform on an existing database, and waits `idle` milliseconds before reading its memory. */
async function measureStart(idle: number): Promise<Start> {
  const folder = mkdtempSync(join(tmpdir(), 'licet-start-'))
  try {
    await start(folder, 0)
    return await start(folder, idle)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function start(folder: string, idle: number): Promise<Start> {
  const from = performance.now()
  const child = spawn(process.execPath, startParts, {
    cwd: home,
    env: { PATH: process.env['PATH'], ...credentials, PORT: '0', DATABASE_URL: `file:${folder}/licet.db` },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await Promise.race([new Promise((resolve) => child.stdout.once('data', resolve)), ended])
  if (child.exitCode !== null) throw new Error('it did not start')
  const milliseconds = performance.now() - from
  await sleep(idle)
  const bytes = 1024 * Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1])
  child.kill()
  await ended
  return { milliseconds, bytes }
}

/** The median of several starts, in words. */
export async function starts(count: number): Promise<string> {
  const all: Start[] = []
  for (let index = 0; index < count; index++) all.push(await measureStart(3000))
  const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  return `start with every platform: listens after ${Math.round(middle(all.map((one) => one.milliseconds)))} ms, holds ${Math.round(middle(all.map((one) => one.bytes)) / 1e6)} MB when idle (middle of ${count})`
}
