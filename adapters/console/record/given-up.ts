import { deadLetters, failedEvents, type Store } from '../../../src/index.ts'
import type { Environment } from '../command.ts'

/**
 * Lists messages that could not be sent and events that could not be handled (at most 100 of each), for a
 * human to check.
 */
export async function listGivenUp(environment: Environment, store: Store): Promise<number> {
  const [letters, events] = [await deadLetters(store, 100), await failedEvents(store, 100)]
  const day = (at: number): string => new Date(at).toISOString()
  for (const { key, channel, attempts, problem, made_at } of letters)
    environment.write(`not said: ${day(made_at)} ${key} at ${channel}, ${attempts} tries: ${problem ?? ''}\n`)
  for (const { id, at, attempts, problem } of events)
    environment.write(`not handled: ${day(at)} ${id}, ${attempts} tries: ${(problem ?? '').split('\n')[0] ?? ''}\n`)
  if (letters.length + events.length === 0) environment.write('nothing was given up\n')
  return 0
}
