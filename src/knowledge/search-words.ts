import { stemmer } from 'stemmer'

const stopWords = new Set(
  (
    'a an and are as at be been but by can could did do does for from had has have how i if in into is ' +
    'it its may me might must of on or our shall should so than that the their them then there these ' +
    'they this those to us was we were what when where which who whom whose why will with would you your ' +
    'please tell explain say says said about any much many also just still need want get know mean means ' +
    'does remind actually really thing things ourselves yourself yourselves myself itself themselves ' +
    'someone somebody anyone anybody everyone everybody something anything plain english sentence brief ' +
    'briefly exactly simply basically ok okay pls hi hello thanks too either ever again yet here stand ' +
    'stands spell spelled abbreviation abbreviated acronym letters'
  ).split(' '),
)

/** British spellings, each with the American one that the articles use. */
const american: Readonly<Record<string, string>> = {
  licence: 'license',
  licences: 'licenses',
  defence: 'defense',
  programme: 'program',
  programmes: 'programs',
  authorise: 'authorize',
  authorised: 'authorized',
  authorisation: 'authorization',
}

const words = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/(?:n['’]t|['’](?:s|re|ve|ll|d|m))\b/g, '')
    .match(/[a-z]+\.[a-z0-9.]+|\d+(?:[.,]\d+)*(?:\([a-z0-9]+\))*|[a-z0-9]+(?:[-:][a-z0-9]+)*|\([a-z0-9]{1,3}\)/g) ?? []
const parts = (word: string): readonly string[] =>
  /[-:(.]/.test(word) ? [word, ...word.split(/[-:(). ]+/).filter((part) => part.length > 0)] : [word]

/** If this many stems are cached, the cache is emptied. People use the same few thousand words. */
const manyStems = 20_000
const stems = new Map<string, string>()

/**
 * The stem of a word. A word that does not consist of the letters a to z only, such as a code, is returned
 * unchanged.
 */
function stemOf(word: string): string {
  const known = stems.get(word)
  if (known !== undefined) return known
  const stem = /^[a-z]+$/.test(word) ? stemmer(word) : word
  if (stems.size >= manyStems) stems.clear()
  stems.set(word, stem)
  return stem
}

/** The search words of a text: stop words dropped, the rest stemmed, codes such as 126.7(b) kept whole and also split into parts. */
export const terms = (text: string): readonly string[] =>
  words(
    text
      .replace(/\bcat(?:egory|\.)?\s*(?:1|one|i)\b/gi, ' category i ')
      .replace(/\bcat(?:egory|\.)?\s*(?:2|two|ii)\b/gi, ' category ii ')
      .replace(/\b(?:U\.?S\.?A?\.?)(?= (?:persons?|citizens?|nationals?)\b)/gi, ' american ')
      // Forms are also written without their hyphen: "DSP5".
      .replace(/\b(dsp|ds|bis)(?=\d)/gi, '$1-'),
  )
    .flatMap(parts)
    .filter((word) => !stopWords.has(word))
    .map((word) => american[word] ?? word)
    .map(stemOf)
