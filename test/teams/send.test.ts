import { describe, expect, test } from 'vitest'
import { CallError, NoToken, UnknownSay } from '../../adapters/teams/connector.ts'
import { outcomeOf } from '../../adapters/teams/send.ts'
import { TokenError } from '../../adapters/teams/token-error.ts'
import type { Sent } from '../../src/port/platform.ts'

describe('the meaning of a failure in Teams', () => {
  test.each<readonly [status: number, code: string, after: number | undefined, outcome: Partial<Sent>]>([
    [0, 'no_answer', undefined, { kind: 'retry', problem: 'no_answer' }],
    [0, 'network', undefined, { kind: 'retry' }],
    [401, 'Unauthorized', undefined, { kind: 'retry', problem: '401 Unauthorized; npm run doctor says what the registration lacks' }],
    [412, 'PreconditionFailed', undefined, { kind: 'retry' }],
    [429, 'Throttled', 7, { kind: 'retry', after: 7000 }],
    [429, 'Throttled', undefined, { kind: 'retry', problem: '429 Throttled' }],
    [500, 'unknown', undefined, { kind: 'retry' }],
    [502, 'BadGateway', undefined, { kind: 'retry' }],
    [503, 'unknown', 3, { kind: 'retry', after: 3000 }],
    [504, 'unknown', undefined, { kind: 'retry' }],
    [400, 'BadSyntax', undefined, { kind: 'refused', problem: '400 BadSyntax; the message was not understood; please report this' }],
    [
      403,
      'BotNotInConversationRoster',
      undefined,
      { kind: 'refused', problem: '403 BotNotInConversationRoster; add Licet to the team or chat' },
    ],
    [403, 'MessageWritesBlocked', undefined, { kind: 'refused' }],
    [
      403,
      'unknown',
      undefined,
      { kind: 'refused', problem: '403 unknown; Licet was removed there, or an admin blocks it; install it again' },
    ],
    [404, 'ConversationNotFound', undefined, { kind: 'refused' }],
    [404, 'ActivityNotFoundInConversation', undefined, { kind: 'refused' }],
    [413, 'MessageSizeTooBig', undefined, { kind: 'refused' }],
    [418, 'teapot', undefined, { kind: 'refused' }],
  ])('%i %s', (status, code, after, outcome) => {
    expect(outcomeOf(new CallError(status, code, after))).toMatchObject(outcome)
  })

  test.each<readonly [error: Error, problem: string]>([
    [new TokenError('Entra gives no token (X)', 'copy the secret'), 'Entra gives no token (X); copy the secret'],
    [new Error('unforeseen'), 'no_token; npm run doctor says what the registration lacks'],
  ])('no token: %s', (error, problem) => {
    expect(outcomeOf(new NoToken(error))).toEqual({ kind: 'retry', problem })
  })

  test.each([0, 500, 502, 504])('after %i it is not known whether the message arrived', (status) => {
    expect(outcomeOf(new UnknownSay(status, 'x'))).toEqual({ kind: 'notKnown', problem: status === 0 ? 'x' : `${status} x` })
  })

  test('other errors are not swallowed', () => {
    const error = new Error('a mistake of ours')
    expect(() => outcomeOf(error)).toThrow(error)
  })
})
