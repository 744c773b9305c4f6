import type { Json } from './types.ts'

/** An error that Slack answers with, such as channel_not_found. */
export class SlackFailure extends Error {
  readonly answer: Json
  constructor(error: string, more: Json = {}) {
    super(error)
    this.name = 'SlackFailure'
    this.answer = { ok: false, error, ...more }
  }
}

/** A wrong use of the fake by a test: something no person could do in Slack. */
class FakeUseError extends Error {
  override readonly name = 'FakeUseError'
}

/** Ends the call with a Slack error. */
export const fail = (error: string, more: Json = {}): never => {
  throw new SlackFailure(error, more)
}

/** Ends the test with a readable reason. */
export const misuse = (reason: string): never => {
  throw new FakeUseError(reason)
}
