import { joined } from '../text/joined.ts'

const paragraphWord = String.raw`(?:sub-?)?para(?:graph|\.)?`
/** What follows is not a further ECCN: in "9A515 (b) 7A103" the letter counts the entries of a list. */
const noEccnNext = String.raw`(?!\s?(?:ECCN\s)?\d\s?[A-E]\s?\d{3})`
/** A letter that stands behind an ECCN by itself, and is no word: "9A515 d". Paragraphs a, i, o, s, x and y are not read like this. */
const bareLetter = String.raw`[b-hj-npqrt-wz](?![\w']|[.-]\w|\/o\b)${noEccnNext}`
/** Any letter that is joined to another: "9A515 a/d", "9A515 a and d". */
const jointLetter = String.raw`\s[a-z](?=\s?(?:[/&]|and|or)\s?[a-z](?!\w))(?!\/o\b)`
/** The letter of an ECCN's paragraph, as people write it: ".d", " (d)", "-d", "/d", "d", " d", ", para. (d)". */
const eccnLetter = [
  String.raw`(?:\s?\.[a-z]|\s?[([]\s?[a-z]\s?[)\]]${noEccnNext}|[-/][a-z]|[a-rt-z]|\s${bareLetter}|${jointLetter}|`,
  String.raw`,?\s{0,2}\(?${paragraphWord}\s{0,2}[.([]?[a-z][)\]]{0,2})(?![a-z])`,
].join('')
const eccnNumber = String.raw`(?:[.-]?\d{1,2}|\(\d{1,2}\))`

/** An ECCN with its paragraph: "9A515.d", "9A-515 (d)", "9 A 515 para. d", "paragraph (d) of ECCN 9A515". */
const eccn = joined(
  'gi',
  String.raw`(?:\b${paragraphWord}\s{0,2}[.(]?([a-z](?:[.()]{0,2}\d{1,2})?)\)?\s(?:of|in|under)\s(?:the\s)?(?:ECCN\s)?)?`,
  String.raw`(?<![\w.])([0-9])[\s.-]?([A-E])[\s.-]?([0-9]{3})((?:${eccnLetter}${eccnNumber}?(?:(?:\.[a-z]|\([a-z]\))${eccnNumber}?)?)?)s?(?!\w)`,
)
const ear99 = /\bEAR[ -]?99\b/gi
const annex = /\b(?:MTCR|annex|item)\s*(?:item\s*)?(\d{1,2}\.[A-E]\.\d(?:\.[a-z])?)/gi

/** One step of a Munitions List paragraph: "(c)". */
const step = String.raw`\(\s?(?:\d{1,2}|[ivx]{1,6}|[a-z])\s?\)`
const bareStep = String.raw`(?:\d{1,2}|[ivx]{1,6}|[a-z])(?!\w)`
/** A step that follows a word: "sub 16", "para h", "item 23". "Item 23 of the order" is none. */
const wordedStep = String.raw`(?:${paragraphWord}|sub-?(?:item|section)?|item)\s{0,2}${bareStep}(?!\s(?:of|on|in)\b)`
/**
 * A Munitions List paragraph: "USML XI(c)(11)(vii)", "Category VIII(h)", "121.1 XIX.c", "USML 12(d)", "Cat. IV para (h) sub 16", "IV(h)16",
 * "USML IV h 23".
 */
const usml = joined(
  'gi',
  String.raw`(?:((?:${step}\s?){1,5})(?:of|under|in)\s(?:the\s)?(?=USML|cat|U\.?S\.?\s|munitions))?`,
  String.raw`\b(?:U\.?S\.?\s)?(?:(USML|US[ -]?ML|munitions list|121\.1)[\s,:(§-]{0,4})?(?:\b(cat(?:egory|\.)?)\s{0,2})?`,
  String.raw`(?<![\w.])(XXI|XX|XIX|XVIII|XVII|XVI|XV|XIV|XIII|XII|XI|X|IX|VIII|VII|VI|V|IV|III|II|I|\d{1,2})(?!\w)`,
  String.raw`(,?\s{0,2}(?:(?:${paragraphWord}\s{0,2})?${step}|${paragraphWord}\s{0,2}[a-z](?!\w))`,
  String.raw`(?:\s{0,2}${step}|,?\s{0,2}${paragraphWord}\s{0,2}${step}|,?\s{0,2}${wordedStep}|(?<=\))\d{1,2}(?!\w)){0,4}`,
  String.raw`|\s[b-hj-z]\s?(?:${step}|\d{1,2}(?!\w|[.,:]\d))`,
  String.raw`|[.-][a-z](?!\w)(?:[.-](?:\d{1,2}|[ivx]{1,6}|[a-z])(?!\w)){0,3})?`,
  String.raw`(\s(?:of|on|in|under) the (?:U\.?S\.? )?(?:USML|munitions list))?`,
)
const romans = 'I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI'.split(' ')

/** Words that put an item on the Munitions List without naming a category: "ITAR-controlled", "a defense article". */
const onList = joined(
  'giu',
  String.raw`(?<=\p{L}, ?|\()ITAR(?=[,)](?! ?(?:EAR|AECA|and|or)\b))|\bITAR[- ](?:controlled|regulated|`,
  String.raw`restricted|items?|articles?|goods|parts?|components?|hardware|products?|equipment|materials?|`,
  String.raw`(?:technical )?data|drawings?|files?|specs?|manuals?|documents?|docs|software|technology)\b|`,
  String.raw`\bdefen[sc]e articles?\b|\b(?:on|under) the (?:USML|(?:U\.?S\.? )?munitions list)\b|`,
  String.raw`\bsubject to the ITAR\b|`,
  String.raw`\bUSML (?:items?|articles?|parts?|components?|hardware|products?|(?:technical )?data|drawings?)\b`,
)

/** An entry as a text quotes it, in standard spelling, and its character offsets. */
export type Quoted = { readonly quoted: string; readonly start: number; readonly end: number }
type Spell = (parts: readonly (string | undefined)[]) => string | undefined

/**
 * The list entries quoted in the text, in standard spelling, whether the knowledge has them or not. A quick test first skips texts that
 * cannot quote one.
 */
export const quotedEntries = (text: string): readonly Quoted[] =>
  /[\d(]|USML|ITAR|munitions|defen[sc]e/i.test(text)
    ? [
        ...withShortForms(text, quotes(text, eccn, spellEccn), shortEccn),
        ...withShortForms(text, quotes(text, usml, spellParagraph), shortParagraph),
        ...quotes(text, onList, () => 'USML'),
        ...quotes(text, ear99, () => 'EAR99'),
        ...quotes(text, annex, ([, item]) => `MTCR ${item}`),
      ]
    : []

/** An ECCN in standard spelling: "9A515.e.2". */
function spellEccn([, before = '', group = '', product = '', digits = '', after = '']: readonly (string | undefined)[]): string {
  return [group + product.toUpperCase() + digits, ...stepsOf(after === '' ? before : after)].join('.')
}

/** The steps of a paragraph, without the words before them: "(h) sub 16" has "h" and "16". */
const stepsOf = (paragraph: string): readonly string[] =>
  paragraph
    .toLowerCase()
    .replace(stepWords, ' ')
    .match(/[a-z]+|\d+/g) ?? []
const stepWords = /(?:sub-?)?para(?:graph|\.)?|sub-?(?:item|section)?|item/g

/**
 * A USML paragraph in standard spelling: "XI(c)(11)". `undefined` if the match is only a number or a letter ("12", "I"). A category without
 * a paragraph counts only if the list is named.
 */
function spellParagraph([, before, list, category, number = '', after, of]: readonly (string | undefined)[]): string | undefined {
  const paragraph = after ?? before ?? ''
  const isNamed = list !== undefined || of !== undefined
  const isWord = number.length === 1 && (number !== number.toUpperCase() || number === 'I' || paragraph.startsWith(' '))
  const isQuoted = isNamed || (paragraph.includes('(') && (category !== undefined || !(isWord || /\d/.test(number))))
  const roman = /\d/.test(number) ? (isNamed ? romans[Number(number) - 1] : undefined) : number.toUpperCase()
  return isQuoted && roman !== undefined
    ? `${roman}${stepsOf(paragraph)
        .map((one) => `(${one})`)
        .join('')}`
    : undefined
}

/**
 * A quote that is shortened because another quote comes before it. `pattern` matches the joining word and the
 * short form. `inFull` completes the short form with the quote before it; `undefined` if that is not
 * possible.
 */
type ShortForm = { readonly pattern: RegExp; readonly inFull: (short: string, quoted: string) => string | undefined }

const joining = String.raw`\s{0,2}(?:,\s?and|,|and|or|&|/|\+|plus|as well as)\s{0,2}`
/** Words by which a paragraph is put beside another, or corrected: ", or rather", ", sorry:", ", no,". Both are decided. */
const corrects = String.raw`(?:or|and|no|not|sorry|oops|rather|actually|correction|I mean|make that|scratch that|wait|it's|it is)`
const correcting = String.raw`\s{0,2}[,;.:(-]?\s{0,2}${corrects}(?:[\s,:.]{1,3}${corrects}){0,3}[\s,:.]{0,2}[\s,:]`

/** "9A515.a and .e.2" quotes 9A515.e.2, too, and so does "9A515 (a) and (e)(2)"; "9A515 a and d" quotes 9A515.d. */
const shortEccn: ShortForm = {
  pattern: joined(
    'iy',
    `(?:${joining}|${correcting})`,
    String.raw`(\.[a-z](?:\.\d{1,2})?(?!\w)|\([a-z]\)${eccnNumber}?${noEccnNext}|${bareLetter})`,
  ),
  inFull: (short, quoted) => (short.startsWith('.') || quoted.length > 5 ? [quoted.slice(0, 5), ...stepsOf(short)].join('.') : undefined),
}

/**
 * "IV(h)(23) and (h)(1)" quotes IV(h)(1), too, and so do "IV(h)(23) and (1)", "IV (h) sub 23 or 1" and "IV (h) sub 23, correction: sub 1".
 */
const shortParagraph: ShortForm = {
  pattern: joined(
    'iy',
    String.raw`(?:(?:${joining}|${correcting})(?=\()|(?<=(?:sub-?[a-z]*|paragraph|item)\s{0,2}\d{1,2})(?:${joining}|${correcting})(?=\d)|`,
    String.raw`[^?!\n\d]{0,40}?\bsub-?(?:para(?:graph)?|item|section)?\s{0,2}(?=\w))((?:${step}\s?){1,4}|\d{1,2}(?!\w)|[a-z](?!\w))`,
  ),
  inFull: (short, quoted) => {
    const steps = (short.match(/[a-z]+|\d+/gi) ?? []).map((one) => one.toLowerCase())
    const [category = '', ...all] = quoted.split('(').map((one) => one.replace(')', ''))
    const at = all.findIndex((one) => /^\d/.test(one) === /^\d/.test(steps[0] ?? ''))
    return at === -1 ? undefined : category + [...all.slice(0, at), ...steps].map((one) => `(${one})`).join('')
  },
}

/** The quotes, each followed by those that are joined to it in short form. */
const withShortForms = (text: string, found: readonly Quoted[], { pattern, inFull }: ShortForm): readonly Quoted[] =>
  found.flatMap((first) => {
    const all = [first]
    for (let last = first; all.length < mostQuotes;) {
      pattern.lastIndex = last.end
      const match = pattern.exec(text)
      const quoted = match?.[1] === undefined ? undefined : inFull(match[1], last.quoted)
      if (match?.[1] === undefined || quoted === undefined) break
      const end = match.index + match[0].trimEnd().length
      last = { quoted, start: end - match[1].trimEnd().length, end }
      all.push(last)
    }
    return all
  })

/** At most this many quotes of each kind are read from a text. */
const mostQuotes = 40

function quotes(text: string, pattern: RegExp, spell: Spell): readonly Quoted[] {
  const found = [...text.matchAll(pattern)].flatMap((match): Quoted[] => {
    const quoted = spell(match)
    return quoted === undefined ? [] : [{ quoted, start: match.index, end: match.index + match[0].length }]
  })
  return found.slice(0, mostQuotes)
}
