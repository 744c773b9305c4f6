import { isCode, isDrawingNote, isFile, isParameterList, isProcedure, isTable } from './data-shapes.ts'
import { joined } from '../text/joined.ts'

/**
 * Recognizes controlled technical data by its measures: figures from a workshop or test, of different kinds,
 * beside words that describe a design. Figures that classify an item (range, payload, speed, impulse, mass)
 * do not count.
 */

/** Measures that are rare outside a design; one pattern for each kind of unit. */
const measurePatterns: readonly RegExp[] = [
  'mm|µm|um|microns?|micrometers?|inch(?:es)?|mils?|µin',
  'mpa|gpa|kpa|pa|bar|psi[ag]?|torr|mbar|mmhg|atm|meop',
  '°|degs?|degrees|mrad|arcmin|arcsec|deg/s|degrees? per second|rad/s|deg/hr?(?:/g)?|deg/rt-hr',
  'rpm|hz|khz|[mg]hz',
  'db[a-z]{0,3}',
  'g/cc|g/cm3|g per cc|kg/m3|g/s|kg/s|mm/s|m/s|in/s|l/min|slpm|sccm|w/cm2',
  'nm|n·m|n-m|ft-?lbs?|in-?lbs?|kgm2|kg·m2|j|mj',
  'ms|msec|µs|us|min|minutes?',
  'ma|a|v|vdc|w|ohms?(?:/sq)?|kohm',
  'ppm|u?grms|g rms|µg|ug|micro ?g|ug/g\\^?2(?:rms)?|mk',
  'c|k|°c|°f|f|celsius|kelvin|(?:°|deg )?[ckf]/(?:min|h)',
  '(?:wt|vol) ?%|percent|pct|%',
  'baud|g|grams?|kn|n|s|h',
]
  .map((units) => new RegExp(`(?<![\\w.,])\\.?\\d[\\d.,]{0,12}\\s?(?:${units})(?![\\w%/])`, 'gi'))
  .concat(
    /±\s?\.?\d|\+\s?\/?\s?-\s?\.?\d|-\/\+/g,
    /\bM\d{1,2}\b/g,
    // "in" counts only behind decimals: "0.094 in", not "Section 3 in".
    /(?<![\w.,])\d*\.\d{2,} ?in\b|\bgr\/ft\b/g,
    /[Øø]\s?\d|\d ?[x×] ?Ø|\d,\d+ ?[x×] ?\d/g,
  )

/** Words that are common in descriptions of a design. */
const designWords = new RegExp(
  `\\b(?:${[
    'throat|nozzle exit|exit|half[- ]angle|expansion ratio|chamber pressure|chamber|mixture ratio|oxidizer to fuel',
    'o/f|injector|doublets?|orifices?|film cooling|holes',
    'burn[ -]?rate|burn profile|burn|solids loading|grain|web|core|segments|mandrel|liner|plies|ply|lay-?up|hoop',
    'helical|wind|winding|band|tension|cure|curing|impregnations?|porosity|graphiti[sz]e|infiltration|cvd',
    'isp|specific impulse|mdot|eps|mass fraction|mprop|mdry|tburn|p gain|i gain|d gain|gains?|k[pid]',
    '(?<!closed[- ])loop|bandwidth|notch|margin|tau|damping|wn|kalman|filter|covariance|states|q diag|lambda',
    'lambdadot|saturate',
    'bias stability|bias|arw|scale factor|dither|lock-in|mirror loss|drift|k[012]|misalignment|rectification|netd',
    'nei|f/\\d|gimbal|track rate|pixel pitch|integration|blur|fuze|fragments?|standoff|detonator|squibs?|pellets',
    'rcs|ram|nose-on|broadside|turbine inlet|pressure ratio|sfc|air flow|fuel map|pump|impeller|hinge moment',
    'backlash|stroke|slew|deflection|torque|concentricity|true position|chamfer|bore|thread|heat treat|anneal',
    'anodi[sz]e|flow form',
    'weld|proof|burst|strain|modulus|yield|recession|stagnation|q ?max|pitch over|cutoff|coast|separation|springs',
    'bolts|flexible modes?|modes|xcg|xcp|iyy|ixx|izz|cd|cn ?alpha|cm_?q|alpha|mach|umbilical|pin \\d+|crc\\d*|arm',
    'fire|abort',
    'nco/oh|pot life|vibe|static fire|leak check|rotor|coil|preload|clearance|run-out|standoff|membrane',
    'friction stir|wall|thk|lens|fov|transmission|frame|path|no-fire|ablative|phenolic|inlet',
    'groove|ligament|gap|initiator|skew|mdf|shaped charge|threshold|eccm|ecm|salvo|decoy|chaff|seeker',
    'isolator|cavity|l/[dh]|phi|t0|combustor|diffuser|werkstoff|wandst(?:ä|ae)rke|brennkammer|d(?:ü|ue)se',
    'pr(?:ü|ue)fdruck|durchmesser|mat(?:é|e)riau|tuy(?:è|e)re|(?:é|e)paisseur|diam(?:è|e)tre|espesor|tobera',
  ].join('|')})\\b`,
  'gi',
)

const ingredient =
  '(?:ap|ammonium perchlorate|perchlorate|htpb|pban|ctpb|alumin(?:i)?um|al|magnesium|rdx|hmx|cl-?20|adn|' +
  'petn|tnt|pbxn?-?\\d*|estane|bdnpa/f|doa|dioctyl adipate|ipdi|tdi|ddi|mapo|tepan|ferrocene|catocene|' +
  'binder|oxidi[sz]er|plastici[sz]er|curative|iron oxide|carbonyl iron|nc|ng|nitrocellulose|nitroglycerin|' +
  'gap|bkno3|boron|resin|[a-z]+ powder|catalyst|bonding agent)'
const share = '(?:wt\\.?\\s?)?(?:%|percent|pct|parts|phr)'
/** An ingredient of a mixture with its share: "18 % aluminum". */
const recipe = joined(
  'gi',
  `\\b${ingredient}\\b[^.\\n\\d]{0,14}\\d{1,3}(?:\\.\\d+)?(?:\\s?${share}|\\b(?!\\s?(?:km|kg|h|m|t|l|units|pcs)\\b))`,
  `|\\d{1,3}(?:\\.\\d+)?\\s?${share}\\s?(?:of )?${ingredient}\\b`,
)

/** A text whose measures and design words weigh at least this much counts as technical data. */
const enough = 4
/** How much one design word counts toward {@link enough}. */
const wordCounts = 0.7
const mostWords = 6

/** Whether a text looks like controlled technical data. */
export function looksLikeData(text: string): boolean {
  if (isEveryday(text)) return false
  if (isFile(text) || isCode(text)) return true
  const numbers = count(text, /\d+(?:\.\d+)?/g)
  // Tables, recipes and settings have at least two numbers.
  if (numbers < 2) return false
  if (isTable(text) || isProcedure(text, hasDesignWord) || isDrawingNote(text) || isParameterList(text)) return true
  if (count(text, recipe) >= 2) return true
  if (settings(text) >= 3) return true
  return numbers >= 3 && weight(text) >= enough
}

const anyOf = (words: string): RegExp => new RegExp(`\\b(?:${words.split(' ').join('|')})\\b`, 'gi')
const everydayWords = anyOf(
  't[iy]res? trailers? vans? bikes? cars? wheels? flour sugar yeast salt sourdough dough bake oven soup jam ' +
    'recipe gym squats? deadlift workout canteen coffee guitar hobby garden kitchen grandma kids?',
)
const fieldWords = anyOf(
  'rockets? missiles? motors? nozzles? propellants? warheads? launch\\w* stages? boosters? thrust igniters? ' +
    'drones? uavs? satellites? guidance gyros? seekers?',
)

/** Whether a text is about the kitchen, the car or sport, and has no word of the field. */
const isEveryday = (text: string): boolean => new Set(text.toLowerCase().match(everydayWords) ?? []).size >= 2 && !fieldWords.test(text)

/**
 * How much the measures, recipes, settings and design words of a text weigh together; 0 without any design word, unless there are four
 * kinds of measures.
 */
function weight(text: string): number {
  const kinds = measurePatterns.map((pattern) => Math.min(2, count(text, pattern)))
  const words = new Set([...text.matchAll(designWords)].map(([word]) => word.toLowerCase())).size
  if (words === 0 && kinds.filter((one) => one > 0).length < 4) return 0
  const told = kinds.reduce((sum, one) => sum + one, 0) + count(text, recipe) + Math.min(2, settings(text))
  return told + Math.min(mostWords, words) * wordCounts
}

/**
 * Counts the names that are given a value ("Kp = 2.4"). Country groups ("D:4") are not counted. 0 for fewer
 * than four names if none of the values has decimals.
 */
function settings(text: string): number {
  const all = [...text.matchAll(/(?<![\w:])(?![ABDE]:[1-6]\b)[\p{L}_*][\p{L}\w*]{0,20}"?\s?[=:]\s?"?-?\d*\.?\d+(?!\d?:\d)/gu)].map(
    ([one]) => one,
  )
  return all.some((one) => /\.\d/.test(one)) || all.length >= 4 ? all.length : 0
}

const hasDesignWord = (text: string): boolean => count(text, designWords) > 0

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0
