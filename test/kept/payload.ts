import type { Incoming } from '../../src/port/incoming.ts'
import type { Envelope } from '../slack/fake/deliver.ts'

/** The ways into Licet. */
export const doorNames = ['slack', 'teams', 'console'] as const
export type DoorName = (typeof doorNames)[number]

/**
 * Something that a person can still do to what stands in a chat, as it would come in: a button, a form that is open, a menu of
 * the app. `kind` names it as the table of what must be seen does; `label` is what the person reads on it.
 */
export type Payload = { readonly kind: string; readonly label: string } & (
  | { readonly door: 'slack'; readonly sent: Envelope }
  | { readonly door: 'teams'; readonly sent: Readonly<Record<string, unknown>> }
  | { readonly door: 'console'; readonly sent: Incoming }
)
