import nock from 'nock'
import { afterAll, beforeAll } from 'vitest'

/** While the tests of this file run, only this machine is reached. */
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
