import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { act, permissions, refusalOf, states, type Act, type ActKind, type Case, type Role, type State } from '../../src/cases/case.ts'

const who = { id: 'desk:cy', name: 'cy' }
const start: Case = {
  number: 1,
  state: 'open',
  queue: 'q',
  topic: '',
  entry: 'e',
  opening: 'o',
  receipt: 'r',
  verdict: 'ask-counsel',
  asker: { id: 'ask:ann', name: 'ann' },
  askerPlace: { platform: 'ask', id: 'ann' },
  packet: 'p',
  urgency: 'normal',
  openedAt: 0,
  ran: [{ from: 0 }],
  reminded: [],
}

const acts: Readonly<Record<ActKind, Act>> = {
  claim: { kind: 'claim' },
  'ask-info': { kind: 'ask-info', text: 'who?' },
  inform: { kind: 'inform', text: 'x' },
  answer: { kind: 'answer', text: 'yes', conditions: [], sources: [] },
  note: { kind: 'note', text: 'x' },
  reassign: { kind: 'reassign', to: { id: 'desk:bo', name: 'bo' } },
  'hand-back': { kind: 'hand-back' },
  move: { kind: 'move', queue: 'other' },
  close: { kind: 'close' },
  reopen: { kind: 'reopen' },
  withdraw: { kind: 'withdraw', text: 'x' },
}
const kinds = Object.keys(acts) as readonly ActKind[]
const by = (...roles: readonly Role[]) => ({ who, bot: false, roles })
const at = (now: number) => ({ now, entry: `entry${now}`, isFit: true })

/** The case after some acts, each done by somebody who may do it. */
const after = (...done: readonly ActKind[]): Case =>
  done.reduce<Case>((one, kind, index) => {
    const outcome = act(one, acts[kind], by(...permissions[kind].by), at(index + 1))
    if ('refused' in outcome) throw new Error(`${kind} refused: ${outcome.refused}`)
    return outcome.case
  }, start)

describe('the states of a case', () => {
  test.each<[readonly ActKind[], State, boolean]>([
    [['claim'], 'claimed', true],
    [['claim', 'ask-info'], 'waiting', false],
    [['claim', 'ask-info', 'inform'], 'claimed', true],
    [['claim', 'answer'], 'answered', false],
    [['claim', 'ask-info', 'answer'], 'answered', false],
    [['claim', 'answer', 'close'], 'closed', false],
    [['claim', 'answer', 'reopen'], 'claimed', true],
    [['claim', 'answer', 'withdraw'], 'claimed', true],
    [['claim', 'answer', 'close', 'withdraw'], 'claimed', true],
    [['claim', 'answer', 'reopen', 'withdraw'], 'claimed', true],
    [['claim', 'hand-back'], 'open', true],
    [['claim', 'ask-info', 'hand-back'], 'open', true],
    [['claim', 'ask-info', 'move'], 'open', true],
    [['reassign'], 'claimed', true],
    [['close'], 'closed', false],
    [['close', 'reopen'], 'open', true],
    [['note'], 'open', true],
  ])('after %j it is %s; its clock runs: %s', (done, state, runs) => {
    const one = after(...done)
    expect(one.state).toBe(state)
    expect(one.ran.length > 0 && one.ran.at(-1)?.to === undefined).toBe(runs)
  })

  test.each<[readonly ActKind[], ActKind, readonly Role[], string]>([
    [['claim'], 'claim', ['counsel'], 'already-claimed'],
    [['claim', 'answer', 'close'], 'claim', ['counsel'], 'wrong-state'],
    [[], 'answer', ['claimant'], 'wrong-state'],
    [['claim'], 'answer', ['counsel'], 'not-yours'],
    [['claim'], 'answer', ['lead'], 'not-yours'],
    [[], 'claim', ['asker'], 'not-yours'],
    [[], 'claim', [], 'not-yours'],
    [['claim', 'answer', 'withdraw'], 'withdraw', ['claimant'], 'no-answer'],
    [['close'], 'withdraw', ['lead'], 'no-answer'],
  ])('after %j, %s by %j is refused: %s', (done, kind, roles, refused) =>
    expect(act(after(...done), acts[kind], by(...roles), at(9))).toEqual({ refused }),
  )

  test('for random acts by anybody: bots and strangers change nothing, only counsel gets a case, and the clock intervals are in order', () => {
    const step = fc.record({
      kind: fc.constantFrom(...kinds),
      roles: fc.subarray<Role>(['asker', 'counsel', 'lead', 'claimant']),
      bot: fc.boolean(),
      isFit: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let one = start
        for (const [index, { kind, roles, bot, isFit }] of steps.entries()) {
          const outcome = act(one, acts[kind], { who, bot, roles }, { now: index + 1, entry: 'e', isFit })
          const refused =
            bot ||
            roles.length === 0 ||
            refusalOf(one, kind, { who, bot, roles }) !== undefined ||
            ((kind === 'reassign' || kind === 'move') && !isFit)
          expect('refused' in outcome).toBe(refused)
          if ('refused' in outcome) continue
          if (outcome.case.state === 'claimed' && one.state === 'open') expect(kind === 'reassign' || roles.includes('counsel')).toBe(true)
          one = outcome.case
          expect(states).toContain(one.state)
          expect(one.state === 'open').toBe(one.claimedBy === undefined && one.state !== 'closed')
          for (const [place, span] of one.ran.entries()) {
            expect(span.to === undefined).toBe(place === one.ran.length - 1 && ['open', 'claimed'].includes(one.state))
            if (span.to !== undefined) expect(span.to).toBeGreaterThanOrEqual(span.from)
          }
        }
      }),
      { numRuns: 500 },
    )
  })
})
