import { execFileSync } from 'node:child_process'
import { migrations } from '../../src/store/migrations.ts'
import { headOf } from '../../src/record/read-chain.ts'
import { engines, type Engine } from '../store/databases.ts'
import { sqlite } from '../store/sqlite.ts'
import { exportOf, forget, isMade, keep, type About } from './fixture.ts'
import { settingsText } from './settings.ts'
import { peopleInSlack } from './slack-door.ts'
import { tell } from './story.ts'
import { surfaces } from './surfaces.ts'
import { peopleInTeams } from './teams-door.ts'
import { counselGroup, openWorld, stayHere, type World } from './world.ts'

/**
 * `npm run keep`: makes a small database that contains everything, on every engine, and stores it under the name of the newest
 * migration. It is never made again for that migration, because it must be what the program of that time wrote. Needs pg_dump.
 */
const name = Object.keys(migrations(sqlite.own)).at(-1) ?? ''
if (isMade(name)) {
  process.stderr.write(`\`${name}\` is kept already, and never made anew; a further one is made when the schema has moved on\n`)
  process.exit(1)
}
stayHere()
const commit = execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).trim()
const missing = engines.flatMap((engine) => engine.missing ?? [])
if (missing.length > 0) throw new Error(`every engine is needed${missing.join()}`)
try {
  for (const engine of engines) await make(engine)
} catch (error) {
  forget(name)
  throw error
}
process.exit(0)

async function make(engine: Engine): Promise<void> {
  const { url, drop } = await engine.make()
  let made: ReturnType<typeof peopleInTeams> | undefined
  const world = await openWorld({
    url: () => Promise.resolve(url),
    now: Date.parse('2026-11-23T14:00:00Z'),
    people: ({ slack, teams }) => {
      peopleInSlack(slack)
      made = peopleInTeams(teams)
    },
    settings: ({ teams }) =>
      made === undefined
        ? ''
        : settingsText({
            group: counselGroup,
            desk: teams.placeOf(made.rooms.desk),
            news: teams.placeOf(made.rooms.news),
            admin: teams.personOf({ aad: made.cast.admin, id: '', name: '', isGuest: false }),
          }),
  })
  if (made === undefined) throw new Error('nobody is in Teams')
  const exportTo = engine === sqlite ? exportOf(name) : undefined
  const payloads = await tell({ world, teamsCast: made.cast, rooms: made.rooms, exportTo })
  if (world.teams.refused.length > 0) throw new Error(world.teams.refused.join('; '))
  // The `response_url` addresses last only half an hour and point to the fake Slack, so they are deleted.
  await world.store.db.deleteFrom('doors').execute()
  const { users, conversations, groups, messages, count } = world.teams.world
  await keep(
    name,
    engine,
    { url, serviceUrl: world.teams.serviceUrl },
    {
      about: await aboutOf(world),
      settings: world.text,
      payloads,
      slack: world.slack.standing(),
      teams: { users: [...users.values()], conversations: [...conversations.values()], groups: [...groups], messages, count },
    },
  )
  await drop()
  process.stdout.write(`${engine.name}: ${payloads.length} payloads; told: ${world.told.join(' | ')}\n`)
}

async function aboutOf({ store, clock }: World): Promise<About> {
  const outbox = await store.db.selectFrom('outbox').select(['key', 'state']).orderBy('seq').execute()
  const keysOf = (wanted: string): readonly string[] => outbox.filter(({ state }) => state === wanted).map(({ key }) => key)
  const unhandled = await store.db.selectFrom('inbox').select('id').where('state', '=', 'received').orderBy('at').execute()
  return {
    commit,
    moment: new Date(clock.now).toISOString(),
    head: await headOf(store),
    surfaces: surfaces(),
    unsent: keysOf('due'),
    unhandled: unhandled.map(({ id }) => id),
    givenUp: keysOf('dead'),
  }
}
