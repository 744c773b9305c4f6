import { existsSync } from 'node:fs'
import { dueChangeLine, type Licet } from '../../../src/index.ts'
import type { Command, Environment } from '../command.ts'
import { parsedWords } from '../parsed-words.ts'

/**
 * `npm run check`: checks the knowledge of this installation or of a folder; with `--calendar` lists the
 * known changes of the law to come.
 */
export const check: Command = (environment) => {
  const read = readWords(environment.arguments)
  if (read === undefined || (read.folder !== undefined && !existsSync(read.folder))) {
    const missing = read?.folder === undefined ? '' : `there is no folder \`${read.folder}\`; `
    environment.warn(`${missing}write npm run check -- [FOLDER] [--calendar]\n`)
    return Promise.resolve(2)
  }
  const licet = environment.load(read.folder)
  return Promise.resolve(read.calendar ? showCalendar(licet, environment) : checkAll(licet, environment))
}

function readWords(words: readonly string[]): { readonly folder: string | undefined; readonly calendar: boolean } | undefined {
  const read = parsedWords({ args: [...words], allowPositionals: true, options: { calendar: { type: 'boolean', default: false } } })
  if (read === undefined || read.positionals.length > 1) return undefined
  return { folder: read.positionals[0], ...read.values }
}

function showCalendar(licet: Licet, { today, write }: Environment): number {
  const coming = licet.coming(today)
  write(coming.length === 0 ? 'nothing is known to come\n' : coming.map((one) => `${dueChangeLine(one)}\n`).join(''))
  return 0
}

/**
 * Prints what must be corrected, what cites only texts that nobody has read, and the sources due for review.
 * The exit code is 1 if the rules do not support a tip, if an example in the knowledge fails, or if a wording
 * of an article finds other sections. An overdue source is only reported.
 */
function checkAll(licet: Licet, { today, write }: Environment): number {
  const { rules, sources, articles, systems, countries } = licet.counts
  const tips = licet.tips(today)
  const misread = licet.misread()
  const wrong = tips.withheld.length + misread.length
  const state = wrong === 0 ? 'is sound' : wrong === 1 ? 'has one thing to mend' : `has ${wrong} things to mend`
  write(
    `knowledge ${licet.version} ${state}: ${rules} rules, ${sources} sources, ${countries} countries, ` +
      `${systems} systems, ${articles} articles, ${tips.fit.length} tips\n`,
  )
  const topics = Map.groupBy(
    tips.fit.flatMap((tip) => tip.topics),
    (topic) => topic,
  )
  const quizzes = tips.fit.filter(({ quiz }) => quiz !== undefined).length
  write(`tips: ${quizzes} quizzes; ${[...topics].map(([topic, all]) => `${all.length} on ${topic}`).join(', ')}\n`)
  for (const { tip, why } of tips.withheld) for (const reason of why) write(`tip \`${tip.id}\` is withheld: ${reason}\n`)
  for (const { file, where, what, fix } of misread) write(`${file} at \`${where}\`: ${what}; ${fix}\n`)
  for (const [kind, ids] of Object.entries(licet.unread()))
    if (ids.length > 0) write(`${ids.length} ${kind} rest on no text that was read: ${ids.join(', ')}\n`)
  const late = licet.overdue(today)
  for (const source of late)
    write(`overdue since ${source.reviewBy}: ${source.id}, ${source.title}; read it again and set read and reviewBy\n`)
  const soon = licet.reviewDates().filter((source) => !late.includes(source))
  const [next] = soon
  if (next !== undefined)
    write(
      'next reviews: ' +
        `${[...Map.groupBy(soon, (source) => source.reviewBy).entries()].map(([day, due]) => `${due.length} by ${day}`).join(', ')}\n`,
    )
  return wrong === 0 ? 0 : 1
}
