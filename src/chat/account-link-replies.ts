import { textReply } from '../cases/asker-card.ts'
import type { ChatReply } from '../port/reply.ts'

/** An account and the name that people see; the name is the id if no name is known. */
type Named = { readonly id: string; readonly name: string }

const platformOf = (id: string): string => `${id.charAt(0).toUpperCase()}${id.slice(1, id.indexOf(':'))}`

const shown = ({ id, name }: Named): string => `${name} in ${platformOf(id)}`

/**
 * The reply with the code for linking. The person types the code in their other account; then both accounts are asked to agree. `others`:
 * the ids of accounts that are linked already.
 */
export const offeredLink = (code: string, others: readonly string[]): ChatReply =>
  textReply(
    `Your code: ${code.slice(0, 4)}-${code.slice(4)}`,
    [
      `Within ten minutes say "link ${code.slice(0, 4)}-${code.slice(4)}" to me where you want to be known as the same person.`,
      'Give it to nobody. Nothing is linked before both of your accounts have said yes.',
      ...(others.length === 0 ? [] : [`You are linked with: ${others.join(', ')}.`]),
    ].join('\n'),
  )

export const askedSecond = (code: string, other: Named): ChatReply =>
  textReply(
    `Is ${shown(other)} you, too?`,
    [
      `Account: ${other.id}.`,
      'Say yes only if it is your own account. From then on I take both for one person: your questions and ' +
        'cases are shown in both, and what one may do at a desk, the other may do, too.',
    ].join('\n'),
    'question',
    [
      { id: 'confirm-link', label: 'Yes, that is me', of: code },
      { id: 'decline-link', label: 'No', of: code },
    ],
  )

export const theirTurn = (other: Named): ChatReply =>
  textReply('Nearly linked', `Now say yes as ${shown(other)}: I asked there. Until then nothing is linked.`)

export const linked = (other: Named): ChatReply =>
  textReply('Linked', `I take you and ${shown(other)} for one person now. Say "unlink" in either to end it.`)

export const declinedLink: ChatReply = textReply('Not linked', 'One side said no, so nothing was changed.')

export const linkIsGone: ChatReply = textReply(
  'That code does not count',
  'It is older than ten minutes, was used, or is not yours. Say "link" in the other place for a new one; nothing was changed.',
)

export const sameSide: ChatReply = textReply(
  'Say the code elsewhere',
  'It was given on this platform. Say it where you want to be known as the same person.',
)

export const alreadyLinked: ChatReply = textReply('Linked already', 'Those two accounts are one person to me. Say "unlink" to end it.')

export const nothingLinked: ChatReply = textReply('Nothing is linked', 'This account stands for itself. Say "link" to begin.')

export const unlinked = (others: readonly string[]): ChatReply =>
  textReply(
    'Unlinked',
    `I no longer take this account and ${others.join(', ')} for one person. Questions asked until now ` +
      'stay your own: none of these accounts can answer them for counsel. If that was not you, tell ' +
      'whoever runs Licet.',
  )
