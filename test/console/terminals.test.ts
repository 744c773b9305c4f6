import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { quickEngines, type Made } from '../store/databases.ts'

const home = fileURLToPath(new URL('../..', import.meta.url))

/** A person at a terminal process: types lines, and waits for text that appears after what was last waited for. */
function sit(name: string, url: string) {
  const child = spawn(process.execPath, ['bin/start.mjs', 'console', '--as', name], { cwd: home, env: { DATABASE_URL: url } })
  let shown = ''
  let read = 0
  let look = (): void => undefined
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      shown += text
      look()
    })
  return {
    type: (line: string) => void child.stdin.write(`${line}\n`),
    sees: (words: string | RegExp): Promise<void> =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`${name} never saw ${String(words)} in:\n${shown.slice(read)}`)), 45_000)
        look = () => {
          const found = typeof words === 'string' ? shown.indexOf(words, read) : shown.slice(read).search(words)
          if (found < 0) return
          clearTimeout(timer)
          read = typeof words === 'string' ? found + words.length : read + found + 1
          look = () => undefined
          resolve()
        }
        look()
      }),
    leave: async () => {
      child.stdin.end('bye\n')
      if (child.exitCode === null) await once(child, 'exit')
      return child.exitCode
    },
  }
}

describe.each(quickEngines)('two terminals on one database, $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`have a whole case${engine.missing ?? ''}`, () => {
    let made: Made
    beforeEach(async () => void (made = await engine.make()))
    afterEach(async () => await made.drop())

    test("from the question to counsel's answer and thanks", async () => {
      const [asker, counsel] = [sit('asker', made.url), sit('counsel', made.url)]
      await Promise.all([asker.sees('as asker'), counsel.sees('as counsel')])
      asker.type('can we sell an SLV stage to Australia?')
      await asker.sees('You can: Ask counsel')
      asker.type('ask counsel')
      await asker.sees('What else should counsel know?')
      for (const line of ['For Gilmour', '2999-12-31x', '2', '']) asker.type(line)
      await asker.sees('Needed by: please write a day as YYYY-MM-DD')
      asker.type('2999-12-31')
      await asker.sees('Case 1 is with Export counsel')
      await counsel.sees('The asker adds: For Gilmour')
      counsel.type('claim')
      await counsel.sees('(now) Case 1')
      await asker.sees('Counsel: counsel')
      counsel.type('ask 1 who is the end user?')
      await asker.sees('counsel: who is the end user?')
      asker.type('Gilmour Space, civil launches')
      await asker.sees('Sent to counsel')
      await counsel.sees('asker: Gilmour Space, civil launches')
      counsel.type('answer 1 You may apply with a DSP-5.')
      await counsel.sees('Send this as your answer to case 1?')
      counsel.type('send')
      await asker.sees('Answer from counsel: case 1')
      await asker.sees('You may apply with a DSP-5.')
      asker.type('thanks, close')
      await counsel.sees('State: closed')
      expect(await Promise.all([asker.leave(), counsel.leave()])).toEqual([0, 0])
    }, 60_000)

    test('a question by form: names are typed, and for unknown ones the nearest is suggested', async () => {
      const asker = sit('asker', made.url)
      await asker.sees('as asker')
      asker.type('form')
      await asker.sees('Item (')
      asker.type('uper stage')
      await asker.sees('One country, or several to compare, with commas between')
      for (const line of ['UK, Korea', 'civil or commercial space launch', '2', '']) asker.type(line)
      await asker.sees('Item: `uper stage` is not an item that I know; did you mean upper stage (rocket stage)')
      await asker.sees('Destinations: `Korea` is not one country that I know; did you mean North Korea; South Korea?')
      for (const line of ['upper stage', 'UK, South Korea']) asker.type(line)
      const question = 'Can we export the upper stage to the United Kingdom or South Korea for a civil space launch?'
      await asker.sees(new RegExp(question.replace('?', '\\?').replaceAll(' ', '\\s+')))
      expect(await asker.leave()).toBe(0)
    }, 60_000)
  })
})

describe('the terminal', () => {
  test('a closed output pipe is no error', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'licet-'))
    const env = { DATABASE_URL: `file:${folder}/licet.db` }
    const child = spawn(process.execPath, ['bin/start.mjs', 'ask', 'can we sell an SLV stage to Australia?'], { cwd: home, env })
    child.stdout.destroy()
    let complaint = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text))
    const [code] = (await once(child, 'exit')) as [number | null]
    rmSync(folder, { recursive: true, force: true })
    expect([code, complaint]).toEqual([0, ''])
  })

  test('a database that cannot be opened gives one line', async () => {
    const child = spawn(process.execPath, ['bin/start.mjs', 'console'], { cwd: home, env: { DATABASE_URL: 'postgres://127.0.0.1:1/x' } })
    let complaint = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text))
    const [code] = (await once(child, 'exit')) as [number | null]
    expect([code, complaint]).toEqual([1, 'the database does not answer; start it, or correct DATABASE_URL\n'])
  })
})
