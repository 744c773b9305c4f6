import type { Base } from '../knowledge/base.ts'
import { readEvidence, type Evidence } from './evidence/evidence.ts'
import { statementOf } from './evidence/statements.ts'
import { guardMessage, type GuardReason } from './guard.ts'
import { asksRule, asksRuleFirst, intentOf, isElsewhere, isForeign, isOnTopic, talkOf, type Intent, type Plain } from './request/intent.ts'
import { evasionIn, isLikely, isLikelyOfDeal, isPlain, type Evasion } from './request/evasion.ts'
import { helpAsked } from './request/help.ts'
import { explain, type ReadWord } from './explain.ts'
import { partsOf } from './conversation/parts.ts'
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

/** A message understood: guarded and not kept, or with its intent and what its words say. */
export type Understood =
  | { readonly kind: 'guarded'; readonly reason: GuardReason }
  | {
      readonly kind: 'read'
      readonly text: string
      readonly intent: Intent
      /** What it is where nobody means to deceive. */
      readonly plainly: Plain
      /** What of it nobody is helped with. */
      readonly evasion: Evasion | undefined
      /** It asks for a rule, whatever deal it tells beside. */
      readonly asksRule: boolean
      /** It asks for a rule before all, and tells of nobody's deal. */
      readonly ruleFirst: boolean
      /** How much its words speak for a rule rather than a deal, in points. */
      readonly rulelike: number
      /** It tells something of a deal whose thing is not named yet. */
      readonly begins: boolean
      /** It speaks of the regimes and papers known here. */
      readonly onTopic: boolean
      /** What of Licet itself it asks about. */
      readonly help: readonly string[]
      /** The list that it would ask for. */
      readonly list: ListRequest
      readonly readings: readonly Reading[]
      readonly foreign: boolean
      readonly cut: boolean
      /** It names more items than are decided at once. */
      readonly tooMany: boolean
      /** It goes on with what was talked about, and means little without it. */
      readonly follows: boolean
      /** It is told of what was talked about, and no fact was read from it. */
      readonly unread: boolean
      /** It only says which of the places talked about are meant. */
      readonly picks: boolean
      /** It turns to a thing of a deal that another came behind. */
      readonly turnsBack: boolean
      /** It asks what was understood so far. */
      readonly asksBack: boolean
      /** It asks why places come out otherwise than others. */
      readonly asksDifference: boolean
      /** It asks what would make a deal easier. */
      readonly asksEasier: boolean
      /** It asks what a thing is on a list. */
      readonly asksEntry: boolean
      /** It asks of a list talked about whether a place is on it. */
      readonly asksOfList: boolean
      /** It asks for the other members of a list talked about. */
      readonly asksWhoElse: boolean
      /** It asks since when a place is on a list talked about. */
      readonly asksSince: boolean
      /** What else it is, where it is no question. */
      readonly talk: 'thanks' | 'greeting' | 'starts-over' | undefined
    }

/**
 * Reads messages. `before` is what the conversation is about so far; a message that does not stand alone changes it, or answers
 * the fact that was `asked` for.
 */
export type Reader = {
  readonly read: (message: string, today: string, before?: Reading, asked?: string) => Understood
  /** A message that takes back what it began with, as the messages it would have been. */
  readonly parts: (message: string) => readonly string[]
  /** How each word of a message was read. */
  readonly explain: (message: string, today: string) => readonly ReadWord[]
  /** All that a message names, whatever part it plays in the reading. */
  readonly evidence: (message: string, today: string) => Evidence
  /** What a statement holds against later answers; `undefined` for a question, a deal of its own, and idle talk. */
  readonly statement: (message: string, today: string) => Evidence | undefined
  /** Whether a message says that another matter begins. */
  readonly startsOver: (message: string) => boolean
  /** Whether a message has a word that stands for what was talked about: "them", "there". */
  readonly points: (message: string) => boolean
  /** Whether a message says that what was said before is otherwise; `asks`: it only asks how it would be. */
  readonly corrects: (message: string) => boolean
  readonly asks: (message: string) => boolean
  /** Whether a message says that what was refused was only asked. */
  readonly onlyAsks: (message: string) => boolean
  /** Whether a message says nothing but that something is not known. */
  readonly onlyNotKnown: (message: string) => boolean
  /** Whether a message says that what was asked is not known, or that nobody tells it, and nothing of who deals in it. */
  readonly leavesOpen: (message: string) => boolean
  /** Whether a message is nothing but a yes or a no. */
  readonly yesOrNo: (message: string) => 'yes' | 'no' | undefined
  /** Why a text must not be kept, if it looks like controlled technical data. */
  readonly guard: (text: string) => GuardReason | undefined
}

/** Prepares a reader for a knowledge base. */
export function createReader(base: Base): Reader {
  const known: Known = { cut: createCut(base), signs: createSigns(base) }
  const cut = remembered(aFew, (text) => known.cut.message(known.cut.named(text)))
  const plain = remembered(aFew, clean)
  const readingOf = keptFor((message: Message) => remembered(aFew, (today) => readOne(base, known.signs, message, today)))
  const evidenceOf = keptFor((message: Message) => remembered(aFew, (today) => readEvidence(base, message, today)))
  const parts = (typed: string): readonly string[] => (typed.length > longestQuestion ? [typed] : partsOf(cut(plain(typed))))
  const guard = remembered(aFew, (typed) => guardMessage(base, { typed: typed.slice(0, longestQuestion), text: plain(typed) }, cut))
  const marks = [...new Set(base.language.marks.map(({ mark }) => mark))]
  return {
    parts,
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
    onlyAsks: (typed) => cut(plain(typed)).marks.any('only-asks'),
    yesOrNo(typed) {
      const { marks } = cut(plain(typed))
      return marks.any('only-yes') ? 'yes' : marks.any('only-no') ? 'no' : undefined
    },
    onlyNotKnown: (typed) => cut(plain(typed)).marks.any('only-not-known'),
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
      const merged = followed ?? (isOnLists && reading.places.length === 0 ? { ...reading, places: before?.places ?? [] } : reading)
      const help = helpAsked(base, message)
      const found = evasionIn(base)(message)
      const rulelike = rulelikeIn(base, message)
      const isAside = followed === undefined && isElsewhere(base, message, reading)
      const isListed = followed !== undefined && message.marks.any('tells-listed')
      const isBack = before !== undefined && followed !== undefined && pointsBack(message, before, reading) !== undefined
      // "Leave the second one out": of the countries talked about.
      const isPick = isBack && message.tokens.length <= mostOfPick
      // "Where? The agent won't name them": what was asked stays open.
      const isLeftOpen = asked !== undefined && followed !== undefined && found?.offence === undefined && leavesOpen(message)
      const isMeant = (one: Evasion): boolean =>
        followed !== undefined ? isLikelyOfDeal(message, one) : !isAside || isLikely(message, one)
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
      // "Which countries can we sell a stage to?" asks of no other day or use that was talked about.
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

/** Where a thing is to go to a listed country, that is answered, whatever rule or other law it is asked under. */
function keptADeal(base: Base, { marks }: Message, { item, places }: Reading, told: Plain): Plain {
  if (told !== 'lookup' || item === undefined || !places.some(({ codes }) => codes.some((code) => isListed(base, code)))) return told
  const asksLeave = marks.any('asks-yes-or-no') && marks.any('wants-verdicts') && !marks.any('asks-of-law')
  return marks.any('asks-other-law') || asksLeave ? 'verdict' : told
}

/** "That was wrong, it is commercial": said of Licet's answer, and it tells the deal anew. */
const corrects = ({ text, marks }: Message, before: Reading, now: Reading): boolean =>
  !text.includes('?') && !marks.any('asks') && changes(before, now)

const changes = (before: Reading, now: Reading): boolean => JSON.stringify(toldOf(now)) !== JSON.stringify(toldOf(before))

const toldOf = ({ item, places, facts, date }: Reading) => [item?.source, places.map(({ codes }) => codes), facts, date]

/** Whether a message says that something is not known, or that nobody tells it. */
const leavesOpen = ({ marks }: Message): boolean => marks.any('not-known') || marks.any('not-told')

/** So many words, at most, only say which place is left out. */
const mostOfPick = 8

/** A message is looked at several times in a row: by itself, by the net, and with those before it. */
const aFew = 8
