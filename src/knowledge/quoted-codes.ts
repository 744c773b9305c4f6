/**
 * Matches references as people quote them: sections, list entries, orders and bills. Examples: 126.7(b),
 * 9A012, IV(h)(23), 19.A.1, Item 19, EO 14268.
 */
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

/**
 * Normalizes a code for comparison: lower case, no spaces or hyphens, "executive order" becomes `eo`,
 * "supplement" becomes `supp`.
 */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\bexecutive order\b/g, 'eo')
    .replace(/\bsupplement\b/g, 'supp')
    .replace(/\b(h|r|s|supp|no)\./g, '$1')
    .replace(/[\s-]+/g, '')

/**
 * The codes that a text quotes, normalized ({@link plain}), each once. A text that has neither a digit nor
 * "(" is not searched.
 */
export const codesIn = (text: string): readonly string[] =>
  /[\d(]/.test(text) ? [...new Set(Array.from(text.matchAll(code), ([typed]) => plain(typed)))] : []

/**
 * How well a text that quotes these codes fits the code `wanted`: 2 if it quotes that code or one within
 * it, 1 if it quotes only a code that contains it, 0 if neither.
 */
export function fitOf(wanted: string, quoted: readonly string[]): 0 | 1 | 2 {
  if (quoted.some((one) => isWithin(one, wanted))) return 2
  return quoted.some((one) => isWithin(wanted, one)) ? 1 : 0
}

/** Whether `below` is the code `above` or lies within it: 126.7(b) lies within 126.7, 126.71 does not. */
const isWithin = (below: string, above: string): boolean =>
  below === above || (below.startsWith(above) && /^[(.]/.test(below.slice(above.length)))
