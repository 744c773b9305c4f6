/** A change to a question that keeps its meaning; `of` gives `undefined` if it does not apply. */
export type Change = { readonly name: string; readonly of: (question: string) => string | undefined }

/** Replaces a pattern; `undefined` if nothing changes. */
const replacing =
  (pattern: RegExp, by: string | ((...found: string[]) => string)): Change['of'] =>
  (question) => {
    const changed = typeof by === 'string' ? question.replace(pattern, by) : question.replace(pattern, by)
    return changed === question ? undefined : changed
  }

/** A question with closing punctuation. */
const closed = (question: string): string => (/[.?!]\s*$/.test(question) ? question : `${question}.`)

const capitals: Readonly<Record<string, string>> = {
  Australia: 'Canberra',
  Japan: 'Tokyo',
  Norway: 'Oslo',
  Poland: 'Warsaw',
  Brazil: 'Brasília',
  Chile: 'Santiago',
  Kenya: 'Nairobi',
  Egypt: 'Cairo',
  Iran: 'Tehran',
  Russia: 'Moscow',
  Pakistan: 'Islamabad',
  Vietnam: 'Hanoi',
  Malaysia: 'Kuala Lumpur',
  Thailand: 'Bangkok',
  Spain: 'Madrid',
  Sweden: 'Stockholm',
  Canada: 'Ottawa',
  India: 'New Delhi',
  Argentina: 'Buenos Aires',
  Belarus: 'Minsk',
}
const countries = new RegExp(String.raw`\b(?:to|in|for) (${Object.keys(capitals).join('|')})(?=[\s,.?!;]|$)`, 'g')

/** Changes that keep a question's meaning. The answer may become stricter or a question back, but never milder. */
export const changes: readonly Change[] = [
  { name: 'a greeting', of: (question) => `Hi team, quick question: ${question}` },
  { name: 'thanks', of: (question) => `${closed(question)} Thanks a lot!` },
  { name: 'a harmless sentence behind', of: (question) => `${closed(question)} The meeting is on Thursday.` },
  { name: 'a harmless sentence before', of: (question) => `Hope all is well with you. ${question}` },
  { name: 'the asker’s own company', of: (question) => `We are a machine shop with forty people. ${question}` },
  { name: 'who asks', of: (question) => `My boss wants to know: ${question}` },
  { name: 'bold words', of: replacing(/\b(\w{5,})\b(?=[^*]*$)/, '*$1*') },
  { name: 'British spelling', of: replacing(/\b(licens)e\b/gi, (_, stem = '') => `${stem.slice(0, -1)}ce`) },
  { name: 'American spelling', of: replacing(/\b(licen)ce\b/gi, '$1se') },
  { name: 'British metres', of: replacing(/\b(kilo)?meters\b/gi, '$1metres') },
  { name: 'a client', of: replacing(/\bcustomer\b/g, 'client') },
  { name: 'may we', of: replacing(/\bcan we\b/gi, 'may we') },
  { name: 'no capitals at the beginning', of: replacing(/^[A-Z](?=[a-z])/, (letter = '') => letter.toLowerCase()) },
  { name: 'two blanks', of: replacing(/ /g, '  ') },
  { name: 'new lines', of: replacing(/(?<=[a-z]{3})\. (?=[A-Z])/g, '.\n') },
  { name: 'curly quotes', of: replacing(/'/g, '\u2019') },
  {
    name: 'a capital for its country',
    of: replacing(countries, (found = '', country = '') => found.replace(country, capitals[country] ?? country)),
  },
  {
    name: 'miles',
    of: replacing(/(?<![\d,.])(\d{2,4}) ?km\b(?! ?\/|\/h)/g, (_, digits = '') => `${(Number(digits) * 0.621371).toFixed(2)} miles`),
  },
  { name: 'pounds', of: replacing(/(?<![\d,.])(\d{2,4}) ?kg\b/g, (_, digits = '') => `${(Number(digits) * 2.20462).toFixed(2)} lb`) },
  { name: 'kilos', of: replacing(/(?<![\d,.])(\d{2,4}) ?kg\b/g, '$1 kilos') },
]
