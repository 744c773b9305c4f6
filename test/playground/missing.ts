import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const onPath = (names: readonly string[]): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path))

/** Where a browser is: CHROMIUM says, or the usual names are looked for. */
export const browserPath = process.env['CHROMIUM'] ?? onPath(['chromium', 'chromium-browser', 'google-chrome'])

/** Where the Agents Playground is: PLAYGROUND says, or it is on the path. It is a tool under a licence of its own: never a dependency. */
export const playgroundPath = process.env['PLAYGROUND'] ?? onPath(['agentsplayground'])

/** What is missing for a test in the Playground, in words. */
export const missing =
  browserPath === undefined
    ? 'no Chromium is here; install it, or name it with CHROMIUM'
    : playgroundPath === undefined
      ? 'the Agents Playground is not here; install @microsoft/m365agentsplayground in a folder of its own, and name its agentsplayground with PLAYGROUND'
      : undefined
