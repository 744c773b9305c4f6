import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createApp, type App } from '../../src/app.ts'
import { erasePerson } from '../../src/erase-person.ts'
import type { Action } from '../../src/port/reply.ts'
import { toPlainText } from '../../src/port/plain.ts'
import { workingOf } from '../../src/tips/settings.ts'
import { themselves } from '../../src/tips/subscription.ts'
import { findSubscription, keepSubscription } from '../../src/tips/subscriptions.ts'
import { solve } from '../../src/tips/tip.ts'
import { openBench, settings, type Bench, type Shown } from '../app.ts'
import { quickEngines } from '../store/databases.ts'

const hour = 3_600_000
const at = (text: string): number => Date.parse(text)

describe.each(quickEngines)('tips on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`are sent once a day to subscribers${engine.missing ?? ''}`, () => {
    let bench: Bench
    beforeEach(async () => void (bench = await openBench(engine)))
    afterEach(() => bench.close())

    const tips = (place: string): readonly Shown[] =>
      bench.shown.filter((one) => one.place.id === place && /(?:Tip|Quiz) of the day/.test(one.reply.title))
    const tick = async (moment: string | number): Promise<void> => {
      bench.clock.now = typeof moment === 'number' ? moment : at(moment)
      await bench.app.tick()
    }
    const button = (shown: Shown, id: Action['id'], index = 0): { kind: 'action'; action: Action['id']; of?: string } => {
      const found = shown.reply.actions.filter((action) => action.id === id)[index]
      if (found === undefined) throw new Error(`no button ${id} in ${toPlainText(shown.reply)}`)
      return { kind: 'action', action: id, ...(found.of === undefined ? {} : { of: found.of }) }
    }
    /** Lets days pass until the first quiz arrives. */
    const quiz = async (place: string, from: string): Promise<Shown> => {
      for (let moment = at(from); moment < at(from) + 200 * 24 * hour; moment += 24 * hour) {
        await tick(moment)
        const last = tips(place).at(-1)
        if (last?.reply.title.includes('Quiz') === true) return last
      }
      throw new Error('no quiz came')
    }

    test('nobody gets tips without subscribing', async () => {
      await bench.hand('ask:ann', 'can we sell an SLV stage to Australia?')
      for (let day = 1; day < 5; day++) await tick(bench.clock.now + 24 * hour)
      expect(await bench.store.db.selectFrom('subscriptions').selectAll().execute()).toEqual([])
      expect(tips('ann')).toEqual([])
    })

    test('who has no known time zone is asked for it, and nothing is stored', async () => {
      await bench.hand('ask:ann', 'tips daily at 9')
      expect(bench.at('ann').at(-1)).toContain('tips daily at 9 in Berlin time')
      expect(await bench.store.db.selectFrom('subscriptions').selectAll().execute()).toEqual([])
    })

    test('after subscribing a tip arrives, and no second one that day', async () => {
      await bench.hand('ask:ann', 'tips weekdays at 9 in Berlin time')
      expect(bench.at('ann').at(-1)).toMatch(/Tips are on[\s\S]*Monday to Friday at 09:00 \(Berlin time\)[\s\S]*Tue 24 Nov 2026, 09:00/)
      await tick('2026-11-24T07:59:59Z')
      expect(tips('ann')).toHaveLength(0)
      await tick('2026-11-24T08:00:00Z')
      expect(tips('ann')).toHaveLength(1)
      for (const moment of ['2026-11-24T08:00:01Z', '2026-11-24T09:30:00Z', '2026-11-24T23:00:00Z', '2026-11-25T07:00:00Z'])
        await tick(moment)
      expect(tips('ann')).toHaveLength(1)
      await tick('2026-11-25T08:00:05Z')
      expect(tips('ann')).toHaveLength(2)
    })

    test.each([
      ['an hour late: it is made up for', '2026-11-24T09:00:00Z', 1],
      ['more than two hours late: it is left out', '2026-11-24T10:00:01Z', 0],
      ['at night: it is left out', '2026-11-24T22:00:00Z', 0],
    ])('a process that runs %s', async (_what, moment, count) => {
      await bench.hand('ask:ann', 'tips daily at 9 in Berlin time')
      await tick(moment)
      expect(tips('ann')).toHaveLength(count)
      await tick('2026-11-25T08:00:00Z')
      expect(tips('ann')).toHaveLength(count + 1)
    })

    test('a late tip is sent only within working hours', async () => {
      await bench.hand('ask:ann', 'tips daily at 17:30 in Berlin time')
      await tick('2026-11-24T17:00:00Z')
      expect(tips('ann')).toHaveLength(0)
      await tick('2026-11-25T16:59:00Z')
      expect(tips('ann')).toHaveLength(1)
    })

    test('a tip that the platform does not accept in time is not sent at night', async () => {
      await bench.hand('ask:ann', 'tips daily at 9 in Berlin time')
      bench.outcomes.push({ kind: 'retry', problem: 'away', after: hour })
      await tick('2026-11-24T08:00:00Z')
      await tick('2026-11-24T10:00:00Z')
      await tick('2026-11-24T21:00:00Z')
      expect(tips('ann')).toHaveLength(0)
      const rows = await bench.store.db.selectFrom('outbox').select(['state', 'problem']).where('key', 'like', 'tip:%').execute()
      expect(rows.map(({ state }) => state)).toEqual(['dead'])
      await tick('2026-11-25T08:00:00Z')
      expect(tips('ann')).toHaveLength(1)
    })

    test('no tip on holidays', async () => {
      await bench.hand('ask:ann', 'tips daily at 9 in Berlin time')
      await tick('2026-11-25T08:00:00Z')
      await tick('2026-11-26T08:00:00Z')
      await tick('2026-11-26T09:00:00Z')
      expect(tips('ann')).toHaveLength(1)
      await tick('2026-11-27T08:00:00Z')
      expect(tips('ann')).toHaveLength(2)
    })

    test('if the clock jumps back or ahead, there is no second tip on a day, and tips do not stop', async () => {
      await bench.hand('ask:ann', 'tips daily at 9 in Berlin time')
      await tick('2026-11-24T08:00:00Z')
      await tick('2026-11-23T08:00:00Z')
      await tick('2026-11-24T08:00:00Z')
      expect(tips('ann')).toHaveLength(1)
      await tick('2027-11-24T08:00:00Z')
      expect(tips('ann')).toHaveLength(2)
      await tick('2027-11-25T08:00:00Z')
      expect(tips('ann')).toHaveLength(3)
      await tick('2026-11-25T07:50:00Z')
      await tick('2026-11-25T08:00:00Z')
      expect(tips('ann')).toHaveLength(4)
      await tick('2026-11-25T08:00:10Z')
      expect(tips('ann')).toHaveLength(4)
    })

    test('buttons in the tip: pause, resume, fewer, stop', async () => {
      await bench.hand('ask:ann', 'tips daily at 9 in Berlin time')
      await tick('2026-11-24T08:00:00Z')
      const [first] = tips('ann')
      if (first === undefined) throw new Error('no tip')
      expect(first.reply.actions.map(({ label }) => label).slice(-3)).toEqual(['Pause a week', 'Fewer', 'Stop'])
      expect(first.reply.actions.at(-1)?.asks).toBe('No more tips come, and which ones were seen is forgotten.')
      await bench.hand('ask:ann', button(first, 'tips-pause'))
      expect(bench.at('ann').at(-1)).toMatch(/Paused for a week[\s\S]*paused until 1 December 2026/)
      await tick('2026-11-27T08:00:00Z')
      expect(tips('ann')).toHaveLength(1)
      await bench.hand('ask:ann', button(bench.last('ann'), 'tips-resume'))
      await tick('2026-11-28T08:00:00Z')
      expect(tips('ann')).toHaveLength(2)
      await bench.hand('ask:ann', button(first, 'tips-fewer'))
      expect(bench.at('ann').at(-1)).toContain('Mondays, Wednesdays, Fridays and Sundays')
      await bench.hand('ask:ann', 'fewer tips')
      await bench.hand('ask:ann', 'fewer tips')
      await bench.hand('ask:ann', 'fewer tips')
      expect(bench.at('ann').at(-1)).toMatch(/Once a week is the fewest[\s\S]*Mondays/)
      await bench.hand('ask:ann', button(first, 'tips-stop'))
      expect(bench.at('ann').at(-1)).toContain('Tips are stopped')
      for (let moment = at('2026-11-29T08:00:00Z'); moment < at('2026-12-10'); moment += 24 * hour) await tick(moment)
      expect(tips('ann')).toHaveLength(2)
      await bench.hand('ask:ann', button(first, 'tips-pause'))
      expect(bench.at('ann').at(-1)).toContain('not your tips')
    })

    test('unsubscribing and subscribing again, or changing the zone, gives no second tip that day', async () => {
      await bench.hand('ask:ann', 'tips daily at 9 in Berlin time')
      await tick('2026-11-24T08:00:00Z')
      await bench.hand('ask:ann', 'stop tips')
      await bench.hand('ask:ann', 'tips daily at 9:30 in Berlin time')
      await tick('2026-11-24T08:30:00Z')
      await bench.hand('ask:ann', 'tips in New York time')
      await tick('2026-11-24T14:30:00Z')
      expect(tips('ann')).toHaveLength(1)
      await tick('2026-11-25T14:30:00Z')
      expect(tips('ann')).toHaveLength(2)
    })

    test('topics can be chosen; if no tip fits, nothing is sent', async () => {
      const [topic = ''] = bench.versions.current.base.tips[0]?.topics ?? []
      await bench.hand('ask:ann', `tips daily at 9 about ${topic.replaceAll('-', ' ')} in Berlin time`)
      await bench.hand('ask:bob', 'tips daily at 9 in Berlin time')
      await bench.store.db.updateTable('subscriptions').set({ topics: 'gone' }).where('subscriber', '=', 'ask:bob').execute()
      for (let day = 0; day < 3; day++) await tick(at('2026-11-28T08:00:00Z') + day * 24 * hour)
      expect(tips('bob')).toEqual([])
      expect(tips('ann')).toHaveLength(3)
      const seen = await bench.store.db.selectFrom('tips_seen').select('tip').execute()
      for (const { tip } of seen) expect(bench.versions.current.base.tips.find(({ id }) => id === tip)?.topics).toContain(topic)
    })

    test('the form is filled in with the present choices, and shows problems by field', async () => {
      const { form } = await bench.hand('ask:ann', { kind: 'action', action: 'tips-set' })
      expect(form?.fields.map(({ id, value }) => [id, value])).toEqual([
        ['time', '09:00'],
        ['days', 'mon,tue,wed,thu,fri'],
        ['zone', undefined],
        ['topics', undefined],
      ])
      const send = (values: Readonly<Record<string, string>>) => bench.hand('ask:ann', { kind: 'submit', form: 'tips', of: '', values })
      const { accepted } = await send({ time: '6', days: 'mon', zone: 'Atlantis', topics: 'cooking' })
      expect(accepted.kind === 'invalid' ? Object.keys(accepted.problems).toSorted() : accepted.kind).toEqual(['time', 'topics', 'zone'])
      expect((await send({ time: '', days: 'mon', zone: '', topics: '' })).accepted.kind).toBe('invalid')
      await send({ time: '10', days: 'tue', zone: 'Tokyo', topics: '' })
      await tick('2026-11-24T01:00:00Z')
      expect(tips('ann')).toHaveLength(1)
    })

    test('a quiz answer gets the rule at once, in private, and the first choice counts', async () => {
      await bench.hand('ask:ann', 'tips daily at 9 in Berlin time')
      const sent = await quiz('ann', '2026-11-27T08:00:00Z')
      const tip = bench.versions.current.base.tips.find((one) => one.quiz !== undefined && toPlainText(sent.reply).includes(one.quiz.ask))
      if (tip === undefined) throw new Error('no such quiz')
      const right = solve(bench.versions.current, tip, new Date(bench.clock.now).toISOString().slice(0, 10))?.right ?? 0
      const wrong = right === 0 ? 1 : 0
      await bench.hand('ask:ann', button(sent, 'tips-choose', wrong))
      const told = bench.last('ann')
      expect(told.kind === 'post' ? told.only : '').toBe('ask:ann')
      expect(toPlainText(told.reply)).toMatch(/^Not this time\. Right: [\s\S]*Because: [\s\S]*Rule: /)
      await bench.hand('ask:ann', button(sent, 'tips-choose', right))
      expect(bench.last('ann').reply.title).toMatch(/^Not this time/)
      await bench.hand('ask:bob', button(sent, 'tips-choose', right))
      expect(bench.at('bob').at(-1)).toContain('not your tips')
    })

    test("quiz results are shown from five participants on, so that they reveal nobody's answer", async () => {
      await bench.hand('ask:ann', 'tips here daily at 9 in Berlin time', { id: 'deals', audience: 'colleagues' })
      expect(bench.at('deals').at(-1)).toContain('Tips for this channel')
      const sent = await quiz('deals', '2026-11-27T08:00:00Z')
      const told: string[] = []
      for (const who of ['ann', 'bob', 'cid', 'dan', 'eve', 'fay']) {
        await bench.hand(`ask:${who}`, button(sent, 'tips-choose', who === 'ann' ? 1 : 0), { id: 'deals', audience: 'colleagues' })
        told.push(bench.at('deals').at(-1) ?? '')
      }
      expect(told.slice(0, 4).filter((text) => text.includes('What people chose'))).toEqual([])
      expect(told[4]).toContain('4 of 5 chose')
      expect(told[5]).toContain('5 of 6 chose')
      expect(told.join()).not.toMatch(/\b(?:bob|cid|dan)\b/)
    })

    test('anyone in a channel can change its tips, nobody else; the record knows who did', async () => {
      const here = { id: 'deals', audience: 'colleagues' } as const
      await bench.hand('ask:ann', 'tips for this channel at 9 in Berlin time', here)
      await tick('2026-11-24T08:00:00Z')
      const [sent] = tips('deals')
      if (sent === undefined) throw new Error('no tip')
      await bench.hand('ask:eve', button(sent, 'tips-stop'), { id: 'elsewhere', audience: 'colleagues' })
      expect(bench.at('elsewhere').at(-1)).toContain('not your tips')
      await bench.hand('ask:bob', button(sent, 'tips-stop'), here)
      expect(bench.at('deals').at(-1)).toContain('This channel gets no more')
      const rows = await bench.store.db
        .selectFrom('record')
        .innerJoin('record_text', 'record_text.id', 'record.id')
        .select(['body', 'person'])
        .execute()
      const acts = rows
        .filter(({ body }) => body.includes('tips-'))
        .map(({ body, person }) => [(JSON.parse(body) as { act: string }).act, person])
      expect(acts).toEqual([
        ['tips-subscribe-channel', 'ask:ann'],
        ['tips-stop', 'ask:bob'],
      ])
    })

    test('two first subscriptions that race are one, whose id the second one hears, too', async () => {
      const one = {
        id: 'first',
        subscriber: themselves({ id: 'ask:ann' }),
        by: 'ask:ann',
        madeAt: bench.clock.now,
        zone: 'UTC',
        time: '09:00',
        days: [1, 2, 3, 4, 5],
        topics: [],
      }
      const working = workingOf(settings)
      const keep = (id: string, time: string) =>
        bench.store.write((tx) => keepSubscription(tx, { ...one, id, time }, working, bench.clock.now))
      expect((await keep('first', '09:00')).id).toBe('first')
      const second = await keep('second', '10:00')
      expect(await findSubscription(bench.store.db, second.id)).toEqual(second)
      expect(second).toMatchObject({ id: 'first', time: '10:00' })
    })

    test('with several processes each tip is sent once', async () => {
      const others: App[] = []
      const said: string[] = []
      for (let index = 0; index < 2; index++)
        others.push(
          createApp({
            store: bench.store,
            memory: bench.memory,
            versions: bench.versions,
            settings,
            code: 'test',
            platforms: [
              {
                name: 'ask',
                pace: { channel: { gap: 0, burst: 1 }, space: { gap: 0, burst: 1 } },
                send: ({ place }) => (said.push(place.id), Promise.resolve({ kind: 'sent', message: `o${said.length}` })),
              },
            ],
            now: () => bench.clock.now,
            chance: () => 0.5,
            tell: (line) => bench.told.push(line),
          }),
        )
      for (let index = 0; index < 30; index++) await bench.hand(`ask:p${index}`, 'tips daily at 9 in Berlin time')
      bench.clock.now = at('2026-11-24T08:00:00Z')
      await Promise.all([bench.app, ...others].map((app) => app.tick()))
      await Promise.all([bench.app, ...others].map((app) => app.tick()))
      const all = [...said, ...bench.shown.filter(({ reply }) => /of the day/.test(reply.title)).map(({ place }) => place.id)]
      expect(all.toSorted()).toEqual(Array.from({ length: 30 }, (_, index) => `p${index}`).toSorted())
    })

    test("an erased person gets no more tips, and a channel's tips that they started continue", async () => {
      await bench.hand('ask:ann', 'tips here daily at 9 in Berlin time', { id: 'deals', audience: 'colleagues' })
      await bench.hand('ask:ann', 'tips daily at 9 in Berlin time')
      const sent = await quiz('ann', '2026-11-27T08:00:00Z')
      await bench.hand('ask:ann', button(sent, 'tips-choose'))
      await erasePerson(bench.store, settings, 'ask:ann', { why: 'she asked', by: 'ops' }, bench.clock.now)
      for (const table of ['subscriptions', 'tips_seen', 'quiz_answers'] as const)
        expect(JSON.stringify(await bench.store.db.selectFrom(table).selectAll().execute())).not.toContain('ask:ann')
      expect((await bench.store.db.selectFrom('subscriptions').select('subscriber').execute()).map((row) => row.subscriber)).toEqual([
        'ask deals',
      ])
    })

    test('Home shows the present choices', async () => {
      await bench.hand('ask:ann', 'tips daily at 9 in Berlin time')
      const { home } = await bench.hand('ask:ann', { kind: 'open-home' })
      expect(home === undefined ? '' : toPlainText(home)).toMatch(/Tips: every day at 09:00 \(Berlin time\)[\s\S]*Stop \(tips\)/)
    })

    test('a channel gets an offer from an admin once, and tips only after somebody accepts it', async () => {
      const offering = await openBench(engine, {
        ...settings,
        tips: {
          ...settings.tips,
          offer: [{ to: { platform: 'ask', id: 'deals' }, zone: 'Europe/Berlin', at: '09:00', days: 'weekdays', topics: [] }],
        },
      })
      try {
        const move = async (moment: string): Promise<void> => {
          offering.clock.now = at(moment)
          await offering.app.tick()
        }
        await move('2026-11-24T02:41:00Z')
        expect(offering.at('deals')).toEqual([])
        await move('2026-11-24T08:41:00Z')
        await move('2026-11-24T09:41:00Z')
        await move('2026-11-25T08:41:00Z')
        expect(offering.at('deals')).toHaveLength(1)
        expect(await offering.store.db.selectFrom('subscriptions').selectAll().execute()).toEqual([])
        const [offer] = offering.last('deals').reply.actions
        await offering.hand(
          'ask:bob',
          { kind: 'action', action: 'tips-accept', of: offer?.of ?? '' },
          { id: 'elsewhere', audience: 'colleagues' },
        )
        expect(offering.at('elsewhere').at(-1)).toContain('not your tips')
        await offering.hand(
          'ask:bob',
          { kind: 'action', action: 'tips-accept', of: offer?.of ?? '' },
          { id: 'deals', audience: 'colleagues' },
        )
        await move('2026-11-27T08:00:00Z')
        expect(offering.last('deals').reply.title).toMatch(/of the day/)
      } finally {
        await offering.close()
      }
    })
  })
})
