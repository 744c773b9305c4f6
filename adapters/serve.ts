import { createServer, type Server } from 'node:http'
import { aboutPage } from './about.ts'
import type { Environment } from './console/app.ts'
import { ConfigError } from '../src/index.ts'
import type { ServedConfig } from './config.ts'
import { createPlatforms } from './platforms.ts'

/** `npm start`: every platform that has credentials, behind one HTTP server, until somebody ends it. */
export async function serve(environment: Environment, config: ServedConfig): Promise<number> {
  const served = await createPlatforms(config, environment.outside)
  if (served.length === 0) {
    environment.warn(
      'no platform has credentials; set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET, SLACK_CLIENT_ID for many workspaces, or MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD and MICROSOFT_APP_TENANT_ID (see manifest/README.md), or use npm run console\n',
    )
    return 2
  }
  const licet = environment.load()
  const platforms = served.map(({ platform }) => platform)
  const app = await licet.start(config, environment.code(), { ...environment.outside, platforms })
  for (const one of served) await one.start(app)
  const about = aboutPage(config.settings.retention)
  const server = createServer((request, response) => {
    const one = served.find(({ paths }) => paths.includes(request.url?.replace(/\?.*$/s, '') ?? ''))
    if (one !== undefined) one.handle(request, response)
    else if (request.url === '/about') response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(about)
    else response.writeHead(request.url === '/health' ? 200 : 404).end()
  })
  await listen(server, config.port, config.teams?.kind === 'playground' ? '127.0.0.1' : undefined)
  const stop = environment.every(500, () => app.tick())
  environment.write(`Licet, knowledge ${licet.version}, answers in ${served.map(({ words }) => words).join(' and in ')}\n`)
  await environment.stopped
  stop()
  for (const one of served) await one.stop()
  server.close()
  await app.close()
  return 0
}

const listen = (server: Server, port: number, host: string | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' ? new ConfigError([`PORT: ${port} is in use here already; end what uses it, or set another`]) : error,
      ),
    )
    server.listen(port, host, resolve)
  })
