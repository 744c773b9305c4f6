import type { Parsed } from './load.ts'
import type { Problem } from './parse-file.ts'
import { problem } from './problem.ts'
import type { Coverage } from './schema.ts'

/** A text of the knowledge that readers see, and the file and place where it is found. */
type Text = { readonly file: string; readonly where: string; readonly text: string }

/**
 * Checks what texts claim about Licet. A sentence whose subject is Licet must deny something ("Licet does
 * not …") or be backed by an entry under `does` in coverage.yaml. A claim must contain none of the words
 * that coverage.yaml lists for a topic that is not modelled.
 */
export function checkStatements(parsed: Parsed): readonly Problem[] {
  const { does = [] } = parsed.coverage
  if (does.length === 0)
    return [problem('coverage.yaml', 'does', 'nothing is said of what Licet does', 'list it, with its verbs and words')]
  return textsOf(parsed).flatMap(({ file, where, text }) =>
    statementsIn(text).flatMap((said) => {
      const fault = faultOf(said, parsed.coverage)
      return fault === undefined ? [] : [problem(file, where, `\`Licet ${said.slice(0, 120)}\` ${fault.what}`, fault.fix)]
    }),
  )
}

/**
 * The texts to be checked: all articles; of coverage.yaml what is modelled and what is not; and every other
 * text of the knowledge that may mention Licet. Not searched, because they only name things: words.yaml, the
 * law table, countries and the language data.
 */
const textsOf = ({
  articles,
  coverage,
  words: _names,
  lawTable: _table,
  countries: _places,
  language: _asked,
  ...lists
}: Parsed): readonly Text[] => [
  ...articles.flatMap(({ id, intro, sections }) => {
    const file = `articles/${id}.md`
    return [
      { file, where: 'intro', text: intro },
      ...sections.map(({ heading, body }) => ({ file, where: heading, text: `${claimedBy(heading, body)}${body}` })),
    ]
  }),
  ...Object.entries(lists).flatMap(([list, entries]) =>
    listOf(entries).flatMap((entry) => {
      const texts = stringsIn(entry).filter((text) => mayBeAboutUs.test(text))
      return texts.map((text) => ({ file: fileOf(list, entry), where: named(entry, 'id'), text }))
    }),
  ),
  ...[...coverage.modelled, ...coverage.notModelled].flatMap((line) =>
    stringsIn(line).map((text) => ({ file: 'coverage.yaml', where: line.topic, text })),
  ),
]

const listOf = (entries: unknown): readonly unknown[] => (Array.isArray(entries) ? entries : [entries])

/** The text under `key` of an entry; empty if the entry has none. */
const named = (entry: unknown, key: 'id' | 'regime'): string => {
  const name: unknown = typeof entry === 'object' && entry !== null ? Reflect.get(entry, key) : undefined
  return typeof name === 'string' ? name : ''
}

const fileOf = (list: string, entry: unknown): string => {
  if (list === 'rules') return `rules/${named(entry, 'regime')}.yaml`
  return list === 'families' ? 'items.yaml' : `${list.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.yaml`
}

const stringsIn = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []

const self = String.raw`(?:Licet|(?:[Tt]he|[Tt]his) (?:bot|assistant|chatbot))`

/**
 * Matches a heading that asks what Licet does: "Does Licet screen parties?". If the text below it begins
 * with "yes", the text claims that Licet does it.
 */
const askedOfUs = new RegExp(`^(?:Can|Could|Does|Will|Is|Has) ${self} ([^?]+)\\?$`)
function claimedBy(heading: string, body: string): string {
  const [, asked] = askedOfUs.exec(heading) ?? []
  return asked !== undefined && /^yes\b/i.test(body) ? `Licet ${asked}.\n` : ''
}

/** Matches Licet (or "I") as the subject of a sentence, but not in "by Licet", "ask Licet" and the like. */
const subject = new RegExp(
  [
    String.raw`(?<!\b(?:[Bb]y|[Tt]o|[Ww]ith|[Ff]or|of|[Ff]rom|[Aa]bout|[Aa]sk|asks|asking|[Tt]ell|tells) )`,
    String.raw`(?:\b${self}|(?<=^["“]?|[,;:] |\b(?:and|but|that|because) )I)(?!['’]s)\s+(?=[a-z])`,
  ].join(''),
  'g',
)

/**
 * A quick test: a text with none of these words claims nothing about Licet, so its sentences are not
 * examined.
 */
const mayBeAboutUs = /\bLicet\b|\bbot\b|\bchatbot\b|\bassistant\b|\bI [a-z]/

/**
 * What the sentences of a text say about Licet, each from its verb on. A sentence that begins with "It"
 * counts, too, if the one before is about Licet. Questions do not count.
 */
function statementsIn(text: string): readonly string[] {
  if (!mayBeAboutUs.test(text)) return []
  let wasLicet = false
  return text.split(/\n+|(?<=[.?!;])(?<!\bU\.S\.)\s+/).flatMap((sentence) => {
    const found = [...sentence.matchAll(subject)].map(({ index, 0: name }) => ({ index, said: sentence.slice(index + name.length) }))
    const [, goesOn] = wasLicet ? (/^it\s+(.*)$/is.exec(sentence) ?? []) : []
    wasLicet = found.length > 0 || goesOn !== undefined
    if (sentence.endsWith('?')) return []
    const all = [...(goesOn === undefined ? [] : [{ index: 0, said: goesOn }]), ...found]
    return all
      .filter(({ index }) => !/\b(?:not something|nothing(?: that)?|outside what)\s*$/.test(sentence.slice(0, index)))
      .map(({ said }) => said)
  })
}

const aside = /^(?:(?:can|could|may|will|also|always|only|still|then|therefore|rarely|often|already|now)\s+(?!not\b))+/
const denial = new RegExp(
  [
    "^(?:(?:do|does|did|can|could|will|would|may|is|are|was|has|have) ?(?:not|n['’]t)(?! (?:only|",
    String.raw`just|merely))\b|never\b|(?:does|holds|has|is|can) (?:no|neither|never)\b)`,
  ].join(''),
)
/**
 * Matches the words that join another verb to the same subject: the "and " in "screens parties and files
 * the forms".
 */
const another = new RegExp(
  [
    String.raw`\b(?:and|but|or|then)\s+(?:(?:it|also|then|always)\s+)*(?=[a-z]+s (?:the|a|an|your|our|each|`,
    String.raw`every|all|any|no|them|it|its|so|to|which|where|what|who|part(?:y|ies)|name|names)\b)`,
  ].join(''),
)

type Fault = { readonly what: string; readonly fix: string }

function faultOf(said: string, { does = [], notModelled }: Coverage): Fault | undefined {
  const [first = '', ...others] = said.split(another)
  const claims = [first, ...others].filter((one) => !denial.test(one)).map((one) => one.replace(aside, ''))
  const never = notModelled.find(({ words = [] }) => claims.some((claim) => words.some((word) => reaches(claim, word))))
  if (never !== undefined)
    return { what: `is about what is not modelled: ${never.topic}`, fix: 'say what Licet does not do, or who does it instead' }
  const isBacked = (claim: string): boolean =>
    does.some(({ verbs, words }) => verbs.some((verb) => begins(claim, verb)) && words.some((word) => holds(claim, word)))
  return claims.every(isBacked)
    ? undefined
    : { what: 'is backed by no line of coverage.yaml', fix: 'use the verbs and words of a line under does, or add one there when it is so' }
}

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const holds = (claim: string, word: string): boolean => new RegExp(`\\b${escaped(word)}\\b`, 'i').test(claim)
/** Whether a claim has a word that begins with `word`: "screen" also matches "screened" and "screening". */
const reaches = (claim: string, word: string): boolean => new RegExp(`\\b${escaped(word)}`, 'i').test(claim)

/**
 * Whether a claim begins with `verb` in this form or without its "s", e.g. `explains` also matches
 * "explain" (of "can explain").
 */
const begins = (claim: string, verb: string): boolean =>
  [verb, verb.replace(/^(\w+?)s\b/, '$1')].some((form) => new RegExp(`^${form}\\b`, 'i').test(claim))
