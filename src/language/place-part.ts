import type { Mention } from './lexicon.ts'
import type { Meaning } from './meanings.ts'
import { wordsBefore } from './message.ts'
import { isPersonName } from './ordinary.ts'
import { fillers, leadingWord, toward, wordAt } from './position.ts'
import { wordSet, type Token } from './text.ts'

/** A place that is named, and what its name means; or where a company is presumed that is named. */
export type Spot = {
  readonly mention: Mention
  readonly meaning: Extract<Meaning, { kind: 'country' | 'ambiguous' | 'bloc' }>
  readonly presumed?: true
}

/** The countries that a name can mean; none for a bloc. */
export const codesOf = ({ meaning }: Spot): readonly string[] =>
  meaning.kind === 'country' ? [meaning.code] : meaning.kind === 'ambiguous' ? meaning.codes : []

const names = wordSet('jordan chad georgia sydney paris virginia carolina washington santiago florence houston denver')
const speaks = wordSet(
  'said say asked ask asking think thought told ate eat mentioned wrote email emailed called pinged forgot left again here thinking',
)
const addresses = wordSet('hi hey hello dear thank cc regard cheer best sincerely lol')
const departments = wordSet(
  'sales procurement legal engineering marketing finance accounting hr operation ops contract compliance it purchasing logistic shipping counsel bd our',
)
/** Words that deny what follows. */
export const negations = wordSet('not never excluding except without neither nor nicht pas nao')
/** Words for how something came about: where it did is not where it goes. */
export const made = wordSet('made built manufactured designed imported bought purchased sourced origin acquired originally produced')

const titles = wordSet('mr mrs ms miss dr prof professor')

/** "Dr. Holland", "Chad Smith", "Malcolm England": a place's name beside a first name or a surname. */
function isSurname(tokens: readonly Token[], { from, to, typed }: Mention): boolean {
  const [before, first, after] = [tokens[from - 1], tokens[from], tokens[to]]
  if (to - from !== 1 || first === undefined || !/^\p{Lu}/u.test(typed)) return false
  const isGiven = ({ typed: name, word }: Token): boolean => /^\p{Lu}\p{Ll}/u.test(name) && isPersonName(word)
  const isTitled = before !== undefined && titles.has(before.word) && (first.parted === '' || first.parted === '.')
  const isBehindName = before !== undefined && first.parted === '' && isGiven(before)
  return isTitled || isBehindName || (after?.parted === '' && names.has(first.word) && isGiven(after))
}

const closings = wordSet('regard best cheer thank sincerely yours greeting wishe')

/** "Regards, Paris": a name that closes a message. */
const isSignature = (tokens: readonly Token[], { from, to }: Mention): boolean =>
  to === tokens.length && tokens[from]?.parted !== '' && closings.has(tokens[from - 1]?.word ?? '')

/** "Jordan asked", "thanks, Chad", "Georgia in procurement": a person, not a country. */
export function isPerson(tokens: readonly Token[], mention: Mention): boolean {
  if (isSurname(tokens, mention) || isSignature(tokens, mention)) return true
  if (
    mention.to - mention.from !== 1 ||
    !names.has(wordAt(tokens, mention.from)) ||
    tokens[mention.from]?.typed.toLowerCase() === tokens[mention.from]?.typed
  )
    return false
  const before = leadingWord(tokens, mention.from)
  const after = wordAt(tokens, mention.to)
  if (addresses.has(before)) return true
  if (toward.has(before)) return false
  if (['in', 'from', 'at'].includes(after)) return departments.has(wordAt(tokens, mention.to + 1))
  return (
    speaks.has(after) ||
    (after === 'and' && wordAt(tokens, mention.to + 1) === 'i') ||
    (after === 'want' && wordAt(tokens, mention.to + 1) === 'to' && wordAt(tokens, mention.to + 2) === 'know')
  )
}

export function isNegated(tokens: readonly Token[], { mention }: Spot, spots: readonly Spot[]): boolean {
  if (spots.length < 2) return false
  for (let index = mention.from - 1; index >= 0 && mention.from - index <= 5; index--) {
    const word = wordAt(tokens, index)
    if (negations.has(word)) return !['or', 'why', 'whether'].includes(wordAt(tokens, index - 1))
    if ((word === 'of' && wordAt(tokens, index - 1) === 'instead') || (word === 'than' && wordAt(tokens, index - 1) === 'rather'))
      return true
    if (!toward.has(word) && !fillers.has(word) && !carriers.has(word)) return false
  }
  return false
}

const carriers = wordSet('going go be being sent shipped sold it end up really actually selling shipping from destined bound')

const buyers = wordSet(
  'customer client buyer order ordered po rfq request requested bank purchaser want need have get user owner partner subsidiary distributor agent affiliate',
)

/** "from Germany to Poland", "made in Japan": where a thing comes from. */
export function isOrigin(tokens: readonly Token[], { mention }: Spot, spots: readonly Spot[], index: number): boolean {
  const before = leadingWord(tokens, mention.from)
  const second = wordAt(tokens, mention.from - 2)
  if (tokens.slice(Math.max(0, mention.from - 7), mention.to + 6).some((token) => buyers.has(token.word))) return false
  if ((before === 'in' && made.has(second)) || made.has(wordAt(tokens, mention.to)) || (before === 'from' && made.has(second)))
    return spots.length > 1
  const next = spots[index + 1]
  if (before !== 'from' || next === undefined) return false
  return (
    tokens.slice(mention.to, next.mention.from).some((token) => ['to', 'into', 'onto', 'toward'].includes(token.word)) &&
    next.mention.from - mention.to <= 8
  )
}

/** "We are an Australian company", "a Texas firm like ours": where the asker sits is not where anything goes. */
export function isOfAsker(mentions: readonly Mention[], tokens: readonly Token[], place: Mention): boolean {
  const isNear = (from: number, to: number): boolean =>
    from <= to && to - from <= 3 && !tokens.slice(from, to).some(({ word }) => word !== 'a' && toward.has(word))
  if (isOurs(tokens, place)) return true
  return mentions.some(({ meanings, from, to }) =>
    meanings.some(
      (meaning) =>
        meaning.kind === 'words' &&
        ((meaning.says === 'self' && isNear(to, place.from)) || (meaning.says === 'ours' && isNear(place.to, from))),
    ),
  )
}

const others = wordSet('customer client buyer purchaser end user owner partner subsidiary distributor agent affiliate')

/** "Our bank is in Canada". */
function isOurs(tokens: readonly Token[], { from }: Mention): boolean {
  const before = tokens.slice(Math.max(0, from - 6), from).map(({ word }) => word)
  const own = before.findLastIndex((word) => word === 'our' || word === 'my')
  const said = own < 0 ? [] : before.slice(own)
  return (
    said.some((word) => /^(?:is|are|sit|work)$/.test(word)) &&
    ['in', 'at', 'near'].includes(said.at(-1) ?? '') &&
    !said.some((word) => others.has(word))
  )
}

/** "British pounds", "under New York law": a money or a law, not a place. */
export const isAttribute = (tokens: readonly Token[], { to }: Mention): boolean => attributes.has(wordAt(tokens, to))

const attributes = wordSet('dollar pound euro yen franc rupee krone krona peso won dinar dirham rial ruble yuan law standard flag accent')

/** Where somebody was born is not what that person is a citizen of. */
export const isBirthplace = (tokens: readonly Token[], { mention }: Spot): boolean =>
  wordAt(tokens, mention.to) === 'born' ||
  (wordAt(tokens, mention.from - 2) === 'born' && wordAt(tokens, mention.from - 1) === 'in') ||
  (wordAt(tokens, mention.from - 2) === 'originally' && wordAt(tokens, mention.from - 1) === 'from')

const ownNames = /^(?:us\b.*|u\.s\..*|usa|usaf|american?|united states(?: of america)?)$/i
/** Whether a place is the United States by their own name, not by a town or a state. */
export const isOwnName = ({ typed }: Mention): boolean => ownNames.test(typed)
const receivers = wordSet(
  'company firm person people citizen national supplier customer employee engineer university lab laboratory contractor subsidiary vendor site facility plant office team warehouse colleague staff buyer operator user machinist shop technician worker partner entity corporation affiliate distributor integrator prime',
)
const endings = wordSet('for by at and or with under today now only alone if is can do on in next this to as or please ok okay')

/** "To a U.S. firm", "in Denver": not "145 million US dollars" and not "our US Army garrison". */
export function isReached(tokens: readonly Token[], mentions: readonly Mention[], mention: Mention): boolean {
  if (isOfAsker(mentions, tokens, mention) || isAttribute(tokens, mention)) return false
  const isAdjective = isOwnName(mention)
  const next = tokens[mention.to]
  const isLast = next === undefined || next.parted !== ''
  if (isAdjective && !isLast && !receivers.has(next.word) && !endings.has(next.word)) return false
  if (tokens.length <= mention.to - mention.from + 2) return true
  const before = wordsBefore(tokens, mention.from, 8)
  if (before[0] === 'in' && (made.has(before[1] ?? '') || isMadeByAsker(before))) return false
  if (!isAdjective && !isLast && receivers.has(next.word)) return before[0] !== 'from' && before[1] !== 'from'
  return (
    before.slice(0, 5).some((word) => word !== 'a' && toward.has(word)) ||
    (!isAdjective && tokens.slice(mention.from, mention.to).some(({ parted }) => parted === ','))
  )
}

/** "We make our guidance sets in Houston". */
const isMadeByAsker = (before: readonly string[]): boolean =>
  before.some((word, index) => /^(?:make|build|produce|manufacture|assemble)$/.test(word) && /^(?:we|i|who)$/.test(before[index + 1] ?? ''))
