import { strToU8, zipSync } from 'fflate'
import { isGuid } from './config.ts'
import { cloudNames, clouds, type Cloud } from './clouds.ts'
import { olderManifest } from './older-manifest.ts'

/** What stands in `manifest/teams`: the manifest with gaps, and the icons. */
export type Template = { readonly manifest: string; readonly color: Uint8Array; readonly outline: Uint8Array }

/** What is not the same everywhere. `url`: where Licet is found from outside, without a path. */
export type Packaging = {
  readonly appId: string
  readonly url: string
  /** Whether private answers may be shown inside a shared conversation: then commands may be typed there for one's own eyes, too. */
  readonly targets: boolean
  /** Whether messages are heard that do not mention Licet: counsel's plain replies under a case. Owners of a team consent to it. */
  readonly overhears: boolean
  /** The version of the manifest: some clouds take an older one. */
  readonly schema: Cloud['manifest']
}

type Env = Readonly<Record<string, string | undefined>>

/** What an admin decided of the app package, or all that is wrong with it. `flags` are the words after the command. */
export function readPackaging(env: Env, flags: readonly string[]): Packaging | { readonly problems: readonly string[] } {
  const { MICROSOFT_APP_ID: appId = '', LICET_URL: url = '', MICROSOFT_CLOUD: cloud } = env
  const { overhears, schema = (clouds[cloud || 'public'] ?? clouds['public'])?.manifest ?? '1.30', unknown } = readFlags(flags)
  const problems = [
    ...(isGuid(appId)
      ? []
      : [
          `MICROSOFT_APP_ID: ${appId === '' ? 'is missing' : `\`${appId}\` is not an id`}; copy it from the app registration's Overview, Application (client) ID`,
        ]),
    ...(/^https:\/\/[\w-]+(?:\.[\w-]+)+(?::\d+)?$/.test(url)
      ? []
      : [
          `LICET_URL: ${url === '' ? 'is missing' : `\`${url}\` is not where Licet is found from outside`}; write https://HOST without a path`,
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

/** The app package that an admin uploads: the manifest and its icons at the root of a zip, the same bytes each time. */
export function createPackage({ manifest, color, outline }: Template, version: string, packaging: Packaging): Uint8Array {
  const files = { 'manifest.json': strToU8(fillIn(manifest, version, packaging)), 'color.png': color, 'outline.png': outline }
  return zipSync(files, { mtime: '2026-01-01T00:00:00' })
}

type Commands = { readonly scopes: readonly string[] }
type Manifest = { readonly bots: readonly [Readonly<Record<string, unknown>> & { readonly commandLists: readonly Commands[] }] }

function fillIn(template: string, version: string, { appId, url, targets, overhears, schema }: Packaging): string {
  const filled = template.replaceAll('{{APP}}', appId).replaceAll('{{URL}}', url).replaceAll('{{VERSION}}', version)
  const manifest = JSON.parse(filled) as Manifest
  const [{ commandLists, ...bot }] = manifest.bots
  const whole = {
    ...manifest,
    ...(targets
      ? {
          bots: [
            {
              ...bot,
              supportsTargetedMessages: true,
              // Nobody is hidden from in a chat of two.
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
 * What owners of a team consent to. Teams refuses such a package without `webApplicationInfo`: its `id` is who is consented to;
 * `resource` means nothing here, and must not be empty ("Grant resource-specific consent to your app").
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
