import type { Base } from '../knowledge/base.ts'
import type { Action, Block, ChatReply } from '../port/reply.ts'
import { moreLayer } from './layers.ts'
import { footOf, type Stamp } from './stamp.ts'
import { helpTopics, generalHelp } from './help-topics.ts'

/** Example questions, shown as buttons; pressing one asks the question. */
const tries: readonly string[] = [
  'Can we sell an SLV stage to Australia?',
  'Japan or Brazil for a rocket stage?',
  'Which countries are MTCR partners?',
  'What changed in January 2025?',
]

/** One reply answers at most this many topics. */
const mostTopics = 3

/** Composes the help for the topics that a message asks about (`asked`); the general help if there are none. */
export function composeHelp(base: Base, asked: readonly string[], stamp: Stamp): ChatReply {
  const found = asked.flatMap((topic) => helpTopics[topic] ?? []).filter((one, _, all) => one !== generalHelp || all.length === 1)
  const [first = generalHelp, ...others] = found.slice(0, mostTopics)
  const isExample = first === generalHelp || first === helpTopics['asking']
  return {
    tone: 'neutral',
    title: first.title,
    blocks: [
      ...first.blocks(base, stamp),
      ...others.flatMap((one): readonly Block[] => [{ kind: 'text', text: `${one.title}.` }, ...one.blocks(base, stamp)]),
      ...(first === generalHelp ? [] : [{ kind: 'note' as const, text: 'Write help for all that I can do.' }]),
    ],
    layers: [first, ...others].flatMap(({ more }) => (more === undefined ? [] : moreLayer(more(base, stamp)))).slice(0, 1),
    foot: footOf(stamp.asOf, stamp),
    actions: [
      { id: 'ask', label: 'Ask with a form' },
      ...(isExample ? tries.map((label, index): Action => ({ id: 'choose', label, choice: String(index) })) : []),
    ],
  }
}

/** The title of the reply to each topic. A test compares the topics with the patterns and learned weights that find them. */
export const helpTitles: ReadonlyMap<string, string> = new Map(Object.entries(helpTopics).map(([topic, { title }]) => [topic, title]))
