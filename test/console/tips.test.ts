import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { commands } from '../../adapters/console/app.ts'
import { openStore } from '../../src/store/store.ts'
import { engines, type Made } from '../store/databases.ts'
import { loadedLicet, machineOf } from './machine.ts'

const [engine] = engines
if (engine === undefined) throw new Error('no engine')

describe('tips in a terminal', () => {
  let made: Made
  beforeEach(async () => void (made = await engine.make()))
  afterEach(() => made.drop())

  /** A terminal whose clock the test sets. */
  function sit(name: string, clock: { now: number }) {
    let shown = ''
    const input = new PassThrough()
    const environment = machineOf(
      { DATABASE_URL: made.url },
      {
        today: '2026-11-24',
        input,
        write: (text) => void (shown += text),
        warn: (text) => void (shown += text),
        outside: { now: () => clock.now, chance: () => 0.5, tell: () => undefined },
        stopped: () => new Promise(() => undefined),
        every: (_span, work) => {
          const timer = setInterval(() => void work(), 20)
          return () => clearInterval(timer)
        },
      },
    )
    const run = (command: string, words: readonly string[]) => commands[command]?.({ ...environment, arguments: words })
    const done = run('console', ['--as', name])
    return {
      type: (line: string) => void input.write(`${line}\n`),
      sees: async (words: RegExp): Promise<string> => {
        for (let tries = 0; tries < 500; tries++) {
          const found = words.exec(shown)
          if (found !== null) {
            shown = shown.slice(found.index + found[0].length)
            return found[0]
          }
          await new Promise((resolve) => setTimeout(resolve, 20))
        }
        throw new Error(`${name} never saw ${String(words)} in:\n${shown}`)
      },
      run: async (command: string, ...words: readonly string[]) => {
        shown = ''
        await run(command, words)
        return shown
      },
      leave: async () => {
        input.end('bye\n')
        await done
      },
    }
  }

  test('subscribe, receive, answer a quiz, fewer, pause, stop', async () => {
    const clock = { now: Date.parse('2026-11-24T06:00:00Z') }
    const ann = sit('ann', clock)
    await ann.sees(/as ann/)
    ann.type('tips daily at 9')
    await ann.sees(/In which time zone\?/)
    ann.type('tips daily at 9 in Berlin time')
    await ann.sees(/Tips are on[\s\S]*Tue\s24\sNov\s2026,\s09:00/)
    for (let day = 0; ; day++) {
      // Days of the holidays in the settings have no tip.
      clock.now = Date.parse('2026-11-27T08:00:01Z') + day * 86_400_000
      if ((await ann.sees(/(?:Tip|Quiz) of the day[\s\S]*?You can: [^\n]*/)).startsWith('Quiz')) break
    }
    const store = await openStore(made.url)
    const { tip } = await store.db.selectFrom('tips_seen').select('tip').orderBy('day', 'desc').limit(1).executeTakeFirstOrThrow()
    await store.close()
    const choice = loadedLicet().answerer.base.tips.find(({ id }) => id === tip)?.quiz?.choices[0]?.text ?? ''
    ann.type(choice)
    await ann.sees(/(?:Right|Not this time)[\s\S]*Because: /)
    ann.type('Fewer')
    await ann.sees(/Fewer\sfrom\snow\son/)
    ann.type('pause tips')
    await ann.sees(/Paused\sfor\sa\sweek/)
    ann.type('my tips')
    await ann.sees(/paused\suntil\s\d{1,2}\s\w+\s20\d\d/)
    ann.type('stop tips')
    await ann.sees(/Tips are stopped/)
    ann.type('my tips')
    expect(await ann.sees(/Nobody\sgets\sany\swithout\sasking/)).not.toBe('')
    await ann.leave()
  })

  test('npm run tips -- plan shows when tips go out, or why none do', async () => {
    const ann = sit('ann', { now: Date.parse('2026-11-24T06:00:00Z') })
    expect(await ann.run('tips', 'plan')).toContain('No platform has credentials')
    expect(await ann.run('tips', 'dance')).toContain('write npm run tips -- plan')
    await ann.leave()
  })
})
