import { tipTopics, type TipTopic } from '../knowledge/tip-schema.ts'
import { keysOf } from '../knowledge/keys.ts'

/** Further names of topics, besides their ids and titles. */
const others: Readonly<Record<TipTopic, readonly string[]>> = {
  'space-launch': ['space', 'launch', 'launchers', 'launch vehicles', 'slv', 'slvs', 'space launch vehicles'],
  missiles: ['rockets', 'missile', 'rocket'],
  uas: ['drones', 'drone', 'uav', 'uavs'],
  components: ['parts', 'materials', 'component'],
  data: ['technical data', 'services'],
  people: ['nationality', 'nationalities', 'deemed exports'],
  aukus: [],
  countries: ['country', 'destinations', 'embargoes', 'sanctions'],
  mtcr: ['the regime', 'regime', 'history'],
  process: ['papers', 'procedure', 'records'],
}

/** All topics, in the order in which people read them. */
export const topics = keysOf(tipTopics)

/** A topic as people read it. */
export function topicWords(topic: string): string {
  const titles: Readonly<Record<string, string | undefined>> = tipTopics
  return titles[topic] ?? topic
}

/**
 * Reads topics, separated by commas or "and". Names that are not topics go into `strange`. For
 * "everything", `topics` is empty, which means all topics.
 */
export function readTopics(words: string): { readonly topics: readonly string[]; readonly strange: readonly string[] } {
  const found: TipTopic[] = []
  const strange: string[] = []
  let rest = plain(words)
  // The names of some topics contain "and", so longer names are tried first.
  while (rest !== '') {
    const [name, topic] = names.find(([known]) => rest === known || rest.startsWith(`${known} `) || rest.startsWith(`${known},`)) ?? []
    if (name !== undefined && topic !== undefined) found.push(topic)
    const end = name?.length ?? /\s*(?:,|\band\b)|$/.exec(rest)?.index ?? rest.length
    if (name === undefined && !everything.has(rest.slice(0, end))) strange.push(rest.slice(0, end).slice(0, 40))
    rest = rest.slice(end).replace(/^(?:[\s,]|and\b)+/, '')
  }
  return { topics: topics.filter((topic) => found.includes(topic)), strange: strange.filter((name) => name !== '') }
}

const everything = new Set(['', 'all', 'all topics', 'everything', 'anything'])

const plain = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[;&]/g, ',')
    .replace(/[^a-z0-9, -]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

const names: ReadonlyArray<readonly [name: string, topic: TipTopic]> = topics
  .flatMap((topic) => [topic, topic.replaceAll('-', ' '), plain(tipTopics[topic]), ...others[topic]].map((name) => [name, topic] as const))
  .toSorted(([a], [b]) => b.length - a.length)
