import { parseArgs, type ParseArgsConfig } from 'node:util'

/** Parses the words behind a command; `undefined` if the command does not know one of the options, or an option lacks its value. */
export function parsedWords<Config extends ParseArgsConfig>(config: Config): ReturnType<typeof parseArgs<Config>> | undefined {
  try {
    return parseArgs(config)
  } catch {
    return undefined
  }
}
