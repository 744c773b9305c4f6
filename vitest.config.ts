import { defineConfig } from 'vitest/config'

if (Number(process.versions.node.split('.')[0]) < 24)
  throw new Error(`run the tests with npm test: npm brings Node 24, this is ${process.versions.node}`)

export default defineConfig({
  test: {
    environment: 'node',
    pool: 'threads',
    // Every core: vitest by itself leaves one idle, which is half of a machine with two.
    maxWorkers: '100%',
    restoreMocks: true,
    unstubEnvs: true,
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/store/run.ts'],
    setupFiles: ['test/seed.ts'],
    testTimeout: 20_000,
  },
})
