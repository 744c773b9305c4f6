import type { Base } from '../../knowledge/base.ts'
import { manyWords, cachedByText } from '../cached.ts'
import { lineFrom } from './find-line.ts'
import type { Span } from '../patterns/found-in-text.ts'
import type { Token } from '../text/tokens.ts'

/** A name in goods.txt has at most this many words. */
const longest = 4

/**
 * Finds the longest name of everyday goods that begins at a word; `undefined` if none does. The span is named by the kind of goods in
 * goods.txt, `article` or `machine`.
 */
export type Goods = (tokens: readonly Token[], from: number) => Span | undefined

/** Prepares the everyday goods of a knowledge version. Versions from before goods.txt have none. */
export function createGoods(base: Base): Goods {
  const text = base.files['goods.txt'] ?? ''
  const lineOf = cachedByText(manyWords, (name) => lineFrom(text, name))
  const begins = cachedByText(manyWords, (word) => lineOf(`${word}=`).startsWith(`${word}=`) || lineOf(`${word} `).startsWith(`${word} `))
  return (tokens, from) => {
    if (!begins(tokens[from]?.word ?? '')) return undefined
    let found: Span | undefined
    let name = ''
    for (let to = from + 1; to - from <= longest; to++) {
      const token = tokens[to - 1]
      if (token === undefined || (to > from + 1 && token.parted !== '')) break
      name = to === from + 1 ? token.word : `${name} ${token.word}`
      if (!lineOf(name).startsWith(name)) break
      const line = lineOf(`${name}=`)
      if (line.startsWith(`${name}=`)) found = { name: line.slice(name.length + 1), to }
    }
    return found
  }
}
