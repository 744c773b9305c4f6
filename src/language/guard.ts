/** Why a text is not kept: it carries a control marking, or it looks like controlled technical data. */
export type GuardReason = 'marking' | 'technical-data'

const markings: readonly RegExp[] = [
  /^\W*(?:TOP SECRET|SECRET|CONFIDENTIAL|RESTRICTED|CONTROLLED UNCLASSIFIED INFORMATION|CUI|FOR OFFICIAL USE ONLY|NOFORN|ITAR|EXPORT CONTROLLED)\W*$/m,
  /\bRESTRICTED DATA\b[^?\n]{0,20}\bATOMIC ENERGY|\bFORMERLY RESTRICTED DATA\b|\bRestricted Data as defined\b/i,
  /\btechnical data\b[^.?]{0,60}\b(?:is|are) (?:controlled|restricted|subject)\b[^.?]{0,30}\b(?:under|by|to)\b[^.?]{0,24}\b(?:the |ITAR|EAR|International|Export|Arms)/i,
  /\b(?:information|items?|data)\b[^.?]{0,30}\bsubject to (?:the )?(?:export control laws?|ITAR \(22 CFR|EAR \(15 CFR)/i,
  /\bshall not be (?:exported|released|disclosed|transferred)\b|\bmay not be (?:exported|released|transferred)[^.?]{0,60}without/i,
  /\b(?:TOP SECRET|SECRET|CONFIDENTIAL|CUI|FOUO|UNCLASSIFIED)\s?\/\//,
  /\/\/\s?(?:NOFORN|REL(?:IDO)? TO|SP-|ORCON|FOUO|EXPT)/,
  /(?:\/\/|^\W*|- ?)NOFORN\b/m,
  /^\s*(?:\d+[.)]\s*)?\((?:S|TS|C|CUI|U\/\/FOUO)(?:\/\/[A-Z]+)?\)\s+(?!\d{4})\S/m,
  /\bDISTRIBUTION STATEMENT [B-F]\b/i,
  /\b(?:contains?|includes?|constitutes?|is|are)\s+(?:ITAR[- ]|EAR[- ]|export[- ])?(?:controlled\s+)?technical data (?:whose|which|that|subject|controlled|as defined|under|within)/i,
  /\b(?:contains?|includes?) (?:technology|technical data|information)[^.?]{0,60}(?:controlled|restricted|subject) (?:by|under|to) (?:the )?(?:ITAR|EAR|International Traffic|Export Administration|Arms Export)/i,
  /\bwhose export is (?:restricted|controlled)\b/i,
  /\bEXPORT[- ]CONTROLLED(?: INFORMATION| DATA| TECHNICAL DATA|\b\s*[-:/|])/,
  /^\W*(?:ITAR|EAR|EXPORT)[- ](?:CONTROLLED|RESTRICTED)\b/m,
  /\b(?:ITAR|EAR)[- ](?:controlled|restricted)\s*(?:[-–:|/]|data below|information below|drawing below)/i,
  /\b22 U\.?S\.?C\.? 2751\b|\b22 CFR (?:parts? )?120-130\b[^?]{0,80}(?:restricted|controlled|warning|prohibited)/i,
  /\bWARNING\b[^?]{0,60}\b(?:technical data|export|Arms Export Control)/,
  /\b(?:controlled unclassified information|controlled technical information)\b\s*[-:/]/i,
  /\bPROPRIETARY\b[^?\n]{0,40}\b(?:EXPORT|ITAR|EAR)\b|\b(?:EXPORT|ITAR)[^?\n]{0,30}\bPROPRIETARY\b/,
  /\b(?:this (?:document|drawing|file|page|sheet|information) (?:is|contains|may contain) )[^.?]{0,40}\b(?:ITAR|export)[- ](?:controlled|restricted)/i,
  /\bUSML Category [IVX]+ technical data\b[^?]{0,40}(?:do not|no release|not releasable)/i,
  /\bnot (?:for release|releasable) to (?:foreign|non-U)/i,
]

const parameters: readonly RegExp[] = [
  /\b(?:throat|exit|nozzle|bore|grain|case|chamber|inner|outer|core|wall)[ -](?:diameter|radius|area|thickness|length|dia)\b/i,
  /\bexpansion ratio\b/i,
  /\b(?:chamber|injector|inlet|tank|ullage) pressure\b|\bPc\b/,
  /\bO\/F\b|\bmixture ratio\b/i,
  /\bIsp\b|\bspecific impulse\b/,
  /\bburn[ -]?rate\b/i,
  /\bK[pid]\s?[=:]|\bgains?\s?[=:[]|\bgain (?:schedule|table|matrix)/i,
  /\b(?:update|sample|sampling|slew|drift|bias|scan) rate\b/i,
  /\btoleranc\w*|±\s?\d|\+\/-\s?\d/i,
  /\b(?:ply|plies|layup|lay-up|winding angle|fiber angle|cure (?:cycle|temp\w*))\b/i,
  /\b(?:bandwidth|phase margin|gain margin|transfer function|Kalman|notch filter|quaternion|covariance)\b/i,
  /\b(?:turbopump|shaft|impeller)[^.\n]{0,20}\b(?:rpm|speed)\b/i,
  /\b(?:orifice|port|web|vane|blade|gap|pitch|groove)[ -](?:size|diameter|count|width|angle|depth)\b/i,
  /\b(?:yield|tensile|ultimate) (?:strength|stress)\b/i,
  /\b(?:torque|clearance|preload|surface finish|Ra)\s?[=:]?\s?\d/i,
  /\b(?:CEP|seeker|gimbal)\b[^.\n]{0,24}[=:]\s?\d/i,
  /\b(?:mm|µm|um|MPa|bar|psi|mrad|deg\/s|rad\/s|rpm|g\/cc|kg\/m3|mm\/s)\b/,
]

const ingredients =
  /\b(?:AP|ammonium perchlorate|HTPB|PBAN|Al(?:uminum|uminium)?|RDX|HMX|CL-20|DOA|IPDI|MAPO|ferrocene|catocene|binder|oxidizer|plasticizer|curative|iron oxide|NC|NG|GAP)\b[^.\n%]{0,18}\d{1,3}(?:\.\d+)?\s?(?:wt)?\s?%|\d{1,3}(?:\.\d+)?\s?(?:wt)?\s?%\s?(?:of )?(?:wt )?\b(?:AP|ammonium perchlorate|HTPB|PBAN|Al(?:uminum|uminium)?|RDX|HMX|CL-20|DOA|IPDI|MAPO|binder|oxidizer|plasticizer|curative|iron oxide|NC|NG|GAP)\b/gi
const files =
  /\bISO-10303|\bHEADER;|\bSECTION\n\s*\d|\bENTITIES\b|#\d+\s?=\s?[A-Z_]+\(|\b(?:AXIS2_PLACEMENT|CARTESIAN_POINT|MANIFOLD_SOLID)|^\s*(?:[NG]\d{1,4}\s+)?G0?[0-3]\s+X-?\d|\bsolid \w+\n\s*facet normal|\bvertex -?\d/m

/**
 * Whether a text must not be kept. Controlled markings and what looks like design data are caught; a few ordinary
 * figures in a sentence are not. When in doubt the text is not kept: asking again without it costs a moment.
 */
export function guard(text: string): GuardReason | undefined {
  if (markings.some((pattern) => pattern.test(text))) return 'marking'
  return looksLikeData(text) ? 'technical-data' : undefined
}

function looksLikeData(text: string): boolean {
  if (files.test(text)) return true
  const numbers = text.match(/\d+(?:\.\d+)?/g)?.length ?? 0
  // No table, recipe or setting has fewer.
  if (numbers < 2) return false
  const rows = text.split('\n').filter((line) => isRow(line)).length
  if (rows >= 3) return true
  if ([...text.matchAll(ingredients)].length >= 2) return true
  const settings = text.match(/\b[\p{L}_][\p{L}\w]{0,20}\s?[=:]\s?-?\d+\.\d+/gu)?.length ?? 0
  if (settings >= 3) return true
  const named = parameters.filter((pattern) => pattern.test(text)).length
  if (named >= 3 && numbers >= 3) return true
  if (named >= 2 && numbers >= 6) return true
  const words = text.match(/\p{L}{3,}/gu)?.length ?? 0
  const decimals = text.match(/\d+\.\d{2,}/g)?.length ?? 0
  return (numbers >= 12 && numbers > words) || (decimals >= 6 && numbers >= 10)
}

/** A line of a table: three numbers or more and hardly any words. */
function isRow(line: string): boolean {
  const numbers = line.match(/-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi)?.length ?? 0
  const words = line.match(/\p{L}{4,}/gu)?.length ?? 0
  const letters = /\p{L}{2,}/u.test(line)
  return (numbers >= 3 || (numbers >= 2 && !letters)) && words <= 2 && !/\d{4}-\d{2}-\d{2}/.test(line)
}
