import { createLicet, type Licet } from '../src/index.ts'
import { questions } from './questions.ts'
import { day, folder } from './space.ts'

/** Milliseconds to load the knowledge, and the peak memory in bytes after answering every question once. */
function load(): readonly number[] {
  const start = performance.now()
  const licet = createLicet(folder)
  const milliseconds = performance.now() - start
  for (const question of questions) licet.ask(question, { asOf: day, today: day })
  return [milliseconds, process.resourceUsage().maxRSS * 1024]
}

/** Seconds to prove the whole space, the number of its cells, and the number of failures. */
function prove(licet: Licet): readonly number[] {
  const start = performance.now()
  const { cells, failures } = licet.prove(day)
  const seconds = (performance.now() - start) / 1000
  return [seconds, cells, failures.length]
}

// Each run is a process of its own, so that nothing is warm. It prints its numbers separated by spaces.
process.stdout.write((process.argv[2] === 'prove' ? prove(createLicet(folder)) : load()).join(' '))
