import { randomUUID } from 'node:crypto'
import { asTyped, type Action, type ChatReply, type Delivery, type Platform, type IncomingAct } from '../../src/index.ts'

/** A terminal as a platform. It reaches one person, and remembers the buttons it has shown. */
export type Terminal = Platform & {
  /** The button whose label was typed. If several messages had that label, the latest one's. */
  readonly button: (typed: string) => Action | undefined
}

/** Makes the terminal of a person. `show` prints a reply; `isUpdate` is true if it replaces an earlier one. */
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

/** Whether to print all layers of a reply: of everything but answers and cases, whose layers can be asked for by name. */
export const isShownWhole = ({ entry, isLive }: ChatReply): boolean => entry === undefined && isLive !== true

/** Pressing a button, as something the person said. */
export const pressed = ({ id: action, of, choice }: Action): IncomingAct => ({
  kind: 'action',
  action,
  ...(of === undefined ? {} : { of }),
  ...(choice === undefined ? {} : { choice }),
})
