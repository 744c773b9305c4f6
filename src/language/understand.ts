import type { UnderstoodMessage, Reader, Understood } from './reader.ts'
import type { Base } from '../knowledge/base.ts'
import { codesIn } from '../knowledge/quoted-codes.ts'
import { readEvidence, type Evidence } from './evidence/evidence.ts'
import { beginsSentence } from './patterns/match.ts'
import { statementOf } from './evidence/statements.ts'
import { guardMessage } from './guard/guard.ts'
import { asksRule, asksRuleFirst, intentOf, isElsewhere, isForeign, isOnTopic, talkOf, type GoodFaithIntent } from './request/intent.ts'
import { evasionIn, isLikely, isLikelyInTalk, asksOpenlyForDeceit, isShort, type Evasion } from './request/evasion.ts'
import { helpAsked, helpLikely } from './request/help-asked.ts'
import { explain } from './word-by-word.ts'
import { ruleAgain } from './conversation/rule-again.ts'
import { splitMessage, withoutThanks } from './conversation/split-message.ts'
import { beginsDeal } from './conversation/beginning.ts'
import { isToldUnread } from './conversation/goes-on.ts'
import { nextReading } from './conversation/next.ts'
import { withPlacesTold } from './conversation/places-told.ts'
import { pointsBack } from './conversation/points-back.ts'
import { besideEarlier, isEarlier, togetherTold, turnedTo } from './conversation/earlier-items.ts'
import { readListRequest, type ListRequest } from './request/list-request.ts'
import { offTopicScore, ruleScore } from './request/learned-scores.ts'
import { correctsOrTakesBack, type Message } from './message.ts'
import { createMessageBuilder } from './build-message.ts'
import { cachedByObject, cachedByText } from './cached.ts'
import { isListedCountry } from './names/listed-countries.ts'
import type { Reading } from './reading.ts'
import { clean, longestQuestion } from './text/clean.ts'
import { eachThing, mostItems, separateDeals, type ReadingTools } from './deal/separate-deals.ts'
import { createSigns } from './deal/wmd.ts'
import { readOne } from './deal/read-one.ts'

/** Prepares a reader for a knowledge base. */
export function createReader(base: Base): Reader {
  const known: ReadingTools = { cut: createMessageBuilder(base), signs: createSigns(base) }
  const cut = cachedByText(recentTexts, (text) => known.cut.message(known.cut.named(text)))
  const plain = cachedByText(recentTexts, clean)
  const readingOf = cachedByObject((message: Message) => cachedByText(recentTexts, (today) => readOne(base, known.signs, message, today)))
  const evidenceOf = cachedByObject((message: Message) => cachedByText(recentTexts, (today) => readEvidence(base, message, today)))
  const parts = (typed: string): readonly string[] => (typed.length > longestQuestion ? [typed] : splitMessage(cut(plain(typed))))
  const guard = cachedByText(recentTexts, (typed) =>
    guardMessage(base, { typed: typed.slice(0, longestQuestion), text: plain(typed) }, cut),
  )
  const read = (typed: string, today: string, spoken: Reading | undefined, asked: string | undefined): Understood => {
    const reason = guard(typed)
    if (reason !== undefined) return { kind: 'guarded', reason }
    const text = plain(typed)
    const message = withPlacesTold(known.cut, cut(text), spoken)
    const deals = separateDeals(base, known, text, today)
    const turned = spoken === undefined || deals.length > 0 ? undefined : turnedTo(base, message, spoken, asked)
    const before = turned ?? spoken
    const reading = deals[0] ?? (before === undefined ? readingOf(message)(today) : readOne(base, known.signs, message, today, before))
    const list = readListRequest(base, message, today)
    const told: Told = { message, deals, spoken, turned, before, reading, list, asked, help: helpAsked(base, message) }
    return { ...understand(base, told), text, cut: typed.length > longestQuestion }
  }
  // The earlier messages of a conversation are read again with each new one, on top of the same readings.
  const readsAfter = (spoken: Reading | undefined) =>
    cachedByText(recentTexts, (typed) =>
      cachedByText(recentTexts, (today) =>
        cachedByText(recentTexts, (asked) => read(typed, today, spoken, asked === '' ? undefined : asked)),
      ),
    )
  const [readsFirst, readsNext] = [readsAfter(undefined), cachedByObject((spoken: Reading) => readsAfter(spoken))]
  const statement = (typed: string, today: string): Evidence | undefined => {
    const message = cut(plain(typed))
    return statementOf(
      message,
      () => evidenceOf(message)(today),
      () => readingOf(message)(today),
    )
  }
  const marks = [...new Set(base.language.marks.map(({ mark }) => mark))]
  return {
    parts,
    withoutThanks: (typed) => withoutThanks(cut(plain(typed))) ?? typed,
    explain: (typed, today) =>
      parts(typed).flatMap((part) => {
        const message = cut(part)
        return explain(message, readingOf(message)(today), marks)
      }),
    evidence: (typed, today) => evidenceOf(cut(plain(typed)))(today),
    statement,
    statementBeforeQuestion(typed, today) {
      const text = plain(typed).trimEnd()
      const last = cut(text).tokens.findLast(beginsSentence)
      return !text.endsWith('?') || last === undefined ? undefined : statement(text.slice(0, last.start), today)
    },
    ruleAgain: (before, typed) => ruleAgain(cut(plain(before)), cut(plain(typed))),
    onlyAsks: (typed) => cut(plain(typed)).marks.any('only-asks'),
    yesOrNo(typed) {
      const { marks } = cut(plain(typed))
      return marks.any('only-yes') ? 'yes' : marks.any('only-no') ? 'no' : undefined
    },
    onlyNotKnown: (typed) => cut(plain(typed)).marks.any('only-not-known'),
    onlyNeither: (typed) => cut(plain(typed)).marks.any('only-neither'),
    leavesOpen: (typed) => leavesOpen(cut(plain(typed))) && !cut(plain(typed)).marks.any('of-a-deal'),
    points: (typed) => cut(plain(typed)).marks.any('points'),
    corrects: (typed) => correctsOrTakesBack(cut(plain(typed))),
    asks: (typed) => plain(typed).trimEnd().endsWith('?'),
    startsOver: (typed) => cut(plain(typed)).marks.any('starts-over'),
    guard,
    read: (typed, today, spoken, asked) => (spoken === undefined ? readsFirst : readsNext(spoken))(typed)(today)(asked ?? ''),
  }
}

/**
 * A message and what it says without its conversation.
 * - `spoken`: the reading of the conversation so far.
 * - `turned`: that reading turned to items named earlier, if the message returns to any.
 * - `before`: the reading that the message continues: `turned` if set, else `spoken`.
 * - `deals`: the readings of separate deals in one message; empty if there is only one.
 */
type Told = {
  readonly message: Message
  readonly deals: readonly Reading[]
  readonly spoken: Reading | undefined
  readonly turned: Reading | undefined
  readonly before: Reading | undefined
  readonly reading: Reading
  readonly list: ListRequest
  readonly asked: string | undefined
  readonly help: readonly string[]
}

/** Works out what a message says in its conversation, and what it asks for. */
function understand(base: Base, told: Told): Omit<UnderstoodMessage, 'text' | 'cut'> {
  const { message, deals, spoken, turned, before, reading, list, asked } = told
  const namesLists = list.lists.length > 0 && reading.item === undefined
  const isOnLists = namesLists && list.asksMembership
  const followed =
    before === undefined || isOnLists ? undefined : nextReading(base, message, before, reading, { asked, isTurned: turned !== undefined })
  const merged = followed ?? (isOnLists && !reading.places.some(isACountry) ? { ...reading, places: before?.places ?? [] } : reading)
  const isAside = followed === undefined && !isOnLists && isElsewhere(base, message, reading, before !== undefined)
  const isBack = before !== undefined && followed !== undefined && pointsBack(message, before, reading) !== undefined
  // "Leave the second one out" only picks among the countries talked about.
  const isPick = isBack && message.tokens.length <= mostOfPick
  const evasion = evasionMeant(base, told, { followed, isAside, isPick })
  const { own, intentIfHonest, isOfLicet, topics } = honestIntent(base, told, { followed, merged, isAside, isBack })
  const intent = evasion === undefined || (isOfLicet && !asksOpenlyForDeceit(evasion)) ? intentIfHonest : 'refuse'
  // "Which countries can we sell a stage to?" does not mean the day and end use
  // that were talked about before.
  const about = own === 'list' && reading.item !== undefined ? reading : merged
  const main =
    deals.length > 0 && intent !== 'compare' ? togetherTold(deals) : [followed === undefined ? besideEarlier(before, about) : about]
  const readings = main.flatMap(eachThing)
  return {
    kind: 'read',
    intent,
    intentIfHonest,
    evasion,
    help: topics,
    list,
    readings: readings.slice(0, mostItems),
    tooMany: readings.length > mostItems,
    rulelike: ruleScore(base, message),
    begins: followed === undefined && beginsDeal(base, message, reading, isAside),
    follows: followed !== undefined,
    unread:
      spoken !== undefined &&
      followed !== undefined &&
      asked === undefined &&
      isToldUnread(base, message, spoken, reading) &&
      !changes(spoken, followed),
    picks: isPick,
    turnsBack: followed !== undefined && isEarlier(spoken, turned),
    talk: talkOf(message, reading),
    ...wordsAsking(message),
  }
}

/**
 * The request for help to deceive in a message; `undefined` if there is none, or
 * only words that look like one.
 */
function evasionMeant(
  base: Base,
  { message, before, asked }: Told,
  { followed, isAside, isPick }: { readonly followed: Reading | undefined; readonly isAside: boolean; readonly isPick: boolean },
): Evasion | undefined {
  const found = evasionIn(base)(message)
  if (found?.isSure !== true || isPick) return undefined
  // "Where? The agent won't name them" only leaves a question open, and is no attempt to evade the rules.
  if (asked !== undefined && followed !== undefined && found.offence === undefined && leavesOpen(message)) return undefined
  const isMore = followed !== undefined || (before !== undefined && isShort(message))
  return (isMore ? isLikelyInTalk(found) : !isAside || isLikely(base, message, found)) ? found : undefined
}

/**
 * What a message asks for, ignoring any suspicion of deceit: by its own words (`own`), and
 * in its conversation (`intentIfHonest`).
 */
function honestIntent(
  base: Base,
  { message, before, reading, list, help }: Told,
  conversation: { readonly followed: Reading | undefined; readonly merged: Reading; readonly isAside: boolean; readonly isBack: boolean },
): {
  readonly own: GoodFaithIntent
  readonly intentIfHonest: GoodFaithIntent
  readonly isOfLicet: boolean
  readonly topics: readonly string[]
} {
  const { followed, merged, isAside, isBack } = conversation
  const told = keptADeal(base, message, reading, intentOf(message, reading, list, help))
  const known = isAside && (told === 'lookup' || told === 'verdict') ? 'other' : told
  const likely =
    followed === undefined && help.length === 0
      ? likelyOfLicet(base, message, reading, { known, isInTalk: before !== undefined })
      : undefined
  const own = likely === undefined ? known : 'help'
  const topics = likely === undefined ? help : [likely]
  const isListed = followed !== undefined && ['tells-listed', 'asks-if-covered'].some((mark) => message.marks.any(mark))
  const isOfLicet = own === 'help' && !(before !== undefined && followed !== undefined && corrects(message, before, followed))
  const isOwn = !isBack && (isOfLicet || (own === 'list' && !isListed) || followed === undefined)
  const intentIfHonest = isOwn ? own : intentOf(message, merged, list, help) === 'compare' ? 'compare' : 'verdict'
  return { own, isOfLicet, topics, intentIfHonest }
}

/**
 * The topic about Licet that a message most likely asks about, if nothing else explains the message: it is no
 * deal or list, names no item or entry, is no greeting, and seems to be about no other topic. More points are
 * needed if the message asks for a rule, comes after a deal (`isInTalk`) or may go on from one ("what about the team there?"), and still
 * more if it names a place.
 */
function likelyOfLicet(
  base: Base,
  message: Message,
  reading: Reading,
  { known, isInTalk }: { readonly known: GoodFaithIntent; readonly isInTalk: boolean },
): string | undefined {
  if (known !== 'other' && known !== 'lookup') return undefined
  if (reading.item !== undefined || message.entries.length > 0) return undefined
  if (talkOf(message, reading) !== undefined || message.marks.any('asks-back') || offTopicScore(base, message) > 0) return undefined
  // "Can you check this?" is about what was said before it.
  if (message.tokens.length <= mostPointing && (message.marks.any('points') || pointing.test(message.text))) return undefined
  const isNear = known === 'lookup' || isInTalk || message.marks.any('asks-on')
  const needed = reading.places.length > 0 ? pointsWithPlace : isNear ? pointsNearRules : pointsOfLicet
  const likely = helpLikely(base, message)
  return likely !== undefined && likely.points >= needed ? likely.topic : undefined
}
const mostPointing = 5
const pointing = /\b(?:this|that|these|those|above|said)\b/i
const [pointsOfLicet, pointsNearRules, pointsWithPlace] = [5, 20, 30]

/** What the words of a message ask for, whatever its subject. */
const wordsAsking = (message: Message) => ({
  asksRule: asksRule(message),
  ruleFirst: asksRuleFirst(message),
  onTopic: isOnTopic(message),
  foreign: isForeign(message),
  asksBack: message.marks.any('asks-back'),
  asksDifference: message.marks.any('asks-difference'),
  asksEasier: message.marks.any('asks-easier'),
  asksEntry: message.marks.any('asks-entry'),
  asksLimit: message.marks.any('asks-limit'),
  asksOfList: message.marks.any('asks-if-listed') || message.marks.any('asks-on'),
  asksWhoElse: message.marks.any('asks-who-else'),
  asksSince: message.marks.any('asks-since'),
})

/**
 * The intent, but `verdict` instead of `lookup` if a question about a rule is really a deal: it names an item
 * that goes to a listed country and asks about another law, for permission, or whether a quoted section allows it.
 */
function keptADeal(base: Base, { marks, text }: Message, { item, places }: Reading, told: GoodFaithIntent): GoodFaithIntent {
  if (told !== 'lookup' || item === undefined || !places.some(({ codes }) => codes.some((code) => isListedCountry(base, code)))) return told
  const asksOfDeal = marks.any('wants-verdicts') && !marks.any('asks-of-law')
  const asksLeave = asksOfDeal || (marks.any('asks-yes-or-no') && codesIn(text).length > 0)
  return marks.any('asks-other-law') || asksLeave ? 'verdict' : told
}

/** Whether a message changes the deal without asking anything: "That was wrong, it is commercial". */
const corrects = ({ text, marks }: Message, before: Reading, now: Reading): boolean =>
  !text.includes('?') && !marks.any('asks') && changes(before, now)

/**
 * Whether a place is one country, or a name with two meanings ("the Koreans"). A named list ("the MTCR") has
 * more countries and does not count.
 */
const isACountry = ({ codes }: Reading['places'][number]): boolean => codes.length <= 2

const changes = (before: Reading, now: Reading): boolean => JSON.stringify(dealFacts(now)) !== JSON.stringify(dealFacts(before))

const dealFacts = ({ item, places, facts, date }: Reading) => [item?.source, places.map(({ codes }) => codes), facts, date]

/** Whether a message says that something is not known, or that somebody does not say it. */
const leavesOpen = ({ marks }: Message): boolean => marks.any('not-known') || marks.any('not-told')

/** A message that only picks a place has at most this many words. */
const mostOfPick = 8

/**
 * How many texts are remembered with their readings. Each message is read several times in a row: alone, with the earlier messages, and to
 * compare everything it names with the answer.
 */
const recentTexts = 16
