import type { ChatReply } from '../port/reply.ts'
import { permissions, type ActKind, type Case, type Refusal, type Role } from './case.ts'
import { caseName, textReply, stateWords } from './asker-card.ts'
import { isGroup } from './members.ts'
import type { Queue } from './queue.ts'

/**
 * A refused act, and the roles of the person who tried it. `from` is the id of that person; the reply shows
 * it as an example of how to name a person. `to` is the person whom they named.
 */
export type RefusedAct = {
  readonly kind: ActKind
  readonly roles: readonly Role[]
  readonly queue: Queue
  readonly from: string
  readonly to?: string
}

/** Tells a person why their act was refused. */
export const composeRefusedAct = (refusal: Refusal, one: Case, tried: RefusedAct): ChatReply =>
  textReply(`${caseName(one.number)}: not done`, `${reasonOf(refusal, one, tried)} It is now: ${stateWords[one.state]}.`)

function reasonOf(refusal: Refusal, one: Case, tried: RefusedAct): string {
  const has = one.claimedBy === undefined ? '' : ` ${one.claimedBy.name} has it.`
  switch (refusal) {
    case 'bot':
      return 'Only a person can do that.'
    case 'not-yours':
      return notYours(one, tried)
    case 'wrong-state':
      return 'That cannot be done to the case as it stands, so nothing was changed.'
    case 'already-claimed':
      return `Somebody has claimed it already, so nothing was changed.${has}`
    case 'no-answer':
      return 'There is no answer to take back.'
    case 'stale':
      return 'That button stood under an answer that does not count any more, so nothing was changed.'
    case 'unfit':
      return unfit(tried)
  }
}

function notYours(one: Case, { kind, roles, queue }: RefusedAct): string {
  const { by } = permissions[kind]
  if (roles.includes('asker')) return 'Only counsel can do that, and nobody on their own question. Nothing was changed.'
  if (roles.length > 0 && by.includes('claimant')) {
    if (one.claimedBy !== undefined) return `${one.claimedBy.name} has it: only they can do that, or who stands in for them.`
    return roles.includes('counsel')
      ? `Claim it first: claim ${one.number}.`
      : `Nobody has it yet, and only counsel of ${queue.name} can take it.`
  }
  const groups = queue.counsel.some(isGroup) ? ' If you are counsel, your group could not be seen just now: please tell an admin.' : ''
  return (
    `Only ${by.includes('asker') ? 'whoever asked, or counsel' : 'counsel'} of ${queue.name} can do ` +
    `that, and nobody on their own question. Nothing was changed.${groups}`
  )
}

function unfit({ kind, from, to = '' }: RefusedAct): string {
  if (kind === 'move') return 'A case moves only to another queue.'
  if (!/^[a-z]+:\S+$/.test(to))
    return (
      `I know nobody called ${to}. Write the person as PLATFORM:PERSON, as you are ${from}, or pick them ` +
      'in the form: reassign and the number.'
    )
  return 'That cannot be: a case goes only to counsel of its queue, never to the asker.'
}

/**
 * The reply about a case that does not exist, and about one that the person may not see. Both must read the
 * same, so that nobody learns which cases exist.
 */
export const composeUnknownCase = (of: string): ChatReply =>
  textReply('No such case', `There is no case ${of.slice(0, 12)} that you can see. Type cases to list yours.`)
