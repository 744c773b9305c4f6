import { strToU8, zipSync } from 'fflate'
import { isGuid } from './access.ts'

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
}

type Env = Readonly<Record<string, string | undefined>>

/** What an admin decided of the app package, or all that is wrong with it. `flags` are the words after the command. */
export function readPackaging(env: Env, flags: readonly string[]): Packaging | { readonly problems: readonly string[] } {
  const { MICROSOFT_APP_ID: appId = '', LICET_URL: url = '' } = env
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
    ...flags.filter((flag) => flag !== overhear).map((flag) => `\`${flag}\` is not known here; the only word is ${overhear}`),
  ]
  if (problems.length > 0) return { problems }
  return { appId: appId.toLowerCase(), url, targets: env['TEAMS_TARGETED_MESSAGES'] === 'on', overhears: flags.includes(overhear) }
}

const overhear = '--overhear'

/** The app package that an admin uploads: the manifest and its icons at the root of a zip, the same bytes each time. */
export function createPackage({ manifest, color, outline }: Template, version: string, packaging: Packaging): Uint8Array {
  const files = { 'manifest.json': strToU8(fillIn(manifest, version, packaging)), 'color.png': color, 'outline.png': outline }
  return zipSync(files, { mtime: '2026-01-01T00:00:00' })
}

type Manifest = { readonly bots: readonly [Readonly<Record<string, unknown>> & { readonly commandLists: readonly [object] }] }

function fillIn(template: string, version: string, { appId, url, targets, overhears }: Packaging): string {
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
              commandLists: commandLists.map((list) => ({ ...list, triggers: ['mention', 'slash'] })),
            },
          ],
        }
      : {}),
    ...(overhears ? { authorization: { permissions: { resourceSpecific: hearing } } } : {}),
  }
  return `${JSON.stringify(whole, null, 2)}\n`
}

const hearing = [
  { name: 'ChannelMessage.Read.Group', type: 'Application' },
  { name: 'ChatMessage.Read.Chat', type: 'Application' },
]
