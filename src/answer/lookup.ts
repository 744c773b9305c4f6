import type { Base } from '../knowledge/base.ts'
import { codesIn } from '../knowledge/quoted-codes.ts'
import type { Found, Search } from '../knowledge/search.ts'
import type { GuardReason } from '../language/guard/guard.ts'
import type { Reading } from '../language/reading.ts'
import type { Understood } from '../language/reader.ts'
import type { Action, Block, ChatReply } from '../port/reply.ts'
import { land } from '../knowledge/landing.ts'
import { actionsFor } from './compose.ts'
import { moreLayer, proseLayer, sourcesLayer } from './layers.ts'
import { footOf, versionWords, type Stamp } from './stamp.ts'
import { showCite } from './grounds.ts'
import { subjectOf } from './question.ts'
import type { ExploredLeg } from './leg.ts'
import { entryFacts, limitFacts } from './entry-rows.ts'
import { memberFacts } from './membership.ts'
import { chooseSection, leadOf, partedBody, type Choice } from './sections.ts'
import { listWords, saidWords } from './words.ts'
import { dateWords } from '../port/date-words.ts'

const counsel: readonly Action[] = actionsFor('ask-counsel').slice(0, 1)

/** A look-up shows at most this many sources. */
const mostSources = 12

/**
 * Answers a general question from the country lists, the articles and, if it asks how an item is listed, the list entries or classes.
 * `about`: a sentence on the deal that the question is about, shown first.
 */
export function answerLookup(
  base: Base,
  search: Search,
  {
    text,
    list,
    onTopic,
    asksEntry,
    asksLimit,
    readings: [reading],
    about,
  }: Extract<Understood, { kind: 'read' }> & { readonly about?: string },
  asked: { readonly asOf: string; readonly today: string },
  stamp: Stamp,
): ChatReply {
  const lists = memberFacts(base, list, reading, asked)
  const entries = entryFacts(base, asksEntry, text, reading)
  const limits = asksLimit && entries.length + lists.length === 0 ? limitFacts(base, text) : []
  const named = entries.length > 0 ? entries : classFacts(base, text, reading)
  const isKnown = lists.length + named.length + limits.length > 0
  const choices = questionsOf(text).map((question) => chooseSection(search, question, onTopic || isKnown))
  const classes = choices.flatMap(foundIn).some(({ asked }) => asked >= plainly) ? named : [...limits, ...named]
  const known = lists.length + classes.length > 0
  const found = distinct(choices.flatMap(foundIn))
  const [first] = found
  if (!known && first === undefined) return composeOutOfScope(base, choices.flatMap(nearIn).slice(0, 3), stamp)
  const leads =
    lists.length === 0 && first !== undefined && (classes.length === 0 || (first.asked >= plainly && isOfEntries(first, entries, text)))
  const isOffer = leads && !known && found.length > 1 && choices.length === 1
  const lead = partedBody(first?.section.body ?? '')
  const sections = isOffer
    ? found.map(offered)
    : found.slice(0, known ? choices.length : undefined).map((one, at) => (at === 0 && leads ? lead.front : told(one)))
  const classed = classes.length === 0 ? [] : [...classes.slice(0, 2), 'Engineering data and counsel confirm a classification.']
  const rest = isOffer ? (choices.every(isLikely) ? found.map(told) : []) : leads && lead.rest !== '' ? [lead.rest] : []
  const also = distinct(choices.flatMap(alsoIn)).filter(({ section }) => !found.some((one) => one.section === section))
  const isSure = choices.every((choice) => choice.kind !== 'one' || choice.isSure)
  const sources = [...new Map(found.flatMap((one) => one.article.sources).map((cite) => [`${cite.source} ${cite.section}`, cite])).values()]
  return {
    tone: isOffer ? 'question' : 'neutral',
    title: isOffer ? offers[choices.every(isLikely) ? 'likely' : 'near'] : leads ? first.section.heading : fromLists,
    blocks: [
      ...[...(about === undefined ? [] : [about]), ...lists, ...(leads ? [...sections, ...classed] : [...classed, ...sections])].map(
        (said): Block => ({
          kind: 'text',
          text: said,
        }),
      ),
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
    actions: counsel,
  }
}

/**
 * Whether a section is allowed to come first in the reply. If the question is about a list entry, the heading
 * must quote a code of the question; otherwise the rows of the entry come first.
 */
const isOfEntries = ({ section }: Found, entries: readonly string[], text: string): boolean => {
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
const foundIn = (choice: Choice): readonly Found[] =>
  choice.kind === 'one' ? [choice.found] : choice.kind === 'several' ? choice.found : []
const alsoIn = (choice: Choice): readonly Found[] => (choice.kind === 'one' ? choice.also : [])
const nearIn = (choice: Choice): readonly Found[] => (choice.kind === 'none' ? choice.near : [])
const told = ({ section }: Found): string => `${section.heading}\n${section.body}`
const offered = ({ section }: Found): string => `${section.heading}\n${leadOf(section.body)}`
const inALine = ({ section }: Found): string => `${section.heading} ${leadOf(section.body)}`
const distinct = (found: readonly Found[]): readonly Found[] => [...new Map(found.map((one) => [one.section, one])).values()]

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
function composeOutOfScope(base: Base, nearest: readonly Found[], stamp: Stamp): ChatReply {
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
    actions: counsel,
  }
}

const titles = { thanks: 'You are welcome', greeting: 'Hello', 'starts-over': 'We start over' } as const

/** For a message that describes a deal without its item: says that the message is remembered, quotes it, and asks for the item. */
export function composeBeginning(typed: string, stamp: Stamp): ChatReply {
  return {
    tone: 'neutral',
    title: 'Which item is it?',
    blocks: [
      {
        kind: 'text',
        text: `I keep "${typed}" until you name the item: a drone, a rocket motor, or its list entry, such as 9A012 or USML IV(h)(1).`,
      },
    ],
    foot: footOf(stamp.asOf, stamp),
    actions: [],
  }
}

/**
 * Composes the reply to small talk and to anything else that is not an export question. `isInDeal`: a deal
 * was answered before.
 */
export function composeOther(talk: keyof typeof titles | undefined, stamp: Stamp, isInDeal: boolean): ChatReply {
  if (isInDeal && talk === undefined)
    return {
      tone: 'neutral',
      title: 'I read nothing about the deal in that',
      blocks: [
        {
          kind: 'text',
          text:
            'The last answer does not count it. If it matters for the deal, say it in other words. For another ' +
            'matter say "new question".',
        },
      ],
      foot: footOf(stamp.asOf, stamp),
      actions: [],
    }
  const how =
    'Name an item and a country, for example "Can we sell an SLV stage to Australia?", or ask about the ' +
    `${listWords(['MTCR', 'ITAR', 'EAR'])}. Type help for more.`
  return {
    tone: 'neutral',
    title: talk === undefined ? 'I answer export questions' : titles[talk],
    blocks: [{ kind: 'text', text: talk === 'starts-over' ? `What was said before no longer counts. ${how}` : how }],
    // Replies to small talk do not show date and version.
    ...(talk === undefined ? { foot: footOf(stamp.asOf, stamp) } : {}),
    actions: [],
  }
}

/**
 * Refuses a request for help to deceive: quotes the words, says which legs of the deal (at most three of
 * `denied`) are denied in any case, and what to do instead.
 */
export function composeRefusal(base: Base, typed: string, denied: readonly ExploredLeg[], stamp: Stamp): ChatReply {
  return {
    tone: 'stop',
    title: 'I will not help with that: take it to export counsel',
    blocks: [
      {
        kind: 'text',
        text:
          `I took "${typed}" as a wish to get past a rule, or past those who check: that can be a violation by ` +
          'itself. If I misread you, say "No, I only ask"; nobody is accused.',
      },
      ...denied
        .slice(0, 3)
        .map((leg): Block => ({ kind: 'text', text: `Besides, ${subjectOf(base, leg)}: ${saidWords[leg.said].clause}.` })),
      { kind: 'text', label: 'Next', text: 'keep the messages you have, and tell export counsel or compliance who asked for what.' },
    ],
    layers: proseLayer([
      'What has already happened can be disclosed voluntarily; counsel knows how, and it weighs in your favor.',
      'Ask me the plain question (item, country, end use): the answer may be better than you fear.',
    ]),
    foot: footOf(stamp.asOf, stamp),
    actions: [...counsel, { id: 'only-ask', label: 'No, I only ask' }],
  }
}

/**
 * The reply to a message that the guard refused: it says that the message was not kept, and repeats nothing
 * of it.
 */
export function composeGuard(reason: GuardReason, stamp: Stamp): ChatReply {
  return {
    tone: 'stop',
    title: 'I did not keep that message',
    blocks: [
      {
        kind: 'text',
        text:
          reason === 'marking'
            ? 'It carries a control marking. I did not analyze it, keep it or log it.'
            : 'It looks like technical data. I did not analyze it, keep it or log it.',
      },
      {
        kind: 'list',
        title: 'A safe way to ask',
        items: [
          'Say in words what the item is, without its data: "drawings of a rocket stage".',
          "Name the country or the person's citizenships.",
          'If the message should not have been here, tell your security or compliance office and delete it.',
        ],
      },
    ],
    foot: footOf(stamp.asOf, stamp),
    actions: counsel,
  }
}
