import { ownChatOf, type Place } from './incoming.ts'
import type { Delivery, Sent } from './platform.ts'

export type PostDelivery = Extract<Delivery, { readonly kind: 'post' }>
export type UpdateDelivery = Extract<Delivery, { readonly kind: 'update' }>
/** A delivery that was sent, and where. */
export type Arrived = Extract<Sent, { readonly kind: 'sent' }>

/**
 * What a platform can do with one delivery, and what its errors mean. `Message` is the reply as the platform
 * draws it. What fails throws the platform's own error.
 */
export type SendingWays<Message> = {
  /** Draws the reply. `isShort`: as small as the platform takes for sure. */
  readonly draw: (isShort: boolean) => Message
  /**
   * Posts the message to its place; a message for one person (`only`) so that nobody else there sees it. Returns
   * `undefined` if the place takes no message for one person.
   */
  readonly post: (delivery: PostDelivery, message: Message) => Promise<Arrived | undefined>
  /** Replaces the earlier message of an update. */
  readonly change: (delivery: UpdateDelivery, message: Message) => Promise<Arrived>
  /** Replaces the earlier message of an update by a note that it moved (`movedToOwnChat`). */
  readonly withdraw: (delivery: UpdateDelivery) => Promise<unknown>
  /** Posts the message to a person's own chat with Licet. */
  readonly postAlone: (own: Place, message: Message) => Promise<Arrived>
  /** Whether people from outside can read the place now. */
  readonly hasOutsiders: () => Promise<boolean>
  /** Whether an error means that the place takes no message, or none for this person. */
  readonly isShut: (error: unknown) => boolean
  /** Whether an error means that the message to be replaced, which one person saw, is gone. */
  readonly isGone: (error: unknown) => boolean
  /** If an error means that the message is too long: the error in words. */
  readonly tooLong: (error: unknown) => string | undefined
  /** The outcome of a send that failed. */
  readonly outcomeOf: (error: unknown) => Sent
}

/**
 * Sends one delivery, and decides for every platform where it goes and how much of it. It goes to its place. It
 * goes to the own chat of the person it is for if the place refuses it, or if outsiders read in the place and
 * must not read it; what stood there before is then replaced by a note. An update that only one person sees goes
 * to their own chat if the earlier message is gone. If a message is too long, a shorter version is sent.
 */
export async function sendDelivery<Message>(delivery: Delivery, ways: SendingWays<Message>): Promise<Sent> {
  const attempt = (message: Message): Promise<Sent> =>
    delivery.kind === 'update' ? change(delivery, ways, message) : post(delivery, ways, message)
  const inFull = ways.draw(false)
  try {
    return await attempt(inFull)
  } catch (error) {
    const problem = ways.tooLong(error)
    if (problem === undefined) return ways.outcomeOf(error)
    const short = await attempt(ways.draw(true)).catch(ways.outcomeOf)
    return short.kind === 'sent' ? { ...short, shortened: problem } : short
  }
}

async function post<Message>(delivery: PostDelivery, ways: SendingWays<Message>, message: Message): Promise<Sent> {
  const { place, only, waiting, insiders } = delivery
  const own = ownChat(only ?? waiting, place)
  const elsewhere = own?.id === place.id ? undefined : own
  try {
    const isForInsiders = insiders === true && waiting !== undefined
    const sent = isForInsiders && (await ways.hasOutsiders()) ? undefined : await ways.post(delivery, message)
    if (sent !== undefined) return sent
  } catch (error) {
    if (elsewhere === undefined || !ways.isShut(error)) throw error
  }
  return elsewhere === undefined ? { kind: 'refused', problem: noOwnChat } : await ways.postAlone(elsewhere, message)
}

const noOwnChat = 'outsiders_read_along; people from outside read along there, and whoever waits has no chat of their own with Licet'

async function change<Message>(delivery: UpdateDelivery, ways: SendingWays<Message>, message: Message): Promise<Sent> {
  const { place, waiting, insiders } = delivery
  const own = ownChat(place.only ?? waiting, place)
  if (place.only === undefined && own !== undefined && insiders === true && (await ways.hasOutsiders())) {
    await ways.withdraw(delivery)
    return await ways.postAlone(own, message)
  }
  try {
    return await ways.change(delivery, message)
  } catch (error) {
    if (place.only === undefined || own === undefined || !ways.isGone(error)) throw error
    return await ways.postAlone(own, message)
  }
}

/** A person's own chat with Licet, as a place; `undefined` if they are not on the platform of `place`. */
function ownChat(person: string | undefined, { platform }: Place): Place | undefined {
  const own = person === undefined ? undefined : ownChatOf(person)
  return own?.platform === platform ? own : undefined
}
