// Learns the weights of knowledge/deceit.txt from reviewed sentences: what is asked of those who want help to deceive, and what
// honest people ask. Run by hand, with Node 24, when sentences or the way they are read have changed: node bin/learn-deceit.mjs
// The same sentences give the same file.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { createBase } from '../src/knowledge/base.ts'
import { readKnowledge } from '../src/knowledge/load.ts'
import { createCut } from '../src/language/message.ts'
import { fewSentences } from '../src/language/request/evasion.ts'
import { always, featuresOf, scale } from '../src/language/request/second-opinion.ts'
import { clean } from '../src/language/text/text.ts'

const at = (path) => new URL(`../${path}`, import.meta.url)
const linesOf = (path) =>
  readFileSync(at(path), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))

const base = createBase(readKnowledge(at('knowledge').pathname))
const cut = createCut(base)
const read = (text) => {
  const message = cut.message(cut.named(clean(text)))
  return fewSentences(message).map(({ from, to }) => featuresOf(message, from, to))
}

/** Every tenth sentence is held back, for test/language/evasion.test.ts to measure with. */
const isLearned = (_, index) => index % 10 !== 9

/** The examples of the rows of evasion.yaml, and of what is asked about Licet itself. */
const language = (file) => load(readFileSync(at(`knowledge/language/${file}`), 'utf8'))
const plain = (text) => text.replace(/[[\]]/g, '')
const offences = language('evasion.yaml').offences
const help = language('help.yaml').marks.flatMap(({ holds }) => holds)

/** Sentences with what they are: 1 deceit, 0 honest. Four of five wordings of the articles say little that the fifth does not. */
const given = readdirSync(at('test/questions/given')).flatMap((file) =>
  linesOf(`test/questions/given/${file}`).map((line) => JSON.parse(line)),
)
const wordings = base.articles.flatMap(({ sections }) => sections.flatMap(({ asks }) => asks)).filter((_, index) => index % 5 === 0)
const sentences = [
  ...linesOf('test/language/deceit-asked.txt')
    .filter(isLearned)
    .map((text) => ({ text, is: 1 })),
  ...linesOf('test/language/deceit-not.txt')
    .filter(isLearned)
    .map((text) => ({ text, is: 0 })),
  ...offences.flatMap(({ holds }) => holds).map((text) => ({ text: plain(text), is: 1 })),
  ...[...offences.flatMap(({ not }) => not), ...help, ...wordings].map((text) => ({ text: plain(text), is: 0 })),
  ...given.filter(({ kind }) => kind !== 'guard').map(({ q, kind }) => ({ text: q, is: kind === 'refuse' ? 1 : 0 })),
].flatMap(({ text, is }) => {
  const all = read(text)
  // Which sentences of a long message are the deceit, nobody says.
  return is === 1 && all.length > 1 ? [] : all.map((features) => ({ is, features }))
})

/** Logistic regression with a step for each weight (AdaGrad); weights that few sentences have are left out, large ones cost. */
const [rounds, step, cost, fewest] = [25, 0.15, 0.01, 3]
function learn(all) {
  const seen = new Map()
  for (const { features } of all) for (const feature of features) seen.set(feature, (seen.get(feature) ?? 0) + 1)
  const names = [...seen].filter(([, count]) => count >= fewest).map(([feature]) => feature)
  const number = new Map(names.map((feature, index) => [feature, index]))
  const [weights, steps] = [new Float64Array(names.length), new Float64Array(names.length).fill(1e-8)]
  const known = all.map(({ features, is }) => ({ is, own: features.flatMap((feature) => number.get(feature) ?? []) }))
  let seed = 7
  const random = () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff
  for (let round = 0; round < rounds; round++) {
    for (let last = known.length - 1; last > 0; last--) {
      const other = Math.floor(random() * (last + 1))
      ;[known[last], known[other]] = [known[other], known[last]]
    }
    for (const { is, own } of known) {
      const sum = own.reduce((total, one) => total + weights[one], 0)
      const error = 1 / (1 + Math.exp(-sum)) - is
      for (const one of own) {
        const slope = error + cost * weights[one]
        steps[one] += slope * slope
        weights[one] -= (step * slope) / Math.sqrt(steps[one])
      }
    }
  }
  return new Map(names.map((feature, index) => [feature, weights[index]]))
}

/** So many points of the signs is one of the logarithm of the odds, and so many more speak for deceit where both are the same. */
const [points, lift] = [16, 4]
const kept = (weights) =>
  [...weights]
    .map(([feature, weight]) => [feature, Math.round(scale * (points * weight + (feature === always ? lift : 0)))])
    .filter(([, weight]) => Math.abs(weight) >= scale / 2)
    .sort(([one], [other]) => (one < other ? -1 : 1))

const header = [
  'What words and pairs of words speak for deceit (more than nothing) or for an honest question: ten times what they count beside the',
  'signs of language/evasion-signs.yaml. Learned by bin/learn-deceit.mjs; nobody edits it.',
].map((line) => `# ${line}`)
writeFileSync(
  at('knowledge/deceit.txt'),
  [...header, ...kept(learn(sentences)).map(([feature, weight]) => `${weight} ${feature}`), ''].join('\n'),
)
