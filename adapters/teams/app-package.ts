import { readFileSync } from 'node:fs'
import { strToU8, zipSync } from 'fflate'
import type { AppPackage, Env, Problems } from '../platform-kind.ts'
import { isGuid } from './config.ts'
import { cloudNames, clouds, type Cloud } from './clouds.ts'
import { olderManifest } from './older-manifest.ts'

/** The files in `manifest/teams`: the manifest, with placeholders such as `{{APP}}`, and the icons. */
export type Template = { readonly manifest: string; readonly color: Uint8Array; readonly outline: Uint8Array }

/** The template of the app package in `manifest/teams`. */
export const readTemplate = (home: string): Template => ({
  manifest: readFileSync(`${home}/manifest/teams/manifest.json`, 'utf8'),
  color: readFileSync(`${home}/manifest/teams/color.png`),
  outline: readFileSync(`${home}/manifest/teams/outline.png`),
})

/** What differs between installations. `url` is Licet's public address, without a path. */
export type Packaging = {
  readonly appId: string
  readonly url: string
  /**
   * Whether private answers are allowed in a shared conversation ("targeted messages"). People can then also
   * send commands there privately.
   */
  readonly targets: boolean
  /**
   * Whether Licet gets messages that do not mention it, e.g. counsel's plain replies in the thread of a
   * case. The owners of a team must consent.
   */
  readonly overhears: boolean
  /** The version of the manifest format. Government clouds accept only an older one. */
  readonly schema: Cloud['manifest']
}

/** Makes the app package of an installation, or returns every problem with its settings. */
export const makePackage: AppPackage['make'] = (env, flags, home) => {
  const packaging = readPackaging(env, flags)
  if ('problems' in packaging) return Promise.resolve(packaging)
  const { version }: { readonly version: string } = JSON.parse(readFileSync(`${home}/package.json`, 'utf8'))
  return Promise.resolve({
    file: 'licet-teams.zip',
    content: createPackage(readTemplate(home), version, packaging),
    use: 'upload it in the Teams admin center, or in Teams under Apps, Manage your apps (see manifest/README.md)',
  })
}

/** Reads the settings of the app package from the environment and the arguments `flags`, or returns every problem with them. */
export function readPackaging(env: Env, flags: readonly string[]): Packaging | Problems {
  const { MICROSOFT_APP_ID: appId = '', LICET_URL: url = '', MICROSOFT_CLOUD: cloud } = env
  const { overhears, schema = (clouds[cloud || 'public'] ?? clouds['public'])?.manifest ?? '1.30', unknown } = readFlags(flags)
  const problems = [
    ...(isGuid(appId)
      ? []
      : [
          `MICROSOFT_APP_ID: ${appId === '' ? 'is missing' : `\`${appId}\` is not an id`}; copy it from the ` +
            "app registration's Overview, Application (client) ID",
        ]),
    ...(/^https:\/\/[\w-]+(?:\.[\w-]+)+(?::\d+)?$/.test(url)
      ? []
      : [
          `LICET_URL: ${url === '' ? 'is missing' : `\`${url}\` is not where Licet is found from outside`}; ` +
            'write https://HOST without a path',
        ]),
    ...(cloud && !Object.hasOwn(clouds, cloud)
      ? [`MICROSOFT_CLOUD: \`${cloud}\` is none that Licet knows; write ${cloudNames.join(', ')}`]
      : []),
    ...unknown.map((flag) => `\`${flag}\` is not known here; write ${overhear}, --schema 1.10 or --schema 1.30`),
  ]
  if (problems.length > 0) return { problems }
  return { appId: appId.toLowerCase(), url, targets: env['TEAMS_TARGETED_MESSAGES'] === 'on', overhears, schema }
}

const overhear = '--overhear'

type Flags = { readonly overhears: boolean; readonly schema?: Cloud['manifest']; readonly unknown: readonly string[] }

function readFlags([flag, ...rest]: readonly string[]): Flags {
  if (flag === undefined) return { overhears: false, unknown: [] }
  if (flag === overhear) return { ...readFlags(rest), overhears: true }
  const [version, ...others] = rest
  if (flag === '--schema' && (version === '1.10' || version === '1.30')) return { schema: version, ...readFlags(others) }
  const read = readFlags(rest)
  return { ...read, unknown: [flag, ...read.unknown] }
}

/** Builds the app package: a zip of the manifest and icons. Equal input gives equal bytes. */
export function createPackage({ manifest, color, outline }: Template, version: string, packaging: Packaging): Uint8Array {
  const files = { 'manifest.json': strToU8(fillIn(manifest, version, packaging)), 'color.png': color, 'outline.png': outline }
  return zipSync(files, { mtime: '2026-01-01T00:00:00' })
}

type Commands = { readonly scopes: readonly string[] }
type Manifest = { readonly bots: readonly [Readonly<Record<string, unknown>> & { readonly commandLists: readonly Commands[] }] }

function fillIn(template: string, version: string, { appId, url, targets, overhears, schema }: Packaging): string {
  const filled = template.replaceAll('{{APP}}', appId).replaceAll('{{URL}}', url).replaceAll('{{VERSION}}', version)
  const manifest: Manifest = JSON.parse(filled)
  const [{ commandLists, ...bot }] = manifest.bots
  const whole = {
    ...manifest,
    ...(targets
      ? {
          bots: [
            {
              ...bot,
              supportsTargetedMessages: true,
              // Commands in a personal chat have no private ("slash") form, because nobody else is there.
              commandLists: commandLists.map((list) =>
                list.scopes.includes('personal') ? list : { ...list, triggers: ['mention', 'slash'] },
              ),
            },
          ],
        }
      : {}),
    ...(overhears ? hearing(appId) : {}),
  }
  return `${JSON.stringify(schema === '1.10' ? olderManifest(whole) : whole, null, 2)}\n`
}

/**
 * The permissions that a team's owners consent to. Teams refuses a package that has them without
 * `webApplicationInfo`. `id` is the id of the app; `resource` is unused, but must not be empty ("Grant
 * resource-specific consent to your app").
 */
const hearing = (appId: string) => ({
  webApplicationInfo: { id: appId, resource: 'https://RscBasedStoreApp' },
  authorization: {
    permissions: {
      resourceSpecific: [
        { name: 'ChannelMessage.Read.Group', type: 'Application' },
        { name: 'ChatMessage.Read.Chat', type: 'Application' },
      ],
    },
  },
})
