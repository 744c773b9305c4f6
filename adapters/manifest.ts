import { readFileSync, writeFileSync } from 'node:fs'
import { ConfigError } from '../src/index.ts'
import type { Environment } from './console/command.ts'
import { createPackage, readPackaging, type Template } from './teams/app-package.ts'

/** `npm run manifest`: writes the app package for Teams. Throws a ConfigError that lists every problem. */
export function writeManifest(machine: Environment, env: Readonly<Record<string, string | undefined>>, home: string): Promise<number> {
  const packaging = readPackaging(env, machine.arguments)
  if ('problems' in packaging) throw new ConfigError(packaging.problems)
  const path = `${home}/licet-teams.zip`
  const { version }: { readonly version: string } = JSON.parse(readFileSync(`${home}/package.json`, 'utf8'))
  writeFileSync(path, createPackage(readTemplate(home), version, packaging))
  machine.write(`wrote ${path}; upload it in the Teams admin center, or in Teams under Apps, Manage your apps (see manifest/README.md)\n`)
  return Promise.resolve(0)
}

/** The template of the app package in `manifest/teams`. */
export const readTemplate = (home: string): Template => ({
  manifest: readFileSync(`${home}/manifest/teams/manifest.json`, 'utf8'),
  color: readFileSync(`${home}/manifest/teams/color.png`),
  outline: readFileSync(`${home}/manifest/teams/outline.png`),
})
