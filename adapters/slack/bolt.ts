import type { SlackConfig } from './config.ts'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { App, ErrorCode, HTTPReceiver, LogLevel, SocketModeReceiver, type CodedError, type Receiver, type ReceiverEvent } from '@slack/bolt'
import { faultOf, inTime, StoreError, tooLate } from '../../src/index.ts'
import { longestBody } from './refused-requests.ts'
import type { Grants } from './grants.ts'
import { CallError, clientOptions } from './web.ts'

/** Bolt for Slack's events. `refused` is told of events from a workspace that has not let Licet in. */
export function createBolt(config: SlackConfig, receiver: Receiver, grants: () => Grants | undefined, refused: (why: string) => void): App {
  const app = new App({
    receiver: afterKeeping(receiver),
    logger: quiet,
    deferInitialization: true,
    authorize: async ({ teamId, enterpriseId, isEnterpriseInstall }) => {
      const grant = await grants()?.from({ team: teamId, enterprise: enterpriseId, isOrganization: isEnterpriseInstall })
      if (grant === undefined) throw new Error('Licet is not installed there')
      return {
        botToken: grant.token,
        botUserId: grant.bot,
        ...(grant.botId === undefined ? {} : { botId: grant.botId }),
        ...(teamId === undefined ? {} : { teamId }),
        ...(enterpriseId === undefined ? {} : { enterpriseId }),
      }
    },
    clientOptions: clientOptions(config.apiUrl),
  })
  app.error((error) => {
    if (isUnauthorized(error)) refused('a workspace where Licet is not installed')
    else config.tell(`slack: ${error.original instanceof StoreError ? error.original.message : faultOf(error.original ?? error)}`)
    return Promise.reject(error)
  })
  return app
}

/**
 * Connects the socket. The SDK keeps trying for half an hour. Each attempt here waits only `span` for it; the next attempt waits for the
 * same call of the SDK.
 */
export function createConnect(app: App, span: number): () => Promise<void> {
  let connecting: Promise<unknown> | undefined
  return async () => {
    connecting ??= app.start().finally(() => (connecting = undefined))
    if ((await inTime(connecting, span)) === tooLate) throw new CallError('timeout')
  }
}

/** Answers a request to the path of Slack's events. */
export function answerEvent(
  receiver: HTTPReceiver | SocketModeReceiver,
  waits: boolean,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (receiver instanceof SocketModeReceiver) response.writeHead(404).end()
  else if (waits) response.writeHead(503).end()
  else if (request.method !== 'POST') response.writeHead(405, { allow: 'POST' }).end()
  else receiver.requestListener(request, response)
}

const unauthorized: string = ErrorCode.AuthorizationError

const isUnauthorized = ({ code }: CodedError): boolean => code === unauthorized

const silent = (): void => undefined

/** Bolt logs people's words and stack traces, so its logger is silenced; `app.error` above logs what matters. */
export const quiet = {
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  setLevel: silent,
  getLevel: () => LogLevel.ERROR,
  setName: silent,
}

export const httpReceiver = ({ signingSecret }: SlackConfig): HTTPReceiver =>
  new HTTPReceiver({
    signingSecret,
    logger: quiet,
    processBeforeResponse: true,
    bodyLimit: longestBody,
    processEventErrorHandler: ({ error, response }) => {
      if (!response.headersSent) response.writeHead(isUnauthorized(error as CodedError) ? 403 : 500).end()
      return Promise.resolve(false)
    },
  })

export const socketReceiver = ({ appToken = '', apiUrl }: SlackConfig): SocketModeReceiver =>
  new SocketModeReceiver({
    appToken,
    logger: quiet,
    ...(apiUrl === undefined ? {} : { installerOptions: { clientOptions: { slackApiUrl: apiUrl } } }),
  })

/** Bolt acknowledges an event before any listener has seen it. Here the acknowledgement waits until the event is in the database. */
function afterKeeping(receiver: Receiver): Receiver {
  return {
    init: (app) =>
      receiver.init({
        ...app,
        processEvent: async (event: ReceiverEvent) => {
          const isEvent = typeof event.body['event'] === 'object'
          await app.processEvent(isEvent ? { ...event, ack: async () => undefined } : event)
          if (isEvent) await event.ack()
        },
      } as App),
    start: (...options: never[]) => receiver.start(...options),
    stop: (...options: never[]) => receiver.stop(...options),
  }
}
