import fc from 'fast-check'
import { ask } from '../licet.ts'
import { controls } from './controls.ts'
import { kinds, say, uncleared, type Kind } from './kinds.ts'
import { milder, outcomes, probesOf, show, weigh } from './probe.ts'
import { bombName, question, textOf, wrongWith } from './questions.ts'

/**
 * `npm run fuzz [-- COUNT [SEED]]`: asks every probe in a new wording, then COUNT random texts. Prints rates and what became
 * milder. The printed seed repeats the same run.
 */
const count = Number(process.argv[2] ?? 100_000)
const seed = Number(process.argv[3] ?? Math.floor(Math.random() * 2 ** 31))
const examples = 3
const print = (line: string): boolean => process.stdout.write(`${line}\n`)

function fuzzTexts(): void {
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
    { numRuns: count, seed },
  )
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  print(
    `${count.toLocaleString('en-US')} texts in ${seconds} s, none failed; the slowest took ${slowest.milliseconds.toFixed(0)} ms: ${slowest.text}`,
  )
}

/** Asks every probe of a kind; returns how many answers were too mild. */
function fuzzKind({ name, cells }: Kind): number {
  const start = performance.now()
  const findings = weigh(probesOf(cells, seed), say)
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  const counts = outcomes.map((outcome) => `${findings.filter((finding) => finding.outcome === outcome).length} ${outcome}`)
  const wrong = milder(findings)
  print(`${name}: ${findings.length} asked in ${seconds} s, ${counts.join(', ')}`)
  for (const [frame, found] of Map.groupBy(wrong, ({ frame }) => frame)) {
    print(`  ${found.length} milder: ${frame.replaceAll('\n', '\\n')}`)
    for (const finding of found.slice(0, examples)) print(`    ${show(finding)}`)
  }
  return wrong.length
}

print(`seed ${seed}`)
const unclear = uncleared()
print(`honest questions: ${controls.length} asked, ${unclear.length} not cleared`)
for (const line of unclear.slice(0, examples)) print(`  ${line}`)
const wrong = kinds.map(fuzzKind).reduce((sum, one) => sum + one, 0)
if (wrong > 0) process.exitCode = 1
if (count > 0) fuzzTexts()
