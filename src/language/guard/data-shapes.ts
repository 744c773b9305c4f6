import { joined } from '../text/joined.ts'
/** Recognizes technical data by form: design files, program code, tables, procedures, drawing notes. This pattern finds files. */

const file = joined(
  'm',
  String.raw`\bISO-10303|\bHEADER;|\bSECTION\n\s*\d|\bENTITIES\b|#\d+\s?=\s?[A-Z_]+\(|\b(?:AXIS2_PLACEMENT|`,
  String.raw`CARTESIAN_POINT|MANIFOLD_SOLID)|^[ \t]*(?:[NG]\d{1,4}\s+)?G0?[0-3]\s+X-?\d|`,
  String.raw`\bsolid \w+\n\s*facet normal|\bvertex -?\d|<\w+(?:\s+\w+="[^"]*"){3,}`,
)

/** Whether a text looks like it is from a file for design or manufacture (STEP, DXF, G-code, STL, XML). */
export const isFile = (text: string): boolean => file.test(text)

const code: readonly RegExp[] = [
  /^[ \t]*(?:def|fn|func|function|void|float|double|static)\s+\w+\s*\([^)]*\)/m,
  /\bfor \w+ in (?:range\(|\w+:)/,
  /\b(?:if|while|for)\s?\([^)]*[<>=&|][^)]*\)\s?\{/,
  /\b\w+\s?[+\-*]?=\s?[\w.]+\s?[*+@/-]\s?[\w.()]+/,
  /\w\s?@\s?\w+\s?[@+.]/,
  /\b\w+\.(?:T|t|inv|dot)\b\(?/,
  /\b0x[\da-f]{2}\b.*\b0x[\da-f]{2}\b/is,
  /\bcrc-?\d|\b\d{4,6} baud\b/i,
  /;\s*(?:\w+\s?[+\-*]?=|\}|$)/m,
  /\breturn\b.{0,40}[*+/;(]/,
  /\b(?:self|this|np|math|torch|std)(?:\.|::)\w+/,
  /\b\w+\(:,\s?\w+\)|\bfor \w+\s?=\s?\d+:\w+/,
  /\b(?:struct|typedef|enum)\s+\w*\s*\{|#define \w+/,
  /\b(?:u?int\d+_t|float|double|bool|char)\s+\w+(?:\[\w+\])?\s?[;=]/,
  /^[ \t]*(?:class \w+\s*[:({]|import \w+|from \w+ import|#include|public |private )/m,
  /^[ \t]*(?:el)?if\b.{1,40}[<>=].{1,40}:|\bIF\b.{1,60}[<>=].{1,80}\bTHEN\b/m,
  /\b[a-z_]\w*\((?:'\w+'|"\w+"|\w+=)/,
  /\b[A-Z]{1,4}_?\w*\s?[<>]=?\s?\d.{1,60}\b(?:AND|OR|THEN)\b/,
]

/** Whether a text has program code: signs of code of at least two kinds. */
export const isCode = (text: string): boolean => code.filter((pattern) => pattern.test(text)).length >= 2

/**
 * Whether a text has at least three rows of figures ({@link isRow}), three lines alike but for their figures,
 * or mostly figures. Always false for a text with a word such as "price" or "invoice".
 */
export function isTable(typed: string): boolean {
  if (prices.test(typed)) return false
  const text = typed.replace(paragraph, '')
  if (text.split('\n').filter((line) => isRow(line)).length >= 3 || linesAlike(text) >= 3) return true
  const numbers = text.match(/\d+(?:\.\d+)?/g)?.length ?? 0
  const words = text.match(/\p{L}{3,}/gu)?.length ?? 0
  const decimals = text.match(/\d*\.\d{2,}/g)?.length ?? 0
  const fractions = text.match(/\d*\.\d/g)?.length ?? 0
  return (numbers >= 12 && numbers > words && fractions >= 2) || (decimals >= 6 && numbers >= 8) || (fractions >= 6 && numbers > 2 * words)
}

/** A paragraph of the regulations ("740.2"), where the text names regulations. */
const paragraph = /(?<=\b(?:cfr|itar|ear)\b.*|§.*)\b[17]\d\d\.\d{1,2}\b/gi

const prices = /\b(?:invoice|price|prices|freight|subtotal|total|vat|discount|each at|unit price)\b/i

/**
 * How many lines of a text are alike but for their figures: "unit 1: mean 3.1 g", "unit 2: mean 3.0 g". Only
 * lines with a decimal point and at least three groups of digits count.
 */
function linesAlike(text: string): number {
  const lines = text.split('\n').filter((line) => /\d\.\d/.test(line) && (line.match(/\d+/g)?.length ?? 0) >= 3)
  const shapes = Map.groupBy(lines, (line) => line.replace(/\d[\d.,]*/g, '#').trim())
  return Math.max(0, ...[...shapes.values()].map((same) => same.length))
}

/**
 * Whether a line is a row of a table, list entries such as 9A012 apart: at least three numbers, or two and no words, and hardly any longer
 * words. A line with a date never is.
 */
function isRow(entry: string): boolean {
  const line = entry.replace(/\b\d[A-E]\d{3}\b/g, '')
  const numbers = line.match(/-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi)?.length ?? 0
  const words = line.match(/\p{L}{4,}/gu)?.length ?? 0
  const letters = /\p{L}{2,}/u.test(line)
  return (numbers >= 3 || (numbers >= 2 && !letters)) && words <= 2 && !/\d{4}-\d{2}-\d{2}/.test(line)
}

/** Verbs that say what is done in a workshop or test stand, and hardly elsewhere. */
const shopVerb = joined(
  'i',
  '^(?:preheat|cure|degas|torque|tighten|leak|pressuri[sz]e|purge|bond|wind|anneal|quench|spin|vibrate|ramp|soak|',
  'stir|sinter|calibrate|vent|evacuate|solder|deburr|braze|crimp|impregnate|autoclave|lockwire|debulk|weld|grind|proof)$',
)
/** Verbs that say the same of a workshop, and other things elsewhere: such a step counts only if it has a figure or a word of a design. */
const everydayVerb = joined(
  'i',
  '^(?:apply|heat|cast|mix|pour|record|log|measure|mount|install|machine|fire|hold|wait|add|press|align|set|connect|',
  'arm|inspect|cool|check|fill|drain|open|close|load|pull|lay|place|rotate|tilt|switch|turn|verify|remove|clean|coat|dry|cut)$',
)

/** Whether a text lists at least three steps, at least two of them work on hardware; one is enough if it calls itself a test or production procedure. */
export function isProcedure(text: string, isOfDesign: (step: string) => boolean): boolean {
  const steps = text.split(/(?:^|[\s.;])(?:step\s?\d+|\d{1,2}[.)])\s*[:.)-]?\s+(?:(?:then|now|next)\s+)?(?=\p{L})/iu).slice(1)
  const work = steps.filter((step) => {
    const verb = /^\p{L}+/u.exec(step)?.[0] ?? ''
    return shopVerb.test(verb) || (everydayVerb.test(verb) && (/\d\s?[\p{L}°%]/u.test(step) || isOfDesign(step)))
  }).length
  return (
    (steps.length >= 3 && work >= 2) ||
    (steps.length >= 2 && work >= 1 && /\b(?:test|acceptance|mixing|casting|assembly|alignment|calibration) procedure\b/i.test(text))
  )
}

/**
 * Whether a text lists at least five values of a design one after the other, each told in few words: "blade count 44, tip radius 77.7,
 * chord 11.1". Figures that only classify an item, prices and days do not count.
 */
export function isParameterList(text: string): boolean {
  if (prices.test(text)) return false
  const values = text
    .split(/[,;:|\n](?!\d)|\.(?=\s)|\s[–-]\s/)
    .filter((part) => /\d/.test(part) && (part.match(/\p{L}{3,}/gu)?.length ?? 0) <= 4 && !ofAnotherKind.test(part))
  return values.length >= 5 && values.filter((part) => /\d\.\d|\.\d{2}|\d\s?(?:°|µ|%|deg|bar|mm|min|[CK]\b)|±/.test(part)).length >= 4
}

/** Figures that say what an item can do, what it costs, when it goes, or where something stands; and list entries. */
const ofAnotherKind = joined(
  'i',
  String.raw`[$€£]|\d\s?(?:km|kg|t|tons?|tonnes?|lbs?|kn|n|mn|kn[·.]?s|n[·.]?s|usd|eur|k|days?|weeks?|months?|years?|pcs|units?|pieces|ea)\b|`,
  String.raw`\d{4}-\d{2}|\b(?:19|20)\d\d\b|\d{1,2}[./]\d{1,2}[./]\d{2}|\b\d[A-E]\d{3}|\bcfr\b|§|\b\d{3}\.\d|\b[a-e]:\d|\d(?:am|pm)\b|\b(?:no|nos|po|lot|rev|section|para|item)\.?\s?#?\d`,
)

const notes: readonly RegExp[] = [
  /\bnotes?:?\s*\d|\bnote \d+\s?:/i,
  /\b(?:ams|astm|mil-[a-z]{1,4}|sae|din|iso)[- ]?\w*\d{3,}/i,
  /\b(?:heat treat|h1025|h900|anneal|age[d]? \d|hardness|hrc)\b/i,
  /\b(?:break (?:all )?sharp edges|deburr|chamfer|fillet|surface|finish|ra \d|\d+ ra|rms)\b/i,
  /\b(?:datum|true position|concentricity|flatness|runout|run-out|perpendicularity|tolerances?)\b/i,
  /\b(?:matl|material|per spec|dia|thk|wall thk|bore)\b/i,
  /[Øø]\s?\.?\d|\bM\d{1,2}\s?x\s?\d|\bH7\b|±|\+\/-/,
  /\b\d+ ?x ?(?:45|M\d)/,
]

/** Whether a text has at least three kinds of notes that are usual on drawings. */
export const isDrawingNote = (text: string): boolean => notes.filter((pattern) => pattern.test(text)).length >= 3
