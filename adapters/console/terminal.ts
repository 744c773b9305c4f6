import { randomUUID } from 'node:crypto'
import { asTyped, type Action, type ChatReply, type Delivery, type Platform, type IncomingAct } from '../../src/index.ts'

/** A terminal as a platform: it reaches the one person who sits at it, and remembers which buttons were shown last. */
export type Terminal = Platform & {
  /** The button that a typed word means: its label, of the message shown last that has it. */
  readonly button: (typed: string) => Action | undefined
}

/** Makes the terminal of a person. `show` prints a reply; `isUpdate` where it stands for one that was shown before. */
export function createTerminal(person: string, show: (reply: Delivery['reply'], isUpdate: boolean) => void): Terminal {
  const buttons = new Map<string, Action>()
  return {
    name: 'console',
    channel: person,
    pace: { channel: { gap: 0, burst: 1 }, platform: { gap: 0, burst: 1 } },
    button: (typed) => buttons.get(asTyped(typed)),
    send: (delivery) => {
      for (const action of delivery.reply.actions) buttons.set(asTyped(action.label), action)
      show(delivery.reply, delivery.kind === 'update')
      return Promise.resolve({ kind: 'sent', message: delivery.kind === 'update' ? delivery.message : randomUUID() })
    },
  }
}

/** Whether all of a message is printed: there is no further way to what stands behind one that is no answer and no card of a case. */
export const isShownWhole = ({ entry, isLive }: ChatReply): boolean => entry === undefined && isLive !== true

/** What pressing a button says. */
export const pressed = ({ id: action, of, choice }: Action): IncomingAct => ({
  kind: 'action',
  action,
  ...(of === undefined ? {} : { of }),
  ...(choice === undefined ? {} : { choice }),
})
