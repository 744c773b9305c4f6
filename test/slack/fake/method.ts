import type { Store } from './store.ts'
import type { Json, Token } from './types.ts'

/** What a method knows about its call. */
export type MethodCall = {
  readonly store: Store
  readonly args: Json
  readonly token: Token
  /** The basic authentication of the request, `id:secret`, if any. */
  readonly basic: string
  /** Makes a WebSocket address for one Socket Mode connection. */
  readonly socketUrl: () => string
}

/** A Web API method: gives the answer without `ok`, or throws a SlackFailure. */
export type Method = (call: MethodCall) => Json
