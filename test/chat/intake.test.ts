import { expect, test } from 'vitest'
import { takeIn } from '../../src/chat/intake.ts'
import type { Incoming } from '../../src/port/incoming.ts'

/** An event with every field that a platform can give. */
const event: Required<Incoming> = {
  event: 'e1',
  person: { id: 'ask:ann', name: 'Ann', bot: false, outside: false, groups: ['G1'], zone: 'Europe/Berlin' },
  place: { platform: 'ask', id: 'C1', thread: 't1' },
  isPrivate: true,
  audience: 'colleagues',
  opensForms: true,
  fades: true,
  startsThread: true,
  message: 'm2',
  edits: 'm1',
  said: { kind: 'message', text: 'a question', quoted: ['a quote'], quotes: 'm0', files: 1, isNew: true },
}

test('every field that a platform can give is let in', () => {
  expect(takeIn(event)).toEqual({ incoming: event })
})

test('what only Licet sets is refused, and so is any other field', () => {
  expect(takeIn({ ...event, person: { ...event.person, also: ['desk:counsel'] } })).toHaveProperty('problems.person')
  expect(takeIn({ ...event, place: { ...event.place, only: 'ask:bob' } })).toHaveProperty('problems.place')
  expect(takeIn({ ...event, said: { kind: 'hurried' } })).toHaveProperty(['problems', 'said.kind'])
})

test('names and texts are cut, and signs that hide or turn words are taken out', () => {
  const long = 'x'.repeat(100_000)
  const taken = takeIn({ ...event, person: { id: 'ask:ann', name: `A\u202E${long}` }, said: { kind: 'message', text: `a\u200Bb ${long}` } })
  if (!('incoming' in taken) || taken.incoming.said.kind !== 'message') throw new Error('not let in')
  expect(taken.incoming.person.name).toBe(`A${'x'.repeat(99)}`)
  expect(taken.incoming.said.text.startsWith('ab x')).toBe(true)
  expect(taken.incoming.said.text.length).toBeLessThan(long.length)
})

test('an unknown time zone is left out', () => {
  expect(takeIn({ ...event, person: { id: 'ask:ann', name: 'Ann', zone: 'Mars/Base' } })).toMatchObject({
    incoming: { person: { id: 'ask:ann', name: 'Ann' } },
  })
})
