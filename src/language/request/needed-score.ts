/**
 * What is known of a few sentences that could ask for help to deceive.
 * - `hasOffence`: they state an offence outright. `hasSigns`: they have a sign of deceit.
 * - `isStatement`: the message does not end with a question mark, and the sentences have no sign of an honest question.
 * - `isDeal`: an item and a place are named. Nearly all such messages ask about a deal.
 * - `words`: how many words the message has.
 */
export type Circumstances = {
  readonly hasOffence: boolean
  readonly hasSigns: boolean
  readonly isStatement: boolean
  readonly isDeal: boolean
  readonly words: number
}

/** A message of at most this many words is short: signs do not lower the score that it needs. */
export const mostInShort = 10
/** A message of at most this many words is hardly more than a name. */
const mostBareWords = 3
/** A deal described in more words than this mentions much in passing. */
const longDeal = 40

/** The score of a plain request for help to deceive: one of some length without any sign, or a short one. */
export const openPoints = 3
/** The score that a message which continues a deal must exceed. It is high, because the score of so few words is uncertain. */
export const pointsInTalk = 12

/** A line of a table: it holds in some circumstances, and says which score (in points) is then needed. */
type Line = { readonly holds: (told: Circumstances) => boolean; readonly needs: number }

const isBare = ({ words }: Circumstances): boolean => words <= mostBareWords
const otherwise = (): boolean => true

/** The learned scores from which a few sentences are taken for a request for help to deceive. The first line that holds counts. */
const linesOfAll: readonly Line[] = [
  { holds: (told) => isBare(told) && !told.hasSigns, needs: Number.POSITIVE_INFINITY },
  { holds: ({ hasOffence }) => hasOffence, needs: -6 },
  { holds: isBare, needs: 12 },
  { holds: ({ hasSigns, words }) => hasSigns && words > mostInShort, needs: 0 },
  { holds: otherwise, needs: openPoints },
]

/**
 * How much lower the needed score is for a message that reads like an order: a statement with a sign of deceit, or a longer one. Most
 * honest messages with words of deceit ask something. Where an offence is stated outright, this does not apply.
 */
const lessInOrder = 4
const isOrder = ({ hasOffence, hasSigns, isStatement, words }: Circumstances): boolean =>
  !hasOffence && isStatement && (hasSigns || words > mostInShort)

/** The scores that a message needs besides, to be refused, if it describes a deal. The first line that holds counts. */
const linesOfDeals: readonly Line[] = [
  { holds: ({ hasOffence }) => hasOffence, needs: openPoints },
  { holds: ({ words }) => words > longDeal, needs: 20 },
  { holds: otherwise, needs: 5 },
]

const neededBy = (lines: readonly Line[], told: Circumstances): number => lines.find(({ holds }) => holds(told))?.needs ?? openPoints

/** The learned scores (in points) from which a few sentences are suspected, and refused. */
export function neededScore(told: Circumstances): { readonly suspected: number; readonly refused: number } {
  const suspected = neededBy(linesOfAll, told) - (isOrder(told) ? lessInOrder : 0)
  return { suspected, refused: told.isDeal ? Math.max(suspected, neededBy(linesOfDeals, told)) : suspected }
}

/**
 * What is done about a few sentences. If they are only `suspected`, an answer milder than `case-by-case` becomes a question until the asker
 * says that no deceit was meant.
 */
export type Judgement = 'refused' | 'suspected' | undefined

/** A few sentences with their learned score (`points`) and the sum of the hand-set weights of their signs (`weight`). */
export type Weighed = Circumstances & { readonly points: number; readonly weight: number }

/** Hand-set weights of signs that add up to this or more make a message suspected, whatever its score. */
const heldWeight = 38

/** Judges by the learned score; signs of much weight alone make suspected, too. */
export function judgedByScore(told: Weighed): Judgement {
  const { suspected, refused } = neededScore(told)
  if (told.points >= refused) return 'refused'
  return told.points >= suspected || told.weight >= heldWeight ? 'suspected' : undefined
}

/** Judges by hand-set weights alone, for versions of the knowledge whose deceit.txt has no learned weights for signs. */
export const judgedByWeight = ({ weight }: Weighed): Judgement => (weight >= heldWeight ? 'refused' : undefined)
