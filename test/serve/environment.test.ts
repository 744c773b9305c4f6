import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addedBy, settingNames } from '../../adapters/environment.ts'
import { file as fileOf } from '../files.ts'

describe('settings from files', () => {
  let folder: string
  const put = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'licet-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const noDotenv = '/nowhere/.env'

  test('exactly the settings in the example may be read from files', () => {
    const shown = new Set([...fileOf('.env.example').matchAll(/^#([A-Z][A-Z_]+)=/gm)].map(([, name]) => name))
    expect(shown).toEqual(new Set([...settingNames, 'NO_COLOR']))
    const path = put('secret', 'x')
    expect(addedBy(noDotenv, { SSL_CERT_FILE: path, HOME_FILE: path })).toEqual({})
  })

  test.each(settingNames)('%s is read from its file, without the last line break', (name) => {
    const path = put('secret', 'a b\nc\n')
    expect(addedBy(noDotenv, { [`${name}_FILE`]: path })).toEqual({ [name]: 'a b\nc' })
  })

  test('.env may name such files, and the environment overrides it in both forms', () => {
    const path = put('url', 'postgres://a/b\n')
    const dotenv = put('.env', `DATABASE_URL_FILE=${path}\nPORT=1\n`)
    expect(addedBy(dotenv, {})).toMatchObject({ DATABASE_URL: 'postgres://a/b', PORT: '1' })
    expect(addedBy(dotenv, { DATABASE_URL: 'file:x' })).toEqual({ PORT: '1' })
    const other = put('other', 'file:y')
    expect(addedBy(put('.env', 'DATABASE_URL=file:z\n'), { DATABASE_URL_FILE: other })).toEqual({ DATABASE_URL: 'file:y' })
  })

  test('unreadable files and settings given twice are reported together, without values', () => {
    const path = put('key', 'very secret')
    const wrong = { LICET_KEYS: 'very secret', LICET_KEYS_FILE: path, DATABASE_URL_FILE: join(folder, 'none') }
    expect(() => addedBy(noDotenv, wrong)).toThrow(/2 problems[^]*DATABASE_URL_FILE: cannot be read[^]*LICET_KEYS_FILE: is there beside/)
    expect(() => addedBy(noDotenv, wrong)).toThrow(/^(?![^]*very secret)/)
    expect(readFileSync(path, 'utf8')).toBe('very secret')
  })
})
