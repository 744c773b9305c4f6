import { fileURLToPath } from 'node:url'
import { createLicet, type Licet } from '../src/index.ts'
import { questions } from './questions.ts'
import { day } from './space.ts'

/** What a fresh process measures on loading the knowledge; the peak is that of loading it and answering every question once. */
export type Loaded = { readonly milliseconds: number; readonly peakBytes: number }

/** What a fresh process measures on proving the whole space. */
export type Proven = { readonly seconds: number; readonly cells: number }

const folder = fileURLToPath(new URL('../knowledge', import.meta.url))

function load(): Loaded {
  const start = performance.now()
  const licet = createLicet(folder)
  const milliseconds = performance.now() - start
  for (const question of questions) licet.ask(question, { asOf: day, today: day })
  return { milliseconds, peakBytes: process.resourceUsage().maxRSS * 1024 }
}

function prove(licet: Licet): Proven {
  const start = performance.now()
  const { cells, failures } = licet.prove(day)
  const seconds = (performance.now() - start) / 1000
  if (failures.length > 0) throw new Error(`not proven:\n${failures.join('\n')}`)
  return { seconds, cells }
}

process.stdout.write(JSON.stringify(process.argv[2] === 'prove' ? prove(createLicet(folder)) : load()))
