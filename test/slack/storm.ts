import type { Until } from '../tested-platform.ts'
import { openSlack } from './bench.ts'

/**
 * Sends mentions, each delivered four times at once, while Slack's API answers 429 for `silence` seconds. Checks that each is
 * answered once and, with `inTime`, that it is acknowledged in time.
 */
export async function storm(events: number, silence: number, until: Until, inTime = true): Promise<string> {
  const { fake, store, close } = await openSlack('HTTP')
  try {
    const people = Array.from({ length: Math.ceil(events / 10) }, (_, index) => `UP${index}`)
    for (const person of people) fake.user(person)
    const channels = Array.from({ length: Math.ceil(events / 10) }, (_, index) => `CS${index}`)
    for (const channel of channels) fake.channel(channel, { members: people, withApp: true })
    fake.fail('*', { kind: 'rateLimited', retryAfter: 5 }, { forMs: silence * 1000 })
    const asked: Array<{ readonly person: string; readonly channel: string; readonly ts: string }> = []
    const acks: number[] = []
    let late = 0
    let next = 0
    const ask = async (): Promise<void> => {
      for (let index = next++; index < events; index = next++) {
        const channel = channels[index % channels.length] ?? ''
        const person = people[(index * 7) % people.length] ?? ''
        const text = `<@${fake.config.botUserId}> drone to Poland ${index}`
        // If time is not checked, nobody hangs up on a machine busy with other work.
        const patience = inTime ? {} : { timeoutMs: 300_000 }
        const { message, attempts } = await fake.mention({ user: person, channel, text }, { times: 4, parallel: true, ...patience })
        asked.push({ person, channel, ts: message.ts })
        // Slack hangs up if there is no timely response. What came of the event is checked nevertheless, and the test fails at the end.
        late += attempts.filter(({ status }) => status === 0).length
        if (attempts.some(({ status }) => status !== 200 && status !== 0)) {
          const told = attempts.map(({ status, ms }) => `${status} after ${Math.round(ms)} ms`)
          throw new Error(`event ${index} was not acknowledged: ${told.join(', ')}`)
        }
        acks.push(...attempts.map(({ ms }) => ms))
      }
    }
    await Promise.all(Array.from({ length: 25 }, ask))
    const due = async (): Promise<number> =>
      (await store.db.selectFrom('outbox').select('seq').where('state', '=', 'due').where('platform', '=', 'slack').execute()).length +
      (await store.db.selectFrom('inbox').select('id').where('state', '=', 'received').execute()).length
    await until('everything is said', async () => (await due()) === 0)
    // While Slack does not tell who is in a channel, answers go to the asker's own chat.
    const answered = asked.filter(({ channel, ts }) => fake.thread(channel, ts).filter((one) => one.bot_id !== undefined).length === 1)
    const alone = people.reduce((sum, person) => sum + fake.direct(person).length, 0)
    const inThreads = asked.reduce((sum, { channel, ts }) => sum + fake.thread(channel, ts).length, 0)
    const wrong = Math.abs(events - answered.length - alone) + inThreads - answered.length
    const sorted = acks.toSorted((a, b) => a - b)
    const at = (share: number): number => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
    if (wrong > 0 || late > 0 || (inTime && at(0.99) >= 3000))
      throw new Error(
        `slack storm: ${wrong} events not answered once, ${late} deliveries not acknowledged in time; acks p99 ${at(0.99)} ms`,
      )
    return `Slack storm: ${events} events × 4, 429 for ${silence} s: one answer each, nothing lost; acks p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`
  } finally {
    await close()
  }
}
