import { readFileSync } from 'node:fs'
import type { Answer } from '../../src/answer/conversation-types.ts'
import { severity, type ShownVerdict } from '../../src/engine/shown-verdict.ts'

/** A question with its right answer. With `turns` it is a conversation, and the answer is that to its last message. */
export type Question = {
  readonly id: string
  readonly kind: 'verdict' | 'followup' | 'refuse' | 'compare' | 'list' | 'lookup' | 'guard' | 'help' | 'smalltalk'
  readonly q?: string
  readonly turns?: readonly string[]
  readonly asOf?: string | null
  readonly expect: {
    readonly verdict?: ShownVerdict
    readonly verdictAny?: readonly ShownVerdict[]
    readonly perDestination?: Readonly<Record<string, ShownVerdict>>
    readonly perDestinationAny?: Readonly<Record<string, readonly ShownVerdict[]>>
    readonly includes?: readonly string[]
    readonly excludes?: readonly string[]
    /** Regular expressions on the plain text; those of `lead` on its first 400 characters. */
    readonly mustMatch?: readonly string[]
    readonly mustNotMatch?: readonly string[]
    readonly lead?: readonly string[]
    readonly asks?: readonly string[]
    readonly guardOk?: boolean
    readonly needFactsOk?: boolean
    readonly mustNotRefuse?: boolean
  }
}

/** Reads the questions of a file, one JSON object a line. */
export const questionsIn = (file: URL): readonly Question[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Question)

export const messagesOf = ({ q = '', turns }: Question): readonly string[] => turns ?? [q]

const finds = (pattern: string, text: string): boolean => new RegExp(pattern, 'im').test(text)

const matches = ({ mustMatch = [], mustNotMatch = [] }: Question['expect'], text: string): boolean =>
  mustMatch.every((pattern) => finds(pattern, text)) && !mustNotMatch.some((pattern) => finds(pattern, text))

const allowed = ({ verdict, verdictAny = [] }: Question['expect']): ReadonlySet<ShownVerdict | null> =>
  new Set([...verdictAny, ...(verdict === undefined ? [] : [verdict])])

/** Whether an answer is right for a question of its kind. */
export function isRight({ kind, expect, ...asked }: Question, answer: Answer): boolean {
  if (expect.mustNotRefuse === true && answer.intent === 'refuse') return false
  if (answer.intent === 'guard') return kind === 'guard' ? keepsNothing({ kind, expect, ...asked }, answer) : expect.guardOk === true
  switch (kind) {
    case 'verdict':
    case 'followup':
    case 'refuse': {
      const asks = answer.verdict !== 'need-facts' || expect.asks === undefined || expect.asks.some((key) => answer.asks.includes(key))
      return allowed(expect).has(answer.verdict) && asks && matches(expect, answer.text)
    }
    case 'compare':
      return Object.entries(expect.perDestination ?? {}).every(([code, want]) => {
        const said = answer.answers.filter(({ destination }) => destination === code).map(({ verdict }) => verdict)
        return said.length > 0 && said.every((one) => one === want || expect.perDestinationAny?.[code]?.includes(one) === true)
      })
    case 'list':
      return (
        (expect.includes ?? []).every((code) => answer.countries.includes(code)) &&
        !(expect.excludes ?? []).some((code) => answer.countries.includes(code))
      )
    case 'guard':
      return false
    case 'lookup':
      return matches(expect, answer.text) && (expect.lead ?? []).every((pattern) => finds(pattern, answer.text.slice(0, 400)))
    case 'help':
    case 'smalltalk':
      return (answer.verdict === null || (answer.verdict === 'need-facts' && expect.needFactsOk === true)) && matches(expect, answer.text)
  }
}

/** For text that must not be stored: nothing is decided, and no twenty characters of it are repeated. */
function keepsNothing(question: Question, answer: Answer): boolean {
  const [text, said] = [messagesOf(question).join(' '), answer.text].map((one) => one.replace(/\s+/g, ' ')) as [string, string]
  const echoes = Array.from({ length: Math.max(0, text.length - 19) }, (_, at) => text.slice(at, at + 20)).some((part) =>
    said.includes(part),
  )
  return answer.verdict === null && answer.answers.length === 0 && !echoes
}

const rank = (said: ShownVerdict | null): number => (said === null ? -1 : severity.indexOf(said))

/** Whether a verdict is unsafe: cleared where it must not be, or reviewed where it is denied. */
const isUnsafe = (want: ShownVerdict, got: ShownVerdict | null): boolean =>
  rank(got) >= 0 &&
  rank(got) < rank('need-facts') &&
  rank(got) < rank(want) &&
  (rank(got) < rank('case-by-case') || rank(want) >= rank('presumption-of-denial'))

/** Whether an answer is wrong and milder than the law, or misses a denied country of a comparison. */
export function isMilder({ kind, expect }: Question, { verdict, answers }: Answer): boolean {
  if (kind !== 'compare') return expect.verdict !== undefined && !allowed(expect).has(verdict) && isUnsafe(expect.verdict, verdict)
  return Object.entries(expect.perDestination ?? {}).some(([code, want]) => {
    const said = answers.filter(({ destination }) => destination === code).map((one) => one.verdict)
    const isDropped = rank(want) >= rank('presumption-of-denial') && answers.length > 0 && said.length === 0
    return isDropped || said.some((one) => one !== want && expect.perDestinationAny?.[code]?.includes(one) !== true && isUnsafe(want, one))
  })
}
