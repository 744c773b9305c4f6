import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Case, State } from '../../src/cases/case.ts'
import { pageOf } from '../../src/cases/list-pages.ts'
import { saveCase } from '../../src/cases/case-store.ts'
import { renewDues } from '../../src/cases/renew-dues.ts'
import { never, answerDueOf } from '../../src/cases/due.ts'
import { countCases, deskOf, openCases } from '../../src/cases/worklist.ts'
import { toPlainText } from '../../src/port/plain.ts'
import { monday, openBench, settings, type Bench } from '../app.ts'
import { engines } from '../store/databases.ts'

const hour = 3_600_000
const [queue] = settings.queues
if (queue === undefined) throw new Error('the settings name no queue')

/** A case in a given state. `ago` says how long its clock has run, or how long ago it was answered, in milliseconds. */
const caseOf = (number: number, state: State, ago: number, more: Partial<Case> = {}): Case => {
  const at = monday - ago
  const counsel = { id: 'desk:counsel2', name: 'counsel2' }
  return {
    number,
    state,
    queue: queue.id,
    topic: '',
    entry: `entry-${number}`,
    opening: `opening-${number}`,
    receipt: 'RECEIPT',
    verdict: 'ask-counsel',
    asker: { id: 'ask:zoe', name: 'zoe' },
    askerPlace: { platform: 'ask', id: 'zoe' },
    packet: `case:${number}:desk:x`,
    urgency: 'normal',
    ...(state === 'open' ? {} : { claimedBy: counsel }),
    openedAt: at,
    ran: state === 'open' || state === 'claimed' ? [{ from: at }] : [{ from: at - 1, to: at }],
    reminded: ['first-75', 'first-breach', 'answer-75', 'answer-breach'],
    ...(state === 'answered' ? { answer: { entry: 'a', by: counsel, at } } : {}),
    ...more,
  }
}

describe.each(engines)('the queue on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`shows every case${engine.missing ?? ''}`, () => {
    let bench: Bench
    beforeEach(async () => void (bench = await openBench(engine)))
    afterEach(async () => await bench.close())

    /** Stores cases as the program does. */
    const keep = (...all: readonly Case[]): Promise<void> =>
      bench.store.write(async (tx) => {
        for (const one of all) {
          const { number, state, topic, receipt: _, ...rest } = one
          const row = { number, state, topic, queue: rest.queue, asker: rest.asker.id, asker_place: 'x', claimed_by: null }
          await tx
            .insertInto('cases')
            .values({ ...row, updated_at: 0, body: JSON.stringify(one) })
            .execute()
          await saveCase(
            tx,
            one,
            settings.queues.find(({ id }) => id === one.queue),
            monday,
          )
        }
      })
    const many = (count: number, from: number, make: (number: number) => Case): readonly Case[] =>
      Array.from({ length: count }, (_, index) => make(from + index))
    const list = async (who: string, of?: string): Promise<string> => {
      await bench.hand(who, { kind: 'action', action: 'cases', ...(of === undefined ? {} : { of }) })
      return toPlainText(bench.last(who.slice(who.indexOf(':') + 1)).reply)
    }
    const home = async (who: string): Promise<string> => {
      const { home } = await bench.hand(who, { kind: 'open-home' })
      return home === undefined ? '' : toPlainText(home)
    }
    const numbersIn = (text: string): readonly number[] => [...text.matchAll(/^- Case (\d+)\b/gm)].map(([, number]) => Number(number))

    test('an open case is listed before a hundred answered ones, also on Home', async () => {
      await keep(
        ...many(100, 1, (number) => caseOf(number, 'answered', hour)),
        caseOf(101, 'open', hour),
        caseOf(102, 'claimed', 90 * hour),
      )
      const text = await list('desk:counsel')
      expect(text).toContain('2 cases are open: 1 overdue, 1 not claimed, 0 waiting for the asker. 100 are answered and not closed.')
      expect(numbersIn(text).slice(0, 2)).toEqual([102, 101])
      expect(text).toMatch(/Overdue:\n- Case 102: .*\n.*answer was due by/)
      const page = await home('desk:counsel')
      expect(page).not.toContain('The queue is empty')
      expect(page).toMatch(/Overdue \(1\):\n- Case 102\b[\s\S]*Not claimed \(1\):\n- Case 101\b[\s\S]*Answered and not closed: 100\./)
    })

    test('a row shows by when the asker needs the answer, also on Home', async () => {
      await keep(caseOf(1, 'open', hour, { neededBy: '2026-11-27' }), caseOf(2, 'open', hour))
      expect(await list('desk:counsel')).toMatch(/- Case 1: .*\n.*not claimed · needed by 27 November 2026 · answer due by/)
      expect(await home('desk:counsel')).toMatch(/- Case 1: .*\n.*needed by 27 November 2026/)
      expect((await list('desk:counsel')).match(/needed by/g)).toHaveLength(1)
    })

    test('Home counts the cases of each kind, and shows those due first', async () => {
      await keep(...many(25, 1, (number) => caseOf(number, 'open', (26 - number) * 60_000)))
      const page = await home('desk:counsel')
      expect(page).toMatch(/Not claimed \(25\):\n- Case 1: [\s\S]*- Case 5: [\s\S]*\n\nAnd 20 more: type cases to see all\./)
    })

    test('a case of several kinds is one row on Home, under the first', async () => {
      await keep(...[1, 14, 20, 120].map((hours, index) => caseOf(index + 1, 'open', hours * hour)))
      const page = await home('desk:counsel')
      expect(page).toMatch(/Overdue \(\d\):\n- Case/)
      expect(page).toMatch(/Not claimed \(4, \d shown above\):\n- Case/)
      expect(page).toMatch(/Due within a day \(\d, \d shown above\)\./)
      expect(numbersIn(page).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4])
    })

    test('over all pages each case is listed once, overdue ones first, then by due time', async () => {
      const states = ['open', 'claimed', 'waiting', 'answered'] as const
      const all = many(97, 1, (number) => caseOf(number, states[number % 4] ?? 'open', ((number * 37) % 97) * hour))
      await keep(...all, caseOf(98, 'closed', hour), caseOf(99, 'open', hour, { queue: 'gone' }))
      const pages = []
      for (let page = 1; page <= 5; page++) pages.push(await list('desk:counsel', page === 1 ? undefined : String(page)))
      const shown = pages.flatMap(numbersIn)
      expect(shown.toSorted((a, b) => a - b)).toEqual([...all.map(({ number }) => number), 99])
      const ranks = shown.flatMap((number) => {
        const one = all.find((one) => one.number === number)
        return one === undefined || one.state === 'answered' ? [] : [answerDueOf(one, queue, monday)]
      })
      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
      expect(pages[4]).toContain('Page 5 of 5')
      expect(bench.last('counsel').reply.actions[0]).toEqual({ id: 'cases', label: 'Page before', of: '4' })
    })

    test.each([
      ['cases 2', 'Page 2 of 3'],
      ['queue page 3', 'Page 3 of 3'],
      ['cases 99', 'Page 3 of 3'],
      ['cases 0', 'Page 1 of 3'],
    ])('a page can be asked for in words: %s', async (words, said) => {
      await keep(...many(41, 1, (number) => caseOf(number, 'open', hour)))
      await bench.hand('desk:counsel', words)
      expect(toPlainText(bench.last('counsel').reply)).toContain(said)
    })

    test('an asker can page through their own cases, open ones first', async () => {
      await keep(caseOf(1, 'open', hour), ...many(30, 2, (number) => caseOf(number, 'closed', hour)))
      const first = await list('ask:zoe')
      expect(numbersIn(first)).toHaveLength(20)
      expect(numbersIn(first)).toContain(1)
      expect(numbersIn(await list('ask:zoe', '2'))).toHaveLength(11)
      expect(await list('ask:ann')).toContain('There is nothing here.')
    })

    test('the counts are right for random states', async () => {
      const some =
        fc.sample(fc.array(fc.constantFrom<State>('open', 'claimed', 'waiting', 'answered', 'closed'), { maxLength: 60 }), 1)[0] ?? []
      const all = some.map((state, index) => caseOf(index + 1, state, index * 3 * hour))
      await keep(...all)
      const desk = deskOf(settings.queues, { id: 'desk:counsel2', name: '' })
      const counts = await countCases(bench.store.db, desk, monday)
      const count = (isMeant: (one: Case) => boolean): number => all.filter(isMeant).length
      expect(counts).toEqual({
        open: count(({ state }) => ['open', 'claimed', 'waiting'].includes(state)),
        overdue: count((one) => ['open', 'claimed'].includes(one.state) && answerDueOf(one, queue, monday) < monday),
        yours: count(({ state }) => state === 'claimed'),
        unclaimed: count(({ state }) => state === 'open'),
        soon: count((one) => {
          const due = answerDueOf(one, queue, monday)
          return ['open', 'claimed'].includes(one.state) && due >= monday && due < monday + 24 * hour
        }),
        waiting: count(({ state }) => state === 'waiting'),
        others: 0,
        answered: count(({ state }) => state === 'answered'),
      })
      for (const kind of ['overdue', 'yours', 'soon'] as const)
        expect(await openCases(bench.store.db, desk, { from: 0, most: 100 }, monday, kind)).toHaveLength(counts[kind])
    })

    test('changed office hours move the due times at the start of the program, once', async () => {
      await keep(caseOf(1, 'open', hour), caseOf(2, 'waiting', hour))
      expect(await renewDues(bench.store, settings.queues, monday)).toBe(0)
      const slower = settings.queues.map((one) => ({ ...one, answer: one.answer * 2 }))
      expect(await renewDues(bench.store, slower, monday)).toBe(1)
      expect(await renewDues(bench.store, slower, monday)).toBe(0)
      const [row] = await bench.store.db.selectFrom('cases').select('due').where('number', '=', 1).execute()
      expect(row?.due).toBe(answerDueOf(caseOf(1, 'open', hour), { ...queue, answer: queue.answer * 2 }, monday))
    })

    test('cases stored before due times existed are listed at once, and in order after the next start', async () => {
      await keep(caseOf(1, 'open', hour), caseOf(2, 'open', 90 * hour), caseOf(3, 'waiting', hour))
      const { numUpdatedRows } = await bench.store.db.updateTable('cases').set({ due: never }).executeTakeFirst()
      expect(numUpdatedRows).toBe(3n)
      expect(await list('desk:counsel')).toMatch(
        /3 cases are open: 0 overdue[\s\S]*Waiting for the asker:\n- Case 3: [\s\S]*Without a due time:\n- Case 1: .*\n.*\n- Case 2: /,
      )
      await renewDues(bench.store, settings.queues, monday)
      expect(await list('desk:counsel')).toMatch(/Overdue:\n- Case 2: [\s\S]*Due:\n- Case 1: [\s\S]*Waiting for the asker:\n- Case 3: /)
    })

    test('a reminder about many cases names the most overdue and counts the others', async () => {
      await keep(...many(30, 1, (number) => caseOf(number, 'open', (100 + number) * hour, { reminded: [] })))
      await bench.app.tick()
      const said = toPlainText(bench.last('queue').reply)
      expect(said).toMatch(/30 cases are due[\s\S]*And 10 more: type cases to see all/)
      expect(numbersIn(said)).toHaveLength(20)
    })
  })
})

test.each([
  [undefined, 0, 1, 1, 0],
  ['2', 41, 2, 3, 20],
  ['3', 40, 2, 2, 20],
  ['999999999', 5, 1, 1, 0],
  ['9999999999', 50, 1, 3, 0],
  ['-1', 50, 1, 3, 0],
  ['1e2', 50, 1, 3, 0],
  ['٣', 50, 1, 3, 0],
])('page %j of %i entries is page %i of %i, from %i on', (wanted, total, number, of, from) =>
  expect(pageOf(wanted, total)).toEqual({ number, of, from, most: 20 }),
)
