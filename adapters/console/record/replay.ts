import {
  allAnswers,
  answerAgainToday,
  compareLegs,
  decidedOn,
  exportedAnswers,
  exportedVersions,
  replay,
  type RecordedAnswer,
  type Replay,
  type Versions,
} from '../../../src/index.ts'
import type { Environment } from '../command.ts'
import { openFolder, withRecord } from './open.ts'

/**
 * Where to find the answers with a receipt, and the knowledge versions that gave them: the database or an
 * export.
 */
type Place = { readonly answers: AsyncIterable<RecordedAnswer>; readonly versions: Versions }

/**
 * Decides every answer with the receipt `typed` again, from the database or from the export in `folder`.
 * With `isToday`, also answers under today's law.
 */
export async function replayReceipt(
  environment: Environment,
  typed: string,
  isToday: boolean,
  folder: string | undefined,
): Promise<number> {
  const receipt = typed.toUpperCase()
  if (folder === undefined)
    return await withRecord(environment, ({ store, versions }) =>
      replayAll(environment, { answers: allAnswers(store, receipt), versions }, receipt, isToday),
    )
  const current = environment.load().answerer
  return await openFolder(environment, folder, undefined, () =>
    replayAll(environment, { answers: exportedAnswers(folder, receipt), versions: exportedVersions(folder, current) }, receipt, isToday),
  )
}

/** A group of equal answers: the first of them, how many there are, and the entry number of the last. */
type Alike = { readonly first: RecordedAnswer; count: number; last: number }

/**
 * Replays all answers with a receipt. Equal questions share one receipt, so equal answers are grouped and
 * each group is decided once.
 */
async function replayAll(environment: Environment, { answers, versions }: Place, receipt: string, isToday: boolean): Promise<number> {
  const found = new Map<string, Alike>()
  for await (const recorded of answers) {
    const key = decidedOn(recorded)
    const known = found.get(key)
    if (known === undefined) found.set(key, { first: recorded, count: 1, last: recorded.seq })
    else Object.assign(known, { count: known.count + 1, last: recorded.seq })
  }
  if (found.size === 0) {
    environment.warn(`no answer has the receipt \`${receipt}\`; a receipt is the ten characters at the end of a reply\n`)
    return 1
  }
  let failed = 0
  for (const alike of found.values()) if (!(await replayOne(environment, versions, alike, isToday))) failed++
  return failed === 0 ? 0 : 1
}

async function replayOne(environment: Environment, versions: Versions, { first, count, last }: Alike, isToday: boolean): Promise<boolean> {
  const { write } = environment
  const { at, seq, id, body } = first
  const more = count === 1 ? '' : `; ${count - 1} more like it, up to entry ${last}`
  write(`${new Date(at).toISOString()} entry ${seq} (${id}), knowledge ${body.knowledge}, program ${body.code}${more}\n`)
  const result = await replay(versions, first, environment.code())
  if (result.kind === 'impossible') write(`  cannot be decided again: ${result.why}\n`)
  else for (const line of replayWords(result, environment.code())) write(`  ${line}\n`)
  const now = isToday ? answerAgainToday(versions, first, environment.today) : undefined
  if (now !== undefined) {
    const moved = compareLegs(body, now)
    write(
      `  today, ${environment.today}, knowledge ${versions.current.base.version}: ` +
        `${moved.length === 0 ? 'nothing differs' : moved.map(movedWords).join('; ')}\n`,
    )
  }
  return result.kind === 'same'
}

const otherWords = '; worded by an earlier version'

/** The result of a replay, line by line: the decision, the wording, and how the question would be read now. */
function replayWords(
  { kind, sameCode, decided, hasReading, worded, readOtherwise }: Exclude<Replay, { readonly kind: 'impossible' }>,
  code: string,
): readonly string[] {
  const isBytes = kind === 'same' && sameCode && worded !== undefined
  return [
    isBytes
      ? 'decided the same from its recorded facts; the same text, byte for byte'
      : kind === 'same'
        ? `decided the same${worded === undefined ? '; its words were erased' : worded.length === 0 ? ', in the same words' : otherWords}`
        : 'DIFFERENT',
    ...decided.map((one) => `by its recorded facts: ${movedWords(one)}`),
    ...(hasReading ? [] : ['read by an earlier reader, which recorded facts and classes only']),
    ...(sameCode ? [] : [`written by another version of the program than this one (${code})`]),
    ...(worded === undefined || worded.length === 0 ? [] : [`worded otherwise now: ${worded.join(', ')}`]),
    ...readOtherwise.map((one) => `read again, it would be otherwise: ${movedWords(one)}`),
  ]
}

function movedWords({ leg, was, is, rulesGone, rulesNew, citesGone, citesNew }: ReturnType<typeof compareLegs>[number]): string {
  const changes = [
    ...rulesGone.map((rule) => `no longer ${rule}`),
    ...rulesNew.map((rule) => `now ${rule}`),
    ...citesGone.map((cite) => `no longer cites ${cite}`),
    ...citesNew.map((cite) => `now cites ${cite}`),
  ]
  return `${leg}: ${was === is ? `still ${is}` : `was ${was}, is ${is}`}${changes.length === 0 ? '' : ` (${changes.join(', ')})`}`
}
