import type { IncomingMessage, ServerResponse } from 'node:http'
import type { App, Platform, Tell } from '../src/index.ts'

/** The variables of the environment. */
export type Env = Readonly<Record<string, string | undefined>>

/** What is wrong with settings: each problem names its variable and says how to correct it. */
export type Problems = { readonly problems: readonly string[] }

/**
 * What the program must know of a chat platform before it loads the platform's code and SDK. The folder of
 * each platform exports one, and `platforms.ts` lists them.
 */
export type PlatformKind = {
  /** The name of the platform's folder; the ids of its people and places begin with it. */
  readonly name: string
  /** The names of the environment variables that only this platform reads. */
  readonly settings: readonly string[]
  /** The variables to set first, for the message that no platform has credentials. */
  readonly credentials: string
  /** Reads the credentials, or returns every problem with them; `undefined` if the platform is not configured. */
  readonly read: (env: Env) => PlatformAccess | Problems | undefined
  /**
   * Whether an id of a group in the settings has the form that this platform's ids have. A platform whose
   * ids have no such form leaves this out, and gets the groups that no other platform knows as its own.
   */
  readonly isGroup?: (id: string) => boolean
  /** What an admin uploads to install Licet, if the platform wants a file that differs between installations. */
  readonly appPackage?: AppPackage
}

/** A platform that has credentials. */
export type PlatformAccess = {
  /** Whether requests are believed without a proof of who sends them, so that only this machine may send any. */
  readonly isOnlyLocal: boolean
  /** Loads the platform's code and creates the platform. It does not listen or make calls yet. */
  readonly create: (installation: Installation) => Promise<Served>
}

/** What a platform is given when it is created. */
export type Installation = {
  /** The port of the HTTP server, for `words` in {@link Served}. */
  readonly port: number
  /** The ids of the platform's groups that the settings name. */
  readonly groups: readonly string[]
  readonly tell: Tell
  /** Gives epoch milliseconds. */
  readonly now: () => number
}

/**
 * A platform that has credentials, with the HTTP paths that `handle` serves. `words` describe the platform
 * in the line that is printed at the start.
 */
export type Served = {
  readonly platform: Platform
  readonly paths: readonly string[]
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void
  readonly start: (app: App) => Promise<void>
  readonly stop: () => Promise<void>
  readonly words: string
}

/** What `npm run manifest` writes for a platform. */
export type AppPackage = {
  /** The help text of the command for this package: what it writes, and its arguments. */
  readonly usage: string
  /**
   * Makes the package from the environment, the arguments `flags` and the files of the program in `home`, or
   * returns every problem. `file` is its name; `use` says what to do with it.
   */
  readonly make: (env: Env, flags: readonly string[], home: string) => Promise<MadePackage | Problems>
}

type MadePackage = { readonly file: string; readonly content: Uint8Array; readonly use: string }
