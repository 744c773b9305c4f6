/** What a figure measures, once its unit and the words around it are read. */
export type Measure =
  | 'range'
  | 'payload'
  | 'orbitPayload'
  | 'altitude'
  | 'speed'
  | 'impulse'
  | 'thrust'
  | 'burn'
  | 'tank'
  | 'accuracy'
  | 'value'
  | 'limit'
  | 'mass'
  | 'endurance'

/** What a unit is a unit of. */
export type Kind = 'length' | 'mass' | 'speed' | 'impulse' | 'force' | 'time' | 'volume' | 'percent' | 'money' | 'mach'

const orbital = /\b(?:orbit|LEO|SSO|GTO|GEO|MEO|low earth|sun-synchronous|órbita|orbite|Umlaufbahn)\b/i
const limited =
  /\b(?:limit(?:ed|s|er)?|geo-?fenc\w*|range safety|safety|restrict\w*|capped?|data ?link|radio link|line of sight|licensed|software|link range|control range|telemetry|locked|governed|throttled|flight plan|permit)\b/i

/** A figure in base units, as typed, and the text around it. */
type Around = { readonly typed: string; readonly before: string; readonly after: string; readonly text: string; readonly value: number }

/** What a figure of a unit measures, by the words around it; nothing where that cannot be told. */
export function measureOf(kind: Kind, { typed, before, after, text, value }: Around): Measure | undefined {
  const near = before.slice(-34)
  switch (kind) {
    case 'length':
      return lengthMeasure(before, after, value, typed.includes('-'))
    case 'mass':
      return massMeasure(near, after, value)
    case 'speed':
      return 'speed'
    case 'mach':
      return 'speed'
    case 'impulse':
      return 'impulse'
    case 'force':
      return 'thrust'
    case 'time':
      return /endurance|loiter|airborne|flight time|autonomy/i.test(near + after)
        ? 'endurance'
        : /burn|thrust|for $|\bN\b|kN|lbf|firing|x $|× $|\* $/i.test(near + after.slice(0, 16)) || /\b(?:kN|MN|lbf)\b/.test(text)
          ? 'burn'
          : undefined
    case 'volume':
      return 'tank'
    case 'percent':
      return /^\s?(?:of )?(?:the )?(?:range|rng)|CEP/i.test(after) || /accura|CEP|guidance/i.test(before) ? 'accuracy' : undefined
    case 'money':
      return 'value'
  }
}

const reaching =
  /\b(?:range|reach\w*|fl(?:y|ies|ew|ight)|out to|tops? out|max\w*|distance|Reichweite|alcance|port[ée]e|gittata|raggio|autonomie|autonom[ií]a|can (?:go|do)|goes|does|travel\w*|between|radius|endurance|best[- ]case|up to|capable|shorter|under|below|less than|at most|only|just|about|roughly|around|some)\b[^.;]{0,24}$|\b\d[\d.,]*\s?(?:kg|lbs?|t|tonnes?|tons?|kilos?|kilograms?)\b[^.;]{0,12}$/i
const reached =
  /^[\s-]*(?:max\w*\s+)?(?:range|reach|class|radius|rocket|missile|drone|uav|uas|sounding|quadcopter|vehicle|trajectory|de alcance|Reichweite|de port[ée]e)\b|^\s*[,;)]|^\s*$|^[.?!]/i
const elsewhere =
  /^[\s-]*(?:(?:to the )?(?:north|south|east|west)\b|away|of (?:road|cable|coast)|from (?:here|us|the|our|town|downtown|[A-Z])|by (?:road|truck|rail|sea)|off the|outside|drive|downrange|inland|offshore|of [A-Z])|\b(?:site|warehouse|port|depot|office|plant|town|city|road|cable|drives?|driven|truck\w*|deliver\w*|falls?|downrange|away|located|aircraft)\b[^.;]{0,20}$/i

function lengthMeasure(before: string, after: string, value: number, isAttribute: boolean): Measure | undefined {
  const near = before.slice(-34)
  if (
    /altitude|apogee|apogeo|ceiling|height|\bup to space\b|reaches?\s+(?:an? )?(?:altitude|apogee)/i.test(near) &&
    !/range/i.test(near.slice(-12))
  )
    return 'altitude'
  if (/^[\s-]*(?:of )?(?:in )?(?:altitude|apogee|high|up\b|ceiling|above|height|vertical|straight up)/i.test(after)) return 'altitude'
  if (/^[\s-]*(?:circular |polar |low |sun-synchronous |equatorial |altitude )*(?:orbit|LEO|SSO)\b/i.test(after)) return 'altitude'
  if (/(?:CEP|accuracy)[^.;]{0,14}$/i.test(near)) return undefined
  if (
    limited.test(before.slice(-46)) ||
    /^[^.;,]{0,24}\b(?:limit|geo-?fence|range safety|data ?link|radio link|line of sight)\b/i.test(after)
  )
    return 'limit'
  if (
    /\b(?:away|from (?:here|us|the border|the coast|the city))\b/i.test(after.slice(0, 18)) ||
    (/located $|about $/i.test(near) && /^\s?(?:north|south|east|west|away|from)/i.test(after))
  )
    return undefined
  if (reaching.test(before) || /^[\s-]*range\b/i.test(after)) return 'range'
  if (elsewhere.test(after) || elsewhere.test(near)) return undefined
  return value >= 300 || isAttribute || reached.test(after) ? 'range' : undefined
}

const carrying =
  /\b(?:payload|carr\w+|lift\w*|deliver\w*|bears?|throw[- ]weight|capab\w+|class|Nutzlast|carga [uú]til|charge utile|carico utile|usable|used in|for a|only in)\b[^.;]{0,24}$/i
const carried =
  /^[\s-]*(?:of )?(?:payload|class|throw|Nutzlast|de carga|de charge|to (?:a )?(?:range|\d)|over \d|out to|at \d|x\b|[/,] ?\d|and (?:a )?(?:range|\d))|^\s*\/|^[\s-]*(?:[, ]|and|to|over|out to|at)*\d[\d.,]*\s?(?:km|mi)/i

function massMeasure(near: string, after: string, value: number): Measure | undefined {
  if (value < 500 && /\bwarhead\b/i.test(near.slice(-24) + after.slice(0, 16))) return 'mass'
  if (
    /\b(?:weigh\w*|MTOW|take-?off (?:weight|mass)|launch mass|dry mass|wet mass|gross|empty|propellant mass|mass of|propellant load|peso total|GTOW|GLOW|lift-?off mass)\b[^,;.]{0,18}$/i.test(
      near,
    )
  )
    return 'mass'
  if (
    /^[\s-]*(?:MTOW|take-?off|dry|wet|gross|launch mass|lift-?off|of (?:propellant|graphite|powder|material|ammonium|HTPB|hydrazine|fuel|aluminum|aluminium|carbon|steel|resin))/i.test(
      after,
    )
  )
    return 'mass'
  if (orbital.test(after.slice(0, 26)) || (/\b(?:LEO|SSO|GTO|orbit)\b[^.;]{0,16}$/i.test(near) && !/payload/i.test(after.slice(0, 10))))
    return 'orbitPayload'
  return value >= 500 || carrying.test(near) || carried.test(after) ? 'payload' : 'mass'
}
