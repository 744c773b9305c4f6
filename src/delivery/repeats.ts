/** The result for an event that was stored before: nothing more is done about it. */
type Seen = { readonly kind: 'seen' }

/**
 * Receives an event and stores it. `isAgain`: the event was received before, but could not be stored then.
 */
type Take<Event, Taken> = (event: Event, isAgain: boolean) => Promise<Taken>

/**
 * How many events this process remembers. If there are more, the oldest is forgotten; then only the inbox
 * recognizes a repeat of it.
 */
const mostKnown = 10_000

/**
 * Wraps `take` so that this process stores each event once, however often a platform delivers it. A repeat
 * of a stored event costs nothing, not even a query. A repeat that comes while the first is being stored
 * waits for it. An event that was rejected, such as a form with faults, can come again under the same id.
 */
export function takeOnce<Event extends { readonly event: string }, Taken extends { readonly kind: string }>(
  take: Take<Event, Taken>,
): (event: Event) => Promise<Taken | Seen> {
  const known = new Map<string, Promise<Taken> | 'kept' | 'failed'>()
  const takeFirst = async (event: Event, isAgain: boolean): Promise<Taken> => {
    const taking = take(event, isAgain)
    known.set(event.event, taking)
    const [oldest] = known.keys()
    if (known.size > mostKnown && oldest !== undefined) known.delete(oldest)
    try {
      const taken = await taking
      if (isKept(taken)) known.set(event.event, 'kept')
      else known.delete(event.event)
      return taken
    } catch (error) {
      known.set(event.event, 'failed')
      throw error
    }
  }
  return async (event) => {
    const before = known.get(event.event)
    if (before === undefined || before === 'failed') return await takeFirst(event, before === 'failed')
    const first = before === 'kept' ? undefined : await before
    return first === undefined || isKept(first) ? { kind: 'seen' } : first
  }
}

const isKept = ({ kind }: { readonly kind: string }): boolean => kind === 'taken' || kind === 'seen'
