import type { Base } from '../../knowledge/base.ts'
import { cachedByObject } from '../cached.ts'
import type { Message } from '../message.ts'
import { featuresOf, kindsOf, scale } from './learned-scores.ts'

const prefix = 'help-'

const helpMarks = cachedByObject((base: Base): readonly string[] =>
  base.language.marks.flatMap(({ mark }) => (mark.startsWith(prefix) ? [mark] : [])),
)

/**
 * The topics about Licet itself that a message asks about, in file order. Each has a mark in knowledge/language/help.yaml; a topic is the
 * mark's name without `help-`.
 */
export const helpAsked = (base: Base, { marks }: Message): readonly string[] =>
  helpMarks(base).flatMap((mark) => (marks.any(mark) ? [mark.slice(prefix.length)] : []))

/** The features by which {@link helpLikely} judges a message: its words, pairs of words, and classes of words. */
export const helpFeatures = (message: Message): readonly string[] => {
  const { length } = message.tokens
  return [...featuresOf(message, 0, length), ...kindsOf(message, { from: 0, to: length }, [])]
}

/**
 * What knowledge/help.txt holds: the topics, and for each feature its weights in tenths of points. The first weight speaks for any question
 * about Licet, the others for the topics, in their order.
 */
type Weights = { readonly topics: readonly string[]; readonly rows: ReadonlyMap<string, readonly number[]> }

const learned = cachedByObject((base: Base): Weights => {
  const [head = '', ...lines] = (base.files['help.txt'] ?? '').split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  const cut = (line: string): readonly [string, string] => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]
  const rows = lines.map((line) => {
    const [weights, feature] = cut(line)
    return [feature, weights.split(',').map(Number)] as const
  })
  return { topics: cut(head)[1].split(','), rows: new Map(rows) }
})

/**
 * The topic about Licet that a message most likely asks about, by the learned weights of its words, and how
 * surely the message asks about Licet at all, in points. `undefined` if the message is too long, or more
 * likely about something else.
 */
export function helpLikely(base: Base, message: Message): { readonly topic: string; readonly points: number } | undefined {
  if (message.tokens.length > longest) return undefined
  const { topics, rows } = learned(base)
  const sums = [0, ...topics.map(() => 0)]
  for (const feature of helpFeatures(message)) rows.get(feature)?.forEach((weight, at) => (sums[at] = (sums[at] ?? 0) + weight))
  const [own = 0, ...ofTopics] = sums
  const topic = topics[ofTopics.indexOf(Math.max(...ofTopics))]
  return own <= 0 || topic === undefined ? undefined : { topic, points: Math.round(own / scale) }
}

/** Longer messages are rarely about Licet. */
const longest = 40
