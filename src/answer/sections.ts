import { codesIn } from '../knowledge/codes.ts'
import type { Found, Search } from '../knowledge/search.ts'
import type { Reading } from '../language/reading.ts'
import { sentencesOf } from '../language/text/sentences.ts'

/**
 * What the articles say to a question: one section, or two and more that it may mean (each `likely`, or only the nearest), or nothing.
 * `also` and `near` are next to it.
 */
export type Choice =
  | { readonly kind: 'one'; readonly found: Found; readonly also: readonly Found[] }
  | { readonly kind: 'several'; readonly found: readonly Found[]; readonly likely: boolean }
  | { readonly kind: 'none'; readonly near: readonly Found[] }

/**
 * Chooses the section that answers a question. `isOurs`: its words show already that it is about the regimes known here. What is told
 * before the question counts, unless the question alone asks more plainly for a section: "We make IV(h) parts. Must we register?"
 */
export function chooseSection(search: Search, question: string, isOurs: boolean): Choice {
  const whole = chooseFrom(search, question, isOurs)
  const asked = questionAlone(question)
  if (asked === undefined) return whole
  const alone = chooseFrom(search, asked, isOurs)
  return alone.kind === 'one' && tellsEnough(alone.found) && alone.found.asked > askedIn(whole) ? alone : whole
}

/** "Usable yet?" alone asks for nothing: a section has much of the question, and that much tells something. */
const tellsEnough = ({ asked, weight }: Found): boolean => asked >= plainly && weight >= least

/** The one sentence of a text that is a question, where others tell something. */
function questionAlone(text: string): string | undefined {
  const sentences = sentencesOf(text)
  const [asked, other] = sentences.filter((sentence) => sentence.trim().endsWith('?'))
  return sentences.length > 1 && other === undefined ? asked : undefined
}

const askedIn = (choice: Choice): number =>
  choice.kind === 'one' ? choice.found.asked : choice.kind === 'several' ? (choice.found[0]?.asked ?? 0) : 0

function chooseFrom(search: Search, question: string, isOnTopic: boolean): Choice {
  // Nobody but who speaks of these regimes quotes their codes.
  const isOurs = isOnTopic || codesIn(question).length > 0
  const near = search(question, mostNear)
  const [first, ...others] = near
  if (first?.isIt !== undefined) return { kind: 'one', found: first, also: alsoBeside(first, others) }
  if (first === undefined || !mayBeMeant(first, isOurs || isAlone(first, others[0]))) return { kind: 'none', near }
  if (!isMeant(first, isOurs || isAlone(first, others[0]))) return { kind: 'several', found: near.slice(0, mostOffered), likely: false }
  const rivals = near.filter(({ score }) => score > rivalry * first.score)
  const most = Math.max(...rivals.map(({ coverage }) => coverage))
  const fitting = rivals.filter(({ coverage }) => coverage > most - lessOfIt)
  const mostOwn = Math.max(...fitting.map(({ asked }) => asked))
  const [found = first, ...equal] = fitting.filter(({ asked }) => asked > mostOwn - lessOfIt)
  if (equal.length > 0) return { kind: 'several', found: [found, ...equal].slice(0, mostOffered), likely: true }
  const without = near.filter((one) => one !== found)
  return { kind: 'one', found, also: alsoBeside(first, without) }
}

/** Those that are of the same matter as the best. */
const alsoBeside = (best: Found, others: readonly Found[]): readonly Found[] =>
  others.filter(({ score }) => score > kinship * best.score).slice(0, mostLinks)

/** So many sections are looked at, offered to choose from, and named beside the one that answers. */
const mostNear = 5
const mostOffered = 3
const mostLinks = 2

/** The next section, measured by the first: as good as this and it may be the one that is meant; less, and it is of the same matter. */
const rivalry = 0.92
const kinship = 0.2

/** Of rivals, one that has so much less of the question than another is none. */
const lessOfIt = 0.15

/** A section that has most of what is asked, or words so rare that it is no chance. */
const isMeant = ({ coverage, weight, asked }: Found, isOurs: boolean): boolean =>
  (coverage >= 0.6 && (isOurs || weight >= 8)) ||
  (asked >= wholly && weight >= 5) ||
  weight >= (isOurs ? 12 : 14) ||
  (isOurs && coverage >= 0.35 && weight >= 6)

/** A section that has enough of what is asked to be offered; below that, nothing here speaks to the question. */
const mayBeMeant = (found: Found, isOurs: boolean): boolean => isMeant(found, isOurs) || found.weight >= (isOurs ? 5.5 : 9.5)

/** The section whose own question a message asks, in its words or in one of its wordings, and no other section's. */
function sectionAskedFor(search: Search, question: string): Found | undefined {
  const [first, second] = search(question, 2, plainly)
  if (first?.isIt === 'term') return first
  if (first === undefined || first.asked < plainly || first.weight < (isAlone(first, second) ? leastAlone : least)) return undefined
  const isWhole = first.asked >= nearlyAll && first.weight >= telling
  return isWhole || (second?.score ?? 0) < apart * first.score ? first : undefined
}

/** "Can our admin in Pune open the folder?": a rule is asked for in the same words, whatever town or thing it is asked of. */
export function sectionAskedBeside(
  search: Search,
  question: string,
  readings: readonly Pick<Reading, 'places' | 'item'>[],
): Found | undefined {
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

/** The section that most likely answers a message whose words speak for a rule. */
export function sectionLikely(search: Search, question: string, isOurs: boolean): Found | undefined {
  const choice = chooseSection(search, question, isOurs)
  return choice.kind === 'one' ? choice.found : choice.kind === 'several' && choice.likely ? choice.found[0] : undefined
}

const without = (question: string, named: readonly { readonly typed: string }[]): string =>
  named.reduce((text, { typed }) => (typed === '' ? text : text.replaceAll(typed, ' ')), question)

/** A section whose heading and wordings have so much of a question, and the next one so much less, is asked for; with nearly all of a telling one also beside others. */
const plainly = 0.5
/** A section's own question has all of it. */
const wholly = 0.95
const apart = 0.7
const nearlyAll = 0.6
const telling = 12

/** Words that several sections have must tell so much; those that hardly another has, less. */
const [least, leastAlone] = [8, 5]
const isAlone = (first: Found, second: Found | undefined): boolean => (second?.score ?? 0) < 0.3 * first.score

/** The answer of a section in short: its first sentences, until they say something. */
export function leadOf(body: string): string {
  const [first = '', ...sentences] = body.split(sentenceEnd)
  return sentences.reduce((lead, sentence) => (lead.length < shortest ? `${lead} ${sentence}` : lead), first)
}

/** A section's body in what is read first, whole sentences of so many characters at most, and the rest. */
export function partedBody(body: string): { readonly front: string; readonly rest: string } {
  if (body.length <= mostInFront) return { front: body, rest: '' }
  const ends = [...body.matchAll(new RegExp(sentenceEnd, 'g'))].map(({ index }) => index)
  // "A:5, thirty-eight:" says nothing without what it announces.
  const says = (at: number): boolean => body[at - 1] !== ':'
  const end = ends.findLast((at) => at <= mostInFront && says(at)) ?? ends.find(says) ?? body.length
  return { front: body.slice(0, end), rest: body.slice(end).trim() }
}

const sentenceEnd = /(?<=[.:!?])(?<!\b(?:U\.S|e\.g)\.)\s+(?=["A-Z(-])|\n+/

/** Some 50 words: a screen of a phone holds them with all that stands beside. */
const mostInFront = 320

/** A sentence as short as this says little more than yes or no. */
const shortest = 80
