import { asksToEvade } from './evasion.ts'
import type { ListRequest } from './list-request.ts'
import type { Message } from '../message.ts'
import type { Reading } from '../reading.ts'

/** What the asker wants. `guard` is decided before, on the raw text. */
export type Intent = 'verdict' | 'compare' | 'list' | 'lookup' | 'refuse' | 'help' | 'other'

const help: readonly RegExp[] = [
  /^\W*(?:help|\/help|help me|\?help|hilfe|ayuda|aide|aiuto|ajuda|commands?|menu|usage|options|start|get started|instructions)\W*$/i,
  /\bwhat (?:can|do|are|could) you (?:do|know|answer|help|able|cover|for)\b|\bwhat (?:is|are) (?:this|you|licet)(?: bot| for)?\W*$|\bwho (?:are|made|built|runs) (?:you|this|licet)\b|\bhow (?:do|does|can|should) (?:i|we|this|it|you|licet) (?:use|work|ask|talk to)\b(?! for)|\bhow does (?:this|licet|the bot)(?: bot)? work\b|\bhow do(?:es)? you work\b/i,
  /\bare you (?:a |an )?(?:lawyer|attorney|human|person|real|bot|robot|AI|chat ?gpt|LLM|machine|counsel)\b|\bis (?:this|that|it|what you say) (?:legal advice|legally binding|official)\b|\b(?:legal advice)\b[^.?!]{0,20}\?|\bdo you use (?:AI|an? LLM|chat ?gpt|machine learning)\b/i,
  /\b(?:do|will|does|can) (?:you|licet|this bot|the bot) (?:store|keep|log|save|record|remember|share|see|read|track)\b|\bis (?:this|my question|what i (?:type|ask|write)) (?:private|logged|recorded|stored|confidential|kept)\b|\bwho (?:can|will) (?:see|read) (?:this|my|what)\b/i,
  /\bhow (?:current|up to date|fresh|recent|old|reliable|accurate) (?:is|are) (?:you|your|this|the (?:data|knowledge|rules|information|answers))\b|\bwhen (?:was|were) (?:you|your|the knowledge)[^?]{0,24}(?:updated|reviewed)\b|\bcan (?:i|we) (?:rely on|trust|cite|quote) (?:you|this|your|the bot)\b|\b(?:rely|relying) on (?:you|this bot|your answers?)\b/i,
  /\bwhat (?:don'?t|do|does|can'?t|doesn'?t) (?:you|licet|the bot|this bot) (?:not )?(?:know|cover|handle|model|answer)\b|\bwhat (?:kinds?|sorts?|types?) of questions\b|\bwhat (?:questions|things) can (?:i|we) ask\b|\b(?:your|the bot'?s) (?:scope|limits|limitations|coverage)\b/i,
  /\b(?:tell me about yourself|introduce yourself|show me (?:some )?examples?|give me (?:some |an )?examples?|example questions?|what should i ask)\b/i,
  /\bwas kannst du\b|\bqué puedes hacer\b|\bque (?:peux|pouvez)[- ](?:tu|vous) faire\b|\bcosa (?:puoi|sai) fare\b|\bo que você (?:faz|pode)\b/i,
]

/** Whether a message speaks of the regimes and papers known here. */
export const isOnTopic = ({ marks }: Message): boolean => marks.any('on-topic')

/** Sorts a question by what the asker wants. The reading tells whether an item and a place were understood. */
export function intentOf(message: Message, reading: Reading, request: ListRequest): Intent {
  const { text, marks } = message
  if (asksToEvade(text)) return 'refuse'
  const item = reading.item !== undefined || (reading.unknown.length > 0 && reading.places.length > 0)
  const places = reading.places.length > 0
  if (!item && help.some((pattern) => pattern.test(text))) return 'help'
  if (!item && isGreeting(message) && !marks.any('transfers')) return 'other'
  if ((marks.any('asks-list') || namesAList(message, request)) && !isOneDeal(message, reading)) return 'list'
  if (marks.any('asks-rule') && !(places && marks.any('of-a-deal'))) return 'lookup'
  if (item && places)
    return asksAboutRules(message) ? 'lookup' : reading.places.length > 1 && isComparison(message, reading) ? 'compare' : 'verdict'
  if (item) return itemAlone(message)
  if (places || reading.foreignPerson) return placeAlone(message)
  if (marks.any('proceeds') && marks.any('trades') && !marks.any('on-topic')) return 'verdict'
  if (isQuestion(message) || marks.any('asks-somewhere') || marks.any('on-topic')) return 'lookup'
  return marks.any('transfers') && marks.any('proceeds') ? 'verdict' : 'other'
}

const isQuestion = ({ text }: Message): boolean => text.includes('?')

/** No more words than this follow a greeting that is nothing else. */
const mostGreeting = 8

const isGreeting = (message: Message): boolean =>
  message.marks.any('greets') && !isQuestion(message) && message.tokens.length <= mostGreeting

/** "MTCR partners that aren't NATO allies?", "give me the 126.1(d)(2) table": a published list, asked for by its name. */
const namesAList = (message: Message, { lists }: ListRequest): boolean =>
  lists.length > 0 && message.marks.any('of-a-list') && !message.marks.any('asks-of-list')

/** "Which need a license: UK, Canada, France?" names its countries: a comparison, not a list. */
const isOneDeal = ({ marks }: Message, reading: Reading): boolean =>
  reading.places.length > 0 &&
  reading.places.every((place) => place.codes.length === 1) &&
  reading.item !== undefined &&
  !marks.any('asks-for-more')

const isComparison = ({ marks, text }: Message, reading: Reading): boolean =>
  marks.any('compares') || reading.places.length >= 3 || marks.any('alternative') || /\/|\n\s*[-•*\d]/.test(text)

/** Questions on a rule that happen to name an item and a country: "does the TSA authorize selling stages to Australia?" */
function asksAboutRules({ marks }: Message): boolean {
  if (marks.any('proceeds') || marks.any('ours')) return marks.any('asks-why')
  return marks.any('asks') && marks.any('on-topic') && !marks.any('compares')
}

function itemAlone({ marks }: Message): Intent {
  if (marks.any('asks-entry')) return 'lookup'
  const isRule = marks.any('on-topic') && !marks.any('transfers')
  if (marks.any('proceeds') || marks.any('of-a-deal')) return marks.any('asks') && isRule ? 'lookup' : 'verdict'
  return marks.any('asks') || isRule ? 'lookup' : 'verdict'
}

function placeAlone(message: Message): Intent {
  const { marks } = message
  const isDeal = marks.any('proceeds') && marks.any('transfers')
  if (isDeal) return 'verdict'
  if (marks.any('asks') || (marks.any('on-topic') && !marks.any('ours'))) return 'lookup'
  if (marks.any('parcel') || (marks.any('transfers') && marks.any('deal-thing'))) return 'verdict'
  return isQuestion(message) ? 'lookup' : 'other'
}

/** Whether a text reads like English. Others are still answered where item and country are clear. */
export function isForeign(text: string): boolean {
  if (/[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af\u0400-\u04ff\u0600-\u06ff]/.test(text)) return true
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  return words.filter((word) => foreignWords.has(word)).length >= 3
}

const foreignWords = new Set(
  'podemos puedo vender una para el los las que etapa por pouvons peut nous vendre un des pour est une dans avec können wir eine einen nach für ist und dürfen der die das possiamo vendere il lo della per uno podemos um uma pra ao estágio nós é le la les del como qué'.split(
    ' ',
  ),
)
