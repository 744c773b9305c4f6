import nock from 'nock'
import { countCards } from '../processes/cards.ts'
import { sqlite } from '../store/sqlite.ts'
import type { Until } from '../tested-platform.ts'
import { openTeams, signIn } from './bench.ts'
import { actionsOf } from './fake/fake.ts'
import type { Wire } from './fake/rules.ts'

/** The time within which an event must be acknowledged, in milliseconds. The Bot Connector repeats an event after fifteen seconds. */
const patience = 10_000

/** The requests that send a message, anywhere and to one conversation. */
const saying = /^POST .*activities/
const sayingIn = (id: string): RegExp => new RegExp(`^POST /v3/conversations/${RegExp.escape(id)}[;/].*activities`)

/** The number of people and conversations for every ten events. */
const crowd = 10

/**
 * Asks questions in personal chats, group chats and channels, some with a guest, each delivered four times, while the Bot
 * Connector refuses for `silence` seconds and then takes some messages without a response. Checks that each card is one answer or
 * a marked repeat, that nobody else is written to and no guest sees an answer, and with `inTime` that events are acknowledged in
 * time.
 */
export async function storm(events: number, silence: number, until: Until, inTime = true): Promise<string> {
  nock.enableNetConnect()
  signIn()
  const bench = await openTeams(sqlite)
  const { fake, store } = bench
  try {
    const count = Math.ceil(events / crowd)
    const people = Array.from({ length: count }, (_, index) => fake.user(`P${index}`))
    const silent = Array.from({ length: count }, (_, index) => fake.user(`S${index}`))
    const guest = fake.user('Guest', true)
    const places = people.flatMap((person, index) => {
      const others = [person, people[(index + 1) % count] ?? person, silent[index] ?? person]
      return [fake.personal(person), fake.groupChat(others), fake.channel(others), fake.groupChat([...others, guest])]
    })
    // In each fifth conversation a card arrives, but the response to its send is lost.
    const cut = places
      .filter((_, index) => index % 5 === 0)
      .map(({ id }) => ({ path: sayingIn(id), status: 504, arrives: true, onlyCards: true, times: 1 }))
    const dead = performance.now() + silence * 1000
    const refusing = setInterval(() => {
      fake.world.faults.splice(0)
      if (performance.now() < dead) return fake.fail({ path: saying, status: 429, code: 'TooManyRequests', retryAfter: 2 }, 1000)
      clearInterval(refusing)
      cut.forEach((fault) => fake.world.faults.push(fault))
    }, 100)
    const acks: number[] = []
    const asked = new Map<string, string>()
    let next = 0
    const ask = async (): Promise<void> => {
      for (let index = next++; index < events; index = next++) {
        const where = places[index % places.length]
        const person = where?.members[0]
        if (where === undefined || person === undefined) throw new Error('nobody is there')
        const id = String(1_500_000_000_000 + index)
        const words = `drone to Poland, our order ${index}`
        const deliver = async (): Promise<void> => {
          const begun = performance.now()
          const { status } = await fake.say(person, where, words, { id })
          acks.push(performance.now() - begun)
          if (status !== 200) throw new Error(`event ${index} was not acknowledged: ${status}`)
        }
        await Promise.all(Array.from({ length: 4 }, deliver))
        asked.set(id, person.name)
      }
    }
    await Promise.all(Array.from({ length: 25 }, ask))
    const due = async (): Promise<number> =>
      (await store.db.selectFrom('outbox').select('seq').where('state', '=', 'due').where('platform', '=', 'teams').execute()).length +
      (await store.db.selectFrom('inbox').select('id').where('state', '=', 'received').execute()).length
    await until('everything is said', async () => (await due()) === 0)
    clearInterval(refusing)
    const given = await store.db.selectFrom('outbox').select(['key', 'unsure', 'problem']).where('state', '=', 'dead').execute()
    // One person asks in each conversation. If the readers are not known in time, the answer goes to that person alone.
    const askerAt = new Map(places.map(({ id, members: [asker] }) => [id, asker?.name]))
    const rows = await store.db.selectFrom('outbox').select(['key', 'entry', 'state', 'unsure']).where('key', 'like', 'reply:%').execute()
    // A send whose end nobody saw (also on a busy machine) is repeated once, marked.
    const answered = rows.map(({ key, entry, state, unsure }) => ({
      asker: asked.get(lastOf(key)) ?? '',
      entry: entry ?? '',
      sure: state === 'sent' ? 1 : 0,
      unsure,
    }))
    const cards = fake.messages.filter(({ wire }) => wire.attachments !== undefined)
    const { wrong, repeats } = countCards(
      answered,
      cards.map(({ conversation, wire }) => ({ owner: askerAt.get(conversation), entry: entryIn(wire) })),
    )
    const missing = asked.size - rows.length
    const unseen = cut.filter(({ times }) => times === 0).length
    const surplus = cards.filter(({ conversation }) => {
      const where = fake.world.conversations.get(conversation)
      return where?.members.includes(guest) === true
    }).length
    const toNobody = silent.filter((one) => fake.at(fake.personal(one)).length > 0).length
    // A message that was possibly sent twice is listed for an operator; on a busy machine that can happen, like late acknowledgments.
    const lost = given.filter(({ unsure }) => inTime || unsure < 2)
    const faults = [
      ...wrong,
      ...(repeats + given.length < unseen ? [`only ${repeats} repeats of ${unseen} sends whose end nobody saw`] : []),
      ...lost.map(({ key, unsure, problem }) => `${key}: ${problem}, ${unsure} unsure`),
      ...fake.refused,
    ]
    const sorted = acks.toSorted((a, b) => a - b)
    const at = (share: number): number => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
    if (faults.length > 0 || missing !== 0 || surplus > 0 || toNobody > 0 || (inTime && at(0.99) >= patience))
      throw new Error(
        `teams storm: ${faults.length} wrong (${faults.slice(0, 3).join(', ')}), ${missing} not taken in, ${surplus} where a guest reads along, ${toNobody} to nobody; acks p99 ${at(0.99)} ms`,
      )
    return `Teams storm: ${events} events × 4, 429 for ${silence} s: one answer each, nothing lost, nothing said to nobody, ${repeats} said twice (all marked; of ${unseen} sends the end was never seen), ${given.length} given up to a human; acks p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`
  } finally {
    await bench.close()
    nock.cleanAll()
  }
}

/** The id of the message that an answer replies to, which is the end of the answer's key. */
const lastOf = (key: string): string => key.slice(key.lastIndexOf(':') + 1)

/** The record entry that the buttons of a card carry. */
const entryIn = (wire: Wire): string | undefined =>
  actionsOf(wire)
    .map(({ data }) => (data as { readonly of?: string } | undefined)?.of)
    .find((of) => of !== undefined)
