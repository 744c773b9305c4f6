import type { Base } from '../../knowledge/base.ts'
import { cachedByObject, manyWords, cachedByText } from '../cached.ts'
import { lineFrom } from './find-line.ts'
import type { Token } from '../text/tokens.ts'
import { addName, emptyNames, longestName } from './trie.ts'

/**
 * A country that has towns of a certain name.
 * - `size`: base-2 logarithm of the population of the largest one, 0 if unknown.
 * - `states`: the U.S. states that have one.
 * - `withS`: names are compared without a final "s", so "Tartus" and "Tartu" count as the same name. Then
 *   `withS` says whether the towns of this country have the "s". It is not set if the country has both
 *   spellings, or if no country has the "s".
 */
export type Town = { readonly country: string; readonly size: number; readonly states: readonly string[]; readonly withS?: boolean }

/** A state or province; `code` is its postal abbreviation. */
export type State = { readonly country: string; readonly code?: string | undefined }

export type Gazetteer = {
  /** The countries with a town of this name (in the form that `canonical` gives), largest first. */
  readonly named: (name: string) => readonly Town[]
  /** Whether the name of any town begins with a word. */
  readonly begins: (word: string) => boolean
  /** The index after the longest town name that begins at a word; `undefined` if none does. */
  readonly endOf: (tokens: readonly Token[], from: number) => number | undefined
  /** The states or provinces that a name at a word can mean, and the index after it; `undefined` if there is none. */
  readonly statesAt: (tokens: readonly Token[], from: number) => { readonly states: readonly State[]; readonly to: number } | undefined
}

/** Prepares the towns and states of a knowledge version. In versions from before towns.txt, only those of places.yaml are known. */
export function createGazetteer(base: Base): Gazetteer {
  const text = base.files['towns.txt'] ?? ''
  const states = emptyNames<State>()
  for (const { country, code, names, short = [] } of base.places.states)
    for (const name of [...names, ...short, ...(code === undefined ? [] : [code])])
      addName(states, name, { country, code }, (a, b) => a.country === b.country && a.code === b.code)
  const added = emptyNames<Town>()
  const alone = (a: Town, b: Town): boolean => a.country === b.country
  for (const { country, names } of base.places.states)
    for (const name of names) addName(added, name, { country, size: ofProvince, states: [] }, alone)
  for (const { country, name, states: all } of base.places.namesakes)
    addName(added, name, { country, size: all === undefined ? ofProvince : 0, states: all ?? [] }, alone)
  const named = cachedByText(manyWords, (name): readonly Town[] => {
    const line = lineFrom(text, `${name}=`)
    const towns = line.startsWith(`${name}=`)
      ? line
          .slice(name.length + 1)
          .split(' ')
          .map(townOf)
      : []
    const own = name.split(' ').reduce<typeof added | undefined>((at, word) => at?.next?.get(word), added)?.meanings ?? []
    const withOwn = towns.map((town) => {
      const same = own.filter(({ country }) => country === town.country)
      const states = new Set([...town.states, ...(town.states.length === 0 ? [] : same.flatMap((one) => one.states))])
      return { ...town, states: [...states], size: Math.max(town.size, ...same.map(({ size }) => size)) }
    })
    return [...withOwn, ...own.filter(({ country }) => !towns.some((town) => town.country === country))].sort((a, b) => b.size - a.size)
  })
  const begins = cachedByText(manyWords, (name) => lineFrom(text, name).startsWith(name))
  const beginsTown = cachedByText(manyWords, (word) => added.next?.has(word) === true || begins(`${word}=`) || begins(`${word} `))
  return {
    named,
    begins: beginsTown,
    endOf: (tokens, from) => {
      if (!beginsTown(tokens[from]?.word ?? '')) return undefined
      let [name, end] = [tokens[from]?.word ?? '', longestName(added, tokens, from)?.to]
      for (let to = from + 1; to - from <= longest && begins(name); to++) {
        if (begins(`${name}=`)) end = Math.max(to, end ?? to)
        const next = tokens[to]
        if (next === undefined || next.parted !== '') break
        name = `${name} ${next.word}`
      }
      return end
    },
    statesAt: (tokens, from) => {
      const hit = longestName(states, tokens, from)
      return hit === undefined ? undefined : { states: hit.meanings, to: hit.to }
    },
  }
}

export const gazetteerOf = cachedByObject(createGazetteer)

/** A name of a town has at most this many words. */
const longest = 8
/**
 * The size given to provinces, and to islands and sites that share the name of a town elsewhere: that of a town of a million people (2^20).
 */
const ofProvince = 20

/**
 * Reads one town of towns.txt. `US14.ID.PA` is country, size and U.S. states. The `s` of `SY17s` says that the name ends in an "s" that is
 * dropped for comparison.
 */
function townOf(written: string, _: number, all: readonly string[]): Town {
  const [first = '', ...states] = written.split('.')
  const sign = first.replace(/^[A-Z]{2}\d+/, '')
  const isMixed = sign !== 'S' && all.some((one) => /\ds/.test(one))
  return { country: first.slice(0, 2), size: Number.parseInt(first.slice(2)), states, ...(isMixed ? { withS: sign === 's' } : {}) }
}
