import type { Tip } from './tip.ts'

/** What people call topics, besides the topics' own names. */
const others: Readonly<Record<string, readonly string[]>> = {
  'space-launch': ['space', 'launch', 'launchers', 'rockets', 'slv', 'slvs', 'space launch vehicles'],
  uas: ['drones', 'drone', 'uav', 'uavs', 'unmanned aircraft'],
  missiles: ['missile'],
  process: ['processes', 'procedure', 'how to'],
  'end-use': ['end uses', 'end user', 'end users'],
  sanctions: ['embargoes', 'sanction'],
  people: ['person', 'nationality', 'nationalities'],
  country: ['countries', 'destinations'],
}

/** The topics that tips have, in order. */
export const topicsOf = (tips: ReadonlyArray<Pick<Tip, 'topics'>>): readonly string[] =>
  [...new Set(tips.flatMap(({ topics }) => topics))].sort()

/** A topic as people read it. */
export const topicWords = (topic: string): string =>
  topic === 'uas' || topic === 'aukus' ? topic.toUpperCase() : topic.replaceAll('-', ' ')

/** The topics that words name, parted by commas or "and"; and what names none. "Everything" is none in particular. */
export function readTopics(
  words: string,
  known: readonly string[],
): { readonly topics: readonly string[]; readonly strange: readonly string[] } {
  const named = words
    .toLowerCase()
    .split(/\s*(?:,|;|&|\band\b)\s*/)
    .map((name) => name.replace(/[^a-z0-9 -]/g, '').trim())
    .filter((name) => !['', 'all', 'all topics', 'everything', 'anything'].includes(name))
  const found = named.map((name) => ({ name, topic: known.find((topic) => isNameOf(name, topic)) }))
  return {
    topics: [...new Set(found.flatMap(({ topic }) => topic ?? []))].sort(),
    strange: found.flatMap(({ name, topic }) => (topic === undefined ? [name.slice(0, 40)] : [])),
  }
}

const isNameOf = (name: string, topic: string): boolean =>
  name === topic || name === topic.replaceAll('-', ' ') || others[topic]?.includes(name) === true
