import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { inflateSync } from 'node:zlib'
import { AppManifestUtils, type TeamsManifestV1D30 } from '@microsoft/app-manifest'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { createPackage, readPackaging, readTemplate, type Packaging } from '../../adapters/teams/app-package.ts'
import { starters } from '../../src/index.ts'
import { file } from '../files.ts'
import { keepOffline } from '../offline.ts'

type Manifest = TeamsManifestV1D30.TeamsManifestV1D30
const appId = 'bbbbbbbb-0000-4000-8000-000000000002'
const home = fileURLToPath(new URL('../..', import.meta.url))
const usual: Packaging = { appId, url: 'https://licet.example.com', targets: false, overhears: false, schema: '1.30' }
const zipped = (change: Partial<Packaging> = {}): Readonly<Record<string, Uint8Array>> =>
  unzipSync(createPackage(readTemplate(home), '1.2.3', { ...usual, ...change }))
const manifestIn = (files: Readonly<Record<string, Uint8Array>>): Manifest =>
  JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array())) as Manifest
const manifest = manifestIn(zipped())

keepOffline()

describe('the app package', () => {
  test('contains exactly the manifest and two icons', () => {
    expect(Object.keys(zipped()).sort()).toEqual(['color.png', 'manifest.json', 'outline.png'])
    expect([manifest.icons.color, manifest.icons.outline]).toEqual(['color.png', 'outline.png'])
  })

  test('has the same bytes each time', () => {
    expect(createPackage(readTemplate(home), '1.2.3', usual)).toEqual(createPackage(readTemplate(home), '1.2.3', usual))
  })

  const choices = [false, true].flatMap((targets) => [false, true].map((overhears) => ({ targets, overhears })))
  test.each((['1.30', '1.10'] as const).flatMap((schema) => choices.map((choice) => ({ schema, ...choice }))))(
    'is valid by the schema with %j',
    async (change) => {
      const made = manifestIn(zipped(change))
      expect(made.manifestVersion).toBe(change.schema)
      expect(made.$schema).toContain(`/teams/v${change.schema}/`)
      expect(await AppManifestUtils.validateAgainstSchema(made)).toEqual([])
    },
  )

  test('the schema check finds faults', async () => {
    const older = manifestIn(zipped({ schema: '1.10' }))
    for (const [made, wrong] of [
      [manifest, { accentColor: 'blue' }],
      [older, { supportsChannelFeatures: 'tier1' }],
      [older, { bots: manifest.bots }],
    ] as const)
      expect(await AppManifestUtils.validateAgainstSchema({ ...made, ...wrong } as Manifest)).not.toEqual([])
  })

  test('has no placeholder left', () => {
    expect(strFromU8(zipped()['manifest.json'] ?? new Uint8Array())).not.toContain('{{')
    expect([manifest.id, manifest.bots?.[0]?.botId, manifest.composeExtensions?.[0]?.botId, manifest.version]).toEqual([
      appId,
      appId,
      appId,
      '1.2.3',
    ])
  })
})

describe('the icons', () => {
  test('the color icon is 192 by 192 and opaque', () => {
    const { width, height, pixels } = readPng('color')
    expect([width, height, pixels.every(([, , , alpha]) => alpha === 255)]).toEqual([192, 192, true])
  })

  test('the outline is 32 by 32, white on transparent', () => {
    const { width, height, pixels } = readPng('outline')
    const seen = pixels.filter(([, , , alpha]) => alpha > 0)
    expect([width, height, seen.every(([red, green, blue]) => red + green + blue === 765)]).toEqual([32, 32, true])
    expect([seen.length > 100, pixels.length - seen.length > 300]).toEqual([true, true])
  })
})

describe('the manifest and the adapter agree', () => {
  const code = `${file('adapters/teams/invoke.ts')}${file('adapters/teams/extension.ts')}`
  const inOrder = (names: readonly string[]): readonly string[] => names.toSorted((a, b) => a.localeCompare(b))
  const found = (pattern: RegExp): readonly string[] => inOrder([...code.matchAll(pattern)].map(([, name = '']) => name))

  test('on prompts and commands that work; each scope has its own list', () => {
    const lists = manifest.bots?.[0]?.commandLists ?? []
    expect(lists.map(({ scopes }) => scopes)).toEqual(manifest.bots?.[0]?.scopes?.map((scope) => [scope]))
    const [own = [], ...shared] = lists.map(({ commands }) => commands.map(({ title, type, prompt }) => ({ title, type, message: prompt })))
    expect(own.slice(0, starters.length)).toEqual(starters.map((starter) => ({ ...starter, type: 'prompt' })))
    for (const list of shared) expect(own).toEqual(expect.arrayContaining(list))
    expect(own.map(({ message }) => message)).toEqual(expect.arrayContaining(['ask counsel', 'my cases', 'tips', 'help']))
  })

  test('on the scopes', () => {
    expect(manifest.bots?.[0]?.scopes).toEqual(['personal', 'team', 'groupChat'])
  })

  test('on the commands of the message extension', () => {
    const commands = manifest.composeExtensions?.[0]?.commands ?? []
    expect(inOrder(commands.map(({ id }) => id))).toEqual(found(/commandId: z\.literal\('(\w+)'\)/g))
    expect(
      inOrder(
        [...new Set(commands.flatMap(({ type }) => (type === 'query' ? ['query'] : ['fetchTask', 'submitAction'])))].map(
          (name) => `composeExtension/${name}`,
        ),
      ),
    ).toEqual(found(/'(composeExtension\/\w+)'/g))
    const parameters = commands.flatMap(({ parameters: all = [] }) => all.map(({ name }) => name))
    expect(parameters).toEqual(found(/name === '(\w+)'/g))
  })

  test('nothing unused is requested', () => {
    for (const part of ['permissions', 'devicePermissions', 'validDomains', 'webApplicationInfo', 'staticTabs', 'authorization'] as const)
      expect(manifest[part as keyof Manifest]).toBeUndefined()
    expect(manifest.bots?.[0]).not.toHaveProperty('supportsTargetedMessages')
  })

  test('hearing without a mention, and private commands, are requested only if an admin wants them', () => {
    const whole = manifestIn(zipped({ targets: true, overhears: true }))
    expect(whole.authorization?.permissions?.resourceSpecific).toEqual([
      { name: 'ChannelMessage.Read.Group', type: 'Application' },
      { name: 'ChatMessage.Read.Chat', type: 'Application' },
    ])
    // Without it: "RSC permissions require webApplicationInfo.appId to be configured" (botbuilder-python#2239).
    expect(whole.webApplicationInfo).toEqual({ id: appId, resource: expect.stringMatching(/./) as string })
    expect(whole.bots?.[0]?.supportsTargetedMessages).toBe(true)
    expect(whole.bots?.[0]?.commandLists?.map(({ triggers }) => triggers)).toEqual([undefined, ['mention', 'slash'], ['mention', 'slash']])
  })

  test('an older manifest requests the same', () => {
    const older = manifestIn(zipped({ schema: '1.10', overhears: true, targets: true }))
    expect(older.webApplicationInfo).toMatchObject({
      id: appId,
      applicationPermissions: ['ChannelMessage.Read.Group', 'ChatMessage.Read.Chat'],
    })
    expect(older.bots?.[0]?.commandLists?.map(({ commands }) => commands.map(({ title }) => title))).toEqual(
      manifest.bots?.[0]?.commandLists?.map(({ commands }) => commands.map(({ title }) => title)),
    )
  })
})

describe('the settings of the package', () => {
  const env = { MICROSOFT_APP_ID: appId.toUpperCase(), LICET_URL: 'https://licet.example.com' }
  const problemsOf = (change: Readonly<Record<string, string | undefined>>, flags: readonly string[] = []): readonly string[] => {
    const read = readPackaging({ ...env, ...change }, flags)
    return 'problems' in read ? read.problems : []
  }

  test('are read', () => {
    expect(readPackaging(env, [])).toEqual(usual)
    expect(readPackaging({ ...env, TEAMS_TARGETED_MESSAGES: 'on' }, ['--overhear'])).toEqual({ ...usual, targets: true, overhears: true })
  })

  test.each([
    ['public', [], '1.30'],
    ['gcc', [], '1.30'],
    ['gcc-high', [], '1.10'],
    ['dod', ['--overhear'], '1.10'],
    ['us-government', ['--schema', '1.30'], '1.30'],
    ['public', ['--overhear', '--schema', '1.10'], '1.10'],
  ])('in the cloud %s with %j the manifest has version %s', (cloud, flags, schema) => {
    expect(readPackaging({ ...env, MICROSOFT_CLOUD: cloud }, flags)).toEqual({ ...usual, overhears: flags.includes('--overhear'), schema })
  })

  test.each([
    ['a missing id', { MICROSOFT_APP_ID: undefined }, [], /^MICROSOFT_APP_ID: is missing; copy it from /],
    ['an id that is none', { MICROSOFT_APP_ID: 'licet' }, [], /^MICROSOFT_APP_ID: `licet` is not an id; copy it from /],
    ['a missing address', { LICET_URL: undefined }, [], /^LICET_URL: is missing; write https:\/\/HOST without a path$/],
    ['an address without encryption', { LICET_URL: 'http://licet.example.com' }, [], /^LICET_URL: `http:.*; write https/],
    ['an address with a path', { LICET_URL: 'https://licet.example.com/x' }, [], /^LICET_URL: /],
    ['an address that breaks out', { LICET_URL: 'https://a.example.com","x":"' }, [], /^LICET_URL: /],
    ['a word that is not known', {}, ['--all'], /^`--all` is not known here; write --overhear, --schema 1.10 or --schema 1.30$/],
    ['a version that is none', {}, ['--schema'], /^`--schema` is not known here/],
    [
      'a cloud that is none',
      { MICROSOFT_CLOUD: 'moon' },
      [],
      /^MICROSOFT_CLOUD: `moon` is none that Licet knows; write public, gcc, gcc-high, dod$/,
    ],
  ])('%s is reported', (_what, change, flags, words) => {
    expect(problemsOf(change, flags)).toEqual([expect.stringMatching(words)])
  })

  test('all problems are reported together', () => {
    expect(problemsOf({ MICROSOFT_APP_ID: '', LICET_URL: '' }, ['x'])).toHaveLength(3)
  })
})

type Pixel = readonly [red: number, green: number, blue: number, alpha: number]

/** The pixels of an icon: a PNG of 8 bits per channel, not interlaced. */
function readPng(name: 'color' | 'outline'): { readonly width: number; readonly height: number; readonly pixels: readonly Pixel[] } {
  const png = readFileSync(`${home}/manifest/teams/${name}.png`)
  const [width, height, channels] = [png.readUInt32BE(16), png.readUInt32BE(20), png[25] === 6 ? 4 : 3]
  const parts: Buffer[] = []
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  const raw = inflateSync(Buffer.concat(parts))
  const [row, out] = [width * channels, Buffer.alloc(width * height * channels)]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < row; x++) {
      const left = x < channels ? 0 : (out[y * row + x - channels] ?? 0)
      const up = y === 0 ? 0 : (out[(y - 1) * row + x] ?? 0)
      const corner = y === 0 || x < channels ? 0 : (out[(y - 1) * row + x - channels] ?? 0)
      const guess = [0, left, up, (left + up) >> 1, nearest(left, up, corner)][raw[y * (row + 1)] ?? 0] ?? 0
      out[y * row + x] = ((raw[y * (row + 1) + 1 + x] ?? 0) + guess) & 255
    }
  const pixels = Array.from({ length: width * height }, (_, index): Pixel => {
    const [red = 0, green = 0, blue = 0, alpha = 255] = out.subarray(index * channels, (index + 1) * channels)
    return [red, green, blue, alpha]
  })
  return { width, height, pixels }
}

/** The Paeth predictor of PNG: of three neighboring pixels, the one nearest to their estimate. */
function nearest(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}
