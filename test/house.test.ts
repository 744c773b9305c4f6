import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { platformKinds } from '../adapters/platforms.ts'
import { engines } from '../src/store/engines.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const listed = (folder: string, ending: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
const code = [...listed('src', '.ts'), ...listed('adapters', '.ts')]
const text = (file: string): string => readFileSync(join(root, file), 'utf8')
const importsOf = (file: string): readonly string[] =>
  [...text(file).matchAll(/^(?:import|export) [^'"]*?from '([^']+)'/gm)].map(([, path = '']) =>
    path.startsWith('.') ? relative(root, resolve(root, dirname(file), path)) : path,
  )

/** The platforms: each folder of `adapters` but that of the terminal. */
const platforms = readdirSync(join(root, 'adapters'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'console')
  .map(({ name }) => name)
/** The code of a file without its comments and imports. */
const bareCode = (file: string): string =>
  text(file)
    .replaceAll(/\/\*[^]*?\*\/|\/\/ .*$/gm, '')
    .replaceAll(/^import [^'"]*?from '[^']+'$/gm, '')

/** What each part of the code may import, from the bottom up. */
const deciding = ['src/engine', 'src/knowledge', 'src/language', 'src/port', 'src/answer']
const lasting = ['src/port', 'src/store', 'src/delivery']
const recorded = [...deciding, ...lasting, 'src/proof', 'src/record']
const allowed: Readonly<Record<string, readonly string[]>> = {
  'src/engine': ['src/engine'],
  'src/port': ['src/port'],
  'src/knowledge': ['src/engine', 'src/knowledge'],
  'src/language': ['src/engine', 'src/knowledge', 'src/language'],
  'src/answer': deciding,
  'src/proof': [...deciding, 'src/proof'],
  'src/store': ['src/port', 'src/store'],
  'src/delivery': lasting,
  'src/record': recorded,
  'src/cases': [...recorded, 'src/cases'],
  'src/tips': [...recorded, 'src/cases', 'src/tips'],
  'src/config.ts': ['src/cases', 'src/tips', 'src/store/vault.ts', 'src/store/engines.ts'],
  'src/doctor': [...recorded, 'src/cases', 'src/tips', 'src/config.ts', 'src/doctor'],
  'src/chat': [...recorded, 'src/cases', 'src/tips', 'src/config.ts', 'src/doctor', 'src/chat'],
  'src/erase-person.ts': ['src/'],
  'src/admit.ts': ['src/'],
  'src/handle.ts': ['src/'],
  'src/jobs.ts': ['src/'],
  'src/app.ts': ['src/'],
  'src/index.ts': ['src/'],
  'adapters/console': ['src/index.ts', 'adapters/console'],
  'adapters/platforms.ts': ['src/index.ts', 'adapters/'],
  'adapters/platform-kind.ts': ['src/index.ts'],
  'adapters/about.ts': ['src/index.ts'],
  'adapters/environment.ts': ['src/index.ts', 'adapters/'],
  'adapters/fault.ts': ['src/index.ts'],
  'adapters/config.ts': ['src/index.ts', 'adapters/'],
  'adapters/manifest.ts': ['src/index.ts', 'adapters/'],
  'adapters/run-program.ts': ['src/index.ts'],
  'adapters/serve.ts': ['src/index.ts', 'adapters/'],
  'adapters/log.ts': ['src/index.ts'],
  'adapters/metrics.ts': ['src/index.ts'],
  'adapters/pages.ts': ['src/index.ts', 'adapters/'],
  'adapters/main.ts': ['src/index.ts', 'adapters/'],
  ...Object.fromEntries(platforms.map((name) => [`adapters/${name}/`, ['src/index.ts', 'adapters/platform-kind.ts', `adapters/${name}/`]])),
}
const partOf = (file: string): string => Object.keys(allowed).find((part) => file.startsWith(part)) ?? ''

describe('the structure of the code', () => {
  test('imports point one way', () => {
    const wrong = code.flatMap((file) =>
      importsOf(file)
        .filter((path) => path.startsWith('src/') || path.startsWith('adapters/'))
        .filter((path) => allowed[partOf(file)]?.some((prefix) => path.startsWith(prefix)) !== true)
        .map((path) => `${file} imports ${path}`),
    )
    expect(wrong).toEqual([])
  })

  test('no imports go in a circle, of types neither', () => {
    const circles: string[] = []
    const done = new Set<string>()
    const follow = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' imports '))
      if (done.has(file)) return
      done.add(file)
      for (const next of importsOf(file)) if (code.includes(next)) follow(next, [...path, file])
    }
    for (const file of code) follow(file, [])
    expect(circles).toEqual([])
  })

  test('engine and port import no packages', () => {
    expect(
      code
        .filter((file) => /^src\/(engine|port)\//.test(file))
        .flatMap(importsOf)
        .filter((path) => !path.startsWith('src/')),
    ).toEqual([])
  })

  test('only one file reads the environment and the clock', () => {
    const readers = code.filter((file) => /process\.env|Date\.now\(|new Date\(\)|performance\.now\(/.test(text(file)))
    expect(readers).toEqual(['adapters/main.ts'])
  })

  test('the core names no platform', () => {
    const titles = platforms.map((name) => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`)
    const named = new RegExp(`\\b(?:${[...titles, 'botbuilder'].join('|')})\\b`)
    expect(code.filter((file) => file.startsWith('src/') && named.test(text(file)))).toEqual([])
  })

  test('a platform is named in its folder and in one list', () => {
    const names = new RegExp(platforms.join('|'), 'i')
    const outside = code.filter((file) => !platforms.some((name) => file.startsWith(`adapters/${name}/`)))
    expect(outside.filter((file) => names.test(bareCode(file)))).toEqual(['adapters/platforms.ts'])
    expect(platformKinds.map(({ name }) => name)).toEqual(platforms)
  })

  test('a database engine is named in its own file and in one list', () => {
    const own = engines.map(({ id }) => id)
    const isOwn = (file: string): boolean => own.some((id) => file.startsWith(`src/store/${id}.ts`) || file.startsWith(`src/store/${id}-`))
    expect(code.filter((file) => !isOwn(file) && new RegExp(own.join('|'), 'i').test(bareCode(file)))).toEqual(['src/store/engines.ts'])
  })

  test('only one file imports botbuilder, so that it can be removed', () => {
    expect(code.filter((file) => /(?:from|import\() ?['"]botbuilder/.test(text(file)))).toEqual(['adapters/teams/botbuilder.ts'])
  })

  test('no file has more than 300 lines', () => {
    expect(code.filter((file) => text(file).split('\n').length > 301)).toEqual([])
  })

  test('a comment stands directly above what it is about', () => {
    expect(code.filter((file) => /\*\/(?:\s*$|\n[ \t]*\/\*\*)/.test(text(file)))).toEqual([])
  })

  test('the answer shown in the README is the one given', async () => {
    const { ask } = await import('./licet.ts')
    const { render } = await import('../adapters/console/render.ts')
    const shown = /## An answer, as printed\n\n```text\n([\s\S]*?)\n```/.exec(text('README.md'))?.[1] ?? ''
    const given = render(ask('can we sell an SLV stage to Australia?').reply, { color: false, width: 100 }).trim()
    const steady = (words: string): string => words.replace(/knowledge\s+[0-9a-f]{12}/, 'knowledge').replace(/receipt\s+\w{10}/, 'receipt')
    expect(steady(shown)).toBe(steady(given))
  })
})
