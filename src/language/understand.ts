import type { Base } from '../knowledge/base.ts'
import { readEvidence, type Evidence } from './evidence/evidence.ts'
import { statementOf } from './evidence/statements.ts'
import { guardMessage, type GuardReason } from './guard/guard.ts'
import { asksRule, asksRuleFirst, intentOf, isElsewhere, isForeign, isOnTopic, talkOf, type Intent, type Plain } from './request/intent.ts'
import { evasionIn, isLikely, isLikelyInTalk, isPlain, isShort, type Evasion } from './request/evasion.ts'
import { helpAsked } from './request/help-asked.ts'
import { explain, type ReadWord } from './word-by-word.ts'
import { ruleAgain } from './conversation/rule-again.ts'
import { partsOf, withoutSignOff } from './conversation/parts.ts'
import { beginsDeal } from './conversation/beginning.ts'
import { isToldUnread } from './conversation/goes-on.ts'
import { nextReading } from './conversation/next.ts'
import { withPlacesTold } from './conversation/places-told.ts'
import { pointsBack } from './conversation/points-back.ts'
import { besideEarlier, isEarlier, togetherTold, turnedTo } from './conversation/things.ts'
import { readListRequest, type ListRequest } from './request/list-request.ts'
import { rulelikeIn } from './request/opinions.ts'
import { createCut, type Message } from './message.ts'
import { keptFor, remembered } from './memo.ts'
import { isListed } from './names/standing.ts'
import type { Reading } from './reading.ts'
import { clean, longestQuestion } from './text/text.ts'
import { eachThing, mostItems, separateDeals, type Known } from './deal/separate-deals.ts'
import { createSigns } from './deal/wmd.ts'
import { readOne } from './deal/read-one.ts'

/**
 * The result of reading a message. `guarded`: it must not be stored, e.g. because it has technical data. `read`: what the asker wants, and
 * what the words say.
 */
export type Understood =
  | { readonly kind: 'guarded'; readonly reason: GuardReason }
  | {
      readonly kind: 'read'
      readonly text: string
      readonly intent: Intent
      /** What the intent would be without any suspicion of deceit. */
      readonly plainly: Plain
      /** The request for help to deceive in the message; `undefined` if there is none, or not enough to refuse. */
      readonly evasion: Evasion | undefined
      /** The message asks for a rule, even if it also describes a deal. */
      readonly asksRule: boolean
      /** The message asks for a rule that is to be answered before any deal. */
      readonly ruleFirst: boolean
      /** How strongly the words suggest a question about a rule rather than a deal, in points. */
      readonly rulelike: number
      /** The message describes part of a deal, but no item yet. */
      readonly begins: boolean
      /** The message speaks of export control regimes or papers known here. */
      readonly onTopic: boolean
      /** The topics about Licet itself that the message asks about (marks `help-…` without the prefix). */
      readonly help: readonly string[]
      /** What the message asks for if it is taken as a request for a list, whatever its intent. */
      readonly list: ListRequest
      readonly readings: readonly Reading[]
      readonly foreign: boolean
      readonly cut: boolean
      /** The message names more items than are decided in one answer. */
      readonly tooMany: boolean
      /** The message continues the conversation, and means little without it. */
      readonly follows: boolean
      /** The message says something about the current deal, but changes nothing in the reading, because no fact was understood. */
      readonly unread: boolean
      /** The message only picks some of the places talked about. */
      readonly picks: boolean
      /** The message returns to an item of an earlier deal, after another deal was talked about. */
      readonly turnsBack: boolean
      /** The message asks what was understood so far. */
      readonly asksBack: boolean
      /** The message asks why places get different answers. */
      readonly asksDifference: boolean
      /** The message asks what would make a deal easier. */
      readonly asksEasier: boolean
      /** The message asks which entry of a list an item falls under. */
      readonly asksEntry: boolean
      /** The message asks whether a place is on a list talked about. */
      readonly asksOfList: boolean
      /** The message asks for the other members of a list talked about. */
      readonly asksWhoElse: boolean
      /** The message asks since when a place has been on a list talked about. */
      readonly asksSince: boolean
      /** The kind of small talk in the message, if any. */
      readonly talk: 'thanks' | 'greeting' | 'starts-over' | undefined
    }

/**
 * Reads messages. `before` is the reading of the conversation so far; a message that means little alone changes it. `asked` is the id of
 * the fact that Licet asked for last.
 */
export type Reader = {
  readonly read: (message: string, today: string, before?: Reading, asked?: string) => Understood
  /** Splits a message that takes something back into several: "A stage to Japan?" and "No wait, the fairing". Most messages stay one. */
  readonly parts: (message: string) => readonly string[]
  /** A message without thanks and a name at its end: "Is that allowed? Thanks, Anna" becomes "Is that allowed?". */
  readonly unsigned: (message: string) => string
  /** Lists how each word of a message was read. */
  readonly explain: (message: string, today: string) => readonly ReadWord[]
  /** Collects everything that a message names, whether or not the reading gave it a role. */
  readonly evidence: (message: string, today: string) => Evidence
  /**
   * What a statement tells that later answers must take into account. `undefined` if the message is no statement (a question, a complete
   * deal, small talk) or says nothing that matters.
   */
  readonly statement: (message: string, today: string) => Evidence | undefined
  /**
   * Completes a message that continues the question on a rule asked before: that question with another name in it (`instead`), or followed
   * by the message's own question (`onward`). Each is `undefined` if it does not apply.
   */
  readonly ruleAgain: (before: string, message: string) => { readonly instead: string | undefined; readonly onward: string | undefined }
  /** Whether a message says that another matter begins, so that what was said before no longer counts. */
  readonly startsOver: (message: string) => boolean
  /** Whether a message has a word that refers to something said earlier: "them", "there". */
  readonly points: (message: string) => boolean
  /** Whether a message corrects what was said before. */
  readonly corrects: (message: string) => boolean
  /** Whether a message ends with a question mark. */
  readonly asks: (message: string) => boolean
  /** Whether a message says that a request, which Licet refused, was only meant as a question. */
  readonly onlyAsks: (message: string) => boolean
  /** Whether a message says only that something is not known. */
  readonly onlyNotKnown: (message: string) => boolean
  /** Whether a text says only that none of the offered answers holds: "neither". */
  readonly onlyNeither: (text: string) => boolean
  /** Whether a message says that the answer to a question is not known or not given, and says nothing about a deal. */
  readonly leavesOpen: (message: string) => boolean
  /** Whether a message is only a yes or a no. */
  readonly yesOrNo: (message: string) => 'yes' | 'no' | undefined
  /** Why a text must not be stored: a control marking, or apparent technical data. */
  readonly guard: (text: string) => GuardReason | undefined
}

/** Prepares a reader for a knowledge base. */
export function createReader(base: Base): Reader {
  const known: Known = { cut: createCut(base), signs: createSigns(base) }
  const cut = remembered(recentTexts, (text) => known.cut.message(known.cut.named(text)))
  const plain = remembered(recentTexts, clean)
  const readingOf = keptFor((message: Message) => remembered(recentTexts, (today) => readOne(base, known.signs, message, today)))
  const evidenceOf = keptFor((message: Message) => remembered(recentTexts, (today) => readEvidence(base, message, today)))
  const parts = (typed: string): readonly string[] => (typed.length > longestQuestion ? [typed] : partsOf(cut(plain(typed))))
  const guard = remembered(recentTexts, (typed) => guardMessage(base, { typed: typed.slice(0, longestQuestion), text: plain(typed) }, cut))
  const marks = [...new Set(base.language.marks.map(({ mark }) => mark))]
  return {
    parts,
    unsigned: (typed) => withoutSignOff(cut(plain(typed))) ?? typed,
    explain: (typed, today) =>
      parts(typed).flatMap((part) => {
        const message = cut(part)
        return explain(message, readingOf(message)(today), marks)
      }),
    evidence: (typed, today) => evidenceOf(cut(plain(typed)))(today),
    statement(typed, today) {
      const message = cut(plain(typed))
      return statementOf(
        message,
        () => evidenceOf(message)(today),
        () => readingOf(message)(today),
      )
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
    corrects: (typed) => ['corrects', 'begins-with-no', 'takes-back'].some((mark) => cut(plain(typed)).marks.any(mark)),
    asks: (typed) => plain(typed).trimEnd().endsWith('?'),
    startsOver: (typed) => cut(plain(typed)).marks.any('starts-over'),
    guard,
    read(typed, today, spoken, asked) {
      const text = plain(typed)
      const reason = guard(typed)
      if (reason !== undefined) return { kind: 'guarded', reason }
      const message = withPlacesTold(known.cut, cut(text), spoken)
      const deals = separateDeals(base, known, text, today)
      const turned = spoken === undefined || deals.length > 0 ? undefined : turnedTo(base, message, spoken, asked)
      const before = turned ?? spoken
      const reading = deals[0] ?? (before === undefined ? readingOf(message)(today) : readOne(base, known.signs, message, today, before))
      const list = readListRequest(base, message, today)
      const isOnLists = list.asksMembership && list.lists.length > 0 && reading.item === undefined
      const followed =
        before === undefined || isOnLists
          ? undefined
          : nextReading(base, message, before, reading, { asked, isTurned: turned !== undefined })
      const merged = followed ?? (isOnLists && !reading.places.some(isACountry) ? { ...reading, places: before?.places ?? [] } : reading)
      const help = helpAsked(base, message)
      const found = evasionIn(base)(message)
      const rulelike = rulelikeIn(base, message)
      const isAside = followed === undefined && isElsewhere(base, message, reading)
      const isListed = followed !== undefined && ['tells-listed', 'asks-if-covered'].some((mark) => message.marks.any(mark))
      const isBack = before !== undefined && followed !== undefined && pointsBack(message, before, reading) !== undefined
      // "Leave the second one out" only picks among the countries talked about.
      const isPick = isBack && message.tokens.length <= mostOfPick
      // "Where? The agent won't name them" only leaves a question open, and is no attempt to evade the rules.
      const isLeftOpen = asked !== undefined && followed !== undefined && found?.offence === undefined && leavesOpen(message)
      const isMore = followed !== undefined || (before !== undefined && isShort(message))
      const isMeant = (one: Evasion): boolean => (isMore ? isLikelyInTalk(one) : !isAside || isLikely(message, one))
      const evasion = found?.isSure === true && !isPick && !isLeftOpen && isMeant(found) ? found : undefined
      const told = keptADeal(base, message, reading, intentOf(message, reading, list, help))
      const isOther = isAside && (told === 'lookup' || told === 'verdict')
      const own = isOther ? 'other' : told
      const isOfLicet = own === 'help' && !(before !== undefined && followed !== undefined && corrects(message, before, followed))
      const plainly =
        !isBack && (isOfLicet || (own === 'list' && !isListed) || followed === undefined)
          ? own
          : intentOf(message, merged, list, help) === 'compare'
            ? 'compare'
            : 'verdict'
      const intent = evasion === undefined || (isOfLicet && !isPlain(evasion)) ? plainly : 'refuse'
      // "Which countries can we sell a stage to?" names its own item, so the day and end use talked about before do not count.
      const about = own === 'list' && reading.item !== undefined ? reading : merged
      const main =
        deals.length > 0 && intent !== 'compare' ? togetherTold(deals) : [followed === undefined ? besideEarlier(before, about) : about]
      const readings = main.flatMap(eachThing)
      return {
        kind: 'read',
        text,
        intent,
        plainly,
        evasion,
        asksRule: asksRule(message),
        ruleFirst: asksRuleFirst(message),
        rulelike,
        begins: followed === undefined && beginsDeal(base, message, reading, isAside),
        onTopic: isOnTopic(message),
        help,
        list,
        readings: readings.slice(0, mostItems),
        foreign: isForeign(message),
        cut: typed.length > longestQuestion,
        tooMany: readings.length > mostItems,
        follows: followed !== undefined,
        unread:
          spoken !== undefined &&
          followed !== undefined &&
          asked === undefined &&
          isToldUnread(base, message, spoken, reading) &&
          !changes(spoken, followed),
        picks: isPick,
        turnsBack: followed !== undefined && isEarlier(spoken, turned),
        asksBack: message.marks.any('asks-back'),
        asksDifference: message.marks.any('asks-difference'),
        asksEasier: message.marks.any('asks-easier'),
        asksEntry: message.marks.any('asks-entry'),
        asksOfList: message.marks.any('asks-if-listed') || message.marks.any('asks-on'),
        asksWhoElse: message.marks.any('asks-who-else'),
        asksSince: message.marks.any('asks-since'),
        talk: talkOf(message, reading),
      }
    },
  }
}

/**
 * The intent, but `verdict` instead of `lookup` where a question about a rule is a deal after all: it names an item that goes to a listed
 * country and asks about another law or for permission.
 */
function keptADeal(base: Base, { marks }: Message, { item, places }: Reading, told: Plain): Plain {
  if (told !== 'lookup' || item === undefined || !places.some(({ codes }) => codes.some((code) => isListed(base, code)))) return told
  const asksLeave = marks.any('asks-yes-or-no') && marks.any('wants-verdicts') && !marks.any('asks-of-law')
  return marks.any('asks-other-law') || asksLeave ? 'verdict' : told
}

/** Whether a message, without asking anything, changes the deal: "That was wrong, it is commercial". */
const corrects = ({ text, marks }: Message, before: Reading, now: Reading): boolean =>
  !text.includes('?') && !marks.any('asks') && changes(before, now)

/** Whether a place is a country ("the Koreans" can be two), and not all the countries of a list that is named: "are they in the MTCR?". */
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
const recentTexts = 8
