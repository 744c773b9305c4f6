import { describe, expect, test } from 'vitest'
import { takeOnce } from '../../src/delivery/repeats.ts'

type Came = { readonly event: string; readonly words?: string }
type Taken = { readonly kind: 'taken' | 'seen' | 'ignored' | 'invalid'; readonly words?: string }

/** A fake handler of events with the given results. `asked` lists the events that reached it, and whether they had failed before. */
function door(answers: ReadonlyArray<Taken | Error> = []) {
  const asked: Array<readonly [event: string, isAgain: boolean]> = []
  const left = [...answers]
  const take = takeOnce<Came, Taken>(async ({ event }, isAgain) => {
    asked.push([event, isAgain])
    await Promise.resolve()
    const answer = left.shift() ?? { kind: 'taken' as const }
    if (answer instanceof Error) throw answer
    return answer
  })
  return { take, asked }
}

const kindsOf = async (all: ReadonlyArray<Promise<{ readonly kind: string }>>): Promise<readonly string[]> =>
  (await Promise.all(all)).map(({ kind }) => kind)

describe('an event that is delivered again', () => {
  test.each<Taken['kind']>(['taken', 'seen'])('was %s: it goes no further', async (kind) => {
    const { take, asked } = door([{ kind }])
    expect(await kindsOf([take({ event: 'a' }), take({ event: 'a' })])).toEqual([kind, 'seen'])
    expect(await kindsOf([take({ event: 'a' }), take({ event: 'b' })])).toEqual(['seen', 'taken'])
    expect(asked).toEqual([
      ['a', false],
      ['b', false],
    ])
  })

  test.each<Taken['kind']>(['ignored', 'invalid'])(
    'was %s: it is judged again; a delivery meanwhile gets the result of the first',
    async (kind) => {
      const { take, asked } = door([{ kind, words: 'first' }])
      expect(await Promise.all([take({ event: 'a' }), take({ event: 'a' })])).toEqual([
        { kind, words: 'first' },
        { kind, words: 'first' },
      ])
      expect(await take({ event: 'a', words: 'mended' })).toEqual({ kind: 'taken' })
      expect(asked).toEqual([
        ['a', false],
        ['a', false],
      ])
    },
  )

  test('could not be stored: all deliveries under way fail, so that none is acknowledged, and the next is known as a retry', async () => {
    const { take, asked } = door([new Error('the disk is full')])
    const both = await Promise.allSettled([take({ event: 'a' }), take({ event: 'a' })])
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await kindsOf([take({ event: 'a' }), take({ event: 'a' })])).toEqual(['taken', 'seen'])
    expect(asked).toEqual([
      ['a', false],
      ['a', true],
    ])
  })

  test('ten thousand events ago is forgotten here; the inbox in the database knows it', async () => {
    const { take, asked } = door()
    for (let index = 0; index <= 10_000; index++) await take({ event: String(index) })
    asked.length = 0
    await take({ event: '1' })
    await take({ event: '0' })
    expect(asked).toEqual([['0', false]])
  })
})
