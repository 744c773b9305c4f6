/**
 * The forms of an English verb: "ship" → ship, ships, shipping, shipped. Irregular pasts stand behind a slash: "sell/sold",
 * "give/gave/given". Further words stay as they are: "hand over" → hand over, hands over, handing over, handed over.
 */
export function formsOf(verb: string): readonly string[] {
  const [first = '', ...rest] = verb.split(' ')
  const [base = '', ...pasts] = first.split('/')
  const forms = [base, thirdPerson(base), `${stem(base, 'ing')}ing`, ...(pasts.length > 0 ? pasts : [`${stem(base, 'ed')}ed`])]
  return forms.map((form) => [form, ...rest].join(' '))
}

function thirdPerson(base: string): string {
  if (/(?:s|x|z|ch|sh|o)$/.test(base)) return `${base}es`
  return /[^aeiou]y$/.test(base) ? `${base.slice(0, -1)}ies` : `${base}s`
}

/** What stands before the ending: "mak-ing", "shipp-ed", "carri-ed", "agre-ed". */
function stem(base: string, ending: 'ing' | 'ed'): string {
  if (ending === 'ed' && /[^aeiou]y$/.test(base)) return `${base.slice(0, -1)}i`
  if (base.endsWith('e') && (ending === 'ed' || !/[eoy]e$/.test(base))) return base.slice(0, -1)
  return doubles.test(base) ? `${base}${base.at(-1)}` : base
}

/** A verb of one syllable that ends in one vowel and one consonant doubles it; so do some that have the stress on their end. */
const doubles = /^[^aeiou]*[aeiou][bdgklmnprt]$|(?:trans|pre|re|de|con|in)fer$|(?:per|sub|trans|com|ad|o|e)mit$|(?:pel|cur)$/
