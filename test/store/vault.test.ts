import { randomBytes } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createVault, readKeys } from '../../src/store/vault.ts'

const [first, second] = [randomBytes(32), randomBytes(32)]

describe('the vault for secrets', () => {
  test('decrypts what it encrypted, under the same name only', () => {
    const vault = createVault([first])
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (name, other, secret) => {
        const sealed = vault.seal(name, secret)
        expect(vault.open(name, sealed)).toBe(secret)
        if (name !== other) expect(() => vault.open(other, sealed)).toThrow('was changed')
      }),
    )
  })

  test('encrypts the same secret differently each time, and reveals nothing', () => {
    const vault = createVault([first])
    const [one, two] = [vault.seal('a', 'xoxb-secret'), vault.seal('a', 'xoxb-secret')]
    expect(one).not.toBe(two)
    expect(Buffer.from(one.split('.')[2] ?? '', 'base64').toString()).not.toContain('xoxb')
  })

  test('notices any change of the encrypted text', () => {
    const vault = createVault([first])
    const parts = vault.seal('a', 'a secret of some length').split('.')
    for (const index of [1, 2, 3]) {
      const bytes = Buffer.from(parts[index] ?? '', 'base64')
      bytes[0] = (bytes[0] ?? 0) ^ 1
      expect(() => vault.open('a', parts.with(index, bytes.toString('base64')).join('.'))).toThrow('was changed')
    }
    expect(() => vault.open('a', 'nonsense')).toThrow('LICET_KEYS')
  })

  test('encrypts with the new key, and still decrypts with the old one', () => {
    const old = createVault([first]).seal('a', 'secret')
    const both = createVault([second, first])
    expect(both.open('a', old)).toBe('secret')
    expect(createVault([second]).open('a', both.seal('a', 'secret'))).toBe('secret')
    expect(() => createVault([second]).open('a', old)).toThrow('`a` was sealed with a key that LICET_KEYS does not hold')
  })

  test('refuses to encrypt without a key', () => {
    expect(() => createVault([]).seal('a', 'secret')).toThrow('set LICET_KEYS')
  })

  test.each([
    [first.toString('base64'), 1],
    [`${first.toString('base64')}, ${second.toString('base64')}`, 2],
  ])('parses one key or several', (text, count) => {
    expect(readKeys(text)).toMatchObject({ keys: Array.from({ length: count }, () => expect.any(Buffer) as Buffer) })
  })

  test.each([
    ['', 'key 1 has 0 bytes'],
    ['c2hvcnQ=', 'key 1 has 5 bytes'],
    [`${first.toString('base64')},abc`, 'key 2 has 2 bytes'],
  ])('explains what is wrong with %j', (text, problem) => {
    expect(readKeys(text)).toEqual({ problem: expect.stringContaining(problem) as string })
  })
})
