import type { SlackConfig } from './config.ts'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { App, ErrorCode, HTTPReceiver, LogLevel, SocketModeReceiver, type CodedError, type Receiver, type ReceiverEvent } from '@slack/bolt'
import { faultOf, inTime, StoreError, tooLate } from '../../src/index.ts'
import { longestBody } from './rejected-by-bolt.ts'
import type { Grants } from './grants.ts'
import { CallError, clientOptions } from './web.ts'

/**
 * Creates Bolt for Slack's events. `refused` is called for events from a workspace where Licet is not
 * installed.
 */
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
 * Returns a function that connects the socket. The SDK keeps trying for half an hour. Each call of the
 * function waits for it only `span` milliseconds; the next call waits for the same attempt of the SDK.
 */
export function createConnect(app: App, span: number): () => Promise<void> {
  let connecting: Promise<unknown> | undefined
  return async () => {
    connecting ??= app.start().finally(() => (connecting = undefined))
    if ((await inTime(connecting, span)) === tooLate) throw new CallError('timeout')
  }
}

/** Responds to a request to the path of Slack's events. */
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

/**
 * Makes Bolt acknowledge an event only when it is in the database. Without this, Bolt would acknowledge it
 * before any listener has seen it.
 */
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
