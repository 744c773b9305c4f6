import { expect, test } from 'vitest'
import { lookAtSettings } from '../../src/doctor/settings.ts'
import type { Platform } from '../../src/port/platform.ts'
import { settings } from '../app.ts'

const platform = (name: string, more: Partial<Platform> = {}): Platform => ({
  name,
  pace: { channel: { gap: 0, burst: 1 }, space: { gap: 0, burst: 1 } },
  send: () => Promise.resolve({ kind: 'sent', message: 'm' }),
  ...more,
})
const [queue] = settings.queues
if (queue === undefined) throw new Error('the example has no queue')
const atDesk = platform('desk', { channel: 'c' })

test('a queue is fine if it has counsel and its desk runs', () => {
  expect(lookAtSettings({ ...settings, queues: [queue] }, [atDesk])[0]?.state).toBe('fine')
  expect(lookAtSettings({ ...settings, queues: [{ ...queue, counsel: [] }] }, [atDesk])[0]?.state).toBe('broken')
  expect(lookAtSettings({ ...settings, queues: [queue] }, [platform('other', { channel: 'c' })])[0]?.state).toBe('broken')
})

test('desks in the terminal alone are doubted where another platform runs', () => {
  const inTerminal = { ...queue, desk: { platform: 'console', id: 'counsel' } }
  const [finding] = lookAtSettings({ ...settings, queues: [inTerminal] }, [platform('ask')])
  expect(finding).toMatchObject({ what: 'Queues', state: 'doubtful' })
})

test('without admins the doctor is doubtful', () => {
  const states = (admins: string[]) => lookAtSettings({ ...settings, queues: [], admins }, []).map(({ state }) => state)
  expect(states(['ask:ann'])).toEqual(['fine'])
  expect(states([])).toEqual(['doubtful'])
})
