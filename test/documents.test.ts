import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { manifestUsage } from '../adapters/manifest.ts'
import { file } from './files.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const folders = ['src', 'adapters', 'knowledge', 'test', 'bench', 'bin', 'manifest', 'docs']
const below = folders.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => !path.includes('node_modules')),
)
const files = [...readdirSync(root).filter((name) => !folders.includes(name)), ...below]

/** The documents of the project. Articles are left out: they belong to the knowledge and are checked there. */
const documents = files.filter((path) => path.endsWith('.md') && !path.startsWith('knowledge/articles') && !path.startsWith('test/'))

const names = new Set(files.map((path) => basename(path)))
const { scripts } = JSON.parse(file('package.json')) as { readonly scripts: Readonly<Record<string, string>> }
const usage = `${file('adapters/console/usage.ts')}${manifestUsage}`
/** The inline code of a document and the lines of its code blocks. */
const codeIn = (text: string): readonly string[] => [
  ...[...text.matchAll(/^```\w*\n([^]*?)^```/gm)].flatMap(([, block = '']) => block.split('\n')),
  ...[...text.replaceAll(/^```[^]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span),
]

/** The anchor that GitHub gives a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')

describe.each(documents)('%s', (document) => {
  const text = file(document)
  const code = codeIn(text)

  test('names only paths that exist', () => {
    const paths = code
      .flatMap((span) => span.match(/(?<![\w./@:-])(?:src|adapters|knowledge|test|bench|bin|manifest|docs)\/[\w./*-]*[\w*]/g) ?? [])
      .filter((path) => !path.includes('*'))
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  test('names only files that exist, also without their path', () => {
    const named = code.flatMap((span) => /^[\w.-]+\.(?:ts|mjs|yaml|txt|jsonl)$/.exec(span)?.[0] ?? [])
    expect(named.filter((name) => !names.has(name) && !made.has(name))).toEqual([])
  })

  test('names only commands that exist, with flags they have', () => {
    const commands = code.flatMap((span) => [...span.matchAll(/npm run (?:-s )?([a-z]+)([^&|;]*)/g)])
    expect(commands.map(([, name = '']) => name).filter((name) => scripts[name] === undefined)).toEqual([])
    const flags = commands.flatMap(([, , words = '']) => words.match(/(?<=\s)--[a-z][a-z-]+/g) ?? [])
    expect(flags.filter((flag) => !usage.includes(flag))).toEqual([])
  })

  test('links only to headings and files that exist', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)]
    const dead = links.filter(([, path = '', anchor]) => {
      const target = path === '' ? document : join(dirname(document), path)
      if (!existsSync(join(root, target))) return true
      const headings = [...(target.endsWith('.md') ? file(target) : '').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
        anchorOf(heading),
      )
      return anchor !== undefined && !headings.includes(anchor)
    })
    expect(dead.map(([link]) => link)).toEqual([])
  })
})

/** Files that an installation creates, or that people write. */
const made = new Set(['settings.yaml'])
