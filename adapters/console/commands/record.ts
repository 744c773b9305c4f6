import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import {
  answerAgainToday,
  compare,
  deadLetters,
  erasePerson,
  exportBundle,
  failedEvents,
  findAnswers,
  replay,
  verifyBundle,
  verifyRecord,
  type Replay,
  type Store,
  type Versions,
} from '../../../src/index.ts'
import type { Command, Environment } from '../app.ts'
import { report } from '../report.ts'
import { usage } from '../usage.ts'
import { isDay } from '../read.ts'

/** `npm run record`: what an auditor and an admin do with the record. */
export const record: Command = async (environment) => {
  const read = readWords(environment.arguments)
  if (read === undefined) {
    environment.warn(`write one of\n${usage['record']}`)
    return 2
  }
  const { what, name, options } = read
  if (what === 'verify' && name !== undefined) return await verifyFolder(environment, name, options.head)
  const { store, versions } = await environment.load().openRecord(environment.config(), environment.outside.now())
  try {
    if (what === 'verify') return await verify(environment, store, options.head)
    if (what === 'given-up') return await listGivenUp(environment, store)
    if (what === 'replay') return await replayAll(environment, store, versions, name ?? '', options.today)
    if (what === 'export') return await exportDays(environment, store, options)
    return await erase(environment, store, name ?? '', options.reason ?? '')
  } finally {
    await store.close()
  }
}

function readWords(words: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        head: { type: 'string' },
        today: { type: 'boolean', default: false },
        from: { type: 'string' },
        to: { type: 'string' },
        folder: { type: 'string' },
        'without-words': { type: 'boolean', default: false },
        reason: { type: 'string' },
      },
    })
    const [what, name] = positionals
    const isWhole =
      what === 'verify' ||
      what === 'given-up' ||
      (what === 'replay' && name !== undefined) ||
      (what === 'export' && [values.from, values.to].every((day) => day !== undefined && isDay(day))) ||
      (what === 'erase' && name !== undefined && (values.reason ?? '').trim() !== '')
    return isWhole ? { what, name, options: values } : undefined
  } catch {
    return undefined
  }
}

async function verify(environment: Environment, store: Store, wanted: string | undefined): Promise<number> {
  let count = 0
  const each = (): void => {
    if (environment.interactive && ++count % 50_000 === 0) environment.warn(`${count} entries …\n`)
  }
  return report(environment, await verifyRecord(store, { wanted, each }), wanted, [])
}

async function verifyFolder(environment: Environment, folder: string, wanted: string | undefined): Promise<number> {
  if (!existsSync(`${folder}/manifest.json`)) {
    environment.warn(`\`${folder}\` holds no manifest.json; give the folder that record export wrote\n`)
    return 2
  }
  try {
    const { manifest, problems, ...verdict } = await verifyBundle(folder, wanted)
    environment.write(
      `export of ${manifest.from} to ${manifest.to}, made ${manifest.madeAt}; ${manifest.redaction === 'words' ? 'without words' : 'with words'}\n`,
    )
    return report(environment, verdict, wanted, problems)
  } catch (error) {
    environment.warn(`the export cannot be read: ${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
}

async function replayAll(environment: Environment, store: Store, versions: Versions, receipt: string, today: boolean): Promise<number> {
  const found = await findAnswers(store, { receipt: receipt.toUpperCase() })
  if (found.length === 0) {
    environment.warn(`no answer has the receipt \`${receipt}\`; a receipt is the ten characters at the end of a reply\n`)
    return 1
  }
  let failed = 0
  for (const recorded of found) {
    environment.write(
      `${new Date(recorded.at).toISOString()} entry ${recorded.seq} (${recorded.id}), knowledge ${recorded.body.knowledge}, program ${recorded.body.code}\n`,
    )
    const result = await replay(versions, recorded, environment.code())
    if (result.kind === 'impossible') environment.write(`  cannot be decided again: ${result.why}\n`)
    else {
      for (const line of replayWords(result, environment.code())) environment.write(`  ${line}\n`)
    }
    if (result.kind !== 'same') failed++
    const now = today ? answerAgainToday(versions, recorded, environment.today) : undefined
    if (now !== undefined) {
      const moved = compare(recorded.body, now)
      environment.write(
        `  today, ${environment.today}, knowledge ${versions.current.base.version}: ${moved.length === 0 ? 'nothing differs' : moved.map(movedWords).join('; ')}\n`,
      )
    }
  }
  return failed === 0 ? 0 : 1
}

/** What came of a replay, line by line: the decision, the words, then how they would be read now. */
function replayWords(
  { kind, sameCode, decided, hasReading, worded, readOtherwise }: Exclude<Replay, { readonly kind: 'impossible' }>,
  code: string,
): readonly string[] {
  const isBytes = kind === 'same' && sameCode && worded !== undefined
  return [
    isBytes
      ? 'decided the same from its recorded facts; the same text, byte for byte'
      : kind === 'same'
        ? `decided the same${worded === undefined ? '; its words were erased' : worded.length === 0 ? ', in the same words' : '; worded by an earlier version'}`
        : 'DIFFERENT',
    ...decided.map((one) => `by its recorded facts: ${movedWords(one)}`),
    ...(hasReading ? [] : ['read by an earlier reader, which recorded facts and classes only']),
    ...(sameCode ? [] : [`written by another version of the program than this one (${code})`]),
    ...(worded === undefined || worded.length === 0 ? [] : [`worded otherwise now: ${worded.join(', ')}`]),
    ...readOtherwise.map((one) => `read again, it would be otherwise: ${movedWords(one)}`),
  ]
}

function movedWords({ leg, was, is, rulesGone, rulesNew }: ReturnType<typeof compare>[number]): string {
  const rules = [...rulesGone.map((rule) => `no longer ${rule}`), ...rulesNew.map((rule) => `now ${rule}`)]
  return `${leg}: ${was === is ? `still ${is}` : `was ${was}, is ${is}`}${rules.length === 0 ? '' : ` (${rules.join(', ')})`}`
}

async function exportDays(
  environment: Environment,
  store: Store,
  options: NonNullable<ReturnType<typeof readWords>>['options'],
): Promise<number> {
  const { from = '', to = '' } = options
  const folder = options.folder ?? `licet-export-${from}-${to}`
  if (existsSync(`${folder}/manifest.json`)) {
    environment.warn(`\`${folder}\` holds an export already; give another --folder\n`)
    return 2
  }
  const manifest = await exportBundle(store, folder, { from, to, now: environment.outside.now(), withWords: !options['without-words'] })
  environment.write(
    `entries ${manifest.start.seq + 1} to ${manifest.end.seq} written to ${folder}; check it with npm run record -- verify ${folder}\n`,
  )
  return 0
}

async function listGivenUp(environment: Environment, store: Store): Promise<number> {
  const [letters, events] = [await deadLetters(store, 100), await failedEvents(store, 100)]
  const day = (at: number): string => new Date(at).toISOString()
  for (const { key, channel, attempts, problem, made_at } of letters)
    environment.write(`not said: ${day(made_at)} ${key} at ${channel}, ${attempts} tries: ${problem ?? ''}\n`)
  for (const { id, at, attempts, problem } of events)
    environment.write(`not handled: ${day(at)} ${id}, ${attempts} tries: ${(problem ?? '').split('\n')[0] ?? ''}\n`)
  if (letters.length + events.length === 0) environment.write('nothing was given up\n')
  return 0
}

async function erase(environment: Environment, store: Store, person: string, reason: string): Promise<number> {
  const count = await erasePerson(store, person, reason, environment.outside.now())
  environment.write(`the words of ${count} entries by \`${person}\` are erased; the chain says so\n`)
  environment.write(
    'Keep in mind: 22 CFR 122.5 and 15 CFR Part 762 ask that export records be kept for five years. Conversations in Redis end by themselves within two days.\n',
  )
  return 0
}
