import { randomUUID } from 'node:crypto'
import { asTyped, type Action, type ChatReply, type Delivery, type Platform, type IncomingAct } from '../../src/index.ts'

/** A terminal as a platform. It has one user, and remembers the buttons it has shown. */
export type Terminal = Platform & {
  /**
   * The button whose label was typed; `undefined` if no button has that label. If several messages had such
   * a button, the one of the latest message.
   */
  readonly button: (typed: string) => Action | undefined
}

/** Makes the terminal of a person. `show` prints a reply; `isUpdate` is true if it replaces an earlier one. */
export function createTerminal(person: string, show: (reply: Delivery['reply'], isUpdate: boolean) => void): Terminal {
  const buttons = new Map<string, Action>()
  return {
    name: 'console',
    channel: person,
    pace: { channel: { gap: 0, burst: 1 }, space: { gap: 0, burst: 1 } },
    button: (typed) => buttons.get(asTyped(typed)),
    send: (delivery) => {
      for (const action of delivery.reply.actions) buttons.set(asTyped(action.label), action)
      show(delivery.reply, delivery.kind === 'update')
      return Promise.resolve({ kind: 'sent', message: delivery.kind === 'update' ? delivery.message : randomUUID() })
    },
  }
}

/**
 * Whether to print a reply with all its layers. For answers and cases only the front is printed, because
 * their layers can be asked for.
 */
export const isShownWhole = ({ entry, isLive }: ChatReply): boolean => entry === undefined && isLive !== true

/** The act of pressing a button, to be handed in. */
export const pressed = ({ id: action, of, choice }: Action): IncomingAct => ({
  kind: 'action',
  action,
  ...(of === undefined ? {} : { of }),
  ...(choice === undefined ? {} : { choice }),
})
