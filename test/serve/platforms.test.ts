import { describe, expect, test } from 'vitest'
import { readServedConfig, type ServedConfig } from '../../adapters/config.ts'
import { createPlatforms, platformKinds, readPlatforms } from '../../adapters/platforms.ts'
import { home } from '../console/machine.ts'
import { platforms } from '../platforms.ts'

const outside = { tell: () => undefined, now: () => 0, chance: () => 0 }
const config = readServedConfig({ LICET_SETTINGS: `${home}/settings.example.yaml` }, home)

/** The groups that each platform is given where the settings name `groups`. */
async function groupsGiven(groups: readonly string[]): Promise<Readonly<Record<string, readonly string[]>>> {
  const given: Record<string, readonly string[]> = {}
  const found: ServedConfig['platforms'] = platformKinds.map((kind) => ({
    kind,
    isOnlyLocal: false,
    create: (installation) => {
      given[kind.name] = installation.groups
      return Promise.reject(new Error('not created in this test'))
    },
  }))
  const settings = { ...config.settings, admins: groups.map((group) => `group:${group}`) }
  for (const one of found) await createPlatforms({ ...config, settings, platforms: [one] }, outside).catch(() => undefined)
  return given
}

describe('the platforms', () => {
  test('each group of the settings goes to the platform whose id it is', async () => {
    const entra = '0a1b2c3d-0000-4000-8000-0123456789ab'
    expect(await groupsGiven(['S0123ABCD', entra, 'no-id', entra])).toEqual({ slack: ['S0123ABCD', 'no-id'], teams: [entra] })
  })

  test('without credentials there is none, and no problem', () => {
    expect(readPlatforms({})).toEqual({ platforms: [], problems: [] })
  })

  test('the problems of all of them are told together', () => {
    const { platforms, problems } = readPlatforms({ SLACK_BOT_TOKEN: 'xoxb-1', MICROSOFT_APP_ID: 'none' })
    expect(platforms).toEqual([])
    for (const start of ['SLACK_SIGNING_SECRET: is missing', 'MICROSOFT_APP_ID: is not an id'])
      expect(problems.filter((problem) => problem.startsWith(start))).toHaveLength(1)
  })

  test('only one that proves nobody is for this machine alone', () => {
    const env = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'x', MICROSOFT_APP_TYPE: 'Playground' }
    expect(readPlatforms(env).platforms.map(({ kind, isOnlyLocal }) => [kind.name, isOnlyLocal])).toEqual([
      ['slack', false],
      ['teams', true],
    ])
  })

  test('each is in the list of those that are tested', () => {
    expect(platforms.map(({ kind }) => kind)).toEqual(platformKinds)
  })

  test('no two read the same variable', () => {
    const settings = platformKinds.flatMap((kind) => kind.settings)
    expect(new Set(settings).size).toBe(settings.length)
  })
})
