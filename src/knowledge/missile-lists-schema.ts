import { z } from 'zod'
import { written } from './schema.ts'

/**
 * The shapes of `mt/*.yaml`, the lists of missile technology row by row: entries of the Commerce Control List and paragraphs of the
 * Munitions List with the figures that decide (`rowSchema`), and the things that people call by name whose entry those figures tell
 * (`partsSchema`, of `mt/parts.yaml`).
 */

const text = z.string().min(1).max(2000)
const texts = z.array(text).min(1)
const figureId = z.string().regex(/^[a-z]+(-[a-z]+)*$/)

/** A line drawn by a list. `min` and `max` count as inside, `above` and `below` do not. `or`: in place of the figure before it. */
const bound = {
  min: z.number().optional(),
  max: z.number().optional(),
  above: z.number().optional(),
  below: z.number().optional(),
  or: z.literal(true).optional(),
}

/** `of`: the figure of a thing that is read from questions, in its unit. `what`: any other, for editors. */
const rowFigure = z.union([z.strictObject({ of: figureId, ...bound }), z.strictObject({ what: text, unit: text.optional(), ...bound })])

export const rowSchema = z.strictObject({
  entry: text,
  name: text,
  /** What people call it, where one name tells the entry. */
  level: z.enum(['part', 'material', 'facility']).optional(),
  names: texts.optional(),
  kind: z.enum(['commodity', 'software', 'technology', 'pointer', 'article']),
  /** Which part of the entry is controlled for missile technology: all of it, none (it only points elsewhere), or on a condition. */
  mt: text,
  figures: z.array(rowFigure).optional(),
  /** Features without a figure that it asks for as well. */
  also: texts.optional(),
  /** Facts of the vocabulary without which the row does not speak. */
  when: written.optional(),
  /** The vehicle that it must be usable in: "missiles" carry 500 kg to 300 km, "range" is 300 km with any payload. */
  usable: z.enum(['missiles', 'range']).optional(),
  annex: texts.optional(),
  /** Annex items that are only remembered. */
  recalled: texts.optional(),
  /** For editors: for which reasons it is controlled. */
  reasons: texts.optional(),
  /** For editors: where the Munitions List has it. */
  itar: text.optional(),
  see: text.optional(),
  class: text.optional(),
  /** The pattern of the entries as they are quoted; none where entries.yaml says it. */
  quoted: text.optional(),
  /** The day of the text that was read. */
  read: z.iso.date(),
})

/** A figure that tells a thing's entry. `taken`: presumed where nobody tells it. */
const partFigure = z.strictObject({
  id: figureId,
  what: text,
  /** A unit of quantities.yaml; empty where the figure has none. */
  unit: z.string(),
  taken: z.number().optional(),
  /** The unit is said before the number: "Mach 3". */
  before: z.literal(true).optional(),
  words: texts.optional(),
})

const partThing = z.strictObject({
  id: figureId,
  name: text,
  level: z.enum(['part', 'material', 'facility']),
  names: texts,
  /** Everyday names, which count only beside a figure or another word of the field. */
  slang: texts.optional(),
  rows: texts,
  figures: z.array(partFigure).optional(),
})

/** A family of items.yaml whose rows are only shown. */
const partLink = z.strictObject({ family: figureId, rows: texts })

export const partsSchema = z.array(z.union([partThing, partLink]))

export type Row = z.infer<typeof rowSchema>
export type PartFigure = z.infer<typeof partFigure>
type RowFigure = z.infer<typeof rowFigure>
export type Read = Extract<RowFigure, { readonly of: string }>
/** A line that a row draws for a figure that is read. */
export type Line = Omit<Read, 'or'>
