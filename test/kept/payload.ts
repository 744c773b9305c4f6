import type { Incoming } from '../../src/port/incoming.ts'
import type { Envelope } from '../slack/fake/deliver.ts'

/** The platforms ("doors") through which people reach Licet. */
export const doorNames = ['slack', 'teams', 'console'] as const
export type DoorName = (typeof doorNames)[number]

/**
 * A captured action on something in a chat, in the form in which it arrives: a button, a submitted form or a menu. `kind` is its
 * row in expected.ts; `label` is what the person reads on it.
 */
export type Payload = { readonly kind: string; readonly label: string } & (
  | { readonly door: 'slack'; readonly sent: Envelope }
  | { readonly door: 'teams'; readonly sent: Readonly<Record<string, unknown>> }
  | { readonly door: 'console'; readonly sent: Incoming }
)
