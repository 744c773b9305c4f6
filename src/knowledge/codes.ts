/** A section of a regulation, an entry of a list, an order or a bill, as people quote them: 126.7(b), 9A012, IV(h)(23), 19.A.1, Item 19, EO 14268. */
const code = new RegExp(
  [
    String.raw`\b\d{3,4}\.\d+(?: ?\([a-z0-9]{1,4}\))*`,
    String.raw`\b[0-9][A-E]\d{3}(?:\.[a-z0-9]+)*\b`,
    String.raw`\b(?:I|II|III|IV|V|VI|VII|VIII|IX|X|XI|XII|XIII|XIV|XV|XVI|XVII|XVIII|XIX|XX|XXI) ?\([a-z]\)(?: ?\([a-z0-9]{1,4}\))*`,
    String.raw`\b\d{1,2}\.[A-E](?:\.\d+(?:\.[a-z0-9]+)*)?\b`,
    String.raw`\bItem \d{1,2}(?:\.[A-E](?:\.\d+)?)?\b`,
    String.raw`\b(?:NSM|PDD|NSDD|Supp(?:lement)?\.? No\.?|H\.? ?R\.?|S\.|EO|Executive Order)[- ]?\d{1,5}\b`,
    String.raw`\b[2-9]\d{3}[a-d]?\([a-z]\)`,
  ].join('|'),
  'gi',
)

/** Codes as they are compared: without blanks, in small letters, an executive order as `eo`, a supplement as `supp`. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\bexecutive order\b/g, 'eo')
    .replace(/\bsupplement\b/g, 'supp')
    .replace(/\b(h|r|s|supp|no)\./g, '$1')
    .replace(/[\s-]+/g, '')

/** The codes that a text quotes. Each has a figure or a bracket, which most texts have not. */
export const codesIn = (text: string): readonly string[] =>
  /[\d(]/.test(text) ? [...new Set(Array.from(text.matchAll(code), ([typed]) => plain(typed)))] : []

/** How well a text that quotes `quoted` speaks to a code: 2 where it has it, or a part of it; 1 where it has what the code is a part of. */
export function fitOf(wanted: string, quoted: readonly string[]): 0 | 1 | 2 {
  if (quoted.some((one) => isWithin(one, wanted))) return 2
  return quoted.some((one) => isWithin(wanted, one)) ? 1 : 0
}

/** Whether a code is another one or stands below it: 126.7(b) below 126.7, not 126.71 below 126.7. */
const isWithin = (below: string, above: string): boolean =>
  below === above || (below.startsWith(above) && /^[(.]/.test(below.slice(above.length)))
