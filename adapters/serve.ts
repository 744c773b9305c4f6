import { createServer, type Server } from 'node:http'
import type { Environment } from './console/app.ts'
import { createPlatforms, type ServedConfig } from './platforms.ts'

/** `npm start`: every platform that has credentials, behind one HTTP server, until somebody ends it. */
export async function serve(environment: Environment, config: ServedConfig): Promise<number> {
  const { slack } = createPlatforms(config, environment.outside)
  if (slack === undefined) {
    environment.warn(
      'no platform has credentials; set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET (see manifest/README.md), or use npm run console\n',
    )
    return 2
  }
  const licet = environment.load()
  const app = await licet.start(config, environment.code(), { ...environment.outside, platforms: [slack.platform] })
  await slack.start(app)
  const server = createServer((request, response) => {
    if (request.url === '/slack/events') slack.handle(request, response)
    else response.writeHead(request.url === '/health' ? 200 : 404).end()
  })
  await listen(server, config.port)
  const stop = environment.every(500, () => app.tick())
  environment.write(
    `Licet, knowledge ${licet.version}, answers in Slack${config.slack?.appToken === undefined ? ` at port ${config.port}, path /slack/events` : ' over Socket Mode'}\n`,
  )
  await environment.stopped
  stop()
  await slack.stop()
  server.close()
  await app.close()
  return 0
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, resolve)
  })
