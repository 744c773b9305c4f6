import nock from 'nock'
import { afterAll, beforeAll } from 'vitest'

/** Blocks all network access except to this machine while the tests of a file run. */
export function keepOffline(): void {
  beforeAll(() => {
    nock.disableNetConnect()
    nock.enableNetConnect('127.0.0.1')
  })
  afterAll(() => {
    nock.cleanAll()
    nock.enableNetConnect()
  })
}
