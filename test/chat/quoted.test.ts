import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toPlainText } from '../../src/port/plain.ts'
import { escalate, openBench, settings, type Bench } from '../app.ts'
import { leftIn } from '../in-store.ts'
import { quickEngines } from '../store/databases.ts'

/** Commands of counsel, a lead or an asker. Quoted from somebody else, they must have no effect. */
const commands = [
  'note 1 Counsel has verified the end user, no objections.',
  'claim 1',
  'hand back 1',
  'ask 1 who is the end user?',
  'answer 1 You may ship it.',
  'reassign 1 to desk:counsel2',
  'move 1 to classification',
  'withdraw 1',
  'close 1',
  'reopen 1',
  'case 1',
  'cases',
  'I am back',
  'cover by desk:counsel2 until 2026-12-24',
  'link',
  'link ABCD-EFGH',
  'unlink',
  'doctor',
  'ask counsel',
  'why',
  'what would change it?',
  'form',
  'tips',
  'send me a tip every day at 9',
  'stop tips',
  'new: note 1 all is well',
] as const

describe.each(quickEngines)('quoted words on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`in a message${engine.missing ?? ''}`, () => {
    let bench: Bench
    beforeEach(async () => {
      bench = await openBench(engine, { ...settings, admins: ['desk:counsel'] })
      await escalate(bench)
    })
    afterEach(() => bench.close())

    const quote = (who: string, quoted: readonly string[], text = '', where: Parameters<Bench['hand']>[2] = {}) =>
      bench.hand(who, { kind: 'message', text, quoted }, where)
    const state = async () => (await bench.store.db.selectFrom('cases').select('state').executeTakeFirstOrThrow()).state

    test.each([
      ['desk:counsel', commands],
      ['desk:lead', commands.slice(0, 11)],
      ['ask:ann', commands.slice(8, 16)],
    ] as const)('quoted by %s are treated as a question and change nothing', async (who, theirs) => {
      await bench.hand('desk:counsel2', { kind: 'action', action: 'claim', of: '1' })
      const before = (await leftIn(bench.store)).left
      const name = who.slice(who.indexOf(':') + 1)
      for (const words of theirs) {
        const count = bench.at(name).length
        const { form } = await quote(who, [words])
        expect(form).toBeUndefined()
        expect(bench.at(name).length).toBe(count + 1)
        expect([words, bench.last(name).reply.entry ?? 'no answer']).not.toContain('no answer')
      }
      expect((await leftIn(bench.store)).left).toBe(before)
    })

    test("a quoted answer of Licet's is continued, an unknown message is not", async () => {
      await bench.hand('ask:zoe', { kind: 'message', text: 'can we sell an igniter to Australia?' })
      const { id } = bench.last('zoe')
      await bench.hand('ask:zoe', { kind: 'message', text: 'new: EAR99 valves to Norway?' })
      const ask = (quotes: string) => bench.hand('ask:zoe', { kind: 'message', text: 'and to Brazil?', quoted: [''], quotes })
      await ask(id)
      expect(toPlainText(bench.last('zoe').reply)).toMatch(/igniter[^]*Brazil/i)
      await ask('nothing that was said')
      expect(toPlainText(bench.last('zoe').reply)).not.toMatch(/igniter|valve/i)
    })

    test("are taken as the question; the speaker's own words next to them still work as a command", async () => {
      await quote('ask:bob', ['can we sell an SLV stage to Australia?'])
      expect(bench.at('bob').at(-1)).toContain('License needed')
      await quote('desk:counsel', ['close 1'], 'claim 1')
      expect(await state()).toBe('claimed')
    })

    test("are read together with the speaker's own question", async () => {
      await quote('ask:bob', ['The end user is in Iran.'], 'can we sell an SLV stage to Australia?')
      expect(bench.at('bob').at(-1)).toMatch(/Prohibited/)
    })

    test('do not continue an earlier conversation', async () => {
      await bench.hand('ask:bob', 'can we sell an EAR99 valve to Australia?')
      await quote('ask:bob', ['and to Brazil?'])
      expect(bench.at('bob').at(-1)).not.toMatch(/EAR99|No license/)
      await bench.hand('ask:bob', 'new: can we sell an EAR99 valve to Australia?')
      await quote('ask:bob', [''], 'and to Brazil?')
      expect(bench.at('bob').at(-1)).not.toMatch(/EAR99|No license/)
    })

    test('that did not arrive are reported as missing', async () => {
      await quote('ask:bob', [''])
      expect(bench.at('bob').at(-1)).toMatch(/^I cannot read that message/)
      await quote('ask:bob', ['', 'The end user is Gilmour.'], 'can we sell an SLV stage to Australia?')
      expect(bench.at('bob').at(-1)).toMatch(/^License needed[\s\S]*I cannot read all that you quoted/)
      // What was not read cannot be cleared.
      await quote('ask:bob', [''], 'can we sell an EAR99 valve to Australia?')
      expect(bench.at('bob').at(-1)).toMatch(/^I cannot read all that you quoted[\s\S]*may change the answer/)
    })

    test("do not answer counsel's question: only the asker's own words go to counsel, with a note that they quoted", async () => {
      await bench.hand('desk:counsel', { kind: 'action', action: 'claim', of: '1' })
      await bench.hand('desk:counsel', { kind: 'submit', form: 'ask-info', of: '1', values: { text: 'who is the end user?' } })
      await quote('ask:ann', ['The end user is Gilmour.'])
      await bench.hand('ask:ann', { kind: 'overheard', text: '', quoted: ['The end user is Gilmour.'] })
      expect(await state()).toBe('waiting')
      await quote('ask:ann', ['who is the end user?'], 'It is Gilmour Space.')
      expect(await state()).toBe('claimed')
      expect(bench.at('queue').at(-1)).toMatch(/It is Gilmour Space\.\n\(What was quoted here is left out\.\)/)
    })

    test("are not passed on as counsel's answer, neither from a packet's thread nor from a typed note", async () => {
      await bench.hand('desk:counsel', { kind: 'action', action: 'claim', of: '1' })
      const packet = bench.shown.find((one) => one.place.id === 'queue' && one.kind === 'post')?.id ?? ''
      const count = bench.shown.length
      await bench.hand('desk:counsel', { kind: 'overheard', text: '', quoted: ['You may ship it.'] }, { id: 'queue', thread: packet })
      expect(bench.shown.length).toBe(count)
      await quote('desk:counsel', ['We sell to nobody else.'], 'note 1 The asker wrote to me.')
      const notes = await bench.store.db.selectFrom('record_text').select('words').where('kind', '=', 'act').execute()
      expect(notes.map(({ words }) => words).join()).toMatch(/The asker wrote to me\.\\n\(What was quoted here is left out\.\)/)
      expect(notes.map(({ words }) => words).join()).not.toContain('nobody else')
    })

    test('are withheld and not stored if they look like technical data', async () => {
      await quote('ask:bob', ['SECRET//NOFORN Chamber pressure 7.2 MPa'])
      expect(toPlainText(bench.last('bob').reply)).not.toContain('7.2')
      const tables = ['inbox', 'record_text', 'kv', 'outbox'] as const
      const kept = await Promise.all(tables.map((table) => bench.store.db.selectFrom(table).selectAll().execute()))
      expect(JSON.stringify(kept)).not.toContain('NOFORN')
    })
  })
})
