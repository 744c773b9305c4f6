import { z } from 'zod'
import { written } from './schema.ts'

/**
 * The shapes of `mt/*.yaml`, the lists of missile technology. A row (`rowSchema`) is an entry of the Commerce Control List or a paragraph
 * of the Munitions List, with the figures that decide whether it applies. `mt/parts.yaml` (`partsSchema`) has the things (gyroscopes,
 * engines …) that people call by name and whose entry depends on such figures.
 */

const text = z.string().min(1).max(2000)
const texts = z.array(text).min(1)
const figureId = z.string().regex(/^[a-z]+(-[a-z]+)*$/)

/**
 * Bounds of a figure: `min` and `max` are inclusive, `above` and `below` exclusive. `or`: it is enough if
 * this figure or the one before it is within its bounds.
 */
const bound = {
  min: z.number().optional(),
  max: z.number().optional(),
  above: z.number().optional(),
  below: z.number().optional(),
  or: z.literal(true).optional(),
}

/**
 * A figure of a row.
 * - `of`: a figure of a thing in parts.yaml, in the unit given there; it is read from questions.
 * - `mt`: the bounds limit only the part of the entry that is controlled for missile technology; the entry
 * itself is wider.
 * - `what`: any other figure, for editors only.
 */
const rowFigure = z.union([
  z.strictObject({ of: figureId, mt: z.literal(true).optional(), ...bound }),
  z.strictObject({ what: text, unit: text.optional(), ...bound }),
])

export const rowSchema = z.strictObject({
  entry: text,
  name: text,
  /**
   * `level` and `names` are given if the name of a thing alone tells its entry, so that parts.yaml need not
   * have the thing.
   */
  level: z.enum(['part', 'material', 'facility']).optional(),
  names: texts.optional(),
  /** Everyday names; see `slang` of a thing of parts.yaml. */
  slang: texts.optional(),
  /** Other names by which people ask for the entry ("flight termination system"). They are not read as the item of a deal. */
  says: texts.optional(),
  kind: z.enum(['commodity', 'software', 'technology', 'pointer', 'article']),
  /**
   * Which part of the entry is controlled for missile technology: "all", "none" (the entry only points elsewhere), or the condition in
   * words.
   */
  mt: text,
  figures: z.array(rowFigure).optional(),
  /** Further features that the entry requires, other than figures. */
  also: texts.optional(),
  /** A condition that must also hold for the row to apply. */
  when: written.optional(),
  /** The vehicle in which the item must be usable: `missiles` carry 500 kg over 300 km, `range` means 300 km with any payload. */
  usable: z.enum(['missiles', 'range']).optional(),
  annex: texts.optional(),
  /** Annex items (3.A.1) that are known from memory only; if given, they replace those of `annex`. */
  recalled: texts.optional(),
  /** For editors: for which reasons the entry is controlled. */
  reasons: texts.optional(),
  /** For editors: where the Munitions List has the item. */
  itar: text.optional(),
  see: text.optional(),
  class: text.optional(),
  /**
   * The pattern by which people quote the entry. Left out if entries.yaml has this entry with its own
   * pattern.
   */
  quoted: text.optional(),
  /** The ISO day as of which the text of the entry was read. */
  read: z.iso.date(),
})

/** A figure on which a thing's list entry depends. `taken`: the value presumed if nobody states one. */
const partFigure = z.strictObject({
  id: figureId,
  what: text,
  /** A unit of quantities.yaml; empty if the figure has none. */
  unit: z.string(),
  taken: z.number().optional(),
  /** The unit is written before the number: "Mach 3". */
  before: z.literal(true).optional(),
  words: texts.optional(),
})

const partThing = z.strictObject({
  id: figureId,
  name: text,
  level: z.enum(['part', 'material', 'facility']),
  names: texts,
  /** Everyday names ("shaker"); they count only near a figure, an orbit, an entry or another technical word. */
  slang: texts.optional(),
  rows: texts,
  figures: z.array(partFigure).optional(),
})

/** Links a family of items.yaml to rows: replies show them, but they do not decide the class of the item. */
const partLink = z.strictObject({ family: figureId, rows: texts })

export const partsSchema = z.array(z.union([partThing, partLink]))

export type Row = z.infer<typeof rowSchema>
export type PartFigure = z.infer<typeof partFigure>
type RowFigure = z.infer<typeof rowFigure>
export type Read = Extract<RowFigure, { readonly of: string }>
/** The bounds that a row sets for a figure that is read from questions. */
export type Line = Omit<Read, 'or'>
