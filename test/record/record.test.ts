import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAnswerer } from '../../src/answer/answerer.ts'
import { tellCorrection } from '../../src/cases/correction.ts'
import { allAnswers, answerRecorded, findAnswers, type RecordedAnswer } from '../../src/record/answers.ts'
import { exportRecord } from '../../src/record/export.ts'
import { verifyExport } from '../../src/record/read-export.ts'
import { verifyChain } from '../../src/record/chain.ts'
import { erasePerson } from '../../src/erase-person.ts'
import { eraseOld } from '../../src/record/retention.ts'
import { changedAnswers, compareSpace } from '../../src/record/impact.ts'
import type { Settler } from '../../src/engine/rule.ts'
import { createRulebook } from '../../src/engine/rulebook.ts'
import type { Base } from '../../src/knowledge/base.ts'
import { headOf, linksOf } from '../../src/record/read-chain.ts'
import { replay, reworded } from '../../src/record/replay.ts'
import { isStoredOnce, keepVersions } from '../../src/record/versions.ts'
import { escalate, openBench, settings, type Bench } from '../app.ts'
import { answerer, base, files, today } from '../licet.ts'
import { isFuzz } from '../seed.ts'
import { engines, quickEngines } from '../store/databases.ts'

/** The real knowledge with one change: partners' Category I items are denied. */
const denied = createAnswerer({
  ...files,
  'rules/us-policy.yaml': (files['rules/us-policy.yaml'] ?? '').replaceAll('outcome: case-by-case', 'outcome: presumption-of-denial'),
})

const collect = async <T>(all: AsyncIterable<T>): Promise<readonly T[]> => {
  const found: T[] = []
  for await (const one of all) found.push(one)
  return found
}

describe.each(engines)('the record on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`can be checked${engine.missing ?? ''}`, () => {
    let bench: Bench
    let folder: string
    /** On the other engine only what depends on the engine is tested. */
    const isQuick = quickEngines.includes(engine)
    beforeEach(async () => {
      bench = await openBench(engine)
      folder = mkdtempSync(join(tmpdir(), 'licet-export-'))
    })
    afterEach(async () => {
      await bench.close()
      rmSync(folder, { recursive: true, force: true })
    })

    /** A conversation, a look-up, a withheld message, a case and a refusal. */
    const talk = async (): Promise<void> => {
      await escalate(bench)
      await bench.hand('ask:ann', 'what about Japan, for a civil launcher?')
      await bench.hand('ask:ann', 'and in 2023?')
      await bench.hand('ask:bob', 'what is the MTCR?')
      await bench.hand('ask:bob', 'SECRET//NOFORN x')
      await bench.hand('ask:bob', 'claim 1')
      await bench.hand('desk:counsel', 'claim 1')
    }
    const check = () => verifyChain(linksOf(bench.store))
    const open = async (): Promise<void> => {
      for (const statement of engine.trouble.openRecord) await sql.raw(statement).execute(bench.store.db)
    }
    const replayable = async (): Promise<readonly RecordedAnswer[]> =>
      (await collect(allAnswers(bench.store))).filter(({ words }) => words?.question !== null)

    test('it is intact, and its head is the last entry', async () => {
      await talk()
      const verdict = await check()
      expect(verdict).toMatchObject({ broken: undefined, erased: 0 })
      expect(verdict.head).toEqual(await headOf(bench.store))
      expect((await verifyChain(linksOf(bench.store), { wanted: verdict.head.hash })).hasHash).toBe(true)
      expect((await verifyChain(linksOf(bench.store), { wanted: 'f'.repeat(64) })).hasHash).toBe(false)
    })

    test.each([
      [
        'a body',
        `update record set body = replace(body, 'Q', 'q') where seq = 3`,
        `update record set body = replace(body, '"', ' "') where seq = 3`,
        3,
        'it was changed',
      ],
      ['a time', `update record set at = at + 1 where seq = 4`, '', 4, 'it was changed'],
      ['a receipt', `update record set receipt = 'YYYYYYYYYY' where seq = 2`, '', 2, 'it was changed'],
      ['a link', `update record set previous = '${'1'.repeat(64)}' where seq = 5`, '', 5, 'it was changed'],
      ['an entry taken out', 'delete from record where seq = 4', '', 5, 'entry 4 is missing'],
      [
        'words',
        `update record_text set words = replace(words, 'Australia', 'Austria') where id = (select id from record where seq = 2)`,
        '',
        2,
        'its words were changed',
      ],
      [
        'whose words they are',
        `update record_text set person = 'ask:bob' where id = (select id from record where seq = 2)`,
        '',
        2,
        'whose words they are was changed',
      ],
      [
        'words that vanish',
        `update record_text set words = null where id = (select id from record where seq = 2)`,
        '',
        2,
        'its words are gone, and no erasure in the chain says so',
      ],
    ])('a single change is found: %s', async (_, statement, more, seq, why) => {
      await talk()
      await open()
      for (const one of [statement, more]) if (one !== '') await sql.raw(one).execute(bench.store.db)
      expect((await check()).broken).toMatchObject({ seq, why })
    })

    test('every answer is reproduced byte for byte, including follow-ups', async () => {
      await talk()
      const all = await replayable()
      expect(all).toHaveLength(4)
      for (const one of all)
        expect(await replay(bench.versions, one, 'test')).toMatchObject({
          kind: 'same',
          sameCode: true,
          hasReading: true,
          decided: [],
          worded: [],
        })
      expect(all[2]?.words?.turns.map((turn) => turn.text)).toHaveLength(2)
    })

    test.runIf(isQuick)('a citation that differs is named, also for an answer of another program', async () => {
      await talk()
      const [first] = await replayable()
      const [leg] = first?.body.legs ?? []
      const [cite, ...others] = leg?.citations ?? []
      if (first === undefined || leg === undefined || cite === undefined) throw new Error('no citation')
      const { citations: _, ...uncited } = leg
      const withCites = (citations: typeof leg.citations): RecordedAnswer => ({
        ...first,
        body: { ...first.body, legs: [{ ...uncited, ...(citations === undefined ? {} : { citations }) }] },
      })
      for (const code of ['test', 'another'])
        for (const { citations, gone, isNew } of [
          { citations: [...others, cite], gone: [], isNew: [] },
          { citations: undefined, gone: [], isNew: [] },
          { citations: [{ source: 'itar', section: '999.9' }, cite, ...others], gone: ['itar 999.9'], isNew: [] },
          { citations: others, gone: [], isNew: [`${cite.source} ${cite.section}`] },
        ]) {
          const again = await replay(bench.versions, withCites(citations), code)
          const isSame = gone.length + isNew.length === 0
          expect(again).toMatchObject({
            kind: isSame ? 'same' : 'different',
            decided: isSame ? [] : [{ was: leg.verdict, is: leg.verdict, rulesGone: [], rulesNew: [], citesGone: gone, citesNew: isNew }],
          })
        }
    })

    test.runIf(isQuick)('parts of large data files are stored once, not with every version', async () => {
      const versions = await keepVersions(bench.store, denied, 1)
      const rows = await bench.store.db.selectFrom('knowledge').select(['version', 'files']).execute()
      const texts = rows.filter(({ version }) => version.startsWith('sha256:'))
      const kept = rows.filter(({ version }) => [base.version, denied.base.version].includes(version))
      expect(texts.length).toBe(Object.entries(files).filter(([path, text]) => isStoredOnce(path, text)).length)
      expect(kept.length).toBe(2)
      expect(kept.every(({ files: { length } }) => length < 1_000_000)).toBe(true)
      expect((await (await keepVersions(bench.store, answerer, 2)).of(denied.base.version))?.base.version).toBe(denied.base.version)
      expect((await versions.of(base.version))?.base.files).toEqual(files)
      await bench.store.db.deleteFrom('knowledge').where('version', 'like', 'sha256:%').execute()
      expect(await (await keepVersions(bench.store, denied, 3)).of(base.version)).toBeUndefined()
    })

    test.runIf(isQuick)(
      'with other knowledge, the old version still answers as before, and differences are named with their rule',
      async () => {
        await talk()
        const versions = await keepVersions(bench.store, denied, 1)
        const [first] = await replayable()
        if (first === undefined) throw new Error('no answer')
        const again = await replay(versions, first, 'test')
        expect(again).toMatchObject({ kind: 'same' })
        const elsewhere = await keepVersions(bench.store, answerer, 1)
        expect((await elsewhere.of(denied.base.version))?.base.version).toBe(denied.base.version)
        expect(again).toMatchObject({ decided: [], readOtherwise: [] })
      },
    )

    test.runIf(isQuick)('a wording difference is named by its part of the reply', async () => {
      await talk()
      const [first] = await replayable()
      const again = first === undefined ? undefined : answerRecorded(bench.versions.current, first)
      if (first === undefined || again === undefined) throw new Error('no answer')
      expect(reworded(first, again)).toEqual([])
      const { reply } = again
      const [head, ...blocks] = reply.blocks
      const other = { ...reply, title: 'Otherwise', blocks: [{ kind: 'list' as const, title: 'Added', items: [] }, ...blocks], actions: [] }
      expect(head?.kind).toBe('text')
      expect(reworded(first, { ...again, reply: other, receipt: 'ZZZZZZZZZZ' })).toEqual([
        'the title',
        'a text',
        'the buttons',
        '`Added`',
        'the receipt',
      ])
    })

    test('a withheld question is not stored, an erased one is gone, and the chain stays intact', async () => {
      await talk()
      const [withheld] = (await collect(allAnswers(bench.store))).filter(({ words }) => words?.question === null)
      expect(withheld === undefined ? undefined : await replay(bench.versions, withheld, 'test')).toMatchObject({
        kind: 'impossible',
        why: /withheld/,
      })
      for (const id of ['ann', 'user ann', 'annabel']) await bench.app.conversationReferences.keep('ask', id, '{}')
      for (const [at, reader] of ['ask:ann', 'ask:annabel'].entries())
        await bench.store.db
          .updateTable('outbox')
          .set({ key: `reminder:7:${reader}` })
          .where('seq', '=', at + 1)
          .execute()
      const erased = await erasePerson(bench.store, settings, 'ask:ann', { why: 'she asked', by: 'ops' }, 2)
      const keys = (await bench.store.db.selectFrom('outbox').select('key').execute()).map(({ key }) => key)
      expect(keys.filter((key) => key.includes('ask:ann'))).toEqual(['reminder:7:ask:annabel'])
      const paced = (await bench.store.db.selectFrom('pace').select('channel').execute()).map(({ channel }) => channel)
      expect(paced).not.toContain('ask ann')
      const reached = await bench.store.db.selectFrom('conversations').select('id').execute()
      expect(reached).toEqual([{ id: 'annabel' }])
      expect(erased).toBe(4)
      for (const table of ['record', 'record_text', 'cases', 'kv', 'inbox'] as const) {
        const kept = JSON.stringify(await bench.store.db.selectFrom(table).selectAll().execute())
        expect(kept).not.toMatch(/"ask:ann"|ask:ann\\"|Gilmour|civil launcher/)
      }
      expect(await check()).toMatchObject({ broken: undefined, erased: 4 })
      const [gone] = await findAnswers(bench.store, { receipt: (await collect(allAnswers(bench.store)))[0]?.receipt ?? '' })
      expect(gone === undefined ? undefined : await replay(bench.versions, gone, 'test')).toMatchObject({ kind: 'same', worded: undefined })
      await bench.hand('desk:counsel', 'case 1')
      expect(bench.last('counsel').reply.title).toContain('Case 1')
    })

    test('erasure takes the id literally (no wildcards), covers unsent messages, and gives a claimed case back', async () => {
      await escalate(bench)
      await bench.hand('desk:counsel', 'claim 1')
      await bench.hand('ask:%', 'drone to Poland')
      bench.outcomes.push({ kind: 'retry', problem: '502' })
      await bench.hand('ask:a"n_\\', 'what is the MTCR?')
      await erasePerson(bench.store, settings, 'ask:%', { why: 'asked', by: 'ops' }, 2)
      // For each of the two others: their conversation, and where their answer is.
      expect((await bench.store.db.selectFrom('kv').select('key').execute()).length).toBe(4)
      await erasePerson(bench.store, settings, 'ask:a"n_\\', { why: 'asked', by: 'ops' }, 3)
      expect(
        await bench.store.db.selectFrom('outbox').select(['state', 'delivery', 'channel']).where('state', '=', 'dead').execute(),
      ).toEqual([{ state: 'dead', delivery: null, channel: 'ask erased' }])
      await erasePerson(bench.store, settings, 'desk:counsel', { why: 'left', by: 'ops' }, 4)
      expect((await bench.store.db.selectFrom('cases').select(['state', 'claimed_by']).execute())[0]).toEqual({
        state: 'open',
        claimed_by: null,
      })
      expect((await check()).broken).toBeUndefined()
    })

    test('words expire by kind, and the chain records it', async () => {
      await talk()
      bench.clock.now += 400 * 86_400_000
      expect(await eraseOld(bench.store, { retention: { answer: 365, case: 1000, event: 30 }, hold: [] }, bench.clock.now)).toBe(5)
      expect(await check()).toMatchObject({ broken: undefined, erased: 5 })
      expect(await bench.store.db.selectFrom('inbox').select('id').execute()).toEqual([])
    })

    test('words of people under a legal hold do not expire, whoever wrote them', async () => {
      await talk()
      bench.clock.now += 4000 * 86_400_000
      const retention = { answer: 365, case: 1000, event: 30 }
      expect(await eraseOld(bench.store, { retention, hold: ['everybody'] }, bench.clock.now)).toBe(0)
      const left = await eraseOld(bench.store, { retention, hold: ['ask:ann'] }, bench.clock.now)
      const kept = await bench.store.db.selectFrom('record_text').select(['person', 'words']).where('words', 'is not', null).execute()
      expect(left).toBeGreaterThan(0)
      expect(kept.filter(({ person }) => person === 'ask:ann').length).toBeGreaterThan(2)
      expect(kept.filter(({ person, words }) => person !== 'ask:ann' && !(words ?? '').includes('ask:ann'))).toEqual([])
      expect((await check()).broken).toBeUndefined()
    })

    test('unsent words expire with their case, and the queues are emptied', async () => {
      await escalate(bench)
      bench.outcomes.push(...Array.from({ length: 9 }, () => ({ kind: 'retry', problem: 'network' }) as const))
      await bench.hand('ask:bob', 'drone to Poland for Gilmour')
      const waiting = () =>
        bench.store.db.selectFrom('outbox').select(['state', 'delivery', 'problem']).where('state', '!=', 'sent').execute()
      expect((await waiting()).some(({ delivery }) => delivery !== null)).toBe(true)
      const retention = { answer: 365, case: 1000, event: 30 }
      bench.clock.now += 1001 * 86_400_000
      await eraseOld(bench.store, { retention, hold: [] }, bench.clock.now)
      expect((await waiting()).filter(({ state, delivery }) => state === 'due' || delivery !== null)).toEqual([])
      bench.clock.now += 1001 * 86_400_000
      await eraseOld(bench.store, { retention, hold: [] }, bench.clock.now)
      for (const table of ['outbox', 'inbox', 'runs', 'pace'] as const)
        expect([table, await bench.store.db.selectFrom(table).selectAll().execute()]).toEqual([table, []])
    })

    test.runIf(isQuick)('an export is verified without the database, and a single changed byte is found', async () => {
      await talk()
      const manifest = await exportRecord(bench.store, folder, {
        from: '2026-11-01',
        to: '2026-11-30',
        now: bench.clock.now,
        withWords: true,
      })
      const whole = await verifyExport(folder, manifest.head.hash)
      expect(whole).toMatchObject({ broken: undefined, problems: [], hasHash: true })
      expect(whole.links).toBe(manifest.end.seq)
      const file = join(folder, 'record.jsonl')
      const text = readFileSync(file, 'utf8')
      const lines = text.split('\n')
      const cases: ReadonlyArray<readonly [string, number, RegExp]> = [
        [lines.with(2, (lines[2] ?? '').replace('"kind":"', '"kind":"x')).join('\n'), 3, /it was changed/],
        [lines.with(1, (lines[1] ?? '').replace('Australia', 'Austria')).join('\n'), 2, /its words were changed/],
        [lines.with(3, '{').join('\n'), 4, /it was changed/],
        [lines.toSpliced(4, 1).join('\n'), 6, /entry 5 is missing/],
      ]
      for (const [changed, seq, why] of cases) {
        writeFileSync(file, changed)
        const verdict = await verifyExport(folder)
        expect(verdict.broken).toMatchObject({ seq, why })
        expect(verdict.problems).toEqual(['`record.jsonl` was changed'])
      }
      writeFileSync(file, text)
      const knowledge = join(folder, `knowledge-${base.version}.gz.txt`)
      writeFileSync(knowledge, `${readFileSync(knowledge, 'utf8').slice(0, -8)}AAAAAAA=`)
      expect((await verifyExport(folder)).problems[0]).toContain('was changed')
    })

    test.runIf(isQuick)(
      'an export proves nothing by itself: a forged one lacks a posted head, and words removed by hand are found',
      async () => {
        await talk()
        const head = await headOf(bench.store)
        const manifest = await exportRecord(bench.store, folder, {
          from: '2026-11-01',
          to: '2026-11-30',
          now: bench.clock.now,
          withWords: true,
        })
        writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, head: { seq: 1, hash: 'a'.repeat(64) } }))
        expect((await verifyExport(folder, 'a'.repeat(64))).hasHash).toBe(false)
        expect((await verifyExport(folder, head.hash)).hasHash).toBe(true)
        await sql.raw('update record_text set words = null where id = (select id from record where seq = 2)').execute(bench.store.db)
        await exportRecord(bench.store, folder, { from: '2026-11-01', to: '2026-11-30', now: bench.clock.now, withWords: true })
        expect((await verifyExport(folder)).broken).toMatchObject({ seq: 2, why: /its words are gone/ })
      },
    )

    test('a later export stands alone, and one without words says so', async () => {
      await talk()
      bench.clock.now += 86_400_000
      await bench.hand('ask:bob', 'drone to Poland')
      await exportRecord(bench.store, folder, { from: '2026-11-24', to: '2026-11-24', now: bench.clock.now, withWords: false })
      expect(await verifyExport(folder)).toMatchObject({ broken: undefined, problems: [], manifest: { redaction: 'words' } })
      expect(readFileSync(join(folder, 'record.jsonl'), 'utf8')).not.toContain('Poland')
    })

    test('after a change of knowledge, changed answers are found and each thread is told once', async () => {
      await talk()
      const changes = await collect(changedAnswers(bench.store, denied))
      expect(changes.map(({ moved }) => moved.map(({ was, is }) => `${was} → ${is}`))).toContainEqual([
        'case-by-case → presumption-of-denial',
      ])
      expect(changes[0]?.cases).toEqual([{ number: 1, state: 'claimed', hasAnswer: false }])
      const told = []
      for (let twice = 0; twice < 2; twice++)
        for (const change of changes)
          told.push(await tellCorrection(bench.store, settings.queues, change, denied.base.version, bench.clock.now))
      expect(told.filter((one) => one)).toHaveLength(changes.length)
      await bench.app.tick()
      expect(bench.at('ann').filter((said) => said.startsWith('This answer changed'))).toHaveLength(changes.length)
      expect(bench.at('queue').filter((said) => said.startsWith('Case 1: the rules’ answer changed'))).toHaveLength(1)
    })

    test.runIf(isQuick)('if an answer was private, so is the notice that it changed', async () => {
      await bench.hand('ask:ann', 'can we sell an SLV stage to Australia?', { id: 'room', audience: 'outsiders' })
      for (const change of await collect(changedAnswers(bench.store, denied)))
        await tellCorrection(bench.store, settings.queues, change, denied.base.version, bench.clock.now)
      await bench.app.tick()
      expect(bench.at('ann').filter((said) => said.startsWith('This answer changed'))).toHaveLength(1)
      expect(bench.at('room').filter((said) => said.startsWith('This answer changed'))).toEqual([])
    })
  })
})

describe('comparing two knowledge versions in every combination of facts', () => {
  /** The knowledge reduced to two countries and one day, optionally without a fact and the rules that read it. */
  const few = (of: Base, without?: string): Base => {
    const lacks = ([, rule]: readonly [string, { readonly when: unknown }]): boolean =>
      without === undefined || !JSON.stringify(rule.when).includes(`"${without}"`)
    const { rules } = of.rulebook
    return {
      ...of,
      facts: new Map([...of.facts].filter(([id]) => id !== without)),
      rules: new Map([...of.rules].filter(lacks)),
      rulebook: createRulebook(rules.filter((rule) => lacks([rule.id, rule]))),
      countries: new Map([...of.countries].filter(([code]) => ['AU', 'CN'].includes(code))),
      names: { ...of.names, regions: [] },
      turningPoints: of.turningPoints.slice(-2, -1),
    }
  }

  test('a fact that only one version has changes nothing while it has its assumed value', () => {
    const { cells, changes } = compareSpace(few(base, 'redFlag'), few(base), today)
    expect(cells).toBeGreaterThan(1_000)
    expect(changes).toEqual([])
  })

  test('a range that counsel must settle instead of the asker is noticed', () => {
    const settledBy = (who: Settler): Base => ({
      ...few(base),
      rulebook: createRulebook([
        {
          id: 'range',
          when: { all: [] },
          outcome: { atLeast: 'no-license', atMost: 'case-by-case', settledBy: who, why: 'w' },
          exceptionTo: [],
          effective: { from: '2020-01-01' },
        },
      ]),
    })
    const { cells, changes } = compareSpace(settledBy('asker'), settledBy('counsel'), today)
    expect(changes.map(({ was, is }) => [was, is])).toContainEqual(['need-facts', 'ask-counsel'])
    expect(changes.reduce((sum, change) => sum + change.cells, 0)).toBe(cells)
  })

  test('who was asked and is now cleared is told more mildly; who was cleared and is now asked, more strictly', () => {
    const law = (atMost: 'no-license' | 'case-by-case'): Base => ({
      ...few(base),
      rulebook: createRulebook([
        {
          id: 'range',
          when: { all: [] },
          outcome: { atLeast: 'no-license', atMost, settledBy: 'asker', why: 'w' },
          exceptionTo: [],
          effective: { from: '2020-01-01' },
        },
      ]),
    })
    const [asks, clears] = [law('case-by-case'), law('no-license')]
    const directions = (old: Base, now: Base) => [
      ...new Set(compareSpace(old, now, today).changes.map(({ was, is, direction }) => `${was} → ${is}: ${direction}`)),
    ]
    expect(directions(asks, clears)).toEqual(['need-facts → no-license: milder'])
    expect(directions(clears, asks)).toEqual(['no-license → need-facts: stricter'])
  })

  test.runIf(isFuzz)('equal versions do not differ', () => {
    const { cells, changes } = compareSpace(base, base, today)
    expect(cells).toBeGreaterThan(1_000_000)
    expect(changes).toEqual([])
  })

  test('a stricter rule makes combinations stricter and none milder, and is named', () => {
    const { changes } = isFuzz ? compareSpace(base, denied.base, today) : compareSpace(few(base), few(denied.base), today)
    expect(new Set(changes.map(({ direction }) => direction)).has('milder')).toBe(false)
    expect(changes.find(({ item, direction }) => item === 'STAGE_CAT1' && direction === 'stricter')).toMatchObject({
      was: 'case-by-case',
      is: 'presumption-of-denial',
    })
  })
})
