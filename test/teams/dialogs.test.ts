import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { reactionTo } from '../../adapters/teams/dialogs.ts'
import type { Accepted, Reaction } from '../../src/index.ts'

const after = (milliseconds: number, reaction: Reaction): Accepted => ({
  kind: 'taken',
  done: new Promise((resolve) => setTimeout(() => resolve(reaction), milliseconds)),
})

describe('a form for a dialog', () => {
  const told: string[] = []
  const tell = (line: string): void => void told.push(line)
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('is shown if it comes while Teams waits, and no message replaces it', async () => {
    const offer = vi.fn<() => Promise<void>>(() => Promise.resolve())
    const reaction = reactionTo({ tell }, after(3_000, { offer }))
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await reaction).toEqual({ offer })
    expect(offer).not.toHaveBeenCalled()
  })

  test('that comes too late is replaced by a message', async () => {
    const offer = vi.fn<() => Promise<void>>(() => Promise.resolve())
    const reaction = reactionTo({ tell }, after(4_500, { offer }))
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await reaction).toEqual({})
    expect(offer).toHaveBeenCalledOnce()
    expect(told).toEqual([])
  })

  test('that comes too late, and whose message cannot be written down, is told to the log', async () => {
    const reaction = reactionTo({ tell }, after(4_500, { offer: () => Promise.reject(new Error('the database is gone')) }))
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await reaction).toEqual({})
    expect(told).toEqual(['teams: a late form is not offered: Error: the database is gone'])
  })
})
