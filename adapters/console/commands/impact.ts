import { existsSync } from 'node:fs'
import { createLicet, dayOf, keptLicet, type AnswerChange, type CellChange, type Licet, type Store } from '../../../src/index.ts'
import type { Command } from '../command.ts'
import { usage } from '../usage.ts'
import { parsedWords } from '../parsed-words.ts'

/**
 * `npm run impact -- OLD NEW [--notify] [--names]`: compares two knowledge versions for every possible
 * combination of facts, and for all recorded answers.
 */
export const impact: Command = async (environment) => {
  const read = readWords(environment.arguments)
  if (read === undefined) {
    environment.warn(`write ${usage['impact']}`)
    return 2
  }
  const config = environment.config()
  const current = environment.load()
  const { store } = await current.openRecord(config, environment.outside.now())
  try {
    const [old, now] = [await licetAt(store, read.old, current), await licetAt(store, read.now, current)]
    if (environment.interactive) environment.warn('deciding every cell twice …\n')
    const { cells, changes } = now.impact(old, environment.today)
    environment.write(spaceWords(old, now, cells, changes))
    let count = 0
    let reread = 0
    let told = 0
    for await (const change of now.changedAnswers(store)) {
      if (change.by === 'reading') reread++
      else count++
      environment.write(answerWords(change, read.names))
      if (read.notify && change.by === 'facts' && (await now.correct(store, config, change, environment.outside.now()))) told++
    }
    environment.write(
      `\n${count} recorded answers would change, ${reread} would only be read otherwise, which is told to ` +
        `nobody${read.notify ? `; ${told} threads are told now, the others were before` : ''}\n`,
    )
    return 0
  } finally {
    await store.close()
  }
}

function readWords(words: readonly string[]) {
  const read = parsedWords({
    args: [...words],
    allowPositionals: true,
    options: { notify: { type: 'boolean', default: false }, names: { type: 'boolean', default: false } },
  })
  if (read === undefined) return undefined
  const [old, now, ...more] = read.positionals
  return old === undefined || now === undefined || more.length > 0 ? undefined : { old, now, ...read.values }
}

const licetAt = async (store: Store, name: string, current: Licet): Promise<Licet> =>
  existsSync(name) ? createLicet(name) : await keptLicet(store, name, current)

function spaceWords(old: Licet, now: Licet, cells: number, changes: readonly CellChange[]): string {
  const sum = (direction: CellChange['direction']): number =>
    changes.filter((one) => one.direction === direction).reduce((all, one) => all + one.cells, 0)
  const lines = changes.map(
    ({ item, was, is, direction, cells: count, rulesGone, rulesNew, example }) =>
      `  ${direction === 'other' ? 'differs ' : direction.padEnd(8)} ${item}: ${was} → ${is}, ${count} cells` +
      (rulesGone.length === 0 ? '' : `, no longer ${rulesGone.join(', ')}`) +
      (rulesNew.length === 0 ? '' : `, now ${rulesNew.join(', ')}`) +
      `\n           e.g. ${example}\n`,
  )
  return (
    `knowledge ${old.version} → ${now.version}: ${cells.toLocaleString('en-US')} cells compared, ` +
    `${sum('milder')} milder, ${sum('stricter')} stricter, ${sum('other')} otherwise ` +
    `different\n${lines.join('')}`
  )
}

function answerWords({ recorded, moved, by, cases }: AnswerChange, names: boolean): string {
  const who = names ? `, asked by ${recorded.words?.person.name ?? 'an erased person'}` : ''
  const hang = cases.map(({ number, state, hasAnswer }) => `case ${number} (${state}${hasAnswer ? ', counsel answered' : ''})`)
  return (
    `\n${by === 'reading' ? 'read otherwise: ' : ''}receipt ${recorded.receipt}, ` +
    `${dayOf(recorded.at)}${who}: ` +
    `${moved.map(({ leg, was, is }) => `${leg}: ${was} → ${is}`).join('; ')}${hang.length === 0 ? '' : `; ${hang.join(', ')}`}\n`
  )
}
