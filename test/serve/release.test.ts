import { generateKeyPairSync } from 'node:crypto'
import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readAudit } from '../../bin/release/audit.ts'
import { problemsIn, type Lock } from '../../bin/release/packages.ts'
import { checksumsOf, isSigned, notesOf, signed } from '../../bin/release/parts.ts'
import { home } from '../console/machine.ts'
import { file } from '../files.ts'

describe('the packages of an installation', () => {
  const good = { license: 'MIT', integrity: 'sha512-x', resolved: 'https://registry.npmjs.org/x/-/x-1.0.0.tgz' }
  const lock = (one: object): Lock => ({ packages: { '': { license: 'none' }, 'node_modules/x': { ...good, ...one } } })

  test('may be distributed, have checksums, and run no install scripts', () =>
    expect(problemsIn(JSON.parse(file('package-lock.json')) as Lock)).toEqual([]))

  test.each([
    [{ license: 'GPL-3.0' }, 'x: its license is GPL-3.0'],
    [{ license: '(MIT AND GPL-3.0)' }, 'x: its license is (MIT AND GPL-3.0)'],
    [{ license: undefined }, 'x: its license is none'],
    [{ integrity: 'sha1-x' }, 'x: the lockfile has no SHA-512 of it'],
    [{ resolved: 'git+https://example.com/x' }, 'x: it is not from registry.npmjs.org'],
    [{ hasInstallScript: true }, 'x: it runs a script at the installation'],
  ])('%j is reported', (one, problem) => expect(problemsIn(lock(one))).toEqual([problem]))

  test.each([{ license: '(GPL-3.0 OR MIT)' }, { dev: true, license: 'GPL-3.0' }])('%j is fine', (one) =>
    expect(problemsIn(lock(one))).toEqual([]),
  )

  test.each([
    ['{"metadata":{"vulnerabilities":{"total":0}}}', { findings: 0 }],
    ['{"metadata":{"vulnerabilities":{"total":3}}}', { findings: 3 }],
    ['{"message":"405 Method Not Allowed"}', { why: '405 Method Not Allowed' }],
    ['', { why: 'the registry gave no answer' }],
    ['<html>', { why: 'the registry gave no answer' }],
    ['null', { why: 'the registry gave no answer' }],
  ])('an audit result of %s means %j', (text, known) => expect(readAudit(text)).toEqual(known))
})

describe('a release', () => {
  const changelog = '# Changelog\n\n## Unreleased\n\n- new\n\n## 1.2.0 (2026-11-01)\n\n### Code\n\n- old\n\n## 1.1.0\n\n'

  test.each([
    ['1.2.0', '### Code\n\n- old'],
    ['1.1.0', undefined],
    ['1.2', undefined],
    ['Unreleased', '- new'],
  ])('the notes of %s', (version, notes) => expect(notesOf(changelog, version)).toBe(notes))

  test('checksums have the format of sha256sum, and the signature covers exactly them', () => {
    const sums = checksumsOf([['a.txt', Buffer.from('a')]])
    expect(sums).toBe('ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb  a.txt\n')
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    const [own, known] = [
      privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    ]
    const signature = signed(sums, own)
    expect(isSigned(sums, signature, known)).toBe(true)
    expect(isSigned(`${sums} `, signature, known)).toBe(false)
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
    expect(() => signed(sums, other.export({ type: 'pkcs8', format: 'pem' }).toString())).toThrow(/not an Ed25519 key/)
  })

  test('the package contains the program and its documentation, and no data of an installation', () => {
    const { files } = JSON.parse(file('package.json')) as { readonly files: readonly string[] }
    expect(files.filter((name) => !existsSync(`${home}/${name}`))).toEqual([])
    for (const needed of [
      'bin',
      'src',
      'adapters',
      'knowledge',
      'manifest',
      'docs',
      'package-lock.json',
      'settings.example.yaml',
      '.env.example',
    ])
      expect(files).toContain(needed)
    expect(files.filter((name) => /^(?:data|test|secrets|settings\.yaml|\.env|node_modules)$/.test(name))).toEqual([])
  })
})
