import type { Answer } from '../answer/conversation-types.ts'
import { canonicalHash, canonicalJson } from '../answer/canonical.ts'
import { decideEarlier, decideRecorded, type RecordedOutcome } from '../answer/recorded.ts'
import type { Base } from '../knowledge/base.ts'
import type { ChatReply } from '../port/reply.ts'
import { answerRecorded, type RecordedAnswer } from './answers.ts'
import type { Versions } from './versions.ts'

/**
 * The result of deciding a recorded answer again. It is `same` if each leg has the recorded result. If the
 * same program version wrote the answer, its words, if they are kept, must also be read and answered in the
 * same way. The result of a leg is its verdict, its rules and, if the record has them, its citations.
 */
export type Replay =
  | { readonly kind: 'impossible'; readonly why: string }
  | {
      readonly kind: 'same' | 'different'
      readonly sameCode: boolean
      /**
       * Legs whose verdict, rules or citations differ from those recorded, when the recorded knowledge version
       * decides them again on the recorded facts.
       */
      readonly decided: readonly Moved[]
      /** Whether the reading was recorded; older programs recorded only facts and classes. */
      readonly hasReading: boolean
      /**
       * Names of the parts of the reply that are worded differently (see `reworded`); `undefined` if the
       * words were erased.
       */
      readonly worded: readonly string[] | undefined
      /** Legs that differ when this program reads the words again. */
      readonly readOtherwise: readonly Moved[]
    }

/**
 * Decides a recorded answer again from its recorded facts, with its own knowledge version and on its own dates. Then it reads the
 * answer's words again. `code` is the version of this program.
 */
export async function replay(versions: Versions, recorded: RecordedAnswer, code: string): Promise<Replay> {
  const { body, words } = recorded
  const then = await versions.of(body.knowledge)
  if (then === undefined)
    return { kind: 'impossible', why: `the knowledge version ${body.knowledge} was not kept here, or this program cannot load it any more` }
  if (words?.question === null) return { kind: 'impossible', why: 'the question was withheld by the technical-data guard and never kept' }
  if (words === undefined && body.legs.length === 0) return { kind: 'impossible', why: 'its words were erased, and no leg was decided' }
  const again = answerRecorded(then, recorded)
  const readOtherwise = again === undefined ? [] : compareLegs(body, again)
  const hasReading = body.legs.every(({ read }) => read !== undefined)
  const decided = movedLegs(then.base, recorded)
  const worded = again === undefined ? undefined : reworded(recorded, again)
  const sameCode = body.code === code
  // Older programs did not record everything that a decision was based on. If the words still lead to the
  // same decision, that is enough.
  const isDecided = decided.length === 0 || (!hasReading && again !== undefined && readOtherwise.length === 0)
  const isSame = isDecided && (!sameCode || worded === undefined || (worded.length === 0 && readOtherwise.length === 0))
  return { kind: isSame ? 'same' : 'different', sameCode, decided: isDecided ? [] : decided, hasReading, worded, readOtherwise }
}

/**
 * A hash of what a recorded answer was based on, and of what it said. Answers with the same hash have the
 * same result when they are replayed, whoever asked them and at whatever time of the day.
 */
export function decidedOn({ body, words, receipt }: RecordedAnswer): string {
  const said = words === undefined ? undefined : { question: words.question, turns: words.turns, reply: words.reply }
  return canonicalHash({ body: { ...body, words: undefined }, receipt, said })
}

/**
 * The legs of a recorded answer that the knowledge `base` decides differently from what was recorded, on
 * the recorded facts and days.
 */
export function movedLegs(base: Base, { body: { legs, today } }: RecordedAnswer): readonly Moved[] {
  return legs.flatMap((leg) => {
    const outcome = leg.read === undefined ? decideEarlier(base, leg, today) : decideRecorded(base, leg.read, today)
    return moved(leg, {
      name: leg.classes.join(),
      destination: leg.destination,
      verdict: outcome?.shown ?? 'no longer known',
      rules: outcome?.rules ?? [],
      citations: outcome?.citations ?? [],
    })
  })
}

/**
 * A leg of an answer that is decided differently: its verdict before (`was`) and now (`is`), and which of the governing rules and
 * of the citations ("usml-iv (d)(1)") are gone or new.
 */
export type Moved = {
  readonly leg: string
  readonly was: string
  readonly is: string
  readonly rulesGone: readonly string[]
  readonly rulesNew: readonly string[]
  readonly citesGone: readonly string[]
  readonly citesNew: readonly string[]
}

/**
 * The legs in which a recorded decision and another answer differ, in the verdict, the governing rules or
 * the citations. Legs are compared by position.
 */
export function compareLegs({ legs }: RecordedAnswer['body'], now: Answer): readonly Moved[] {
  const length = Math.max(legs.length, now.answers.length)
  return Array.from({ length }, (_, index) => {
    const is = now.answers[index]
    return moved(legs[index], is === undefined ? undefined : { ...is, name: is.item.name })
  }).flat()
}

type LegThen = RecordedAnswer['body']['legs'][number]
type LegNow = Pick<RecordedOutcome, 'rules' | 'citations'> & {
  readonly name: string
  readonly destination: string | null
  readonly verdict: string
}

/** A list with the leg if its result differs, otherwise an empty list. The order of rules and citations does not count. */
function moved(was: LegThen | undefined, is: LegNow | undefined): readonly Moved[] {
  const rules = difference(was?.rules ?? [], is?.rules ?? [])
  const cites = was !== undefined && was.citations === undefined ? noDifference : difference(citesIn(was), citesIn(is))
  const one: Moved = {
    leg: [is?.name ?? was?.classes.join(), is?.destination ?? was?.destination].filter(Boolean).join(' to '),
    was: was?.verdict ?? 'no verdict',
    is: is?.verdict ?? 'no verdict',
    rulesGone: rules.gone,
    rulesNew: rules.isNew,
    citesGone: cites.gone,
    citesNew: cites.isNew,
  }
  return one.was === one.is && [rules, cites].every(({ gone, isNew }) => gone.length + isNew.length === 0) ? [] : [one]
}

const noDifference = { gone: [], isNew: [] }

const difference = (was: readonly string[], is: readonly string[]) => ({
  gone: was.filter((one) => !is.includes(one)),
  isNew: is.filter((one) => !was.includes(one)),
})

const citesIn = (leg: Pick<LegThen, 'citations'> | undefined): readonly string[] =>
  (leg?.citations ?? []).map(({ source, section }) => `${source} ${section}`)

/**
 * The names of the parts of a recorded answer that another answer words differently: the title, a block
 * (named by its title or kind), the buttons, the look (the rest of the reply), the receipt.
 */
export function reworded({ words, receipt }: RecordedAnswer, now: Answer): readonly string[] {
  const [was, is] = [new Map(words === undefined ? [] : partsOf(words.reply)), new Map(partsOf(now.reply))]
  const names = [...new Set([...was.keys(), ...is.keys()])].filter((name) => was.get(name) !== is.get(name))
  return receipt === now.receipt ? names : [...names, 'the receipt']
}

/** Each part of a reply as one text, with its name. Blocks with the same name form one part. */
function partsOf({ title, blocks, actions, ...rest }: ChatReply): ReadonlyArray<readonly [name: string, says: string]> {
  const named = Map.groupBy(blocks, (block) => ('title' in block && block.title !== undefined ? `\`${block.title}\`` : `a ${block.kind}`))
  return [
    ['the title', title],
    ...[...named].map(([name, some]) => [name, canonicalJson(some)] as const),
    ['the buttons', canonicalJson(actions)],
    ['the look', canonicalJson(rest)],
  ]
}

/**
 * Answers a recorded question with the current knowledge and the law of today; `undefined` if its words
 * were withheld or erased.
 */
export const answerAgainToday = (versions: Versions, recorded: RecordedAnswer, today: string): Answer | undefined =>
  answerRecorded(versions.current, { ...recorded, body: { ...recorded.body, asOf: today } }, today)
