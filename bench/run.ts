import { availableParallelism, cpus } from 'node:os'
import { createLicet } from '../src/index.ts'
import { decisionRows } from './decisions.ts'
import { inFreshProcesses, median, roundsOf } from './measure.ts'
import { questions } from './questions.ts'
import { tableOf, type Row } from './report.ts'
import { day, folder } from './space.ts'

async function questionRow(): Promise<Row> {
  const licet = createLicet(folder)
  const askAll = (): readonly number[] => questions.map((question) => licet.ask(question, { asOf: day, today: day }).text.length)
  const rounds = await roundsOf([{ count: questions.length, run: askAll }])
  return {
    what: 'questions end to end, one core',
    measured: `${questions.length} questions`,
    figure: median(rounds.map(([rate = 0]) => rate)),
    unit: '/s',
    aim: { atLeast: 5000 },
  }
}

/**
 * Times the longest message that is read: 8,000 characters of questions without figures (with many figures they would look like
 * data and be refused). Each begins differently, so that no cache helps.
 */
function longestRow(): Row {
  const licet = createLicet(folder)
  const words = questions.filter((question) => !/\d/.test(question)).join(' ')
  const times = Array.from({ length: 25 }, (_, index) => {
    const text = `${index} ${words.repeat(9)}`.slice(0, 8000)
    const start = performance.now()
    licet.ask(text, { asOf: day, today: day })
    return performance.now() - start
  })
  return { what: '8,000 characters answered', measured: '20 messages', figure: median(times.slice(5)), unit: ' ms', aim: { below: 20 } }
}

function loadRows(): readonly Row[] {
  const loads = inFreshProcesses('load', 5)
  const milliseconds = median(loads.map(([time = 0]) => time))
  const megabytes = median(loads.map(([, peak = 0]) => peak)) / 1e6
  const measured = `${loads.length} fresh processes`
  return [
    { what: 'knowledge loaded', measured, figure: milliseconds, unit: ' ms', aim: { below: 300 } },
    { what: 'peak memory, questions answered', measured, figure: megabytes, unit: ' MB' },
  ]
}

function proofRow(): Row {
  const proofs = inFreshProcesses('prove', 3)
  const seconds = median(proofs.map(([time = 0]) => time))
  const [, cells = 0, failures = 0] = proofs[0] ?? []
  const what = failures === 0 ? 'whole space proven' : `whole space decided, NOT proven (${failures} failures)`
  return { what, measured: `${cells.toLocaleString('en-US')} cells`, figure: seconds, unit: ' s', aim: { below: 5 } }
}

const rows = [...(await decisionRows()), await questionRow(), longestRow(), ...loadRows(), proofRow()]
const machine = `Node ${process.versions.node}, ${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown processor'}`
process.stdout.write(`Law of ${day}, ${machine}\n\n${tableOf(rows)}\n`)
