/** Lists of countries that people name, most particular first: a text that matches an earlier one is not read as a later one. */
const named: ReadonlyArray<readonly [pattern: RegExp, group: string]> = [
  [
    /\b(?:original|founding|founder|first|1987|charter)\b[^.?!]{0,30}\b(?:MTCR|regime|members?|partners?|signator\w+|states|countries|governments|seven|G-?7)|\bMTCR\b[^.?!]{0,20}\b(?:originals?|founders?|founding|1987)|\bmembers? (?:on|as of|in) (?:17 )?april 1987|\bfounded the MTCR|\bstarted the MTCR/i,
    'mtcr-original-1987',
  ],
  [/\badher(?:e|es|ents?|ence|ing)\b/i, 'mtcr-adherents'],
  [/126\.1 ?\(d\) ?\(1\)|(?<!\b[IVX\d]{1,5},? ?(?:paragraph )?)\(d\) ?\(1\)|\bd1\b(?!.*country group)/i, 'itar-126-1-d1'],
  [/126\.1 ?\(d\) ?\(2\)|(?<!\b[IVX\d]{1,5},? ?(?:paragraph )?)\(d\) ?\(2\)|\bd2\b(?!.*country group)/i, 'itar-126-1-d2'],
  [/\bstate sponsors?\b/i, 'embargo'],
  [/\b126\.1\b|\bproscribed\b|\bITAR[- ](?:embargoed|prohibited|proscribed|denied)|\bpolicy of denial under (?:the )?ITAR/i, 'itar-126-1'],
  [/\bgroup D ?:? ?1\b|\bD:1\b/i, 'ear-d-1'],
  [/\bgroup D ?:? ?2\b|\bD:2\b/i, 'ear-d-2'],
  [/\bgroup D ?:? ?3\b|\bD:3\b/i, 'ear-d-3'],
  [/\bgroup D ?:? ?4\b|\bD:4\b|\bD4\b|\bmissile (?:technology )?concern|\bconcern for missile/i, 'ear-d-4'],
  [/\bgroup D ?:? ?5\b|\bD:5\b|\bD5\b|\bU\.?S\.? arms[- ]embargo|\barms[- ]embargoed/i, 'ear-d-5'],
  [/\bgroup E ?:? ?1\b|\bE:1\b|\bE1\b|\bterroris[mt][- ]support|\bsponsors? of terror/i, 'ear-e-1'],
  [/\bgroup E ?:? ?2\b|\bE:2\b|\bE2\b/i, 'ear-e-2'],
  [/\bgroup A ?:? ?1\b|\bA:1\b/i, 'ear-a-1'],
  [/\bgroup A ?:? ?2\b|\bA:2\b|\bA2\b/i, 'ear-a-2'],
  [/\bgroup A ?:? ?5\b|\bA:5\b|\bA5\b/i, 'ear-a-5'],
  [/\bgroup A ?:? ?6\b|\bA:6\b|\bA6\b/i, 'ear-a-6'],
  [/\bgroup B\b/i, 'ear-b'],
  [
    /\b(?:no|without|lack\w*|free of|missing|not have|don'?t have|exempt from|un-?marked)\b[^.?!]{0,24}\b(?:MT ?-?1|MT column|MT licen[sc]e|MT mark|MT requirement|missile[- ]technology (?:licen[sc]e|mark|requirement))|\b(?:MT ?-?1|MT column ?1?)\b[^.?!]{0,30}\b(?:no|blank|empty|without|free|missing|removed|not (?:marked|required|needed))/i,
    'ear-no-mt1',
  ],
  [
    /\b15[- ](?:calendar[- ])?days?\b|\bfifteen[- ]days?\b|\bshorter (?:congress|waiting|notice)|\bhigher (?:congress|notification|dollar) (?:threshold|amount)|\bNATO ?(?:\+|plus) ?5|\bNATO-plus/i,
    'congress-15-day',
  ],
  [/\bmajor non-?NATO all|\bMNNA/i, 'major-non-nato-ally'],
  [
    /\b(?:comprehensive(?:ly)?|total|full)[- ](?:embargo|sanction)|\bembargoed (?:countries|destinations|nations)|\bunder (?:a (?:full |comprehensive )?)?embargo/i,
    'embargo',
  ],
  [/\bAUKUS\b/i, 'aukus'],
  [/\bMTCR\b|\bmissile technology control regime\b|\bthe regime\b/i, 'mtcr-partners'],
  [/\bNATO\b/i, 'nato'],
]

/** A list named in a text; `without` where its members are to be left out ("NATO members not in the MTCR"). */
export type NamedGroup = { readonly group: string; readonly without: boolean }

/** The lists of countries that a text names. */
export function groupsNamed(text: string): readonly NamedGroup[] {
  const found: NamedGroup[] = []
  let rest = text
  for (const [pattern, group] of named) {
    const match = pattern.exec(rest)
    if (match === null) continue
    const before = rest.slice(Math.max(0, match.index - 36), match.index)
    found.push({
      group,
      without:
        /\b(?:not|aren'?t|isn'?t|outside|excluding|except|but no|without|never|non|missing|absent|left out|dropped|lacks?|lacking|left)\b[^.?!]{0,30}$/i.test(
          before,
        ),
    })
    rest = `${rest.slice(0, match.index)} ${' '.repeat(match[0].length)} ${rest.slice(match.index + match[0].length)}`
  }
  const particular = found.some((one) => one.group === 'mtcr-adherents' || one.group === 'mtcr-original-1987')
  return particular ? found.filter((one) => one.group !== 'mtcr-partners') : found
}
