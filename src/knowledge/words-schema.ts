import { z } from 'zod'
import { cite, day, id, names, text } from './schema.ts'

/** The shapes of `words.yaml`, `armed-groups.yaml` and `wmd.yaml`: words that state a fact other than the item or a place. */

/**
 * Names that state the fact `says`. With `cue` they only hint at it, so a sentence that denies them does
 * not deny the fact.
 */
export const wordsSchema = z.strictObject({ says: id, cue: z.literal(true).optional(), names })

/** A list of armed groups. A message that names one of them states the fact `namedGroup` with the `id` of the list as its value. */
export const armedGroupsSchema = z.strictObject({
  id,
  name: text,
  cites: z.array(cite).min(1),
  asOf: day,
  groups: z.array(names).min(1),
})

/**
 * Words that mean or can mean weapons of mass destruction. Most mean them only in pairs, e.g. a kind with an
 * arm: "chemical weapon". The comment at the top of `wmd.yaml` explains each list.
 */
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
  saying: names.default([]),
  holding: names.default([]),
  asked: names.default([]),
})

export type ArmedGroups = z.infer<typeof armedGroupsSchema>
export type Wmd = z.infer<typeof wmdSchema>
export type WordTags = z.infer<typeof wordsSchema>

/** Empty lists, with which no weapon of mass destruction is recognized. */
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
  saying: [],
  holding: [],
  asked: [],
}
