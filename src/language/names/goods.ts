import type { Base } from '../../knowledge/base.ts'
import { manyWords, remembered } from '../memo.ts'
import { lineFrom } from './sorted.ts'
import type { Span } from '../patterns/sought.ts'
import type { Token } from '../text/text.ts'

/** The most words of a name of goods. */
const longest = 4

/** Finds the longest name of everyday goods at a word; its span is named by its kind in goods.txt, `article` or `machine`. */
export type Goods = (tokens: readonly Token[], from: number) => Span | undefined

/** The everyday goods of a knowledge version; empty for versions stored before there were any. */
export function createGoods(base: Base): Goods {
  const text = base.files['goods.txt'] ?? ''
  const lineOf = remembered(manyWords, (name) => lineFrom(text, name))
  const begins = remembered(manyWords, (word) => lineOf(`${word}=`).startsWith(`${word}=`) || lineOf(`${word} `).startsWith(`${word} `))
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
