import { listWords } from './words.ts'

/** The words of the asker that a doubt is about, and what they could mean. */
type Doubted = {
  readonly words: string
  /** What a misspelled word could be, the countries where a company is presumed, or the thing that a quoted entry does not fit. */
  readonly candidates?: readonly string[]
}

/** A kind of doubt. `asksFor`: the key of what the answer asks for because of it (as in `Answer.asks`). */
type Kind = { readonly asksFor: string; readonly question: (doubted: Required<Doubted>) => string }

const onlyByName = 'Only its name says so. The country in a word is enough.'
const holdIt = 'Hold the deal, and take it to counsel.'

const alsoSaid = ({ words }: Doubted): string => `You also said "${words}". Does it go, too?`

const kinds = {
  thing: { asksFor: 'item', question: alsoSaid },
  entry: {
    asksFor: 'item',
    question: ({ words, candidates }) =>
      `You quote ${words}, yet by my lists "${candidates[0] ?? ''}", as you tell of it, has a stricter entry. ` +
      'Which entry did engineering or counsel confirm, and why does the stricter one not hold?',
  },
  'unknown-thing': { asksFor: 'item', question: alsoSaid },
  'no-thing': { asksFor: 'item', question: () => 'What exactly is it? I did not find a thing that I know in your words.' },
  place: { asksFor: 'destination', question: ({ words }) => `You also named ${words}. Does it go there, too, or to somebody from there?` },
  party: {
    asksFor: 'destination',
    question: ({ words, candidates }) => `Is ${words} in ${listWords(candidates, 'or')}, and is that where it goes? ${onlyByName}`,
  },
  'no-place': {
    asksFor: 'destination',
    question: () => 'Who receives it, and in which country? I found nobody in the United States to whom it goes.',
  },
  import: {
    asksFor: 'activity',
    question: ({ words }) =>
      `You said "${words}". What comes into the United States is no transfer at home: a temporary import has a license of its own ` +
      `(DSP-61, 22 CFR 123.3) or an exemption. ${holdIt}`,
  },
  'go-between': {
    asksFor: 'destination',
    question: ({ words }) => `Who receives it in the end, and in which country? In ${words} is only somebody who passes it on.`,
  },
  'unknown-place': { asksFor: 'destination', question: ({ words }) => `Which country is ${words} in?` },
  stray: {
    asksFor: 'destination',
    question: ({ words }) => `You said "${words}", which I do not know. Is it a place, a thing or somebody in this deal?`,
  },
  leaves: {
    asksFor: 'destination',
    question: ({ words }) => `You said "${words}". Does it stay in the United States, and with U.S. persons?`,
  },
  onward: { asksFor: 'destination', question: ({ words }) => `You said "${words}". Where does it end up, and with whom?` },
  'more-places': {
    asksFor: 'destination',
    question: ({ words }) => `You said "${words}". Which countries are those? If it goes nowhere else, say so.`,
  },
  'use-of-one': { asksFor: 'end-use', question: ({ words }) => `You said "${words}". What is it for in each of the other places?` },
  mark: {
    asksFor: 'item',
    question: ({ words }) =>
      `You said "${words}". Which list entry does it have? By that it may be controlled for missile ` +
      "technology, or not be Commerce's at all.",
  },
  value: {
    asksFor: 'value',
    question: ({ words }) =>
      `You said "${words}". What is the value in U.S. dollars? Above the limits of 22 CFR 123.15 no exemption covers it.`,
  },
  'red-flag': {
    asksFor: 'end-user',
    question: ({ words }) => `You said "${words}". That is a red flag: who is behind the buyer, and what is it really for? ${holdIt}`,
  },
  people: {
    asksFor: 'nationality',
    question: ({ words }) => `You said "${words}". Which citizenships and permanent residencies do the people hold who get it?`,
  },
  owner: { asksFor: 'end-user', question: ({ words }) => `You said "${words}". Who owns or controls the buyer, and in which country?` },
  carrier: {
    asksFor: 'end-use',
    question: ({ words }) =>
      `You said "${words}". A replacement part of what? Only parts of a manned aircraft, a satellite, a land vehicle or a ship are ` +
      'considered more favorably.',
  },
  fact: { asksFor: 'end-use', question: ({ words }) => `You also said "${words}". Is it part of this deal?` },
  denial: {
    asksFor: 'end-user',
    question: ({ words }) => `You said "${words}". Is a condition missing, or something else that the answer must know?`,
  },
  figure: {
    asksFor: 'range',
    question: ({ words }) => `What does "${words}" stand for? A range, a payload or another figure can decide the item.`,
  },
  lent: {
    asksFor: 'range',
    question: ({ words }) =>
      `You said "${words}" of one thing. Does it hold for everything you named? If not, what are the figures of the others?`,
  },
  day: { asksFor: 'date', question: ({ words }) => `Which day do you mean by "${words}"?` },
  guess: {
    asksFor: 'destination',
    question: ({ words, candidates }) =>
      `What is "${words}"? It could be ${listWords(candidates.slice(0, 4), 'or')}, misspelled, or something else.`,
  },
  cut: {
    asksFor: 'destination',
    question: () =>
      'What stands in the rest? Your message is longer than what I read. Ask again in a few lines: what, ' +
      'to whom, where, for what use.',
  },
} as const satisfies Readonly<Record<string, Kind>>

/**
 * Something unclear about a deal (see *Words of the code* in ARCHITECTURE.md): words that the answer does
 * not use, or something that is missing. `words` quotes the asker, and is empty if there is nothing to
 * quote. {@link doubtWords} has the question for each kind.
 */
export type Doubt = Doubted & { readonly kind: keyof typeof kinds }

/** The key of what the answer asks for because of a doubt (as in `Answer.asks`). */
export const keyOf = ({ kind }: Doubt): string => kinds[kind].asksFor

/** All of these keys. */
export const doubtKeys: ReadonlySet<string> = new Set(Object.values(kinds).map(({ asksFor }) => asksFor))

/** The question to the asker about a doubt. */
export const doubtWords = ({ kind, words, candidates = [] }: Doubt): string => kinds[kind].question({ words, candidates })
