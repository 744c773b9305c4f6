import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { settingNames } from '../../adapters/environment.ts'
import { home } from '../console/machine.ts'
import { file } from '../files.ts'

const { scripts } = JSON.parse(file('package.json')) as { readonly scripts: Readonly<Record<string, string>> }
const pages = ['README.md', 'SECURITY.md', 'docs/operations.md', 'docs/privacy.md', 'docs/limits.md']

describe('the pages for operators', () => {
  test('every limit on the page is the one in the code', () => {
    const rows = [...file('docs/limits.md').matchAll(/\| `([\w./-]+\.ts)` (\w+) = (.*) \|$/gm)]
    expect(rows.length).toBeGreaterThan(20)
    const wrong = rows.filter(([, path = '', name, value = '']) => {
      const code = readFileSync(`${home}/${path}`, 'utf8')
      return !code.split('\n').some((line) => line.replace(/^export /, '').startsWith(`const ${name} = ${value}`))
    })
    expect(wrong.map(([line]) => line)).toEqual([])
  })

  test.each(pages)('%s names only commands that exist', (page) => {
    const named = [...file(page).matchAll(/npm run (?:-s )?([a-z]+)/g)].map(([, name = '']) => name)
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([])
  })

  test.each(pages)('%s names only settings that exist', (page) => {
    const beginnings = [...new Set(settingNames.flatMap((name) => /^[A-Z]+(?=_)/.exec(name) ?? []))].join('|')
    const named = [...file(page).matchAll(new RegExp(`\`((?:${beginnings})_[A-Z_]*[A-Z])\``, 'g'))].map(([, name = '']) => name)
    const isSetting = (name: string): boolean => settingNames.includes(name)
    expect(named.filter((name) => !isSetting(name) && !isSetting(name.replace(/_FILE$/, '')))).toEqual([])
  })

  test("the page quotes the program's messages about a broken database correctly", () => {
    const program = ['src', 'adapters']
      .flatMap((folder) => readdirSync(`${home}/${folder}`, { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`))
      .filter((path) => path.endsWith('.ts'))
      .map(file)
      .join('\n')
    const broken = /### When something is broken\n([^]*?)\n## /.exec(file('docs/operations.md'))?.[1] ?? ''
    const said = [...broken.matchAll(/^\| (?:it ends at once: )?`([^`|]+)`/gm)].map(([, words = '']) => words)
    const parts = said
      .flatMap((words) => words.split(/…|: /))
      .map((part) => part.trim())
      .filter((part) => part.length > 10)
    expect(parts.length).toBeGreaterThan(6)
    expect(parts.filter((part) => !program.includes(part))).toEqual([])
  })

  test('the privacy page lists every table with data about people', () => {
    const tables = [...file('src/store/tables.ts').matchAll(/^ {2}readonly (\w+): \w+Row$/gm)].map(([, name = '']) => name)
    const without = ['pace', 'runs', 'record_head', 'knowledge', 'refusals', 'covers', 'conversations', 'doors', 'link_offers']
    expect(tables.filter((name) => !without.includes(name) && !file('docs/privacy.md').includes(`\`${name}\``))).toEqual([])
    expect(without.filter((name) => !tables.includes(name))).toEqual([])
  })
})
