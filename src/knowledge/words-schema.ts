import { z } from 'zod'
import { cite, day, id, names, text } from './schema.ts'

/** The shapes of `words.yaml`, `armed-groups.yaml` and `wmd.yaml`: words that state a fact other than item or place. */

/** `cue`: the words state no fact by themselves, so that to deny them denies nothing. */
export const wordsSchema = z.strictObject({ says: id, cue: z.literal(true).optional(), names })

/** Armed groups by list: the id of a list is the answer of `namedGroup` that its names state. */
export const armedGroupsSchema = z.strictObject({
  id,
  name: text,
  cites: z.array(cite).min(1),
  asOf: day,
  groups: z.array(names).min(1),
})

/** Words that mean weapons of mass destruction in pairs (wmd.yaml). */
export const wmdSchema = z.strictObject({
  kinds: names,
  kindsBehind: names,
  arms: z.strictObject({ after: names, other: names }),
  substances: names,
  agents: names,
  doubtful: names,
  carriers: names,
  carrying: names,
  spreading: names,
  guarding: names,
  peaceful: names,
  holding: names.default([]),
  asked: names.default([]),
})

export type ArmedGroups = z.infer<typeof armedGroupsSchema>
export type Wmd = z.infer<typeof wmdSchema>
export type Words = z.infer<typeof wordsSchema>

/** None of such words is known. */
export const noWmd: Wmd = {
  kinds: [],
  kindsBehind: [],
  arms: { after: [], other: [] },
  substances: [],
  agents: [],
  doubtful: [],
  carriers: [],
  carrying: [],
  spreading: [],
  guarding: [],
  peaceful: [],
  holding: [],
  asked: [],
}
