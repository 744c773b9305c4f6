// Learns what examples say of a text, from reviewed sentences: whether it wants help to deceive (knowledge/deceit.txt), and whether it
// is about something else than exports (knowledge/off-topic.txt), and whether it asks for a rule or tells a deal (knowledge/rule.txt).
// A name behind the command learns that file alone. Run by hand, with Node 24, when sentences or the way they are read
// have changed: node bin/learn-opinions.mjs. The same sentences give the same files.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { createBase } from '../src/knowledge/base.ts'
import { readKnowledge } from '../src/knowledge/load.ts'
import { remembered } from '../src/language/memo.ts'
import { createCut } from '../src/language/message.ts'
import { deceitFeatures, fewSentences, signsOf } from '../src/language/request/evasion.ts'
import { featuresOf, scale } from '../src/language/request/opinions.ts'
import { clean } from '../src/language/text/text.ts'

const at = (path) => new URL(`../${path}`, import.meta.url)
const linesOf = (path) =>
  readFileSync(at(path), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
/** Every tenth sentence is held back, for the tests to measure with. */
const learnedFrom = (name) => linesOf(`test/language/${name}`).filter((_, index) => index % 10 !== 9)

const base = createBase(readKnowledge(at('knowledge').pathname))
/** What somebody else did, and what to do now, say nothing apart: told of a plan of one's own, too. The sign `reports` has both. */
const apart = ['they-reveal', 'asks-what-now']
const marks = [...new Set(base.language.marks.map(({ mark }) => mark))].filter((mark) => !apart.includes(mark))
const cut = createCut(base)
const read = (text, featuresIn) => {
  const message = cut.message(cut.named(clean(text)))
  return fewSentences(message).map((stretch) => featuresIn(message, stretch))
}

/** Each text is read once, however often it counts. */
const keptOnce = (make) => remembered(Number.POSITIVE_INFINITY, make)
const plain = (text) => text.replace(/[[\]]/g, '')
const language = (file) => load(readFileSync(at(`knowledge/language/${file}`), 'utf8'))
const { offences } = language('evasion.yaml')
const help = language('help.yaml').marks.flatMap(({ holds }) => holds)
/** What else the language is tried with: ordinary sentences of the field. */
const ordinary = readdirSync(at('knowledge/language'))
  .filter((file) => file.endsWith('.yaml') && !file.startsWith('evasion'))
  .flatMap((file) => language(file).marks ?? [])
  .flatMap(({ holds, not }) => [...holds, ...not])
const wordings = base.articles.flatMap(({ sections }) => sections.flatMap(({ asks }) => asks))
const given = readdirSync(at('test/questions/given'))
  .flatMap((file) => linesOf(`test/questions/given/${file}`).map((line) => JSON.parse(line)))
  .filter(({ kind }) => kind !== 'guard')
const givenOf = (isMeant) => given.filter(({ kind }) => isMeant(kind)).map(({ q }) => q)
/** What was said before it, in a conversation that ends well. */
const saidBefore = given.filter(({ kind }) => kind !== 'refuse').flatMap(({ q, turns }) => (turns ?? []).filter((turn) => turn !== q))
/** What people ask of a deal, in each turn of a conversation. */
const dealsOf = (all) =>
  all.filter(({ kind }) => ['verdict', 'compare', 'followup', 'refuse'].includes(kind)).flatMap(({ q, turns }) => [...(turns ?? []), q])
const ordinaryDeals = ['deeds.yaml', 'places.yaml', 'people.yaml', 'things.yaml', 'conditions.yaml', 'held.yaml', 'turns.yaml']
  .flatMap((file) => language(file).marks ?? [])
  .flatMap(({ holds, not }) => [...holds, ...not])
/** What nobody would argue about counts so often. */
const thrice = (all) => [...all, ...all, ...all]
/** What people typed, rather than what was written to try a pattern, counts so often. */
const twice = (all) => [...all, ...all]
const everyNth = (n, all) => all.filter((_, index) => index % n === 0)

/** What speaks for each opinion, and what against it. Most wordings of an article say little that the others do not. */
const subjects = [
  {
    file: 'deceit.txt',
    about: 'What words and pairs of words speak for deceit (more than nothing) or for an honest question',
    yes: [
      ...twice([...learnedFrom('deceit-asked.txt'), ...givenOf((kind) => kind === 'refuse')]),
      ...thrice(offences.flatMap(({ holds }) => holds)),
    ],
    no: [
      ...twice([...learnedFrom('deceit-not.txt'), ...givenOf((kind) => kind !== 'refuse'), ...saidBefore]),
      ...learnedFrom('off-topic.txt'),
      ...ordinary,
      ...thrice(offences.flatMap(({ not }) => not)),
      ...everyNth(5, wordings),
    ],
    // Small steps, a few times: what few sentences say counts less, and unseen ones are told apart better.
    how: { rounds: 6, step: 0.05, cost: 0.003, fewest: 5, orders: 5 },
    featuresIn: (message, stretch) => deceitFeatures(message, stretch, signsOf(base, message)(stretch).found, marks),
  },
  {
    file: 'off-topic.txt',
    about: 'What words and pairs of words speak for something else than exports (more than nothing) or for them',
    yes: [...learnedFrom('off-topic.txt'), ...givenOf((kind) => kind === 'smalltalk')],
    no: [...everyNth(4, learnedFrom('deceit-asked.txt')), ...help, ...everyNth(2, wordings), ...givenOf((kind) => kind !== 'smalltalk')],
    how: { rounds: 25 },
    featuresIn: (message, { from, to }) => featuresOf(message, from, to),
  },
  {
    file: 'rule.txt',
    about: 'What words and pairs of words speak for a question on a rule (more than nothing) or for a deal',
    yes: [...everyNth(2, wordings).filter((text) => text.split(' ').length >= 5), ...thrice(givenOf((kind) => kind === 'lookup'))],
    no: [...dealsOf(given), ...thrice(dealsOf(given)), ...ordinaryDeals],
    how: { rounds: 15 },
    featuresIn: (message, { from, to }) => featuresOf(message, from, to),
  },
]

/** Logistic regression with a step for each weight (AdaGrad), so many rounds over all; weights that few sentences have are left out, large ones cost. */
/** So many points is one of the logarithm of the odds. */
const points = 10
function learnIn(order, all, { rounds, step = 0.15, cost = 0.01, fewest = 3 }) {
  const seen = new Map()
  for (const { features } of all) for (const feature of features) seen.set(feature, (seen.get(feature) ?? 0) + 1)
  const names = [...seen].filter(([, count]) => count >= fewest).map(([feature]) => feature)
  const number = new Map(names.map((feature, index) => [feature, index]))
  const [weights, steps] = [new Float64Array(names.length), new Float64Array(names.length).fill(1e-8)]
  const known = all.map(({ features, is }) => ({ is, own: features.flatMap((feature) => number.get(feature) ?? []) }))
  let seed = 6 + order
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

/** What is learned from the same sentences in several orders, on the whole: a single one gives its last sentences too much. */
function learn(all, how) {
  const { orders = 1 } = how
  const learned = Array.from({ length: orders }, (_, index) => learnIn(index + 1, all, how))
  return new Map([...learned[0].keys()].map((name) => [name, learned.reduce((sum, one) => sum + one.get(name), 0) / orders]))
}

const [only] = process.argv.slice(2)
for (const { file, about, yes, no, featuresIn, how } of subjects.filter(({ file: name }) => only === undefined || name === only)) {
  // Which sentences of a long text are what it is for, nobody says.
  const featuresOfText = keptOnce((text) => read(plain(text), featuresIn))
  const asked = yes.map(featuresOfText).filter((all) => all.length === 1)
  const sentences = [
    ...asked.flat().map((features) => ({ is: 1, features })),
    ...no.flatMap(featuresOfText).map((features) => ({ is: 0, features })),
  ]
  const kept = [...learn(sentences, how)]
    .map(([feature, weight]) => [feature, Math.round(scale * points * weight)])
    .filter(([, weight]) => Math.abs(weight) >= scale / 2)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([feature, weight]) => `${weight} ${feature}`)
  const header = [`# ${about}, ten times what they count.`, '# Learned by bin/learn-opinions.mjs; nobody edits it.']
  writeFileSync(at(`knowledge/${file}`), [...header, ...kept, ''].join('\n'))
}
