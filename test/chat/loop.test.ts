import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toPlainText } from '../../src/port/plain.ts'
import { escalate, openBench, settings, type Bench } from '../app.ts'
import { engines, quickEngines } from '../store/databases.ts'

const hour = 3_600_000

describe.each(engines)('from the asker to counsel and back, on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`a case${engine.missing ?? ''}`, () => {
    /** Whether tests that do not depend on the database run, too. */
    const isQuick = quickEngines.includes(engine)
    let bench: Bench
    beforeEach(async () => void (bench = await openBench(engine)))
    afterEach(async () => await bench.close())

    const kinds = async (): Promise<readonly string[]> =>
      (await bench.store.db.selectFrom('record').select('kind').orderBy('seq').execute()).map((row) => row.kind)
    const text = (place: string): string => toPlainText(bench.last(place).reply)

    test('the whole round: claim, question, reply, answer, thanks', async () => {
      const number = await escalate(bench)
      expect(text('ann')).toMatch(/with Export counsel[\s\S]*not claimed yet[\s\S]*Answer due by: Tue 24 Nov 2026, 10:00/)
      expect(text('queue')).toMatch(
        /can we sell an SLV stage to Australia\?[\s\S]*for Gilmour[\s\S]*Facts assumed[\s\S]*Rules that spoke[\s\S]*Sources/,
      )
      const { blocks, layers } = bench.last('queue').reply
      expect(blocks.map((block) => ('label' in block ? block.label : block.kind))).toEqual([
        'fields',
        'The question',
        'The asker adds',
        'Because',
      ])
      expect(layers?.map(({ title, count }) => `${title} ${count > 0}`)).toEqual(['Facts true', 'Rules that spoke true', 'Sources true'])
      await bench.hand('desk:counsel', { kind: 'action', action: 'claim', of: String(number) }, { id: 'queue' })
      expect(bench.last('ann')).toMatchObject({ kind: 'update' })
      expect(text('ann')).toContain('Counsel: counsel')
      await bench.hand(
        'desk:counsel',
        { kind: 'submit', form: 'ask-info', of: String(number), values: { text: 'who is the end user?' } },
        { id: 'queue' },
      )
      expect(bench.at('ann').some((said) => /Counsel asks[\s\S]*who is the end user\?/.test(said))).toBe(true)
      await bench.hand('ask:ann', 'Gilmour Space, civil launches only')
      expect(text('ann')).toContain('Sent to counsel')
      const packet = bench.shown.find((one) => one.place.id === 'queue' && one.kind === 'post')
      expect(bench.shown.find((one) => one.place.id === 'queue' && one.place.thread === packet?.id)?.reply.blocks[0]).toMatchObject({
        text: 'ann: Gilmour Space, civil launches only',
      })
      await bench.hand('desk:counsel', 'You may apply with a DSP-5.', { id: 'queue', thread: packet?.id ?? '' })
      const offer = bench.last('queue').reply
      expect(offer.title).toBe(`Send this as your answer to case ${number}?`)
      expect(bench.last('queue')).toMatchObject({ only: 'desk:counsel' })
      expect(bench.at('ann').join()).not.toContain('You may apply with a DSP-5.')
      await bench.hand('desk:counsel', { kind: 'action', action: 'send-draft', of: offer.actions[0]?.of ?? '' }, { id: 'queue' })
      expect(bench.at('ann').at(-1)).toMatch(
        /Answer from counsel: case 1[\s\S]*You may apply with a DSP-5\.[\s\S]*Your question: can we sell an SLV stage to Australia\?[\s\S]*From: counsel/,
      )
      await bench.hand('ask:ann', { kind: 'action', action: 'close', of: String(number) })
      expect(text('queue')).toContain('State: closed')
      expect((await kinds()).filter((kind) => kind !== 'head')).toEqual(['knowledge', 'answer', 'act', 'act', 'act', 'act', 'act', 'act'])
    })

    test('an answer has conditions, sources and a last day, and can be withdrawn', async () => {
      const number = String(await escalate(bench))
      await bench.hand('desk:counsel', { kind: 'action', action: 'claim', of: number })
      const values = {
        text: 'Yes, under a license.',
        conditions: 'DSP-83 first\nno retransfer',
        sources: '22 CFR 123.1',
        expires: '2027-01-31',
      }
      await bench.hand('desk:counsel', { kind: 'submit', form: 'answer', of: number, values })
      expect(bench.at('ann').at(-1)).toMatch(
        /Conditions:\n- DSP-83 first\n- no retransfer[\s\S]*22 CFR 123\.1[\s\S]*Good until: 31 January 2027/,
      )
      await bench.hand('desk:counsel', { kind: 'submit', form: 'withdraw', of: number, values: { text: 'the user is another one' } })
      expect(bench.at('ann').at(-1)).toMatch(/Withdrawn by counsel[\s\S]*the user is another one[\s\S]*Do not rely/)
      expect(text('queue')).toContain('State: counsel is at work on it')
    })

    test('counsel sees an earlier answer to the same question', async () => {
      const number = String(await escalate(bench))
      await bench.hand('desk:counsel', { kind: 'action', action: 'claim', of: number })
      await bench.hand('desk:counsel', { kind: 'submit', form: 'answer', of: number, values: { text: 'Apply with a DSP-5.' } })
      await escalate(bench, 'SLV stage to Australia please?')
      expect(text('queue')).toMatch(
        /Counsel on the same items and places before:\n- Case 1, counsel, 23 November 2026: Apply with a DSP-5\./,
      )
    })

    test.runIf(isQuick).each([
      ['the asker claims their own', 'ask:ann', 'claim', /not done[\s\S]*nobody on their own question/],
      ['somebody else claims', 'ask:bob', 'claim', /No such case/],
      ['counsel’s lead alone claims', 'desk:lead', 'claim', /not done/],
      ['a bot claims', 'desk:counsel bot', 'claim', /No such case/],
      ['counsel answers without a claim', 'desk:counsel', 'answer', /not done/],
      ['the number is unknown', 'desk:counsel', 'claim 99', /There is no case 99 that you can see/],
      ['it is not to be reopened', 'ask:ann', 'reopen', /cannot be done to the case as it stands/],
    ])('refused, with a private reply and a record entry: %s', async (_, who, what, words) => {
      const number = await escalate(bench)
      const [id = '', bot] = who.split(' ')
      const [action = '', other] = what.split(' ')
      const before = await bench.store.db.selectFrom('cases').select('body').executeTakeFirstOrThrow()
      await bench.hand(
        id,
        { kind: 'action', action: action as 'claim', of: other ?? String(number) },
        bot === undefined ? {} : { bot: true },
      )
      const told = bench.last(id.slice(id.indexOf(':') + 1))
      expect(toPlainText(told.reply)).toMatch(words)
      expect(told).toMatchObject({ only: id })
      expect(await bench.store.db.selectFrom('cases').select('body').executeTakeFirstOrThrow()).toEqual(before)
      expect((await kinds()).at(-1)).toBe('refused')
    })

    test('group membership is checked at each click: a member may claim, and after leaving may not answer', async () => {
      await bench.close()
      bench = await openBench(engine, { ...settings, queues: settings.queues.map((queue) => ({ ...queue, counsel: ['group:g1'] })) })
      const number = String(await escalate(bench))
      await bench.hand('desk:cy', { kind: 'action', action: 'claim', of: number }, { id: 'queue', groups: ['g1'] })
      expect(text('ann')).toContain('Counsel: cy')
      await bench.hand('desk:cy', { kind: 'submit', form: 'answer', of: number, values: { text: 'Apply.' } }, { id: 'queue', groups: [] })
      expect(text('queue')).toContain('not done')
      expect(bench.at('ann').join()).not.toContain('Apply.')
    })

    test('a bot at the desk is told that only people can act, and nothing changes', async () => {
      const number = String(await escalate(bench))
      await bench.hand('desk:counsel', { kind: 'action', action: 'claim', of: number }, { id: 'queue', bot: true })
      expect(text('queue')).toContain('Only a person can do that.')
      expect(text('ann')).toContain('not claimed yet')
    })

    test.runIf(isQuick).each([
      ['move 1 to nowhere', /queue: please choose one of export-counsel/],
      ['move 1 to export-counsel', /moves only to another queue/],
      ['cover desk:counsel2 until 2026-99-99', /until: please write a day/],
      ['cover desk:counsel2 until 2020-01-01', /until: this day is past/],
      [`note 1 ${'x'.repeat(4000)}`, /text: please shorten this to 3000 characters/],
      ['note 1: SECRET//NOFORN x', /Not sent, and not kept/],
    ])('a typed command has the same limits as its form: %s', async (typed, words) => {
      await escalate(bench)
      await bench.hand('desk:counsel', typed)
      expect(text('counsel')).toMatch(words)
      expect(text('ann')).toContain('with Export counsel')
      expect(JSON.stringify(await bench.store.db.selectFrom('record_text').selectAll().execute())).not.toMatch(/x{100}|NOFORN/)
    })

    test("a reply below counsel's question reaches counsel, even after the case was handed back", async () => {
      const number = String(await escalate(bench))
      await bench.hand('desk:counsel', { kind: 'action', action: 'claim', of: number })
      await bench.hand('desk:counsel', { kind: 'submit', form: 'ask-info', of: number, values: { text: 'who?' } })
      const asked = bench.shown.find((one) => one.reply.title.startsWith('Counsel asks'))
      await bench.hand('desk:counsel', { kind: 'action', action: 'hand-back', of: number })
      await bench.hand('ask:ann', 'note 2 units, civil use only', { thread: asked?.id ?? '' })
      expect(text('ann')).toContain('Sent to counsel')
      expect(text('queue')).toContain('note 2 units')
    })

    test.runIf(isQuick).each([
      { kind: 'action', action: 'explode' },
      { kind: 'submit', form: 'nothing', of: '1', values: {} },
      { kind: 'submit', form: 'note', of: '1', values: { text: 5 } },
      {
        kind: 'submit',
        form: 'note',
        of: '1',
        values: Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`f${'x'.repeat(index)}`, 'y'])),
      },
      { kind: 'action', action: 'claim', of: 'a\u0000b' },
    ])('malformed input is refused with the faulty field named, and not stored: %j', async (said) => {
      const { accepted } = await bench.hand('ask:ann', said as never)
      expect(accepted.kind).toBe('invalid')
      expect(await bench.store.db.selectFrom('inbox').select('id').execute()).toEqual([])
    })

    test('a second person who claims is told who has the case', async () => {
      const number = String(await escalate(bench))
      await bench.hand('desk:counsel', { kind: 'action', action: 'claim', of: number })
      await bench.hand('desk:counsel2', { kind: 'action', action: 'claim', of: number })
      expect(text('counsel2')).toContain('Somebody has claimed it already, so nothing was changed. counsel has it.')
    })

    test('a case can be reassigned only to counsel of its queue, and never to the asker', async () => {
      const number = String(await escalate(bench))
      await bench.hand('desk:lead', { kind: 'submit', form: 'reassign', of: number, values: { person: 'ask:ann' } })
      expect(text('lead')).toContain('a case goes only to counsel of its queue, never to the asker')
      await bench.hand('desk:lead', { kind: 'submit', form: 'reassign', of: number, values: { person: 'desk:counsel2' } })
      expect(text('queue')).toContain('Counsel: counsel2')
    })

    test('a case moved to another queue gets a packet there', async () => {
      const number = String(await escalate(bench))
      await bench.hand('desk:counsel', { kind: 'submit', form: 'move', of: number, values: { queue: 'classification' } })
      expect(bench.last('queue')).toMatchObject({ kind: 'post' })
      expect(text('queue')).toContain('Queue: Classification')
      expect(text('ann')).toContain('with Classification')
    })

    test('a deputy may act for counsel who is away, and the asker is told', async () => {
      const number = String(await escalate(bench))
      await bench.hand('desk:counsel', { kind: 'action', action: 'claim', of: number })
      await bench.hand('desk:counsel', 'cover desk:counsel2 until 2026-12-01')
      expect(bench.at('ann').at(-1)).toContain('counsel is away until 1 December 2026. counsel2 has the case')
      await bench.hand('desk:counsel2', { kind: 'submit', form: 'answer', of: number, values: { text: 'Apply.' } })
      expect(bench.at('ann').at(-1)).toMatch(/Apply\.[\s\S]*From: counsel2/)
      await bench.hand('desk:counsel', 'I am back')
      await bench.hand('desk:counsel2', { kind: 'submit', form: 'withdraw', of: number, values: { text: 'no' } })
      expect(text('counsel2')).toContain('not done')
    })

    test('reminders come at three quarters and at the end of the time, in one message, never at night; the lead hears of a breach once', async () => {
      await escalate(bench)
      await bench.hand('ask:ann', 'drone to Poland')
      await escalate(bench, 'rocket engine to Japan?')
      bench.clock.now += 1.6 * hour
      await bench.app.tick()
      expect(text('queue')).toMatch(/2 cases are due[\s\S]*Case 1[\s\S]*a first word is due soon[\s\S]*Case 2/)
      const said = bench.shown.length
      bench.clock.now += 0.1 * hour
      await bench.app.tick()
      expect(bench.shown).toHaveLength(said)
      bench.clock.now += 12 * hour
      await bench.app.tick()
      expect(bench.shown).toHaveLength(said)
      bench.clock.now += 12 * hour
      await bench.app.tick()
      expect(text('lead')).toMatch(/2 cases are due[\s\S]*first word overdue/)
      expect(bench.at('lead')).toHaveLength(1)
    })

    test('the clock stops while counsel waits for the asker', async () => {
      const number = String(await escalate(bench))
      await bench.hand('desk:counsel', { kind: 'action', action: 'claim', of: number })
      await bench.hand('desk:counsel', { kind: 'submit', form: 'ask-info', of: number, values: { text: 'who?' } })
      expect(
        bench
          .at('ann')
          .filter((said) => said.includes('due by'))
          .at(-1),
      ).not.toContain('waiting')
      bench.clock.now += 48 * hour
      await bench.app.tick()
      await bench.hand('ask:ann', 'Gilmour')
      expect(bench.shown.filter((one) => one.reply.title.includes('due'))).toEqual([])
      expect(bench.at('ann').findLast((said) => said.includes('Answer due by'))).toContain('Fri 27 Nov 2026, 10:00')
    })

    test('apparent technical data is neither stored nor passed on, from a question, a reply or a form', async () => {
      const secret = 'SECRET//NOFORN thrust 4242 kN at 99 s'
      await bench.hand('ask:ann', secret)
      const number = String(await escalate(bench))
      await bench.hand('desk:counsel', { kind: 'action', action: 'claim', of: number })
      await bench.hand('desk:counsel', { kind: 'submit', form: 'ask-info', of: number, values: { text: 'who?' } })
      await bench.hand('ask:ann', secret)
      await bench.hand('desk:counsel', { kind: 'submit', form: 'note', of: number, values: { text: secret } })
      expect(text('counsel')).toContain('Not sent, and not kept')
      for (const table of ['inbox', 'outbox', 'record', 'record_text', 'cases', 'kv'] as const)
        expect(JSON.stringify(await bench.store.db.selectFrom(table).selectAll().execute())).not.toContain('4242 kN')
      expect(JSON.stringify([bench.shown, bench.told])).not.toContain('4242 kN')
    })

    test('a case about a private answer stays private, whoever is in the channel later', async () => {
      await bench.hand('ask:ann', 'can we sell an SLV stage to Australia?', { id: 'room', audience: 'outsiders' })
      const of = bench.last('room').reply.entry ?? ''
      const values = { urgency: 'normal', queue: 'export-counsel' }
      await bench.hand('ask:ann', { kind: 'submit', form: 'escalate', of, values }, { id: 'room', audience: 'colleagues' })
      expect(bench.at('ann').at(-1)).toMatch(/^Case 1 is with/)
    })

    test('if outsiders can read the channel, a case and its answer are for the asker alone', async () => {
      const room = { id: 'room', audience: 'outsiders' } as const
      await bench.hand('ask:ann', 'can we sell an SLV stage to Australia?', room)
      const of = bench.last('room').reply.entry ?? ''
      await bench.hand('ask:ann', { kind: 'submit', form: 'escalate', of, values: { urgency: 'normal', queue: 'export-counsel' } }, room)
      await bench.hand('desk:counsel', { kind: 'action', action: 'claim', of: '1' })
      await bench.hand('desk:counsel', { kind: 'submit', form: 'answer', of: '1', values: { text: 'Yes, with a DSP-5.' } })
      expect(bench.at('ann').at(-1)).toContain('Yes, with a DSP-5.')
      expect(bench.shown.filter(({ kind, place }) => kind === 'post' && place.id === 'room')).toHaveLength(1)
    })

    test('the id of a picked person is not taken for technical data, whatever digits it has', async () => {
      await escalate(bench)
      await bench.hand('desk:counsel', { kind: 'action', action: 'claim', of: '1' })
      const person = 'desk:aaaaaaaa-0000-4000-8000-000000000001.e5fa7d9d-4a46-45a8-967f-92b89327d98e'
      await bench.hand('desk:counsel', { kind: 'submit', form: 'reassign', of: '1', values: { person } })
      expect(bench.last('counsel').reply.title).not.toContain('not kept')
      await bench.hand('desk:counsel', {
        kind: 'submit',
        form: 'reassign',
        of: '1',
        values: { person: 'desk:SECRET//NOFORN thrust 4242 kN at 99 s' },
      })
      const kept = await bench.store.db.selectFrom('record_text').select('words').execute()
      expect(JSON.stringify(kept)).not.toContain('4242 kN')
    })

    test('a form with several faults gets all of them reported, and nothing is stored', async () => {
      await bench.hand('ask:ann', 'SLV stage to Australia?')
      const of = bench.last('ann').reply.actions[0]?.of ?? ''
      const values = { neededBy: '2026-02-30', urgency: 'now', queue: 'nobody' }
      const { accepted } = await bench.hand('ask:ann', { kind: 'submit', form: 'escalate', of, values })
      expect(accepted).toEqual({
        kind: 'invalid',
        problems: {
          neededBy: 'please write a day as YYYY-MM-DD',
          urgency: 'please choose normal or urgent',
          queue: 'please choose one of export-counsel, classification, screening',
        },
      })
      expect(await bench.store.db.selectFrom('inbox').select('id').execute()).toHaveLength(1)
    })

    test('an old button explains its own answer, if the answer was private', async () => {
      await bench.hand('ask:ann', 'SLV stage to Australia?')
      const of = bench.last('ann').reply.actions[0]?.of ?? ''
      await bench.hand('ask:ann', 'what about China?')
      await bench.hand('ask:ann', { kind: 'action', action: 'why', of })
      expect(text('ann')).toContain('to Australia')
      await bench.hand('ask:bob', { kind: 'action', action: 'why', of })
      expect(text('bob')).toContain('That answer is not here')
      await bench.hand('ask:ann', 'why')
      expect(text('ann')).toContain('to China')
    })

    test('the asker sees their case without notes, counsel with them, others not at all', async () => {
      const number = String(await escalate(bench))
      await bench.hand('desk:counsel', `note ${number} careful here`)
      await bench.hand('ask:ann', `case ${number}`)
      expect(text('ann')).toContain('took it to counsel')
      expect(text('ann')).not.toContain('careful')
      await bench.hand('desk:counsel2', `case ${number}`)
      expect(text('counsel2')).toContain('noted: careful here')
      await bench.hand('ask:bob', `case ${number}`)
      expect(text('bob')).toContain('No such case')
    })

    test('an event delivered twice changes nothing', async () => {
      await bench.hand('ask:ann', 'SLV stage to Australia?', { event: 'x' })
      const { accepted } = await bench.hand('ask:ann', 'SLV stage to Australia?', { event: 'x' })
      expect(accepted).toEqual({ kind: 'seen' })
      expect(bench.shown).toHaveLength(1)
    })

    test('the head of the record is posted once a day', async () => {
      bench.clock.now = Date.parse('2026-11-23T22:01:00Z')
      await bench.app.tick()
      await bench.app.tick()
      expect(bench.at('auditor')).toEqual([])
      expect(await bench.store.db.selectFrom('outbox').select(['channel', 'state']).execute()).toEqual([
        { channel: 'console auditor', state: 'due' },
      ])
    })
  })
})
