import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const onPath = (names: readonly string[]): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path))

/** The path of a Chromium browser: from CHROMIUM, or under its usual names. */
export const browserPath = process.env['CHROMIUM'] ?? onPath(['chromium', 'chromium-browser', 'google-chrome'])

/** The path of the Agents Playground: from PLAYGROUND, or on PATH. It has a license of its own, so it is never a dependency. */
export const playgroundPath = process.env['PLAYGROUND'] ?? onPath(['agentsplayground'])

/** Why tests in the Playground cannot run, if so. */
export const missing =
  browserPath === undefined
    ? 'no Chromium is here; install it, or name it with CHROMIUM'
    : playgroundPath === undefined
      ? 'the Agents Playground is not here; install @microsoft/m365agentsplayground in a folder of its own, and name its agentsplayground with PLAYGROUND'
      : undefined
