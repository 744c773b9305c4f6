import type { Said } from '../../engine/explore.ts'
import type { Base } from '../../knowledge/base.ts'
import { listsNamed, type NamedList } from './groups.ts'
import type { Message } from '../message.ts'
import { yearsIn, type Years } from './years.ts'

/** A list of countries that is asked for. */
export type ListRequest = {
  /** The published lists that are named. */
  readonly lists: readonly NamedList[]
  /** Whether a country must be on all of them, or any will do; lists of one family go together where nothing is said. */
  readonly how: 'all' | 'any' | undefined
  /** Countries that are named to be left out. */
  readonly besides: readonly string[]
  /** Whether a country that is named is on them is asked. */
  readonly asksMembership: boolean
  /** Whether all lists that it is on are asked for. */
  readonly asksGroups: boolean
  /** A part of the world that is named, and the countries of which some are asked for: only those. */
  readonly within: ReadonlyArray<readonly string[]>
  /** The verdicts by which countries are asked for; nothing where they are asked for by a list alone. */
  readonly verdicts: readonly Said[] | undefined
  /** When somebody came in is asked, and the years that are named. */
  readonly joined: boolean
  readonly years: Years | undefined
  /** The bar of a law is spoken of: an article tells it better than a list. */
  readonly ofTheBar: boolean
}

/** Reads what list is asked for. */
export function readListRequest(base: Base, message: Message): ListRequest {
  const { mentions, marks } = message
  return {
    lists: listsNamed(base, message),
    how: marks.any('any-list') ? 'any' : marks.any('both-lists') ? 'all' : undefined,
    besides: mentions
      .filter(({ from }) => marks.has(from, 'left-out'))
      .flatMap(({ meanings }) => meanings.flatMap((meaning) => (meaning.kind === 'country' ? [meaning.code] : []))),
    asksMembership: marks.any('asks-membership'),
    asksGroups: marks.any('asks-groups'),
    within: [
      ...mentions.flatMap(({ meanings }) =>
        meanings.flatMap((meaning) => (meaning.kind === 'bloc' && meaning.codes !== undefined ? [meaning.codes] : [])),
      ),
      ...(marks.any('of-the-named') ? [countriesIn(message)] : []),
    ],
    verdicts: marks.any('wants-verdicts') ? verdictsIn(message) : undefined,
    joined: marks.any('joined') || marks.any('not-yet'),
    years: yearsIn(message),
    ofTheBar: marks.any('of-the-bar'),
  }
}

const countriesIn = ({ mentions }: Message): readonly string[] =>
  mentions.flatMap(({ meanings }) => meanings.flatMap((meaning) => (meaning.kind === 'country' ? [meaning.code] : [])))

/** The verdicts by which something may go. */
export const lettingGo: readonly Said[] = ['not-an-export', 'no-license', 'exemption-possible', 'license-favorable', 'case-by-case']

/** Which verdicts a question of this wording asks for; those that let something go where it says none. */
function verdictsIn({ marks }: Message): readonly Said[] {
  if (marks.any('wants-prohibited')) return ['prohibited', 'policy-of-denial']
  if (marks.any('wants-presumed-denial')) return ['presumption-of-denial']
  if (marks.any('wants-denied'))
    return marks.any('wants-outright') ? ['policy-of-denial', 'prohibited'] : ['presumption-of-denial', 'policy-of-denial', 'prohibited']
  if (marks.any('wants-no-license')) return ['not-an-export', 'no-license']
  if (marks.any('wants-exempt')) return ['exemption-possible']
  return lettingGo
}
