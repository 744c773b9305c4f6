import { wordSet, type Token } from '../text/text.ts'

/** Words of direction, after which a place follows. */
export const toward = wordSet(
  'to for into in at near toward towards outside within then consignee destination user a para pour nach fur vers hacia per au aux en til',
)
const leads = wordSet('from via through through of by about over across around between and or versu vs v with compare')
export const fillers = wordSet(
  'the a an our their its new some any this that private state los las la le el die der das friendly ' +
    'possible potential customer government firm company',
)
/** Words that can follow a place directly: "an Iranian customer", "the Japan office". */
const heads = wordSet(
  'customer client buyer purchaser company firm government ministry army navy military force ' +
    'university institute agency office branch subsidiary partner distributor importer affiliate plant ' +
    'site factory team order contract deal sale fms account tender rfq rfp bid inquiry enquiry shipment ' +
    'programme program project market citizen national passport engineer colleague employee student visa ' +
    'border port airport embassy stock warehouse startup based native side area region headquarter hq ' +
    'lab facility line affiliate operation unit division group base pay paying asking wanting buying ' +
    'ordering needing guy folk crew people state country nation officer soldier sailor pilot technician ' +
    'mechanic specialist delegation trainee cadet instructor airman marine sergeant general colonel want ' +
    'wanted need needed order ordered request requested buy bought',
)
/**
 * Words of other languages after which a nationality can follow directly: "un client
 * marocain", "le client était russe".
 */
const headsBefore = wordSet(
  'client cliente acheteur acheteuse société entreprise partenaire gouvernement armée université ' +
    'comprador compradora empresa sociedad socio gobierno ejército universidad azienda acquirente ' +
    'governo esercito università governo exército universidade est était serait soit sont es era fuera ' +
    'fuese sería sea fosse seria è sia sarebbe',
)
const joins = wordSet('and or plu y und et e vs versu then')

export const wordAt = (tokens: readonly Token[], index: number): string => tokens[index]?.word ?? ''

/** The nearest word before a place that is no filler: "to" in "to our friendly Japan". */
export function leadingWord(tokens: readonly Token[], from: number): string {
  let index = from - 1
  while (index >= 0 && from - index <= 4 && fillers.has(wordAt(tokens, index))) index--
  return wordAt(tokens, index)
}

/** Tests whether the name of a place begins, or ends, at a word. */
export type IsPlace = (index: number, edge: 'begins' | 'ends') => boolean

/**
 * Whether words (`to` is exclusive) are in the position of a place: after a word of direction, beside another
 * place, after an arrow, before a word such as "customer", or alone.
 */
export function isPlacePosition(tokens: readonly Token[], from: number, to: number, isPlace: IsPlace): boolean {
  const before = leadingWord(tokens, from)
  if (toward.has(before) || (leads.has(before) && !joins.has(before)) || isBehindTown(tokens, from)) return true
  if (arrow.test(tokens[from]?.parted ?? '')) return true
  if (heads.has(wordAt(tokens, to)) && tokens[to]?.parted === '') return true
  if (headsBefore.has(wordAt(tokens, from - 1)) && tokens[from]?.parted === '') return true
  if (isPlace(from - 1, 'ends') || isPlace(to, 'begins')) return true
  if (joins.has(wordAt(tokens, from - 1)) && isPlace(from - 2, 'ends')) return true
  if (joins.has(wordAt(tokens, to)) && isPlace(to + 1, 'begins')) return true
  return isAlone(tokens, from, to)
}

/** A sign of direction: "rocket → brazil". */
const arrow = /→/

/** Whether a name follows the name of a place in a list: "Zagreb vs Rome", "Colombo, Malé", "sydney / riga". */
export function isListedPlace(tokens: readonly Token[], from: number, isPlace: IsPlace): boolean {
  const parted = tokens[from]?.parted.trim() ?? ''
  if (parted === ',' || parted === '/') return isPlace(from - 1, 'ends')
  return parted === '' && joins.has(wordAt(tokens, from - 1)) && isPlace(from - 2, 'ends')
}

/**
 * Whether a word follows a town or a company, and a comma: "in Bowen, Austrailia",
 * "for Bayern-Chemie GmbH, Aschau".
 */
function isBehindTown(tokens: readonly Token[], from: number): boolean {
  if (tokens[from]?.parted !== ',') return false
  let [at, isCompany] = [from - 1, false]
  for (; at >= 0 && from - at <= longestCompany; at--) {
    const token = tokens[at]
    if (token === undefined || !(companyForms.has(token.word) || isCapitalized(token))) break
    isCompany ||= companyForms.has(token.word)
    if (token.parted !== '' && token.parted !== '.') return isCompany
  }
  return at < from - 1 && (toward.has(leadingWord(tokens, at + 1)) || (isCompany && at < 0))
}

/** The name of a company has at most this many words, its legal form included. */
const longestCompany = 7
/** Legal forms of companies. */
export const companyForms = wordSet(
  'gmbh ag kg ltd limited plc llc inc corp co sa sas sarl sau spa srl bv nv ab as asa oy oyj pty pte ' +
    'sdn bhd kk jsc pjsc ooo oao zao fze fzco aps doo sro sp z o oo se sl ltda',
)

/** Whether a name fills the clause between a comma and the next punctuation or the end: "a fire service, kelowna." */
export const isClause = (tokens: readonly Token[], from: number, to: number): boolean =>
  tokens[from]?.parted === ',' && (to === tokens.length || /^[.,;!?)]/.test(tokens[to]?.parted ?? ''))

/** Whether a name stands alone: "Isreal?", "and Isreal?", "Isreal: a stage", "a stage: Isreal", "a wildfire service, kelowna. A drone". */
function isAlone(tokens: readonly Token[], from: number, to: number): boolean {
  if (isClause(tokens, from, to)) return true
  const begins = from === 0 || (from === 1 && joins.has(wordAt(tokens, 0)))
  const ends = to === tokens.length
  return (begins && (ends || tokens[to]?.parted === ':')) || (ends && tokens[from]?.parted === ':')
}

const titles = wordSet(
  'mr mrs ms miss dr prof professor president minister premier general colonel captain king queen ' +
    'prince sheikh sultan emir ayatollah mullah hi hey hello dear thank cc regard cheer sincerely ask',
)
const bodies = wordSet(
  'here speaking government regime administration junta family clan brother son group inc ltd limited ' +
    'llc gmbh corp corporation co plc ag sa sarl bv holding aerospace space system technology industry ' +
    'aviation airline airway dynamic lab laboratory university institute foundation say said asked wrote ' +
    'told',
)

/** Whether a word is part of the name of a person or organization: "Mr Ghani", "John Malik", "the Assad government", "Gomez Ltd". */
export function isSomebody(tokens: readonly Token[], index: number, isName: (word: string) => boolean): boolean {
  const [token, before, after] = [tokens[index], tokens[index - 1], tokens[index + 1]]
  if (token === undefined || !isCapitalized(token)) return false
  const follows = token.parted === '' && before !== undefined
  if (follows && (titles.has(before.word) || (isCapitalized(before) && isName(before.word)))) return true
  if (isTitled(tokens, index)) return true
  return after !== undefined && after.parted === '' && (bodies.has(after.word) || (isCapitalized(after) && isName(after.word)))
}

/** Whether a word is the surname after a title and a first name: "Ms. Kenya Barris". */
export function isTitled(tokens: readonly Token[], index: number): boolean {
  const [token, before] = [tokens[index], tokens[index - 1]]
  if (token === undefined || before === undefined || token.parted !== '' || before.parted.includes(',')) return false
  return isCapitalized(token) && isCapitalized(before) && titles.has(wordAt(tokens, index - 2))
}

const greetings = wordSet('hi hey hello dear thank cc regard cheer sincerely')

/** Whether a word is the name of the writer or of a person who is greeted: "Megan here", "hi Chad". */
export function isIntroduced(tokens: readonly Token[], index: number): boolean {
  const [token, after] = [tokens[index], tokens[index + 1]]
  return (
    (token?.parted === '' && greetings.has(wordAt(tokens, index - 1))) || (after?.parted === '' && /^(?:here|speaking)$/.test(after.word))
  )
}

export function isCapitalized({ typed }: Token): boolean {
  const first = typed.charCodeAt(0)
  return first < 128 ? first >= 65 && first <= 90 : /^\p{Lu}/u.test(typed)
}

const deals = wordSet(
  'sell export ship send supply deliver transfer provide offer buy import return lend lease repair ' +
    'release exporting selling shipping sending a an the our this that these those some any one two ' +
    'three four five six ten few several more spare used new solid liquid hybrid no not and or plu with ' +
    'of for il lo la le el los un una une der die das den ein eine',
)
const ends = wordSet(
  'to a nach para pour for and or with in of from at into via drawing part data kit assembly tooling ' +
    'technology software component test is are',
)

/**
 * Whether a word is in the position of an item: it follows a verb such as "sell", an article, a number or an
 * item, and a destination, an item or punctuation comes next.
 */
export function isItemPosition(tokens: readonly Token[], index: number, isItem: IsPlace): boolean {
  const [token, after] = [tokens[index], tokens[index + 1]]
  if (token === undefined || (isCapitalized(token) && index > 0 && token.parted === '')) return false
  const before = wordAt(tokens, index - 1)
  const begins = index === 0 || token.parted !== '' || deals.has(before) || /^\d+$/.test(before) || isItem(index - 1, 'ends')
  return begins && (after === undefined || after.parted !== '' || ends.has(after.word) || isItem(index + 1, 'begins'))
}

/** Whether a name is written in capitals only. */
export const isAcronym = (name: string): boolean => name.length > 1 && name === name.toUpperCase()

/**
 * Whether a word has at most five letters, all capitals, in a text that is not
 * mostly in capitals: "NASA", "ESAC".
 */
export const isInitials = ({ typed }: Token, shouted: boolean): boolean => !shouted && typed.length <= 5 && isAcronym(typed)
