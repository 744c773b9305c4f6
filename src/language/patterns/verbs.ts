/**
 * The forms of an English verb: "ship" → ship, ships, shipping, shipped. Irregular past forms follow a slash: "sell/sold",
 * "give/gave/given". Further words are kept: "hand over" → hand over, hands over, handing over, handed over.
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

/** The stem before an ending: "mak-ing", "shipp-ed", "carri-ed", "agre-ed". */
function stem(base: string, ending: 'ing' | 'ed'): string {
  if (ending === 'ed' && /[^aeiou]y$/.test(base)) return `${base.slice(0, -1)}i`
  if (base.endsWith('e') && (ending === 'ed' || !/[eoy]e$/.test(base))) return base.slice(0, -1)
  return doubles.test(base) ? `${base}${base.at(-1)}` : base
}

/**
 * Verbs that double their last consonant: short ones such as "ship" and "plan", and some that are stressed on the last syllable:
 * "transfer", "commit", "compel".
 */
const doubles = /^[^aeiou]*[aeiou][bdgklmnprt]$|(?:trans|pre|re|de|con|in)fer$|(?:per|sub|trans|com|ad|o|e)mit$|(?:pel|cur)$/
