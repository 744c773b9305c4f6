import { expect, test } from 'vitest'
import { namesOf, whoOfNamed } from '../../src/chat/named-people.ts'

const ann = { id: 'ask:ann', name: 'Ann' }

test('a named person has the name that the platform gives, else the id on the platform', () => {
  expect(whoOfNamed({ id: 'ask:ann', found: ann })).toEqual(ann)
  expect(whoOfNamed({ id: 'ask:bob:2', found: 'unknown' })).toEqual({ id: 'ask:bob:2', name: 'bob:2' })
  expect(whoOfNamed({ id: 'ask:bob', found: 'nobody' })).toEqual({ id: 'ask:bob', name: 'bob' })
})

test('of members, only people that the platform knows have names, each looked up once', async () => {
  const asked: string[] = []
  const lookUp = (id: string) => {
    asked.push(id)
    if (id === 'ask:away') return Promise.reject(new Error('away'))
    return Promise.resolve(id === 'ask:ann' ? ann : ('nobody' as const))
  }
  const names = await namesOf({ lookUp }, ['group:G1', 'ask:ann', 'ask:bob', 'ask:ann', 'ask:away'])
  expect([...names]).toEqual([['ask:ann', 'Ann']])
  expect(asked).toEqual(['ask:ann', 'ask:bob', 'ask:away'])
})
