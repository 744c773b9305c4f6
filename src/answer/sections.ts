import { codesIn } from '../knowledge/quoted-codes.ts'
import type { FoundSection, Search } from '../knowledge/search.ts'
import type { Reading } from '../language/reading.ts'
import { sentencesOf } from '../language/text/sentences.ts'

/**
 * How articles answer a question.
 * - `one`: the section `found` answers it. `also` has related sections; unless `isSure`, one of these is
 * perhaps meant instead.
 * - `several`: it is unclear which of the sections `found` is meant. If not `likely`, they are only the
 * nearest ones.
 * - `none`: no section answers it. `near` has the nearest sections.
 */
export type Choice =
  | { readonly kind: 'one'; readonly found: FoundSection; readonly also: readonly FoundSection[]; readonly isSure: boolean }
  | { readonly kind: 'several'; readonly found: readonly FoundSection[]; readonly likely: boolean }
  | { readonly kind: 'none'; readonly near: readonly FoundSection[] }

/**
 * Chooses the section that answers a message. `isCovered`: the message is known to be about the regimes
 * covered here. All sentences count, unless the question alone fits a section better ("We make IV(h) parts.
 * Must we register?") or asks for a term that a section explains ("What's TVC? It's in Item 2 apparently").
 */
export function chooseSection(search: Search, question: string, isCovered: boolean): Choice {
  const whole = chooseFrom(search, question, isCovered)
  const asked = questionAlone(question)
  if (asked === undefined) return whole
  const alone = chooseFrom(search, asked, isCovered)
  if (alone.kind === 'one' && alone.found.exactMatch === 'term' && whole.kind !== 'one') return alone
  return alone.kind === 'one' && tellsEnough(alone.found) && alone.found.asked > askedIn(whole) ? alone : whole
}

/**
 * Whether a section fits a question that is looked up without the other sentences of its message. A
 * question with very few words ("Usable yet?") rarely reaches the needed weight.
 */
const tellsEnough = ({ asked, weight }: FoundSection): boolean => asked >= plainShare && weight >= leastWeight

/**
 * The question in a text that consists of one question and other sentences; `undefined` for any other text.
 */
function questionAlone(text: string): string | undefined {
  const sentences = sentencesOf(text)
  const [asked, other] = sentences.filter((sentence) => sentence.trim().endsWith('?'))
  return sentences.length > 1 && other === undefined ? asked : undefined
}

const askedIn = (choice: Choice): number =>
  choice.kind === 'one' ? choice.found.asked : choice.kind === 'several' ? (choice.found[0]?.asked ?? 0) : 0

function chooseFrom(search: Search, question: string, isOnTopic: boolean): Choice {
  // A question that quotes a code ("126.1(d)") is about the regimes covered here.
  const isCovered = isOnTopic || codesIn(question).length > 0
  const near = search(question, mostNear)
  const [first, ...others] = near
  if (first?.exactMatch !== undefined) return { kind: 'one', found: first, also: alsoBeside(first, others), isSure: true }
  if (first === undefined || !mayBeMeant(first, isCovered || isAlone(first, others[0]))) return { kind: 'none', near }
  const isSure = (others[0]?.score ?? 0) < sureScore * first.score
  if (!isMeant(first, isCovered || isAlone(first, others[0])) || (!isSure && first.coverage < leastUnsure))
    return { kind: 'several', found: near.slice(0, mostOffered), likely: false }
  const rivals = near.filter(({ score }) => score > rivalScore * first.score)
  const most = Math.max(...rivals.map(({ coverage }) => coverage))
  const fitting = rivals.filter(({ coverage }) => coverage > most - leastGap)
  const mostOwn = Math.max(...fitting.map(({ asked }) => asked))
  const [found = first, ...equal] = fitting.filter(({ asked }) => asked > mostOwn - leastGap)
  if (equal.length > 0) return { kind: 'several', found: [found, ...equal].slice(0, mostOffered), likely: true }
  const without = near.filter((one) => one !== found)
  return { kind: 'one', found, also: alsoBeside(first, without), isSure }
}

/** The sections that are related to the best one, at most {@link mostLinks}. */
const alsoBeside = (best: FoundSection, others: readonly FoundSection[]): readonly FoundSection[] =>
  others.filter(({ score }) => score > relatedScore * best.score).slice(0, mostLinks)

/** How many sections are considered (`mostNear`), offered to choose from (`mostOffered`), and named beside the answer (`mostLinks`). */
const mostNear = 5
const mostOffered = 3
const mostLinks = 2

/**
 * Shares of the best section's score. A section that scores more than `rivalScore` is perhaps the one that is
 * meant; one that scores more than `relatedScore` is related.
 */
const rivalScore = 0.92
const relatedScore = 0.2

/**
 * If the second section scores at least this share of the best, the best may not be the one that is meant. Then the best answers alone only
 * if it has at least the share `leastUnsure` of the question's words.
 */
const sureScore = 0.7
const leastUnsure = 0.45

/**
 * Sections with a high score are compared by the share of the question's words that they have. A section is
 * no rival if its share is at least this much lower than that of the best one.
 */
const leastGap = 0.15

/**
 * Whether a section is meant: the share of the question's words that it has (`coverage`; `asked` in its heading and wordings) and how rare
 * they are (`weight`) are high enough. If the message is known to be about the regimes covered here (`isCovered`), less is enough.
 */
const isMeant = ({ coverage, weight, asked }: FoundSection, isCovered: boolean): boolean =>
  (coverage >= mostWords && (isCovered || weight >= weightOfMost)) ||
  (asked >= wholeShare && weight >= weightOfWhole) ||
  weight >= (isCovered ? rareIfCovered : rare) ||
  (isCovered && coverage >= manyWords && weight >= weightOfMany)

/** Shares of the question's words. `mostWords`: enough with a usual weight. `manyWords`: enough only if the message is about the regimes. */
const [mostWords, manyWords] = [0.6, 0.35]

/** The weights that are needed with these shares (`weightOfWhole`: with nearly all words in heading and wordings). */
const [weightOfMost, weightOfMany, weightOfWhole] = [8, 6, 5]

/** The words found are so rare that no share is needed. */
const [rare, rareIfCovered] = [14, 12]

/** Whether the best section fits well enough to be offered. If it does not, the articles have no answer to the question. */
const mayBeMeant = (found: FoundSection, isCovered: boolean): boolean =>
  isMeant(found, isCovered) || found.weight >= (isCovered ? leastOfferedIfCovered : leastOffered)

/** The least weight of a section that is offered among others; less is enough if the message is about the regimes, or no other is near. */
const [leastOffered, leastOfferedIfCovered] = [9.5, 5.5]

/**
 * The section whose own question (its heading or a wording) is what the message asks; `undefined` if there
 * is none, or if several might be meant.
 */
function sectionAskedFor(search: Search, question: string): FoundSection | undefined {
  const [first, second] = search(question, 2, plainShare)
  if (first?.exactMatch === 'term') return first
  if (first === undefined || first.asked < plainShare || first.weight < (isAlone(first, second) ? leastWeightAlone : leastWeight))
    return undefined
  const isWhole = first.asked >= nearlyAllShare && first.weight >= tellingWeight
  return isWhole || (second?.score ?? 0) < mostOfNext * first.score ? first : undefined
}

/**
 * The section that a message asks for, also looked up without the names of places and items: "Can our admin
 * in Pune open the folder?". `undefined` if there is none.
 */
export function sectionAskedBeside(
  search: Search,
  question: string,
  readings: readonly Pick<Reading, 'places' | 'item'>[],
): FoundSection | undefined {
  const placeless = without(
    question,
    readings.flatMap(({ places }) => places),
  )
  const bare = without(
    placeless,
    readings.flatMap(({ item }) => item ?? []),
  )
  for (const asked of new Set([question, placeless, bare, questionAlone(question) ?? question])) {
    const found = sectionAskedFor(search, asked)
    if (found !== undefined) return found
  }
  return undefined
}

/** Whether articles answer a question: one section surely does, or several likely may. */
export const knowsSection = (search: Search, question: string, isCovered: boolean): boolean => {
  const choice = chooseSection(search, question, isCovered)
  return choice.kind === 'one' ? choice.isSure : choice.kind === 'several' && choice.likely
}

/**
 * Whether articles answer a question at least weakly: with one section, sure or not, or with several likely
 * ones.
 */
export const mayKnowSection = (search: Search, question: string, isCovered: boolean): boolean => {
  const choice = chooseSection(search, question, isCovered)
  return choice.kind === 'one' || (choice.kind === 'several' && choice.likely)
}

/**
 * The section that most likely answers a message whose words suggest a rule; `undefined` if none is likely.
 */
export function sectionLikely(search: Search, question: string, isCovered: boolean): FoundSection | undefined {
  const choice = chooseSection(search, question, isCovered)
  return choice.kind === 'one' ? choice.found : choice.kind === 'several' && choice.likely ? choice.found[0] : undefined
}

const without = (question: string, named: readonly { readonly typed: string }[]): string =>
  named.reduce((text, { typed }) => (typed === '' ? text : text.replaceAll(typed, ' ')), question)

/** A section counts as asked for only if its heading and wordings have at least this share of the question's words. */
const plainShare = 0.5
/** With at least this share of the question's words, a section counts as having all of them. */
const wholeShare = 0.95
/** A section counts as asked for only if the next one scores less than this share of its score. */
const mostOfNext = 0.7
/** With this share of the question's words and this weight, a section counts as asked for even if others score nearly as high. */
const nearlyAllShare = 0.6
const tellingWeight = 12

/** A section counts as asked for only with at least the weight `leastWeight`, or `leastWeightAlone` if the next section scores far less. */
const [leastWeight, leastWeightAlone] = [8, 5]
const isAlone = (first: FoundSection, second: FoundSection | undefined): boolean => (second?.score ?? 0) < farBelow * first.score
const farBelow = 0.3

/** A short form of a section: its first sentences, at least {@link shortest} characters. */
export function leadOf(body: string): string {
  const [first = '', ...sentences] = body.split(sentenceEnd)
  return sentences.reduce((lead, sentence) => (lead.length < shortest ? `${lead} ${sentence}` : lead), first)
}

/**
 * Splits a section's body at the end of a sentence: at most {@link mostInFront} characters for the front (more if the first sentence is
 * longer), and the rest.
 */
export function partedBody(body: string): { readonly front: string; readonly rest: string } {
  if (body.length <= mostInFront) return { front: body, rest: '' }
  const ends = [...body.matchAll(new RegExp(sentenceEnd, 'g'))].map(({ index }) => index)
  // A part that ends with a colon ("A:5, thirty-eight:") makes no sense without what follows.
  const says = (at: number): boolean => body[at - 1] !== ':'
  const end = ends.findLast((at) => at <= mostInFront && says(at)) ?? ends.find(says) ?? body.length
  return { front: body.slice(0, end), rest: body.slice(end).trim() }
}

const sentenceEnd = /(?<=[.:!?])(?<!\b(?:U\.S|e\.g)\.)\s+(?=["A-Z(-])|\n+/

/** The front of a reply has at most this many characters of a section: about 50 words, which fit on a phone with the rest of the reply. */
const mostInFront = 320

/** A short form of a section has at least this many characters; fewer would say little more than yes or no. */
const shortest = 80
