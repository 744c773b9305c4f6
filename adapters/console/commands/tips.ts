import { openStore, planWaves, type Wave } from '../../../src/index.ts'
import type { Command } from '../command.ts'
import { usage } from '../usage.ts'

const most = 20

/** `npm run tips -- plan`: shows when the tips of the next 24 hours go out on each platform, and when the last subscriber is served. */
export const tips: Command = async (environment) => {
  if (environment.arguments.length > 1 || (environment.arguments[0] ?? 'plan') !== 'plan') {
    environment.warn(`write ${usage['tips']}`)
    return 2
  }
  const store = await openStore(environment.config().databaseUrl)
  try {
    const platforms = await environment.platforms()
    const waves = await planWaves(store, platforms, environment.outside.now())
    environment.write(draw(waves, platforms.length))
    return 0
  } finally {
    await store.close()
  }
}

function draw(waves: readonly Wave[], platforms: number): string {
  if (platforms === 0) return 'No platform has credentials: a terminal is served when it is open.\n'
  if (waves.length === 0) return 'No tip is due in the next 24 hours.\n'
  const biggest = waves
    .toSorted((a, b) => b.count - a.count)
    .slice(0, most)
    .toSorted((a, b) => a.at - b.at)
  const lines = biggest.map(
    ({ platform, at, count, done, late }) =>
      `${moment(at)} UTC  ${platform}  ${count} subscriber${count === 1 ? '' : 's'}, all served by ` +
      `${moment(done)}${late === 0 ? '' : `; ${late} too late, and left out`}\n`,
  )
  const rest = waves.length > most ? [`and ${waves.length - most} smaller moments\n`] : []
  return [`The tips of the next 24 hours, the ${biggest.length} biggest moments:\n`, ...lines, ...rest].join('')
}

const moment = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ')
