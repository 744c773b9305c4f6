import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/store.ts'
import { withKnowledge } from '../app.ts'
import { quickEngines, type Made } from '../store/databases.ts'
import { home, run } from './machine.ts'

const question = 'can we sell an SLV stage to Australia?'

describe.each(quickEngines)('npm run record on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`works for auditors and monitoring systems${engine.missing ?? ''}`, () => {
    let made: Made
    let folder: string
    beforeEach(async () => {
      made = await engine.copy(withKnowledge)
      folder = mkdtempSync(join(tmpdir(), 'licet-record-'))
    })
    afterEach(async () => {
      await made.drop()
      rmSync(folder, { recursive: true, force: true })
    })
    const record = (...words: readonly string[]) => run({ DATABASE_URL: made.url }, ['record', ...words])
    const ask = async (words = question): Promise<string> =>
      /receipt (\w{10})/.exec((await run({ DATABASE_URL: made.url }, ['ask', words])).shown)?.[1] ?? ''
    const linesOf = (text: string) =>
      text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Record<string, unknown> & { readonly cursor: string; readonly seq: number })
    const exported = (...more: readonly string[]) =>
      record('export', '--from', '2026-11-01', '--to', '2026-11-30', '--folder', join(folder, 'export'), ...more)

    test('a stream gives each entry once, from cursor to cursor, even while entries are added', async () => {
      const seen: number[] = []
      let cursor = 'start'
      for (let round = 0; round < 4; round++) {
        await ask(`${question} ${round}`)
        const { code, shown, warned } = await record('stream', '--since', cursor)
        const lines = linesOf(shown)
        seen.push(...lines.map(({ seq }) => seq))
        cursor = lines.at(-1)?.cursor ?? ''
        expect([code, warned]).toEqual([0, `${lines.length} entries; go on with --since ${cursor}\n`])
      }
      expect(seen).toEqual(seen.map((_, index) => index + 1))
      expect(seen.length).toBeGreaterThanOrEqual(4)
      expect((await record('stream', '--since', cursor)).shown).toBe('')
    })

    test('a stream has words only if asked for', async () => {
      await ask()
      expect((await record('stream', '--since', 'start')).shown).not.toMatch(/can we sell|Rocket stage/)
      expect((await record('stream', '--since', 'start', '--with-words')).shown).toContain('can we sell')
    })

    test.each(['nonsense', '1', '1-xx', '999999-0123456789abcdef', "1-0123456789abcdef'"])('the cursor %s is refused', async (cursor) => {
      await ask()
      expect(await record('stream', '--since', cursor)).toMatchObject({ code: 1, shown: '', warned: expect.stringContaining('cursor') })
    })

    test('OCSF: every entry is an event with the required fields of its class, and the cursor', async () => {
      await ask()
      const raw = linesOf((await record('stream', '--since', 'start')).shown)
      const events = linesOf((await record('stream', '--since', 'start', '--format', 'ocsf')).shown)
      expect(events).toHaveLength(raw.length)
      for (const [index, event] of events.entries()) {
        expect(event).toMatchObject({
          class_uid: 3004,
          category_uid: 3,
          activity_id: expect.any(Number),
          type_uid: 300_400 + (event['activity_id'] as number),
          severity_id: 1,
          time: expect.any(Number),
          entity: { type: expect.any(String), uid: expect.any(String) },
          metadata: { version: '1.3.0', product: { name: 'Licet' }, sequence: raw[index]?.seq },
          unmapped: { cursor: raw[index]?.cursor },
        })
      }
    })

    test.each([
      [['export', '--from', '2026-11-30', '--to', '2026-11-01'], /no days lie between/],
      [['export', '--from', '2026-02-30', '--to', '2026-11-01'], /`2026-02-30` is not a day/],
      [['export', '--from', '2027-01-01', '--to', '2027-02-01'], /still to come/],
      [['export', '--from', '2026-11-01'], /write one of/],
      [['stream', '--since', 'start', '--format', 'xml'], /write one of/],
      [['stream'], /write one of/],
      [['erase', 'ask:ann'], /write one of/],
      [['replay'], /write one of/],
      [['nonsense'], /write one of/],
      [['verify', '--nonsense'], /write one of/],
    ])('%j is refused, and nothing is written', async (words, why) => {
      const { code, shown, warned } = await record(...words)
      expect([code, shown, warned]).toEqual([2, '', expect.stringMatching(why)])
      expect(readdirSync(home).filter((name) => name.startsWith('licet-export'))).toEqual([])
    })

    test('an export is readable by its owner only, and a receipt can be replayed from it without a database', async () => {
      const receipt = await ask()
      await exported()
      for (const name of readdirSync(join(folder, 'export'))) expect(statSync(join(folder, 'export', name)).mode & 0o777).toBe(0o600)
      const away = await run({ DATABASE_URL: 'postgres://127.0.0.1:1/none' }, [
        'record',
        'replay',
        receipt,
        '--folder',
        join(folder, 'export'),
      ])
      expect([away.code, away.shown]).toEqual([0, expect.stringContaining('the same text, byte for byte')])
    })

    test('a changed export, or one without the words it needs, cannot be replayed', async () => {
      const receipt = await ask()
      await exported()
      const file = join(folder, 'export', 'record.jsonl')
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll('Australia', 'Austria'))
      const { code, shown } = await record('replay', receipt, '--folder', join(folder, 'export'))
      expect([code, shown]).toEqual([1, expect.stringContaining('BROKEN')])
      expect(shown).not.toContain('decided')
    })

    test('equal questions are decided again only once', async () => {
      let receipt = ''
      for (let count = 0; count < 5; count++) receipt = await ask()
      const { code, shown } = await record('replay', receipt)
      expect([code, shown.match(/decided the same/g)?.length]).toEqual([0, 1])
      expect(shown).toMatch(/; 4 more like it, up to entry \d+/)
    })

    test('an export with an endless line is refused without using much memory', async () => {
      await ask()
      await exported()
      const file = join(folder, 'export', 'record.jsonl')
      writeFileSync(file, 'x'.repeat(17 * 1024 * 1024))
      const { code, warned } = await record('verify', join(folder, 'export'))
      expect([code, warned]).toEqual([1, expect.stringContaining('longer than any of a record')])
    })

    test('knowledge in an export that would decompress to too much is refused', async () => {
      await ask()
      await exported()
      const bomb = gzipSync(Buffer.alloc(65 * 1024 * 1024)).toString('base64')
      const at = join(folder, 'export')
      const name = readdirSync(at).find((one) => one.startsWith('knowledge-')) ?? ''
      const manifest = JSON.parse(readFileSync(join(at, 'manifest.json'), 'utf8')) as { files: Record<string, string> }
      manifest.files[name] = createHash('sha256').update(bomb).digest('hex')
      writeFileSync(join(at, 'manifest.json'), JSON.stringify(manifest))
      writeFileSync(join(at, name), bomb)
      const { code, shown } = await record('verify', at)
      expect([code, shown]).toEqual([1, expect.stringContaining(`BROKEN: \`${name}\` is not the knowledge of that version`)])
    })

    test('erase warns of the law, and does nothing without a yes', async () => {
      await ask()
      const { code, warned } = await record('erase', 'console:ask/ann@laptop', '--reason', 'asked')
      expect([code, warned]).toEqual([2, expect.stringMatching(/22 CFR 122\.5[^]*nothing was erased/)])
      expect((await record('stream', '--since', 'start', '--with-words')).shown).toContain('can we sell')
    })

    test('erase records who did it, and the chain stays intact', async () => {
      await ask()
      const { code, shown } = await record('erase', 'console:ask/ann@laptop', '--reason', 'asked', '--yes')
      expect([code, shown]).toEqual([0, expect.stringMatching(/the words of 1 entries by `console:ask\/ann@laptop` are erased/)])
      const last = linesOf((await record('stream', '--since', 'start', '--with-words')).shown).at(-1)
      expect([last?.['kind'], last?.['words']]).toEqual(['erasure', { by: 'ann@laptop' }])
      expect((await record('verify')).code).toBe(0)
      await record('erase', 'console:ask/ann@laptop', '--reason', 'again', '--yes')
      expect((await record('verify')).code).toBe(0)
    })

    test('a person under a legal hold is not erased', async () => {
      await ask()
      const settings = join(folder, 'settings.yaml')
      writeFileSync(
        settings,
        readFileSync(join(home, 'settings.example.yaml'), 'utf8').replace('hold: []', 'hold: [console:ask/ann@laptop]'),
      )
      const { code, warned } = await run({ DATABASE_URL: made.url, LICET_SETTINGS: settings }, [
        'record',
        'erase',
        'console:ask/ann@laptop',
        '--reason',
        'asked',
        '--yes',
      ])
      expect([code, warned]).toEqual([1, expect.stringContaining('under a legal hold')])
      const store = await openStore(made.url)
      const rows = await store.db.selectFrom('record_text').select('id').where('words', 'is not', null).execute()
      await store.close()
      expect(rows).not.toEqual([])
      expect(existsSync(settings)).toBe(true)
    })
  })
})
