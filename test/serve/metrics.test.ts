import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createMetrics, metricsPage } from '../../adapters/metrics.ts'
import { escalate, openBench, settings, type Bench } from '../app.ts'
import { file } from '../files.ts'
import { engines } from '../store/databases.ts'
import { sqlite } from '../store/sqlite.ts'

describe.each(engines)('metrics on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`show the state of the program${engine.missing ?? ''}`, () => {
    let bench: Bench
    let metrics: ReturnType<typeof createMetrics>
    beforeEach(async () => {
      metrics = createMetrics()
      bench = await openBench(engine, settings, {}, undefined, metrics.meter)
    })
    afterEach(() => bench.close())
    /** The values other than zero, by labels, as Prometheus reads them. */
    const read = async (name: string): Promise<Readonly<Record<string, number>>> => {
      const text = await metrics.text({
        gauges: await bench.app.gauges(),
        knowledge: bench.app.knowledge(),
        readiness: await bench.app.look(),
      })
      const found = [...text.matchAll(new RegExp(`^${name}(?:\\{([^}]*)\\})? (\\S+)$`, 'gm'))]
      return Object.fromEntries(
        found.map(([, labels = '', value]) => [labels.replaceAll('"', ''), Number(value)]).filter(([, value]) => value !== 0),
      )
    }

    test('count answers by kind, events and sends by result, and misses', async () => {
      await bench.hand('ask:ann', 'SLV stage to Australia?')
      await bench.hand('ask:ann', 'SLV stage to Iran?', { event: 'twice' })
      await bench.hand('ask:ann', 'SLV stage to Iran?', { event: 'twice' })
      await bench.hand('ask:ann', 'what is the MTCR?')
      await bench.hand('ask:ann', 'lovely weather')
      bench.outcomes.push({ kind: 'retry', problem: 'network' })
      await bench.hand('ask:ben', 'SLV stage to Australia?')
      expect(await read('licet_answers_total')).toMatchObject({
        'kind=case-by-case': 2,
        'kind=prohibited': 1,
        'kind=lookup': 1,
        'kind=other': 1,
      })
      expect(await read('licet_misses_total')).toEqual({ '': 1 })
      expect(await read('licet_events_total')).toEqual({ 'platform=ask,result=taken': 5, 'platform=ask,result=seen': 1 })
      expect(await read('licet_ack_seconds_count')).toEqual({ 'platform=ask': 6 })
      expect(await read('licet_sends_total')).toEqual({ 'platform=ask,result=sent': 4, 'platform=ask,result=retry': 1 })
      expect((await read('licet_database_write_seconds_count'))['']).toBeGreaterThanOrEqual(5)
      expect((await read('licet_record_entries'))['']).toBeGreaterThanOrEqual(5)
    })

    test('show cases by state, overdue ones, and waiting work with its age', async () => {
      await escalate(bench)
      expect(await read('licet_cases')).toEqual({ 'state=open': 1 })
      expect(await read('licet_cases_overdue')).toEqual({})
      bench.outcomes.push(...Array.from({ length: 9 }, () => ({ kind: 'retry', problem: 'network' }) as const))
      await bench.hand('ask:ben', 'SLV stage to Australia?')
      bench.clock.now += 30 * 86_400_000
      expect(await read('licet_cases_overdue')).toEqual({ '': 1 })
      expect(await read('licet_outbox_messages')).toMatchObject({ 'platform=ask': 1 })
      expect((await read('licet_outbox_oldest_seconds'))['platform=ask']).toBeGreaterThan(29 * 86_400)
    })

    test('show what platforms refused, the knowledge and its next review', async () => {
      bench.app.refused('ask', 'a forged signature')
      expect(await read('licet_refused_requests_total')).toEqual({ 'platform=ask,reason=a forged signature': 1 })
      expect(await read('licet_knowledge_info')).toEqual({ [`version=${bench.app.knowledge().version}`]: 1 })
      const before = (await read('licet_knowledge_review_days'))[''] ?? 0
      bench.clock.now += 1000 * 86_400_000
      expect((await read('licet_knowledge_review_days'))['']).toBe(before - 1000)
    })
  })
})

describe('the metrics page', () => {
  test('works without the database, says so, and leaves its figures out', async () => {
    const bench = await openBench(sqlite)
    const metrics = createMetrics()
    let isAway = false
    const gauges = () => (isAway ? Promise.reject(new Error('away')) : bench.app.gauges())
    const server = createServer(metricsPage(metrics, { ...bench.app, gauges }, () => undefined)).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const text = async () => await (await fetch(`${at}/metrics`)).text()
    const there = await text()
    expect(there).toMatch(/^licet_database_up 1$/m)
    expect(there).toMatch(/^licet_inbox_events 0$/m)
    isAway = true
    const away = await text()
    expect(away).toMatch(/^licet_database_up 0$/m)
    expect(away).toMatch(/^licet_ready 0$/m)
    expect(away).not.toMatch(/^licet_(?:inbox_events|cases|outbox_messages)\b/m)
    expect((await fetch(at)).status).toBe(404)
    server.close()
    await bench.close()
  })

  test('has everything that the dashboard and the alerts use', async () => {
    const bench = await openBench(sqlite)
    const known = await createMetrics().text({ gauges: await bench.app.gauges(), knowledge: bench.app.knowledge(), readiness: undefined })
    const names = new Set(
      [...known.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name = '', kind]) =>
        kind === 'histogram' ? ['bucket', 'sum', 'count'].map((part) => `${name}_${part}`) : [name],
      ),
    )
    for (const path of ['docs/grafana-dashboard.json', 'docs/alerts.yaml']) {
      const read = [...new Set([...file(path).matchAll(/\b(?:licet|nodejs|process)_[a-z\d_]+/g)].map(([name]) => name))]
      expect(read.length).toBeGreaterThan(5)
      expect(read.filter((name) => !names.has(name))).toEqual([])
    }
    await bench.close()
  })
})
