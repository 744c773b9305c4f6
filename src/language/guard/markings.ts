import { joined } from '../text/joined.ts'
/** Recognizes control markings: banners, portion markings, statements and warnings, in any case and wording. */

/**
 * Markings that are recognized by their capitals or by their position in the text. In a text that asks about
 * a marking, these markings are not looked for.
 */
const asTyped: readonly RegExp[] = [
  joined(
    'm',
    String.raw`^[^\w\n]{0,12}(?:TOP SECRET|SECRET|CONFIDENTIAL|RESTRICTED|CONTROLLED UNCLASSIFIED INFORMATION|`,
    String.raw`CUI|FOR OFFICIAL USE ONLY|NOFORN|ITAR|EXPORT CONTROLLED)[^\w\n]{0,12}$`,
  ),
  /\bRESTRICTED DATA\b[^?\n]{0,20}\bATOMIC ENERGY|\bFORMERLY RESTRICTED DATA\b|\bRestricted Data as defined\b/i,
  joined(
    'i',
    String.raw`\btechnical data\b[^.?]{0,60}\b(?:is|are) (?:controlled|restricted|subject)\b[^.?]{0,30}\b`,
    String.raw`(?:under|by|to)\b[^.?]{0,24}\b(?:the |ITAR|EAR|International|Export|Arms)`,
  ),
  /\b(?:information|items?|data)\b[^.?]{0,30}\bsubject to (?:the )?(?:export control laws?|ITAR \(22 CFR|EAR \(15 CFR)/i,
  joined(
    'i',
    String.raw`\bshall not be (?:exported|released|disclosed|transferred)\b|\bmay not be (?:exported|released|`,
    'transferred)[^.?]{0,60}without',
  ),
  /\b(?:TOP SECRET|SECRET|CONFIDENTIAL|CUI|FOUO|UNCLASSIFIED)\s?\/\//,
  /\/\/\s?(?:NOFORN|REL(?:IDO)? TO|SP-|ORCON|FOUO|EXPT)/,
  /(?:\/\/|^[^\w\n]{0,12}|- ?)NOFORN\b/m,
  /^[ \t]*(?:\d+[.)]\s*)?\((?:S|TS|C|CUI|U\/\/FOUO)(?:\/\/[A-Z]+)?\)\s+(?!\d{4})\S/m,
  /\bDISTRIBUTION STATEMENT [B-F]\b/i,
  joined(
    'i',
    String.raw`\b(?:contains?|includes?|constitutes?|is|are)\s+(?:ITAR[- ]|EAR[- ]|export[- ])?(?:controlled`,
    String.raw`\s+)?technical data (?:whose|which|that|subject|controlled|as defined|under|within)`,
  ),
  joined(
    'i',
    String.raw`\b(?:contains?|includes?) (?:technology|technical data|information)[^.?]{0,60}(?:controlled|`,
    'restricted|subject) (?:by|under|to) (?:the )?(?:ITAR|EAR|International Traffic|',
    'Export Administration|Arms Export)',
  ),
  /\bwhose export is (?:restricted|controlled)\b/i,
  /\bEXPORT[- ]CONTROLLED(?: INFORMATION| DATA| TECHNICAL DATA|\b\s*[-:/|])/,
  /^[^\w\n]{0,12}(?:ITAR|EAR|EXPORT)[- ](?:CONTROLLED|RESTRICTED)\b/m,
  /\b(?:ITAR|EAR)[- ](?:controlled|restricted)\s*(?:[-–:|/]|data below|information below|drawing below)/i,
  /\b22 U\.?S\.?C\.? 2751\b|\b22 CFR (?:parts? )?120-130\b[^?]{0,80}(?:restricted|controlled|warning|prohibited)/i,
  /\bWARNING\b[^?]{0,60}\b(?:technical data|export|Arms Export Control)/,
  /\b(?:controlled unclassified information|controlled technical information)\b\s*[-:/]/i,
  /\bPROPRIETARY\b[^?\n]{0,40}\b(?:EXPORT|ITAR|EAR)\b|\b(?:EXPORT|ITAR)[^?\n]{0,30}\bPROPRIETARY\b/,
  joined(
    'i',
    String.raw`\b(?:this (?:document|drawing|file|page|sheet|information) (?:is|contains|`,
    String.raw`may contain) )[^.?]{0,40}\b(?:ITAR|export)[- ](?:controlled|restricted)`,
  ),
  /\bUSML Category [IVX]+ technical data\b[^?]{0,40}(?:do not|no release|not releasable)/i,
  /\bnot (?:for release|releasable) to (?:foreign|non-U)/i,
  /\bif you are not a u\.?s\.? (?:person|citizen)\b[^?]{0,40}\b(?:delete|destroy|return|stop|close|do not)\b/i,
  /\bmarked \((?:TS|S|C|R|NR|NC|NS|CUI)\)/,
  // Markings of a single sentence, in brackets before it: "(C) The seeker", "(CUI) The actuator".
  /(?:^|[.?!:]\s+|\n)[ \t]{0,8}\((?:TS|S|C|R|NR|NC|NS|CUI|FOUO|U\/\/FOUO)(?:\/\/[A-Z/ ,-]+)?\)\s+[A-Z][a-z]/,
]

const levels = 'top secret|secret|confidential|restricted|unclassified'

/** Markings in capitals or not. In a plain question ({@link isPlainQuestion}) they are not looked for. */
const anyCase: readonly RegExp[] = [
  // A line with nothing but a marking.
  joined(
    'im',
    String.raw`^[^\w\n]{0,12}(?:controlled unclassified information|cui|noforn|fouo|for official use only|`,
    String.raw`itar(?: controlled)?|export[- ]controlled)(?:\W+(?:controlled|cui|noforn|fouo|itar|ear|export|`,
    String.raw`information|data|technical|only|draft))*[^\w\n]{0,12}$`,
  ),
  // A marking at the beginning of a line, with the text it applies to after it.
  joined(
    'i',
    String.raw`(?:^|\n)[^\w\n]{0,12}(?:controlled unclassified information|cui|noforn|fouo|(?:export|itar|`,
    String.raw`ear)[- ]?(?:controlled|restricted)(?: (?:information|technical data|data))?(?: \((?:eci|`,
    String.raw`cui)\))?)\s*(?:[-–:/|;,]|follows|material|data|information|below)`,
  ),
  /\b(?:ts|secret|confidential|cui|fouo|unclassified|s|u)\s?\/\/\s?[a-z]/i,
  /\/\/\s?(?:noforn|nf\b|rel(?:ido)? to|sp-|si\b|orcon|fouo|expt|cti\b|fedcon|dl only)/i,
  /\brel(?:easable)? to (?:usa|aus|gbr|can|fvey|nato)\b/i,
  /\bnoforn (?:material|below|follows|draft)/i,
  /\bcui categor(?:y|ies)\s?:|\blimited dissemination controls?\s?:|\bcontrolled by\s?:/i,
  /\b(?:distribution statement|dist(?:ribution|ro)?\.?(?: (?:statement|stmt))?)[ :]\s?[b-f]\b\s*[-:.,;"]/i,
  /\bdistribution (?:is )?(?:authorized|limited) to\b/i,
  new RegExp(`\\b(?:nato|cosmic|atomal)[ -](?:${levels})\\b`, 'i'),
  new RegExp(`\\buk (?:${levels}|official)\\b|\\b(?:uk|us|usa|aus|can|nato) eyes only\\b|\\bofficial[- ]sensitive\\b`, 'i'),
  joined(
    'i',
    String.raw`\b(?:austeo|agao|can eyes only|vs-nfd|vs-nur f|nur f(?:ü|ue)r den dienstgebrauch|`,
    String.raw`diffusion restreinte|confidentiel d(?:é|e)fense|sp(?:é|e)cial france|geheim\b|riservatissimo|`,
    'difusi(?:ó|o)n limitada|departementaal vertrouwelijk|zastrze(?:ż|z)one)',
  ),
  /\bdestr(?:oy|uction)\b[^.?]{0,40}\bby any method\b/i,
  /\bexport classification\s?:|\bdo not export\b[^?]{0,30}\bwithout\b/i,
  joined(
    'i',
    String.raw`\b(?:not (?:to be )?(?:released?|releasable|disclosed?|forward(?:ed)?)|(?:no|do not|`,
    "don't) (?:release|forward|disclose|disseminate)|release|releases|disclosure) (?:outside|",
    String.raw`to) (?:the )?(?:foreign|non-?u\.?s|us\b|u\.s)[^?]{0,24}`,
  ),
  /\bdiversion contrary to (?:u\.?s\.?|united states) law\b/i,
  joined(
    'i',
    String.raw`\b(?:this|attached|following|enclosed) (?:document|drawing|file|page|sheet|data|information|`,
    String.raw`technical data|procedure|report)\b[^.?]{0,24}\b(?:itar|ear|export)[- ](?:controlled|`,
    String.raw`restricted)\b`,
  ),
  joined(
    'i',
    String.raw`\b(?:information|data|documents?|drawings?|commodit(?:y|ies)|technology|these|this|herein|`,
    String.raw`attached)\b[^.?]{0,60}\b(?:subject to|controlled (?:by|under)|in accordance with|`,
    'restricted (?:by|under)|under the provisions of) the (?:international traffic|',
    String.raw`export administration|arms export|itar\b|ear\b)`,
  ),
  /^[^\w\n]{0,12}subject to the (?:itar|ear|international traffic|export administration)/i,
  /\b(?:itar|export)[- ](?:restricted|controlled)\s*(?:\/\/|[-–:|])/i,
  /\bwarning\b[^?]{0,60}\b(?:technical data|arms export control)/i,
  /\bproprietary (?:and|&|\/) (?:itar|export)/i,
  /^[^\w\n]{0,12}(?:fouo|noforn)\s?\/\s?(?:fouo|noforn)/im,
  /\bnot (?:approved |cleared )?for public release\b/i,
  /\b(?:further |onward )?(?:re-?transfer|re-?export|transfer|distribution|dissemination) (?:is )?prohibited\b/i,
  /\blimdis\b(?=\W*(?:\n|\/|[-–:])|.{0,30}\bdod)|\bdod(?:[id]\b| instruction| directive)? ?5230\.2\d?[^?\n]{0,24}(?:\n|applies|\/)/i,
  /\b(?:technology|technical data|data),?[^.?\n]{0,30}\bnlr not authori[sz]ed\b/i,
  /(?:^|[.!\n]\s{0,3})contains? (?:itar|ear|export)[- ](?:controlled )?(?:technical )?data\b/i,
  joined(
    'i',
    String.raw`\bthis (?:document|drawing|file|page|sheet|print|model|message|e-?mail|slide)\b[^?]{0,80}\b`,
    String.raw`(?:discloses|contains|includes|comprises)\b[^?]{0,60}\b(?:itar|ear|usml|controlled for export)\b`,
  ),
]

/** Matches the beginning of a question. */
const asking = joined(
  'i',
  String.raw`^[^\w\n]{0,12}(?:what|who|whom|whose|how|why|when|where|which|is|are|am|do|does|did|must|may|`,
  String.raw`can|could|should|shall|will|would|if|our|we|has|have|under|explain)\b`,
)

/**
 * Whether a text is only a question: it has no second line, no words such as "below", and no longer text after a colon that could carry a
 * marking.
 */
const isPlainQuestion = (text: string): boolean =>
  !/\n\s*\S/.test(text.trim()) &&
  !/(?<!\b(?:no|not|nothing) (?:\w+ )?)\b(?:below|follows|attached)\b|:\s+\S+(?:\s+\S+){3}/i.test(text) &&
  asking.test(text)

/** Whether a text asks what a marking means or who may read it. */
const asksAbout = (text: string): boolean =>
  isPlainQuestion(text) &&
  /\b(?:means?|meaning|difference|who (?:may|can|decides|reads)|what (?:is|are)|same as|how do|replaces?|says|stamped)\b/i.test(text)

/**
 * Words that report the marking of something else: "The files are TS//SCI". Such words do not count for
 * `anyCase`. To be on the safe side they count for `asTyped`: "it is marked CUI//SP-EXPT" is a marking.
 */
const told = joined(
  'gi',
  String.raw`\b(?:is|are|was|were|marked|stamped|labell?ed|bears?|carries)\s+(?:as\s+)?["'“]?[a-z]{1,12}`,
  String.raw`(?:\/\/[a-z-]{1,12}){1,3}["'”]?`,
  String.raw`|\b(?:anything|everything|something|whatever|things|texts|files|documents|papers)\s+(?:that is\s+|that are\s+)?`,
  String.raw`(?:marked|stamped|labell?ed)\s+(?:as\s+)?["'“]?(?:nato|uk|cosmic|atomal)? ?(?:${levels})["'”]?`,
)

/** A list entry with the regulations that apply to it, which is no marking: "9E101, subject to the EAR". */
const ofAnEntry = /\b\d[A-E]\d{3}[.\w]*\)?,?\s+(?:is\s+|and\s+)?subject to the (?:EAR|export administration regulations)\b/gi

/** Whether a text carries a control marking, also one with its letters spaced: "N A T O  S E C R E T". */
export function hasMarking(typed: string): boolean {
  const text = typed.replace(/\b(?:\p{Lu} +){3,}\p{Lu}\b/gu, (spaced) =>
    spaced.replace(/ {2,}/g, '_').replaceAll(' ', '').replaceAll('_', ' '),
  )
  if (asTyped.some((pattern) => pattern.test(text)) && !asksAbout(text)) return true
  if (isPlainQuestion(text)) return false
  const standing = text.replace(told, '').replace(ofAnEntry, '')
  return anyCase.some((pattern) => pattern.test(standing))
}
