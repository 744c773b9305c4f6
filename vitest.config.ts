import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

if (Number(process.versions.node.split('.')[0]) < 24)
  throw new Error(`run the tests with npm test: npm brings Node 24, this is ${process.versions.node}`)

/**
 * Files that start the program, or a browser, as processes of their own and wait for them. They have a command of their own, `npm run
 * long`, because they take a third of the time of all. With a path, `npx vitest run PATH` runs any of them.
 */
const startProcesses = [
  'test/processes/processes.test.ts',
  'test/serve/ending.test.ts',
  'test/serve/first-start.test.ts',
  'test/serve/wrong-secrets.test.ts',
  'test/console/terminals.test.ts',
  'test/playground/*.test.ts',
]
const command = process.env['npm_lifecycle_event']

/** Files that take long: where they come last, they are waited for alone. */
const long =
  /\/(?:processes|fuzz|kept|doctor)\/|\/answer\/memo\.|\/record\/record\.|\/chat\/(?:walked|loop)\.|\/teams\/(?:across|surfaces)\./

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return [...sorted.filter(({ moduleId }) => long.test(moduleId)), ...sorted.filter(({ moduleId }) => !long.test(moduleId))]
  }
}

export default defineConfig({
  test: {
    environment: 'node',
    pool: 'threads',
    // Many tests wait, for a clock or for another process: two files a core, so that others go on meanwhile.
    maxWorkers: 2 * availableParallelism(),
    // The law and its language are loaded once a worker: a test file leaves nothing behind (see test/offline.ts).
    isolate: false,
    sequence: { sequencer: LongFirst },
    restoreMocks: true,
    unstubEnvs: true,
    include: command === 'long' ? startProcesses : ['test/**/*.test.ts'],
    exclude: command === 'test' ? startProcesses : [],
    globalSetup: ['test/store/run.ts', 'test/playground/skipped.ts'],
    setupFiles: ['test/seed.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // What a test waits for may take long on a busy machine.
    expect: { poll: { timeout: 20_000 } },
  },
})
