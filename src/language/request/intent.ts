import type { Base } from '../../knowledge/base.ts'
import type { ListRequest } from './list-request.ts'
import { offTopicScore } from './learned-scores.ts'
import { tagged, type Message } from '../message.ts'
import type { Reading } from '../reading.ts'
import { isOtherScript } from '../text/tokens.ts'
import { beginsSentence } from '../patterns/match.ts'
import { saysGoodbye } from '../conversation/goodbye.ts'

/**
 * What the asker wants. `lookup`: a rule, a list entry or a term; `refuse`: help to deceive ({@link
 * Evasion}); `help`: something about Licet itself; `other`: small talk. A text that must not be stored has no
 * intent.
 */
export type Intent = 'verdict' | 'compare' | 'list' | 'lookup' | 'refuse' | 'help' | 'other'

/** The intents of an asker in good faith. */
export type GoodFaithIntent = Exclude<Intent, 'refuse'>

/** Whether a message speaks of export control regimes, or of documents such as licenses. */
export const isOnTopic = ({ marks }: Message): boolean => marks.any('on-topic')

/** Whether a message asks for a rule, even if it also describes a deal. */
export const asksRule = ({ marks }: Message): boolean =>
  ['asks-rule', 'asks-of-law', 'asks-other-law', 'asks-beside-a-deal', 'asks-entry', 'asks-term'].some((mark) => marks.any(mark))

/**
 * Sorts a message by what the asker wants. `help` are the topics about Licet that the message asks about. A
 * deal whose item was understood takes precedence over them.
 */
export function intentOf(message: Message, reading: Reading, request: ListRequest, help: readonly string[]): GoodFaithIntent {
  const { marks } = message
  const item = reading.item !== undefined || (reading.unknown.length > 0 && reading.places.length > 0)
  const places = reading.places.length > 0
  const isAtHome = reading.places.every(({ role }) => role === 'domestic')
  const isDeal = item && (places || (marks.any('transfers') && !marks.any('ordinary')))
  if (help.length > 0 && !(isDeal && reading.item !== undefined)) return 'help'
  if (!item && isGreeting(message) && !marks.any('transfers')) return 'other'
  if (saysGoodbye(message, reading)) return 'other'
  // "License needed?" asks about a deal without saying which.
  if (!item && !places && marks.any('asks-leave')) return 'other'
  if (isAtHome && marks.any('ordinary') && !['proceeds', 'transfers', 'of-a-deal'].some((mark) => marks.any(mark)))
    return isQuestion(message) ? 'lookup' : 'other'
  if (isAtHome && !(item && places && marks.any('transfers')) && marks.any('laughs') && !marks.any('proceeds') && !isQuestion(message))
    return 'other'
  if (asksOfMember(message, reading, request)) return 'lookup'
  if ((marks.any('asks-list') || namesAList(message, request, item)) && !isOneDeal(message, reading)) return 'list'
  if (marks.any('asks-rule') && !(item && places && (isSomebodys(message) || isDescribed(reading) || isOfPerson(message, reading))))
    return 'lookup'
  if (item && places)
    return asksAboutRules(message, reading) ? 'lookup' : reading.places.length > 1 && isComparison(message, reading) ? 'compare' : 'verdict'
  if (item) return itemAlone(message, reading)
  if (places || reading.foreignPerson) return placeAlone(message, reading)
  if (marks.any('proceeds') && marks.any('trades') && !marks.any('on-topic') && !asksBesideADeal(message)) return 'verdict'
  if (marks.any('inquired') && !isQuestion(message)) return 'verdict'
  if (!isOfField(message) && !marks.any('asks-on') && !asksBesideADeal(message)) return 'other'
  if (isQuestion(message) || marks.any('asks-somewhere') || marks.any('on-topic')) return 'lookup'
  return marks.any('transfers') && marks.any('proceeds') ? 'verdict' : 'other'
}

/**
 * Whether a message is about something other than exports, by the learned weights of its words. A higher
 * score is needed if words of export control occur ("my Adobe license", "stages of the Tour de France"), or if a deal was talked of before
 * (`isInTalk`).
 */
export function isElsewhere(base: Base, message: Message, { item, unknown, places }: Reading, isInTalk: boolean): boolean {
  const { marks, tokens } = message
  if (
    tokens.length > mostElsewhere ||
    message.entries.length > 0 ||
    marks.any('consigned') ||
    (marks.any('unmistakable') && (isQuestion(message) || marks.any('asks-somewhere')))
  )
    return false
  if (places.length > 0 && marks.any('ours') && tagged(message.mentions, 'role').length > 0) return false
  const isMeant = !marks.any('ordinary') || !isQuestion(message) || ['transfers', 'proceeds', 'trades'].some((mark) => marks.any(mark))
  const isDeal = (item !== undefined || unknown.length > 0) && isMeant && places.some(({ role }) => role !== 'domestic')
  if (isDeal && (item !== undefined || isOfField(message) || dealt.some((mark) => marks.any(mark)))) return false
  return offTopicScore(base, message) > (isDeal ? dealPoints : isInTalk || isOfField(message) ? ofFieldPoints : usualPoints)
}

/** Marks of messages that describe a deal. */
const dealt = ['proceeds', 'trades', 'ours', 'of-a-deal', 'on-topic', 'consigned', 'of-somebody']

/**
 * A message is about something else if its topic score (in points) is above one of these: usually, if it has
 * words of export control or a deal was talked of before, and if it describes a deal abroad. A message of more than `mostElsewhere` words
 * never is.
 */
const [usualPoints, ofFieldPoints, dealPoints] = [-6, 2, 20]
const mostElsewhere = 40

/**
 * Whether a message has words of export control. A question with no such words, no item and no place counts
 * as being about something else: the weather, a match, a sum.
 */
const isOfField = ({ marks }: Message): boolean => marks.any('on-topic') || marks.any('of-the-field')

const isQuestion = ({ text, marks }: Message): boolean => text.includes('?') || marks.any('asks-yes-or-no')

/** A message of more words than this is never only a greeting. */
const mostGreeting = 8

const isGreeting = (message: Message): boolean =>
  message.marks.any('greets') && !isQuestion(message) && message.tokens.length <= mostGreeting

/** The kind of small talk in a message; `undefined` if there is none. */
export function talkOf({ marks }: Message, { nationalities }: Reading): 'thanks' | 'greeting' | 'starts-over' | undefined {
  if (marks.any('starts-over')) return 'starts-over'
  // "A Moroccan citizen, nothing else" does not end the conversation.
  if (marks.any('thanks') || (marks.any('closes') && nationalities.length === 0)) return 'thanks'
  return marks.any('greets') ? 'greeting' : undefined
}

/**
 * Whether a message asks if a country is on a list, and not which countries are: "Israel is 'sort of' in the MTCR. So is it a partner?"
 */
const asksOfMember = ({ marks }: Message, { item, places }: Reading, { lists, asksMembership, verdicts }: ListRequest): boolean =>
  asksMembership &&
  verdicts === undefined &&
  lists.length > 0 &&
  item === undefined &&
  places.length > 0 &&
  places.every(({ codes }) => codes.length <= mostMeant) &&
  (marks.any('joined') || !['asks-list', 'asks-who', 'of-the-named'].some((mark) => marks.any(mark)))

/** A place that can mean more countries than this is a region or a list. */
const mostMeant = 2

/**
 * Whether a message asks for published lists by name: "MTCR partners that aren't NATO allies?", "give me the 126.1(d)(2) table",
 * "which of these are NATO".
 */
const namesAList = ({ marks }: Message, { lists, clusters, how, isBare, asksMembership }: ListRequest, isOfItem: boolean): boolean => {
  if (lists.length === 0) return false
  // "Our small launcher is outside the MTCR": a thing, and no list less its members.
  if (isOfItem && clusters.every(({ without }) => without)) return false
  if (isBare) return !asksMembership
  const isJoined = how !== undefined || clusters.some(({ without }) => without) || marks.any('asks-who')
  const joinsLists = isJoined && clusters.flatMap((cluster) => cluster.lists).length > 1
  return ((marks.any('of-a-list') || joinsLists) && !marks.any('asks-of-list')) || marks.any('of-the-named')
}

/**
 * Whether a message names an item (or states its figures) and only places that mean one country each, and
 * does not ask for further countries. Such a message compares its countries and asks for no list: "Which need
 * a license: UK, Canada, France?".
 */
const isOneDeal = ({ marks }: Message, reading: Reading): boolean =>
  reading.places.length > 0 &&
  reading.places.every((place) => place.codes.length === 1) &&
  (reading.item !== undefined || isMeasured(reading.figures)) &&
  !marks.any('asks-for-more')

const isComparison = ({ marks, text }: Message, reading: Reading): boolean =>
  marks.any('compares') ||
  marks.any('all-of-them') ||
  reading.places.length >= 3 ||
  marks.any('alternative') ||
  /\/|\n\s*[-•*\d]/.test(text)

/** Whether the words say whose deal it is, such as "A Korean company's purchase". */
const isSomebodys = ({ marks }: Message): boolean => marks.any('of-a-deal') || marks.any('of-somebody')

/**
 * Whether the message is about one particular person of a named nationality: "My bench mate still has an
 * Afghan passport, does showing him drawings count as an export".
 */
const isOfPerson = ({ marks }: Message, { nationalities }: Reading): boolean => nationalities.length > 0 && marks.any('somebody-known')

/**
 * Whether an item that goes abroad is described by figures or a list entry. That is a deal, even if the message is worded as a question
 * about a rule.
 */
const isDescribed = ({ item, figures, places }: Reading): boolean =>
  item !== undefined && places.some(({ role }) => role !== 'domestic') && (item.entry !== undefined || isMeasured(figures))

/** Whether the message states a range, a payload or an impulse. */
const isMeasured = (figures: Reading['figures']): boolean => ['range', 'payload', 'impulse'].some((figure) => figures[figure] !== undefined)

/**
 * Whether a message asks about a rule and only happens to name an item and a country: "does the TSA authorize selling stages to
 * Australia?"
 */
function asksAboutRules(message: Message, reading: Reading): boolean {
  const { marks } = message
  if (marks.any('asks-other-law') || (marks.any('asks-of-law') && !tellsDealFirst(message, reading))) return true
  if (isDescribed(reading)) return false
  if (['proceeds', 'ours', 'asks-position', 'goes-to', 'of-somebody'].some((mark) => marks.any(mark))) return false
  return marks.any('asks') && marks.any('on-topic') && !marks.any('compares')
}

/**
 * Whether the message describes a deal before the sentence that asks: "A clinic in Lima asked for a 9A012 drone. What does the law say?"
 */
function tellsDealFirst({ marks, tokens, things, entries, classes }: Message, { item, places }: Reading): boolean {
  const asked = ['asks-of-law', 'asks-rule'].flatMap((mark) => [...marks.words(mark)])
  const [first] = asked.toSorted((one, other) => one - other)
  if (first === undefined || !asked.every((at) => marks.has(at, 'asks-what-law-says')) || item === undefined) return false
  const begins = tokens.findLastIndex((token, at) => at <= first && (at === 0 || beginsSentence(token)))
  const names = things.some(({ mention }) => mention.from < begins) || entries.some(({ from }) => from < begins)
  const isDealtIn = classes
    .slice(0, begins)
    .some((spans) => spans.some(({ name }) => name === 'transfer' || name === 'receiver' || name === 'wants'))
  return names && isDealtIn && places.some(({ role }) => role !== 'domestic')
}

/**
 * Whether the rule is answered before any deal: the message is a short question that describes no deal, or it
 * asks about a duty or procedure.
 */
export const asksRuleFirst = ({ marks, text }: Message): boolean =>
  marks.any('asks-duty') ||
  marks.any('asks-procedure') ||
  (marks.any('asks') && !tellsOfADeal(marks) && !marks.any('compares') && text.length <= longestRule)

/** A question of more characters than this is not taken for a question about a rule merely because it describes no deal. */
const longestRule = 160

const tellsOfADeal = (marks: Message['marks']): boolean =>
  ['proceeds', 'ours', 'of-a-deal', 'asks-position', 'goes-to', 'of-somebody', 'consigned', 'tells-plan'].some((mark) => marks.any(mark))

/** Whether a message asks about a law, or something else that can be answered without a complete deal. */
const asksBesideADeal = ({ marks }: Message): boolean =>
  ['asks-of-law', 'asks-other-law', 'asks-beside-a-deal'].some((mark) => marks.any(mark))

function itemAlone(message: Message, { figures, item }: Reading): GoodFaithIntent {
  const { marks, mentions } = message
  const isTold = isMeasured(figures) && marks.any('proceeds') && !marks.any('asks')
  if ((marks.any('asks-entry') || asksBesideADeal(message)) && !isTold) return 'lookup'
  // A company named beside an entry shows whose deal it is, and perhaps the destination: "For Gilmour, 9A106.d".
  const isNamed = item?.entry !== undefined && mentions.some(({ meanings }) => meanings.some(({ kind }) => kind === 'party'))
  if (isNamed && !marks.any('asks')) return 'verdict'
  const isOnlyDescribed = isMeasured(figures) && !isQuestion(message) && !marks.any('asks')
  const isRule = marks.any('on-topic') && !marks.any('transfers') && !isOnlyDescribed
  if (marks.any('proceeds') || marks.any('of-a-deal')) return marks.any('asks') && isRule ? 'lookup' : 'verdict'
  return marks.any('asks') || isRule ? 'lookup' : 'verdict'
}

/** Sorts a message with a place, or a foreign person at the asker's site, but no item. */
function placeAlone(message: Message, reading: Reading): GoodFaithIntent {
  const { marks } = message
  if (asksBesideADeal(message)) return 'lookup'
  if (marks.any('asks-position') || marks.any('consigned')) return 'verdict'
  // Range and payload describe an item without naming it: "Range 190 miles, payload 1,000
  // lb, the buyer is in Thailand".
  if (reading.figures.range !== undefined && (reading.figures.payload !== undefined || marks.any('transfers'))) return 'verdict'
  const isDeal = marks.any('proceeds') && marks.any('transfers')
  const bringsSomebody = reading.foreignPerson && marks.any('ours') && !marks.any('asks') && !isQuestion(message)
  if (isDeal || bringsSomebody) return 'verdict'
  if (!isOfField(message) && !marks.any('transfers') && !marks.any('asks-on')) return 'other'
  if (marks.any('asks') || (marks.any('on-topic') && !marks.any('ours'))) return 'lookup'
  if (marks.any('parcel') || (marks.any('transfers') && marks.any('deal-thing'))) return 'verdict'
  return isQuestion(message) ? 'lookup' : 'other'
}

/** A text is foreign with three words of other languages, or with two if they are at least a quarter of its words. */
const leastForeign = 3
const leastInShort = 2
const shareInShort = 0.25

/**
 * Whether a text is not in English: it has enough words of other languages, or any word in Chinese, Japanese,
 * Korean, Cyrillic or Arabic script. Such a text is still answered if its item and country are clear.
 */
export function isForeign({ tokens, classes }: Message): boolean {
  const foreign = classes.filter((spans) => spans.some(({ name }) => name === 'foreign-word')).length
  const isShort = foreign >= leastInShort && foreign >= shareInShort * tokens.length
  return foreign >= leastForeign || isShort || tokens.some(isOtherScript)
}
