import { rmSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { render as renderForTerminal } from '../../adapters/console/render.ts'
import { accountsOf } from '../../src/cases/accounts.ts'
import { coversAt } from '../../src/cases/case-store.ts'
import { allAnswers, type RecordedAnswer } from '../../src/record/answers.ts'
import { createAudit } from '../../src/cases/audit.ts'
import { verifyRecord } from '../../src/record/verify.ts'
import { exportRecord } from '../../src/record/export.ts'
import { verifyExport } from '../../src/record/read-export.ts'
import { verifyChain } from '../../src/record/chain.ts'
import { headOf, linksOf } from '../../src/record/read-chain.ts'
import { replay, type Replay } from '../../src/record/replay.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { engines, quickEngines, type Engine, type Made } from '../store/databases.ts'
import { sqlite } from '../store/sqlite.ts'
import { keepOffline } from '../offline.ts'
import { isFuzz, sampled } from '../seed.ts'
import { faultsIn } from '../drawn.ts'
import { bare, piecesOf } from '../shown-words.ts'
import { expected, expectedOf, kindly } from './expected.ts'
import { enginesOf, copyOf, exportOf, names, read, restore, type Fixture } from './fixture.ts'
import type { Payload } from './payload.ts'
import { lookFromNow, play } from './play.ts'
import { surfacesOf } from './surfaces.ts'
import { openWorld, type World, type Workplaces } from './world.ts'

/** Recorded answers that this program deliberately decides otherwise: their receipt, and why. The replay must report the difference. */
const decidedOtherwise: Readonly<Record<string, string>> = {
  GPBAHV24Z4: 'a refusal quotes the words that were taken so, and says what of the deal is denied',
  EV9H6C7C8D: 'a question that no answer could make stricter than another leg does not govern any more: its look and its receipt',
}

/** Parts of replies that this program deliberately words otherwise in any answer, as the replay names them, and why. */
const wordedOtherwise: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'the title',
    'a text',
    'a note',
    'a citations',
    'a list',
    'a table',
    'the buttons',
    'the look',
    '`Conditions and next steps`',
    '`Assumed (say otherwise and the answer changes)`',
    '`What would change it`',
    '`Side by side`',
    '`Each leg alone; the strictest governs`',
    '`Each part alone; the strictest counts`',
    '`The strictest first`',
    '`What to do`',
    '`Not modelled here`',
    '`Nearest topics`',
    '`Also`',
    '`If it is not, tell me`',
    '`See also`',
    '`Try`',
    '`In chat, also`',
    '`What I cover`',
    '`What I do not cover`',
  ].map((part) => [part, 'an answer has a front of one screen, in other words, and layers behind it']),
)

keepOffline()

/** Every migration runs on the oldest; those between wait for `npm run fuzz`. */
const tested = isFuzz ? names() : [...new Set([names()[0] ?? '', names().at(-1) ?? ''])]

const isOf = (name: string) => (engine: Engine) => enginesOf(name).includes(engine.name.toLowerCase())

test('every database that is kept is of an engine that is tested', () => {
  for (const name of names()) expect(engines.filter(isOf(name))).toHaveLength(enginesOf(name).length)
})

describe.each(tested)('a database made with the schema %s', (name) => {
  /** Of each kind all or none, because what a button shows can depend on one of its kind that was pressed before. */
  const some = (all: readonly Payload[]): readonly Payload[] => {
    const kinds = sampled([...new Set(all.map(({ kind }) => kind))], tested.length, tested.indexOf(name))
    return all.filter(({ kind }) => kinds.includes(kind))
  }

  describe.each(engines.filter(isOf(name)))('on $name', (engine) => {
    describe.skipIf(engine.missing !== undefined)(`works with this program${engine.missing ?? ''}`, () => {
      let fixture: Fixture
      let made: Made
      let world: World
      beforeAll(async () => {
        ;({ fixture, made, world } = await open(name, engine))
      })
      afterAll(async () => {
        await world.close()
        await made.drop()
      })

      test('its schema is migrated to that of a new database, and no past migration was changed', async () => {
        const fresh = await engine.make()
        const store = await openStore(fresh.url)
        expect(await columnsOf(world.store)).toEqual(await columnsOf(store))
        await store.close()
        await fresh.drop()
      })

      test('its chain is intact up to its end then', async () => {
        const { head } = fixture.about
        const upToThen = await verifyChain(linksOf(world.store, 1, head.seq))
        expect([upToThen.broken, upToThen.head]).toEqual([undefined, head])
        const audit = createAudit()
        const all = await verifyRecord(world.store, { each: audit.hear })
        expect([all.broken, all.head, await audit.problems(world.store)]).toEqual([undefined, await headOf(world.store), []])
      })

      test.runIf(quickEngines.includes(engine))(
        'every answer is decided the same on replay, or a listed reason explains the difference',
        async () => {
          const outcomes = { same: 0, explained: 0, erased: 0, withheld: 0 }
          const unexplained: string[] = []
          for await (const recorded of allAnswers(world.store)) {
            const again = await replay(world.versions, recorded, 'kept')
            if (again.kind === 'same') outcomes[again.worded === undefined ? 'erased' : 'same']++
            else if (again.kind === 'impossible' && again.why.includes('withheld')) outcomes.withheld++
            else if (again.kind === 'different' && mayDiffer(recorded, again)) outcomes.explained++
            else unexplained.push(`${recorded.receipt} (${recorded.words?.question}): ${whatDiffers(again)}`)
          }
          expect(unexplained).toEqual([])
          expect(outcomes.same + outcomes.explained).toBeGreaterThan(100)
          expect([outcomes.erased, outcomes.withheld]).toEqual([1, 3])
        },
      )

      test.runIf(quickEngines.includes(engine))(
        'every old answer is rendered completely in Slack, Teams, the terminal and plain text',
        async () => {
          const faults: string[] = []
          let count = 0
          for await (const { receipt, words } of allAnswers(world.store)) {
            if (words === undefined) continue
            count++
            faults.push(...faultsIn(words.reply).map((fault) => `${receipt}: ${fault}`))
            const shown = bare(renderForTerminal(words.reply, { color: false, width: 100 }, true))
            // The terminal renders tables as lines without column headings.
            const pieces = words.reply.blocks.flatMap((block) => piecesOf(block.kind === 'table' ? { ...block, columns: [] } : block))
            const missing = pieces.filter((piece) => !shown.includes(bare(piece)))
            faults.push(...missing.map((piece) => `${receipt}: the terminal does not show: ${piece}`))
          }
          expect(faults.slice(0, 20)).toEqual([])
          expect(count).toBeGreaterThan(100)
        },
      )

      test('the record exported then is intact, and so is one exported now', async () => {
        const folder = copyOf(exportOf(name))
        const then = await verifyExport(folder)
        expect([then.problems, then.broken]).toEqual([[], undefined])
        const days = { from: '2026-11-23', to: '2026-12-31', now: world.clock.now, withWords: true }
        await exportRecord(world.store, `${folder}/now`, days)
        const now = await verifyExport(`${folder}/now`)
        expect([now.problems, now.broken]).toEqual([[], undefined])
        rmSync(folder, { recursive: true })
      })

      test('settings of people and workspaces still apply', async () => {
        const { app, store, clock } = world
        expect((await coversAt(store.db, clock.now)).size).toBe(3)
        expect(await accountsOf(store.db, 'console:lena')).toHaveLength(2)
        const secrets = await app.secrets.names('slack install ')
        expect(secrets).toEqual(['slack install T0FAKE', 'slack install T0OTHER'])
        for (const secret of secrets) expect(await app.secrets.find(secret)).toMatch(/"token":"xoxb-/)
      })

      test('unsent messages are sent once, and unhandled events are handled once', async () => {
        const look = lookFromNow(world)
        await world.settle()
        await world.settle()
        const said = look()
        expect(said.match(/Rocket stage \(ITAR.*to Ghana/g)).toHaveLength(2)
        expect(said.match(/Rocket stage \(ITAR.*to Zambia/g)).toHaveLength(3)
        const events = await world.store.db.selectFrom('inbox').select('state').where('id', 'in', fixture.about.unhandled).execute()
        expect(events.map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => 'handled'))
        expect([said.match(/^The queue$/gm), said.match(/: kept as a note$/gm)].map((found) => found?.length)).toEqual([1, 1])
        const messages = await world.store.db.selectFrom('outbox').select('state').where('key', 'in', fixture.about.unsent).execute()
        expect(messages.map(({ state }) => state)).toEqual(['sent', 'sent'])
      })

      test('every button, form and menu of that time was captured', () => {
        const kept = new Set(fixture.payloads.flatMap(surfacesOf))
        expect(fixture.about.surfaces.filter((surface) => !kept.has(surface))).toEqual([])
      })

      test.runIf(quickEngines.includes(engine))('every old button, form and menu still works, or explains why not', async () => {
        const wrong: string[] = []
        for (const payload of some(fixture.payloads)) {
          const must = expectedOf(payload.kind, payload.door)
          const instead = must === undefined ? 'nothing is said of this kind in expected.ts' : await play(world, payload, must)
          if (instead !== undefined) wrong.push(told(payload, must, instead))
        }
        expect(wrong).toEqual([])
      })

      test.runIf(quickEngines.includes(engine))('two months later they still work, or explain that it is too late', async () => {
        world.goOn(60 * 86_400_000)
        await world.settle()
        const wrong: string[] = []
        for (const payload of some(fixture.payloads).flatMap(pressedAgain)) {
          const must = expectedOf(payload.kind, payload.door)
          const instead = await play(world, payload, new RegExp(`${must?.source}|${kindly.source}`))
          if (instead !== undefined) wrong.push(told(payload, kindly, instead))
        }
        expect(wrong).toEqual([])
      })

      test('nothing was given up meanwhile, and the chain continues', async () => {
        const { store, teams, told } = world
        expect(await store.db.selectFrom('inbox').select(['id', 'problem']).where('state', '!=', 'handled').execute()).toEqual([])
        const givenUp = await store.db.selectFrom('outbox').select('key').where('state', '!=', 'sent').orderBy('seq').execute()
        expect(givenUp.map(({ key }) => key)).toEqual(fixture.about.givenUp)
        expect((await store.db.selectFrom('refusals').select('count').execute()).map(({ count }) => count)).toEqual([1])
        expect([teams.refused, told]).toEqual([[], []])
        const audit = createAudit()
        const all = await verifyRecord(store, { each: audit.hear })
        expect([all.broken, all.head, await audit.problems(store)]).toEqual([undefined, await headOf(store), []])
      })
    })
  })
})

test('no row of expected.ts is without a payload', () => {
  const kinds = new Set(names().flatMap((name) => read(name, sqlite, '').payloads.map(({ kind }) => kind)))
  expect(Object.keys(expected).filter((kind) => !kinds.has(kind))).toEqual([])
})

/** Every column of the program's tables with its type. */
async function columnsOf({ db, engine }: Store): Promise<readonly string[]> {
  const columns = engines.find(({ own }) => own === engine)?.kept.columns
  const rows = (await columns?.execute(db))?.rows ?? []
  return rows.map(({ line }) => line)
}

const told = ({ door, kind, label }: Payload, must: RegExp | undefined, instead: string): string =>
  `${door}: ${kind} (${label}) must show ${must}, and shows ${instead.replace(/\s+/g, ' ').slice(0, 300)}`

/** For a payload of the console, which has no platform in between: the same under another event id. */
const pressedAgain = (payload: Payload): readonly Payload[] =>
  payload.door === 'console' ? [{ ...payload, sent: { ...payload.sent, event: `${payload.sent.event} again` } }] : []

/** Whether a difference is allowed: the replay reports something, and all of it is in the two tables above. */
function mayDiffer(
  { receipt, body: { intent } }: RecordedAnswer,
  { decided, readOtherwise, worded = [] }: Exclude<Replay, { kind: 'impossible' }>,
): boolean {
  if (decided.length + readOtherwise.length + worded.length === 0) return false
  if (receipt in decidedOtherwise) return true
  // A later search may find another section of the same articles.
  return decided.length + readOtherwise.length === 0 && (intent === 'lookup' || worded.every((part) => part in wordedOtherwise))
}

/** The differences that the replay reports, as `npm run record -- replay` prints them. */
function whatDiffers(again: Replay): string {
  if (again.kind === 'impossible') return again.why
  const moved = [...again.decided, ...again.readOtherwise].map(({ leg, was, is }) => `${leg}: ${was} → ${is}`)
  return [...moved, ...(again.worded ?? [])].join('; ')
}

/** Starts this program on a copy of a stored database, one minute after it was made. */
async function open(name: string, engine: Engine): Promise<{ readonly fixture: Fixture; readonly made: Made; readonly world: World }> {
  const kept = ({ teams }: Workplaces): Fixture => read(name, engine, teams.serviceUrl)
  const later = Date.parse(read(name, engine, '').about.moment) + 60_000
  let fixture: Fixture | undefined
  let made: Made | undefined
  const world = await openWorld({
    url: async ({ teams }) => {
      made = await restore(name, engine, teams.serviceUrl)
      return made.url
    },
    now: later,
    people: (workplaces) => {
      fixture = kept(workplaces)
      setUp(workplaces, fixture)
    },
    settings: () => fixture?.settings ?? '',
  })
  if (fixture === undefined || made === undefined) throw new Error('nothing was kept')
  // Writes of a test need not survive a crash, so they do not wait for the disk.
  if (engine.kept.hurry !== undefined) await sql.raw(engine.kept.hurry).execute(world.store.db)
  return { fixture, made, world }
}

/** Restores people and messages in the fake platforms. */
function setUp({ slack, teams }: Workplaces, kept: Fixture): void {
  slack.settle(kept.slack)
  const { world } = teams
  for (const user of kept.teams.users) world.users.set(user.aad, user)
  for (const conversation of kept.teams.conversations) world.conversations.set(conversation.id, conversation)
  for (const [group, members] of kept.teams.groups) world.groups.set(group, members)
  world.messages.push(...kept.teams.messages)
  world.count = kept.teams.count
}
