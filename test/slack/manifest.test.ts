import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { AppsManifestValidateArguments } from '@slack/web-api'
import { features } from '../../adapters/slack/scopes.ts'
import { file } from '../files.ts'
import { startFakeSlack } from './fake/fake.ts'

type Manifest = Exclude<NonNullable<AppsManifestValidateArguments['manifest']>, string>
const manifest = JSON.parse(file('manifest/slack.json')) as Manifest
const code = readdirSync(new URL('../../adapters/slack', import.meta.url))
  .map((name) => file(`adapters/slack/${name}`))
  .join('\n')
const inOrder = (names: Iterable<string | undefined>): readonly string[] =>
  [...new Set(names)].map(String).sort((a, b) => a.localeCompare(b))
const found = (pattern: RegExp): readonly string[] => inOrder([...code.matchAll(pattern)].map(([, name = '']) => name))

describe('the manifest and the adapter agree', () => {
  test('on events', () => {
    const subscribed = manifest.settings?.event_subscriptions?.bot_events ?? []
    expect(inOrder(subscribed.map((name) => name.split('.')[0]))).toEqual(found(/app\.event\('(\w+)'/g))
  })

  test('on commands and shortcuts', () => {
    expect(manifest.features?.slash_commands?.map(({ command }) => command)).toEqual(found(/app\.command\('([^']+)'/g))
    expect(manifest.features?.shortcuts?.map(({ callback_id: id }) => id)).toEqual(found(/app\.shortcut\(\{ callback_id: '(\w+)'/g))
  })

  test('on the scopes that the doctor checks', () => {
    const asked = (isOptional: boolean): readonly string[] =>
      inOrder(features.filter((surface) => surface.isOptional === isOptional).flatMap((surface) => surface.scopes))
    const { bot = [], bot_optional: optional = [] } = (manifest.oauth_config?.scopes ?? {}) as { bot?: string[]; bot_optional?: string[] }
    expect([asked(false), asked(true)]).toEqual([inOrder(bot), inOrder(optional)])
  })

  test('every scope has a reason in the guide, and every method has its scope', async () => {
    const { bot = [], bot_optional: optional = [] } = (manifest.oauth_config?.scopes ?? {}) as { bot?: string[]; bot_optional?: string[] }
    const guide = file('manifest/README.md')
    expect([...bot, ...optional].filter((scope) => !guide.includes(`\`${scope}\``))).toEqual([])
    const fake = await startFakeSlack({ scopes: [...bot, ...optional] })
    const refused: string[] = []
    for (const method of [
      'chat.postMessage',
      'chat.postEphemeral',
      'chat.update',
      'users.info',
      'usergroups.users.list',
      'conversations.info',
      'views.open',
      'views.publish',
    ]) {
      const response = await fetch(`${fake.apiUrl}${method}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${fake.config.botToken}` },
      })
      const { error } = (await response.json()) as { error?: string }
      if (error === 'missing_scope') refused.push(method)
    }
    await fake.stop()
    expect(refused).toEqual([])
  })

  test("names keep within Slack's limits", () => {
    const about = manifest.display_information
    expect([about.name.length <= 35, (about.description ?? '').length <= 140, (about.long_description ?? '').length <= 4000]).toEqual([
      true,
      true,
      true,
    ])
  })
})
