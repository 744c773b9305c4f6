import { isMarked, type Message } from '../message.ts'
import { hasGoods } from '../deal/items.ts'
import { sharesClass, type ItemReading, type Reading } from '../reading.ts'

/** A message of more words is not taken for an addition to the deal talked about or for a small question about it. */
export const longestAside = 20

/** Whether nothing that a message names can replace the item talked about. */
export const namesNoOther = (message: Message, read: Reading): boolean =>
  !hasGoods(message) || isBuiltInto(message) || isPacking(message, read) || isIdle(message, read)

/** Whether a message names only what the item talked about is packed in: "the pallets go out Monday". */
export const isPacking = (message: Message, { places }: Reading): boolean =>
  message.entries.length === 0 &&
  places.length === 0 &&
  message.marks.any('packed') &&
  !['mt-said', 'itar-said'].some((mark) => message.marks.any(mark)) &&
  message.things.every(({ mention }) => isMarked(message, mention, 'packed')) &&
  message.tokens.length <= longestAside

/** Whether a message names only things that the current item is built into: "It goes into an upgrade of their rocket". */
export const isBuiltInto = (message: Message): boolean =>
  message.entries.length === 0 &&
  message.things.length > 0 &&
  message.things.every(({ mention }) => isMarked(message, mention, 'goes-into'))

/** Whether a message names only an everyday article, in passing ("Costa Rica, for coffee"). Such an article replaces no other item. */
export const isIdle = ({ marks }: Message, { item }: Pick<Reading, 'item'>): boolean =>
  item?.source.id === 'everyday-article' && !bringsUp.some((mark) => marks.any(mark))

/** Marks of messages that bring up another item. */
export const bringsUp = ['asks-on', 'turns-away', 'corrects', 'transfers', 'asks']

/** Whether an item named without an entry can be the item of a quoted entry: the two have a class in common. */
export const mayBeOf = (quoted: ItemReading, thing: ItemReading): boolean =>
  quoted.entry !== undefined && thing.entry === undefined && sharesClass(thing, quoted)
