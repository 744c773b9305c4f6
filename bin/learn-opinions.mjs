// Learns weights of words from reviewed sentences, for four questions about a text: does it ask for help to deceive
// (knowledge/deceit.txt), is it about something else than exports (knowledge/off-topic.txt), does it ask for a rule rather than about a
// deal (knowledge/rule.txt), does it ask about Licet itself, and on which topic of the help (knowledge/help.txt). Run it by hand, with Node 24, when the sentences or the way they are read have changed: node
// bin/learn-opinions.mjs. With a file name as argument it learns that file alone. Equal sentences give equal files.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { createBase } from '../src/knowledge/base.ts'
import { readKnowledge } from '../src/knowledge/load.ts'
import { cachedByText } from '../src/language/cached.ts'
import { createMessageBuilder } from '../src/language/build-message.ts'
import { deceitFeatures, fewSentences, signsOf } from '../src/language/request/evasion.ts'
import { helpFeatures } from '../src/language/request/help-asked.ts'
import { featuresOf, scale } from '../src/language/request/learned-scores.ts'
import { clean } from '../src/language/text/clean.ts'

const at = (path) => new URL(`../${path}`, import.meta.url)
const linesOf = (path) =>
  readFileSync(at(path), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
/** The sentences to learn from. Every tenth is held back for the tests. */
const learnedFrom = (name) => linesOf(`test/language/${name}`).filter((_, index) => index % 10 !== 9)

const base = createBase(readKnowledge(at('knowledge').pathname))
/**
 * Marks that are no features by themselves, because honest askers use such words, too: what others did, and "what now?". The sign
 * `reports` combines them.
 */
const apart = ['they-reveal', 'asks-what-now']
const marks = [...new Set(base.language.marks.map(({ mark }) => mark))].filter((mark) => !apart.includes(mark))
const cut = createMessageBuilder(base)
const read = (text, featuresIn) => {
  const message = cut.message(cut.named(clean(text)))
  return fewSentences(message).map((stretch) => featuresIn(message, stretch))
}

/** Caches the result for each text, since texts are repeated to give them weight. */
const keptOnce = (make) => cachedByText(Number.POSITIVE_INFINITY, make)
const plain = (text) => text.replace(/[[\]]/g, '')
const language = (file) => load(readFileSync(at(`knowledge/language/${file}`), 'utf8'))
const { offences } = language('evasion.yaml')
const help = language('help.yaml').marks.flatMap(({ holds }) => holds)
/** Ordinary sentences about exports, as counterexamples: the examples of all language files but those on evasion. */
const ordinary = readdirSync(at('knowledge/language'))
  .filter((file) => file.endsWith('.yaml') && !file.startsWith('evasion'))
  .flatMap((file) => language(file).marks ?? [])
  .flatMap(({ holds, not }) => [...holds, ...not])
const wordings = base.articles.flatMap(({ sections }) => sections.flatMap(({ asks }) => asks))
const given = readdirSync(at('test/questions/given'))
  .flatMap((file) => linesOf(`test/questions/given/${file}`).map((line) => JSON.parse(line)))
  .filter(({ kind }) => kind !== 'guard')
const givenOf = (isMeant) => given.filter(({ kind }) => isMeant(kind)).map(({ q }) => q)
/** The earlier messages of conversations that do not end in a refusal. */
const saidBefore = given.filter(({ kind }) => kind !== 'refuse').flatMap(({ q, turns }) => (turns ?? []).filter((turn) => turn !== q))
/** Questions about a deal, with the earlier messages of their conversation. */
const dealsOf = (all) =>
  all.filter(({ kind }) => ['verdict', 'compare', 'followup', 'refuse'].includes(kind)).flatMap(({ q, turns }) => [...(turns ?? []), q])
const ordinaryDeals = ['deeds.yaml', 'places.yaml', 'people.yaml', 'things.yaml', 'conditions.yaml', 'held.yaml', 'turns.yaml']
  .flatMap((file) => language(file).marks ?? [])
  .flatMap(({ holds, not }) => [...holds, ...not])
/** Each text three times, for texts that are beyond doubt: so they weigh three times as much. */
const thrice = (all) => [...all, ...all, ...all]
/** Each text twice, for texts that people typed, as opposed to examples written to test a pattern. */
const twice = (all) => [...all, ...all]
const everyNth = (n, all) => all.filter((_, index) => index % n === 0)

/** Questions about Licet itself by the topic of the help that answers them; `none`: sentences alike that are about something else. */
const aboutLicet = [
  ...learnedFrom('help-asked.txt').map((line) => line.split('\t')),
  ...language('help.yaml').marks.flatMap(({ mark, holds }) => holds.map((text) => [mark.replace('help-', ''), text])),
]
const ofTopic = (isMeant) => aboutLicet.flatMap(([topic, text]) => (isMeant(topic) ? [text] : []))
/**
 * The three questions: sentences for (`yes`) and against (`no`), and how to learn. Of the example questions of articles only every
 * n-th is used, because most are alike.
 */
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
      ...learnedFrom('on-topic.txt'),
      ...ordinary,
      ...thrice(offences.flatMap(({ not }) => not)),
      ...everyNth(5, wordings),
    ],
    // Small steps, averaged over several orders: features of few sentences count less, and unseen sentences are judged better.
    how: { rounds: 6, step: 0.05, cost: 0.003, fewest: 5, orders: 5 },
    featuresIn: (message, stretch) => deceitFeatures(message, stretch, signsOf(base, message)(stretch).found, marks),
  },
  {
    file: 'off-topic.txt',
    about: 'What words and pairs of words speak for something else than exports (more than nothing) or for them',
    yes: [...learnedFrom('off-topic.txt'), ...givenOf((kind) => kind === 'smalltalk')],
    no: [
      ...everyNth(4, learnedFrom('deceit-asked.txt')),
      ...everyNth(
        3,
        ofTopic((topic) => topic !== 'none'),
      ),
      ...wordings,
      ...givenOf((kind) => kind !== 'smalltalk'),
      ...learnedFrom('on-topic.txt'),
    ],
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

/** The scale of weights: 10 points are one unit of log-odds. */
const points = 10
const common = 8

/**
 * Logistic regression by AdaGrad (a step size for each weight). `fewest`: features in fewer texts are left out; `cost` keeps
 * weights small; `yesCounts`: how many times as much as a `no` a `yes` counts, if there are far fewer of them; `least`: smaller
 * weights are left out.
 */
function learnIn(order, all, { rounds, step = 0.15, cost = 0.01, fewest = 3, yesCounts = 1 }) {
  const [seen, seenInYes] = [new Map(), new Set()]
  for (const { features, is } of all)
    for (const feature of features) {
      seen.set(feature, (seen.get(feature) ?? 0) + 1)
      if (is === 1) seenInYes.add(feature)
    }
  // With few texts a feature counts only if a `yes` has it, or if it is common.
  const isCommon = (feature) => yesCounts === 1 || seenInYes.has(feature) || seen.get(feature) >= common
  const names = [...seen].filter(([feature, count]) => count >= fewest && isCommon(feature)).map(([feature]) => feature)
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
      const error = (1 / (1 + Math.exp(-sum)) - is) * (is === 1 ? yesCounts : 1)
      for (const one of own) {
        const slope = error + cost * weights[one]
        steps[one] += slope * slope
        weights[one] -= (step * slope) / Math.sqrt(steps[one])
      }
    }
  }
  return new Map(names.map((feature, index) => [feature, weights[index]]))
}

/** The average of several runs, each with the sentences in another order. In a single run the last sentences have too much influence. */
function learn(all, how) {
  const { orders = 1 } = how
  const learned = Array.from({ length: orders }, (_, index) => learnIn(index + 1, all, how))
  return new Map([...learned[0].keys()].map((name) => [name, learned.reduce((sum, one) => sum + one.get(name), 0) / orders]))
}

/** The weights of features, in tenths of points, sorted by feature. Small ones are left out. */
function learnedWeights({ yes, no, featuresIn, how }) {
  // It is not known which sentence of a long text makes it an example, so only texts of one sentence serve as `yes`.
  const featuresOfText = keptOnce((text) => read(plain(text), featuresIn))
  const asked = yes.map(featuresOfText).filter((all) => all.length === 1)
  const sentences = [
    ...asked.flat().map((features) => ({ is: 1, features })),
    ...no.flatMap(featuresOfText).map((features) => ({ is: 0, features })),
  ]
  return [...learn(sentences, how)]
    .map(([feature, weight]) => [feature, Math.round(scale * points * weight)])
    .filter(([, weight]) => Math.abs(weight) >= scale * points * (how.least ?? 0.05))
    .sort(([one], [other]) => (one < other ? -1 : 1))
}

function write(file, about, lines) {
  const header = [`# ${about}, ten times what they count.`, '# Learned by bin/learn-opinions.mjs; nobody edits it.']
  writeFileSync(at(`knowledge/${file}`), [...header, ...lines, ''].join('\n'))
}

/** What is not about Licet. */
const aboutElse = [
  ...thrice(ofTopic((topic) => topic === 'none')),
  ...learnedFrom('off-topic.txt'),
  ...learnedFrom('on-topic.txt'),
  ...everyNth(3, learnedFrom('deceit-not.txt')),
  ...everyNth(6, learnedFrom('deceit-asked.txt')),
  ...givenOf((kind) => kind !== 'help'),
  ...saidBefore,
  ...ordinary.filter((text) => !help.includes(text)),
  ...everyNth(2, wordings),
]

/** The lines of knowledge/help.txt: the topics, then for each feature its weights, for any question about Licet and for each topic. */
function helpLines() {
  const isLicet = { rounds: 8, cost: 0.003, fewest: 2, orders: 3, yesCounts: 8 }
  const isTopic = { rounds: 30, fewest: 2, orders: 3, least: 0.2 }
  const featuresIn = helpFeatures
  const topics = [...new Set(aboutLicet.map(([topic]) => topic))].filter((topic) => topic !== 'none').sort()
  const yes = [...ofTopic((topic) => topic !== 'none'), ...givenOf((kind) => kind === 'help')]
  const columns = [
    learnedWeights({ yes, no: aboutElse, featuresIn, how: isLicet }),
    ...topics.map((topic) => {
      const no = ofTopic((one) => one !== topic && one !== 'none')
      return learnedWeights({ yes: ofTopic((one) => one === topic), no, featuresIn, how: isTopic })
    }),
  ].map((weights) => new Map(weights))
  const features = [...new Set(columns.flatMap((weights) => [...weights.keys()]))].sort()
  const rowOf = (feature) => columns.map((weights) => weights.get(feature) ?? '').join(',')
  return [`topics ${topics.join(',')}`, ...features.map((feature) => `${rowOf(feature)} ${feature}`)]
}

const [only] = process.argv.slice(2)
for (const { file, about, ...subject } of subjects.filter(({ file: name }) => only === undefined || name === only))
  write(
    file,
    about,
    learnedWeights(subject).map(([feature, weight]) => `${weight} ${feature}`),
  )
if (only === undefined || only === 'help.txt')
  write(
    'help.txt',
    'What words, pairs of words and classes speak for a question about Licet (*) and for each topic of the help',
    helpLines(),
  )
