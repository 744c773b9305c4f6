import type { Base } from '../knowledge/base.ts'
import { codesIn } from '../knowledge/quoted-codes.ts'
import type { FoundSection, Search } from '../knowledge/search.ts'
import type { Reading } from '../language/reading.ts'
import type { UnderstoodMessage } from '../language/reader.ts'
import type { Block, ChatReply } from '../port/reply.ts'
import { land } from '../knowledge/landing.ts'
import { askCounsel } from './compose.ts'
import { moreLayer, proseLayer, sourcesLayer } from './layers.ts'
import { footOf, versionWords, type Stamp } from './stamp.ts'
import { showCite } from './citations.ts'
import { entryFacts, limitFacts } from './entry-rows.ts'
import { memberFacts } from './membership.ts'
import { chooseSection, leadOf, partedBody, type Choice } from './sections.ts'
import { dateWords } from '../port/date-words.ts'

/** A look-up shows at most this many sources. */
const mostSources = 12

/**
 * Answers a general question from the country lists, the articles and, if it asks how an item is listed, the list entries or classes.
 * `about`: a sentence on the deal that the question is about, shown first.
 */
export function answerLookup(
  base: Base,
  search: Search,
  { text, list, onTopic, asksEntry, asksLimit, readings: [reading], about }: UnderstoodMessage & { readonly about?: string },
  asked: { readonly asOf: string; readonly today: string },
  stamp: Stamp,
): ChatReply {
  const lists = memberFacts(base, list, reading, asked)
  const entries = entryFacts(base, asksEntry, text, reading)
  const limits = asksLimit && entries.length + lists.length === 0 ? limitFacts(base, text) : []
  const named = entries.length > 0 ? entries : classFacts(base, text, reading)
  const isKnown = lists.length + named.length + limits.length > 0
  const choices = questionsOf(text).map((question) => chooseSection(search, question, onTopic || isKnown))
  const found = distinct(choices.flatMap(foundIn))
  const classes = choices.flatMap(foundIn).some(({ asked }) => asked >= plainly) ? named : [...limits, ...named]
  const [first] = found
  if (lists.length + classes.length === 0 && first === undefined) return composeOutOfScope(base, choices.flatMap(nearIn).slice(0, 3), stamp)
  const isFirst =
    lists.length === 0 && first !== undefined && (classes.length === 0 || (first.asked >= plainly && isOfEntries(first, entries, text)))
  return composeLookup(base, { about, lists, classes, choices, found, leads: isFirst ? first : undefined }, stamp)
}

/**
 * What a look-up found. `lists`: sentences on the country lists. `classes`: sentences on list entries and classes. `choices`: the sections
 * chosen for each question, all of them in `found`. `leads`: the section that comes first in the reply; `undefined` if lists or classes do.
 */
type Lookup = {
  readonly about: string | undefined
  readonly lists: readonly string[]
  readonly classes: readonly string[]
  readonly choices: readonly Choice[]
  readonly found: readonly FoundSection[]
  readonly leads: FoundSection | undefined
}

function composeLookup(base: Base, { about, lists, classes, choices, found, leads }: Lookup, stamp: Stamp): ChatReply {
  const known = lists.length + classes.length > 0
  const [first] = found
  const isOffer = leads !== undefined && !known && found.length > 1 && choices.length === 1
  const lead = partedBody(first?.section.body ?? '')
  const sections = isOffer
    ? found.map(offered)
    : found.slice(0, known ? choices.length : undefined).map((one, at) => (at === 0 && leads !== undefined ? lead.front : told(one)))
  const classed = classes.length === 0 ? [] : [...classes.slice(0, 2), 'Engineering data and counsel confirm a classification.']
  const rest = isOffer ? (choices.every(isLikely) ? found.map(told) : []) : leads !== undefined && lead.rest !== '' ? [lead.rest] : []
  const also = distinct(choices.flatMap(alsoIn)).filter(({ section }) => !found.some((one) => one.section === section))
  const isSure = choices.every((choice) => choice.kind !== 'one' || choice.isSure)
  const sources = [...new Map(found.flatMap((one) => one.article.sources).map((cite) => [`${cite.source} ${cite.section}`, cite])).values()]
  return {
    tone: isOffer ? 'question' : 'neutral',
    title: isOffer ? offers[choices.every(isLikely) ? 'likely' : 'near'] : leads === undefined ? fromLists : leads.section.heading,
    blocks: [
      ...[
        ...(about === undefined ? [] : [about]),
        ...lists,
        ...(leads !== undefined ? [...sections, ...classed] : [...classed, ...sections]),
      ].map((said): Block => ({
        kind: 'text',
        text: said,
      })),
      ...(also.length === 0
        ? []
        : [
            isSure
              ? { kind: 'list' as const, title: 'See also', items: also.slice(0, 2).map(({ section }) => section.heading) }
              : { kind: 'list' as const, title: 'If you meant something else', items: also.slice(0, 2).map(inALine) },
          ]),
    ],
    layers: [
      ...proseLayer([...rest, ...classes.slice(2), ...also.slice(0, 2).map(isSure ? offered : told)]),
      ...sourcesLayer(
        sources.slice(0, mostSources).map((cite) => showCite(base, cite)),
        [...(first === undefined ? [] : [`Reviewed ${dateWords(first.article.reviewed)}.`]), generalWords, versionWords(stamp)],
      ),
    ],
    foot: `General, no verdict · ${footOf(stamp.asOf, stamp)}`,
    actions: askCounsel,
  }
}

/**
 * Whether a section is allowed to come first in the reply. If the question is about a list entry, the heading
 * must quote a code of the question; otherwise the rows of the entry come first.
 */
const isOfEntries = ({ section }: FoundSection, entries: readonly string[], text: string): boolean => {
  const quoted = codesIn(section.heading)
  return entries.length === 0 || codesIn(text).some((code) => quoted.includes(code))
}

const generalWords = 'General information, not a verdict on a deal. To get one, name the item and the country.'

/** The title of a reply that does not start with an article section. */
export const fromLists = 'From the lists and classes'

/**
 * A section whose heading and wordings have at least this share of the question's words is shown before the
 * classes of a named item.
 */
const plainly = 0.6

/**
 * The first three questions of a text, which are answered one by one. A text with fewer than two question
 * marks counts as one question.
 */
function questionsOf(text: string): readonly string[] {
  const questions = (text.match(/[^?]+\?/g) ?? []).slice(0, 3)
  return questions.length < 2 ? [text] : questions
}

const offers = { likely: 'Which of these do you mean?', near: 'I may not know this. Is it one of these?' } as const
const isLikely = (choice: Choice): boolean => choice.kind !== 'several' || choice.likely
const foundIn = (choice: Choice): readonly FoundSection[] =>
  choice.kind === 'one' ? [choice.found] : choice.kind === 'several' ? choice.found : []
const alsoIn = (choice: Choice): readonly FoundSection[] => (choice.kind === 'one' ? choice.also : [])
const nearIn = (choice: Choice): readonly FoundSection[] => (choice.kind === 'none' ? choice.near : [])
const told = ({ section }: FoundSection): string => `${section.heading}\n${section.body}`
const offered = ({ section }: FoundSection): string => `${section.heading}\n${leadOf(section.body)}`
const inALine = ({ section }: FoundSection): string => `${section.heading} ${leadOf(section.body)}`
const distinct = (found: readonly FoundSection[]): readonly FoundSection[] => [...new Map(found.map((one) => [one.section, one])).values()]

/**
 * The classes that a named item can have, given the figures in the message, in words, for questions such as
 * "Which Annex item is that?". Empty for any other question.
 */
function classFacts(base: Base, text: string, reading: Reading | undefined): readonly string[] {
  const item = reading?.article ?? reading?.item
  if (
    item === undefined ||
    reading === undefined ||
    !/\b(?:annex|usml|eccn|entry|categor\w+|cat\.?|class\w*|paragraph|item|MT|controlled|jurisdiction|ITAR or EAR)\b/i.test(text)
  )
    return []
  const facts = { ...item.presumed, ...item.states, ...reading.facts }
  if (item.source.kind === 'family' && Object.keys(reading.facts).length === 0 && item.entry === undefined) return []
  const landed = land(item.lands, facts)
  const ids = 'class' in landed ? [landed.class] : landed.candidates
  return ids.slice(0, 5).flatMap((id) => {
    const known = base.classes.get(id)
    if (known === undefined) return []
    const annex =
      known.category === 'none'
        ? 'no MTCR Annex item'
        : `Annex ${(item.annex.length > 0 ? item.annex : known.annex).join(', ')}, Category ${known.category}`
    return [
      `${'class' in landed ? 'Presumed' : 'Possible'}: ${known.means} (${known.jurisdiction} ` +
        `${item.entry ?? known.entry}; ${annex}${known.mt === 'yes' ? '; marked MT' : '; not marked MT'}).`,
    ]
  })
}

/**
 * The reply to a question that no section fits: the nearest topics, what is not covered, and where to ask.
 */
function composeOutOfScope(base: Base, nearest: readonly FoundSection[], stamp: Stamp): ChatReply {
  const near = nearest.map((one) => one.section.heading)
  return {
    tone: 'question',
    title: 'I do not know this',
    blocks: [
      {
        kind: 'text',
        text:
          'I answer export questions under the MTCR, the ITAR and the EAR: who may receive which rocket, ' +
          'missile, drone or space item, and why. Name the item and the country, or ask counsel.',
      },
      ...(near.length === 0 ? [] : [{ kind: 'list' as const, title: 'Nearest topics', items: near }]),
    ],
    layers: moreLayer([
      { kind: 'list', title: 'Not modelled here', items: base.coverage.notModelled.map((one) => `${one.topic}: ask ${one.ask}`) },
    ]),
    foot: footOf(stamp.asOf, stamp),
    actions: askCounsel,
  }
}
