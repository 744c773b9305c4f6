import type { Meaning } from './meanings.ts'
import { isInitials } from './capital-letters.ts'
import { isItemPosition } from './item-position.ts'
import { isSomebody, isTitled } from './people-names.ts'
import { isPlacePosition, type IsPlace } from './place-position.ts'
import { countriesBetween, isPlainSlip, namesOf, othersOf, type Candidate, type Spelled } from './spelling.ts'
import { tokenize } from '../text/tokens.ts'
import type { Mention } from './mention.ts'
import { longestName, type Hit } from './trie.ts'
import { type NameText, type Taken, edgeTest, isItemName, placeEdgeTest } from './name-at.ts'

/** Makes the test whether an item begins or ends at a word of a text, even a misspelled one: "a rokcet moter". */
const itemEdgeTest =
  (here: NameText, mentions: readonly Mention[]): IsPlace =>
  (index, edge) => {
    const token = here.tokens[index]
    const isMisspelled = edge === 'begins' && token !== undefined && here.spell(token).candidates[0]?.kind === 'item'
    return isMisspelled || edgeTest(isItemName, here, mentions)(index, edge)
  }

/**
 * Reads a misspelled word. The word is corrected only if a single country or item is nearest and can be meant in
 * that position. If several countries are one letter away, it is read as any of these. Else it is a guess,
 * and the asker is asked. Towns are only guessed, and only in the position of a place.
 */
export function misspelled(here: NameText, from: number, mentions: readonly Mention[]): Taken | undefined {
  const token = here.tokens[from]
  if (token === undefined || isInitials(token, here.shouted) || isTitled(here, from)) return undefined
  const spelled = here.spell(token)
  const [best] = spelled.candidates
  if (best === undefined) return undefined
  const isPlaced = isPlacePosition(here, from, from + 1, placeEdgeTest(here, mentions))
  const isInPosition =
    best.kind === 'item'
      ? isPlainSlip(token, spelled) || isItemPosition(here, from, itemEdgeTest(here, mentions))
      : best.kind === 'country' && isPlaced
  const hit = isInPosition && isMendable(here, from, spelled, mentions) ? mended(here, from, best) : undefined
  if (hit !== undefined)
    return { kind: 'name', ...hit, typo: { read: namesOf([best])[0] ?? best.name, others: othersOf(spelled, best, token) } }
  const codes = isInPosition ? countriesBetween(here.base, spelled) : []
  if (codes.length > 0) return { kind: 'name', meanings: [{ kind: 'ambiguous', name: token.typed, codes }], to: from + 1 }
  const candidates = spelled.candidates.filter(({ kind }) => isPlaced || (kind !== 'rare' && token.word.length > 4))
  return candidates.length === 0 ? undefined : { kind: 'guess', candidates: namesOf(candidates), to: from + 1 }
}

/**
 * Whether a misspelled word may be corrected: one country or item is nearest, the word is long enough, few words were corrected before
 * it, and it is no part of somebody's name (which cannot be told in a text all in capitals).
 */
function isMendable(here: NameText, from: number, { candidates }: Spelled, mentions: readonly Mention[]): boolean {
  const { tokens, shouted, ordinary } = here
  const [token, best, last] = [tokens[from], candidates[0], mentions.at(-1)]
  const isSole = candidates.every(({ owner, distance }) => owner === best?.owner || distance > (best?.distance ?? 0))
  // Four letters are near too many words, so such a word is corrected only right after an item: "SLV stge".
  const isLong = (token?.word.length ?? 0) > 4 || (last?.to === from && last.meanings.some(isItemName))
  const made = mentions.filter(({ typo }) => typo !== undefined).length
  return isSole && isLong && made < mostMends && (shouted || !isSomebody(here, from, ordinary.isName))
}

/** At most this many words of a text are corrected; further ones are asked about. */
const mostMends = 12

/** The name that would have been found with the right spelling. */
function mended({ names, tokens }: NameText, from: number, { name }: Candidate): Hit<Meaning> | undefined {
  const token = tokens[from]
  const [right] = tokenize(name)
  if (token === undefined || right === undefined) return undefined
  return longestName(names, [...tokens.slice(0, from), { ...token, word: right.word }, ...tokens.slice(from + 1, from + 6)], from)
}
