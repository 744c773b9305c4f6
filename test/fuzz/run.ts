import fc from 'fast-check'
import { ask } from '../licet.ts'
import { bombName, question, textOf, wrongWith } from './questions.ts'

/** `npm run fuzz [-- COUNT]`: random texts by the hundred thousand; says how many, how fast, and the slowest. */
const count = Number(process.argv[2] ?? 100_000)
const start = performance.now()
let slowest = { milliseconds: 0, text: '' }
fc.assert(
  fc.property(fc.oneof({ weight: 200, arbitrary: question }, { weight: 1, arbitrary: bombName.map(textOf) }), (text) => {
    const began = performance.now()
    const wrong = wrongWith(ask(text))
    const milliseconds = performance.now() - began
    if (milliseconds > slowest.milliseconds) slowest = { milliseconds, text: JSON.stringify(text.slice(0, 80)) }
    if (wrong !== undefined) throw new Error(wrong)
    if (milliseconds > 1000) throw new Error(`took ${milliseconds.toFixed(0)} ms`)
  }),
  { numRuns: count },
)
process.stdout.write(
  `${count.toLocaleString('en-US')} texts in ${((performance.now() - start) / 1000).toFixed(1)} s, none failed; the slowest took ${slowest.milliseconds.toFixed(0)} ms: ${slowest.text}\n`,
)
