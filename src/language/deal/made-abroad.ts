import type { Mention } from '../names/mention.ts'
import { isMarked, type Message } from '../message.ts'
import type { ItemReading } from '../reading.ts'

/**
 * Whether the item is to be made in another country: "make igniters in Australia", "license a Cardiff firm to
 * make our igniters". Manufacture abroad is a separate activity, which the exemptions do not cover.
 */
export function isMadeAbroad(message: Message, item: ItemReading | undefined): boolean {
  const { marks, mentions } = message
  if (marks.any('licensed-production') || (marks.any('copied') && marks.any('abroad'))) return true
  return mentions.some((mention) => names(mention, item) && isMarked(message, mention, 'made-abroad'))
}

const names = ({ meanings }: Mention, item: ItemReading | undefined): boolean =>
  meanings.some(
    (meaning) =>
      (meaning.kind === 'family' && meaning.family.id === item?.source.id) ||
      (meaning.kind === 'system' && meaning.system.id === item?.source.id),
  )
