import { listWords } from './words.ts'

/**
 * Something unclear about a deal (see *Words of the code* in ARCHITECTURE.md): words that the answer does
 * not use, or something that is missing. `words` quotes the asker, and is empty if there is nothing to
 * quote. {@link doubtWords} has the question for each kind.
 */
export type Doubt = {
  readonly kind:
    | 'thing'
    | 'entry'
    | 'unknown-thing'
    | 'no-thing'
    | 'place'
    | 'party'
    | 'no-place'
    | 'go-between'
    | 'unknown-place'
    | 'stray'
    | 'leaves'
    | 'onward'
    | 'more-places'
    | 'use-of-one'
    | 'mark'
    | 'value'
    | 'red-flag'
    | 'people'
    | 'owner'
    | 'carrier'
    | 'fact'
    | 'denial'
    | 'figure'
    | 'day'
    | 'guess'
    | 'cut'
  readonly words: string
  /** What a misspelled word could be, the countries where a company is presumed, or the thing that a quoted entry does not fit. */
  readonly candidates?: readonly string[]
}

/** For each kind of doubt, the key of what the answer asks for because of it (as in `Answer.asks`). */
export const keyOf: Readonly<Record<Doubt['kind'], string>> = {
  thing: 'item',
  entry: 'item',
  'unknown-thing': 'item',
  'no-thing': 'item',
  place: 'destination',
  party: 'destination',
  'no-place': 'destination',
  'go-between': 'destination',
  'unknown-place': 'destination',
  stray: 'destination',
  leaves: 'destination',
  onward: 'destination',
  'more-places': 'destination',
  'use-of-one': 'end-use',
  mark: 'item',
  value: 'value',
  'red-flag': 'end-user',
  people: 'nationality',
  owner: 'end-user',
  carrier: 'end-use',
  fact: 'end-use',
  denial: 'end-user',
  figure: 'range',
  day: 'date',
  guess: 'destination',
  cut: 'destination',
}

const onlyByName = 'Only its name says so. The country in a word is enough.'
const holdIt = 'Hold the deal, and take it to counsel.'

/** The question to the asker about a doubt. */
export function doubtWords({ kind, words, candidates = [] }: Doubt): string {
  switch (kind) {
    case 'thing':
    case 'unknown-thing':
      return `You also said "${words}". Does it go, too?`
    case 'entry':
      return (
        `You quote ${words}, yet by my lists "${candidates[0] ?? ''}", as you tell of it, has a stricter entry. ` +
        'Which entry did engineering or counsel confirm, and why does the stricter one not hold?'
      )
    case 'no-thing':
      return 'What exactly is it? I did not find a thing that I know in your words.'
    case 'place':
      return `You also named ${words}. Does it go there, too, or to somebody from there?`
    case 'party':
      return `Is ${words} in ${listWords(candidates, 'or')}, and is that where it goes? ${onlyByName}`
    case 'no-place':
      return 'Who receives it, and in which country? I found nobody in the United States to whom it goes.'
    case 'go-between':
      return `Who receives it in the end, and in which country? In ${words} is only somebody who passes it on.`
    case 'stray':
      return `You said "${words}", which I do not know. Is it a place, a thing or somebody in this deal?`
    case 'unknown-place':
      return `Which country is ${words} in?`
    case 'leaves':
      return `You said "${words}". Does it stay in the United States, and with U.S. persons?`
    case 'onward':
      return `You said "${words}". Where does it end up, and with whom?`
    case 'use-of-one':
      return `You said "${words}". What is it for in each of the other places?`
    case 'more-places':
      return `You said "${words}". Which countries are those? If it goes nowhere else, say so.`
    case 'mark':
      return (
        `You said "${words}". Which list entry does it have? By that it may be controlled for missile ` +
        "technology, or not be Commerce's at all."
      )
    case 'value':
      return `You said "${words}". What is the value in U.S. dollars? Above the limits of 22 CFR 123.15 no exemption covers it.`
    case 'red-flag':
      return `You said "${words}". That is a red flag: who is behind the buyer, and what is it really for? ${holdIt}`
    case 'people':
      return `You said "${words}". Which citizenships and permanent residencies do the people hold who get it?`
    case 'owner':
      return `You said "${words}". Who owns or controls the buyer, and in which country?`
    case 'carrier':
      return (
        `You said "${words}". A replacement part of what? Only parts of a manned aircraft, a satellite, a land vehicle or a ship are ` +
        'considered more favorably.'
      )
    case 'fact':
      return `You also said "${words}". Is it part of this deal?`
    case 'denial':
      return `You said "${words}". Is a condition missing, or something else that the answer must know?`
    case 'figure':
      return `What does "${words}" stand for? A range, a payload or another figure can decide the item.`
    case 'day':
      return `Which day do you mean by "${words}"?`
    case 'guess':
      return `What is "${words}"? It could be ${listWords(candidates.slice(0, 4), 'or')}, misspelled, or something else.`
    case 'cut':
      return (
        'What stands in the rest? Your message is longer than what I read. Ask again in a few lines: what, ' +
        'to whom, where, for what use.'
      )
  }
}
