import type { Base } from '../../knowledge/base.ts'
import type { Mention } from '../names/mention.ts'
import type { Note } from '../reading.ts'

/** One note for each armed group that a message names, with the list that the group is on. */
export const armedGroupsIn = (base: Base, mentions: readonly Mention[]): readonly Note[] =>
  mentions.flatMap(({ meanings, typed }) =>
    base.armedGroups
      .filter(({ id }) => meanings.some((meaning) => meaning.kind === 'words' && meaning.says === id))
      .map(({ name, asOf }): Note => ({ kind: 'armed-group', typed, list: name, asOf })),
  )
