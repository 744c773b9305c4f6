import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { InstallProvider, type Installation, type InstallProviderOptions } from '@slack/oauth'
import { joinId, type App as Licet } from '../../src/index.ts'
import type { Installing } from './config.ts'
import type { Installs, StoredGrant } from './installations.ts'
import { escapeHtml, page } from './html.ts'
import { features } from './scopes.ts'
import { clientOptions, type WebApi } from './web.ts'

/** The paths of the install page and of the page that Slack sends the browser back to. */
export const installPath = '/slack/install'
export const redirectPath = '/slack/oauth_redirect'

/** What the pages need. */
export type InstallPages = {
  readonly installing: Installing
  readonly apiUrl?: string
  readonly api: WebApi
  readonly installs: Installs
  readonly licet: Licet
  readonly logger: NonNullable<InstallProviderOptions['logger']>
  readonly tell: (line: string) => void
  /** Gives epoch milliseconds. */
  readonly now: () => number
}

/**
 * Serves the pages on which a workspace or an organization installs Licet. If it is not on the list of
 * allowed ones, its token is revoked and nothing is stored.
 */
export function createInstallPages(parts: InstallPages): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { installing, apiUrl, tell, logger } = parts
  const provider = new InstallProvider({
    clientId: installing.clientId,
    clientSecret: installing.clientSecret,
    stateSecret: createHash('sha256').update(`licet state ${installing.clientSecret}`).digest('hex'),
    logger,
    clientOptions: clientOptions(apiUrl),
    installationStore: {
      storeInstallation: (installation) => parts.installs.keep(keptOf(installation)),
      fetchInstallation: () => Promise.reject(new Error('installations are read elsewhere')),
    },
    renderHtmlForInstallPath: installPage,
  })
  const options = {
    scopes: features.filter(({ isOptional }) => !isOptional).flatMap(({ scopes }) => scopes),
    redirectUri: `${installing.url}${redirectPath}`,
  }
  const finish = {
    afterInstallation: async (installation: Installation, _options: unknown, _request: IncomingMessage, response: ServerResponse) => {
      if (isAllowed(installing.allowed, installation)) return true
      await parts.api(installation.bot?.token, 'auth.revoke').catch(() => undefined)
      parts.licet.refused('slack', 'an installation by a workspace that is not on the list')
      show(
        response,
        403,
        'Licet is not for this workspace',
        '<p>Ask the people who run Licet to put the workspace on their list. Nothing was installed.</p>',
      )
      return false
    },
    successAsync: async (installation: Installation, _options: unknown, _request: IncomingMessage, response: ServerResponse) => {
      await record(parts, installation)
      show(
        response,
        200,
        'Licet is installed',
        `<p>It is now in ${escapeHtml(nameOf(installation))}. Next:</p>
<ol><li>Invite Licet to counsel’s channel.</li>
<li>Ask: <kbd>/licet ask can we sell an SLV stage to Australia?</kbd></li>
<li>An admin types <kbd>/licet doctor</kbd>.</li></ol>`,
      )
    },
    failure: ({ code }: { readonly code: string }, _options: unknown, _request: IncomingMessage, response: ServerResponse) => {
      tell(`slack: not installed: ${code}`)
      const [status, words] = failures[code] ?? ([502, 'Slack did not answer as it should. Please try again in a minute.'] as const)
      show(response, status, 'Licet was not installed', `<p>${words}</p><p><a href="${installPath}">Begin again</a></p>`)
    },
  }
  return async (request, response) => {
    harden(response)
    if (request.method !== 'GET') response.writeHead(405, { allow: 'GET' }).end()
    else if (pathOf(request) === installPath) await provider.handleInstallPath(request, response, undefined, options)
    else await provider.handleCallback(request, response, finish, options)
  }
}

const installPage = (url: string): string =>
  page(
    'Install Licet in Slack',
    `<p>Licet answers export questions about missile technology, with sources, and takes the hard ones to counsel.</p>
<p><a class="button" href="${escapeHtml(url)}">Add Licet to Slack</a></p>
<p>Slack shows what Licet asks for. What is marked as optional may be refused.</p>`,
  )

const pathOf = ({ url = '' }: IncomingMessage): string => url.replace(/\?.*$/s, '')

/** HTTP status and message for each error code of the OAuth library. */
const failures: Readonly<Record<string, readonly [status: number, words: string]>> = {
  slack_oauth_installer_authorization_error: [403, 'It was cancelled in Slack. Nothing was changed.'],
  slack_oauth_missing_state: [400, 'This page was not opened from Licet’s install page.'],
  slack_oauth_invalid_state: [400, 'It took more than ten minutes, or another browser was used.'],
  slack_oauth_missing_code: [400, 'This page was not opened by Slack.'],
}

const isAllowed = (allowed: readonly string[], { team, enterprise }: Installation): boolean =>
  [team?.id, enterprise?.id].some((id) => id !== undefined && allowed.includes(id))

const nameOf = ({ team, enterprise }: Installation): string => team?.name ?? enterprise?.name ?? 'Slack'

function keptOf({ bot, team, enterprise, isEnterpriseInstall }: Installation): StoredGrant {
  if (bot === undefined) throw new Error('Slack gave no token for a bot')
  const { token, userId, id, refreshToken, expiresAt } = bot
  return {
    token,
    bot: userId,
    botId: id,
    ...(team === undefined || isEnterpriseInstall === true ? {} : { team: team.id }),
    ...(enterprise === undefined ? {} : { enterprise: enterprise.id }),
    ...(refreshToken === undefined || expiresAt === undefined ? {} : { refresh: { token: refreshToken, until: expiresAt * 1000 } }),
  }
}

/** Records who installed Licet. */
async function record({ licet, now }: InstallPages, { team, enterprise, user }: Installation): Promise<void> {
  const where = team?.id ?? enterprise?.id ?? ''
  const accepted = await licet.accept({
    event: `slack:installed:${where}:${now()}`,
    person: { id: `slack:${joinId(where, user.id)}`, name: user.id },
    place: { platform: 'slack', id: where },
    said: { kind: 'installed' },
  })
  if (accepted.kind === 'taken') await accepted.done
}

/** Sets headers against framing, caching and scripts. */
function harden(response: ServerResponse): void {
  response.setHeader('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'")
  response.setHeader('referrer-policy', 'no-referrer')
  response.setHeader('cache-control', 'no-store')
  response.setHeader('x-content-type-options', 'nosniff')
}

function show(response: ServerResponse, status: number, title: string, body: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(page(title, body))
}
