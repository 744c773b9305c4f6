import { describe, expect, test } from 'vitest'
import { readActivity } from '../../adapters/teams/activity.ts'
import type { Connector } from '../../adapters/teams/connector.ts'
import { createPeople } from '../../adapters/teams/people.ts'

const never = (): Promise<never> => new Promise<never>(() => undefined)

describe('looking people up in Teams', () => {
  test('a slow look-up is replaced by a safe assumption: no groups, and outsiders present', async () => {
    const silent = { groupsOf: never, members: never } as unknown as Connector
    const people = createPeople(silent, {} as never, { groups: ['g'], tell: () => undefined, now: () => 0 })
    const account = { id: '29:ann', name: 'Ann', aadObjectId: 'cccccccc-0000-4000-8000-000000000003' }
    const read = readActivity(
      JSON.stringify({
        type: 'message',
        channelId: 'msteams',
        serviceUrl: 'https://smba.example/',
        from: account,
        recipient: { id: '28:bot' },
        conversation: { id: '19:chat@thread.v2', conversationType: 'groupChat', tenantId: 'T' },
      }),
    )
    if (read === undefined) throw new Error('the activity cannot be read')
    const { activity } = read
    const [person, audience] = await Promise.all([people.person(activity, true), people.audience.of(activity)])
    expect(person).toEqual({ id: 'teams:t.cccccccc-0000-4000-8000-000000000003', name: 'Ann', groups: [] })
    expect(audience).toBe('outsiders')
  })
})
