import { whoOf } from '../cases/case.ts'
import { isGroup } from '../cases/members.ts'
import { accountsOf, joinAccounts, leaveAccounts } from '../cases/accounts.ts'
import { inTime, longestLook } from '../store/in-time.ts'
import { put } from '../delivery/outbox.ts'
import { append } from '../record/chain.ts'
import { newId } from '../record/salt.ts'
import { ownChatOf, type Person, type Place } from '../port/incoming.ts'
import type { ChatReply } from '../port/reply.ts'
import type { Tx } from '../store/tables.ts'
import {
  alreadyLinked,
  askedSecond,
  declinedLink,
  linked,
  linkIsGone,
  offeredLink,
  sameSide,
  theirTurn,
  unlinked,
  nothingLinked,
} from './account-link-replies.ts'
import { keepingPlace, say, sayToKeep, type TimedEvent, type ChatParts, type Plan } from './plan.ts'

/** One of the two accounts to be linked, and the place where Licet can write to it about the link. */
export type LinkSide = { readonly id: string; readonly name: string; readonly place: Place }

type Offer = { readonly code: string; readonly first: LinkSide; readonly second: LinkSide | undefined; readonly agreed: boolean }

/** How long the code for linking accounts can be used, in milliseconds (ten minutes). */
const offerLasts = 600_000

/**
 * Adds to a person their other linked accounts and, if the settings name any group, the present groups of
 * those accounts. Groups that cannot be read in time are left out; whoever is counsel only through such a
 * group is not counsel for this event.
 */
export async function withLinkedAccounts(
  { store, settings, lookUp }: Pick<ChatParts, 'store' | 'settings' | 'lookUp'>,
  person: Person,
): Promise<Person> {
  const also = await accountsOf(store.db, person.id)
  if (also.length === 0) return person
  const members = [...settings.queues.flatMap(({ counsel, leads }) => [...counsel, ...leads]), ...settings.admins]
  const named = members.some(isGroup) ? also : []
  const found = await Promise.all(named.map((id) => inTime(lookUp(id), longestLook).catch(() => undefined)))
  const theirs = found.flatMap((one) => (typeof one === 'object' ? (one.groups ?? []) : []))
  return { ...person, also, groups: [...new Set([...(person.groups ?? []), ...theirs])] }
}

const sideOf = (heard: TimedEvent): LinkSide => ({ ...whoOf(heard.person), place: keepingPlace(heard) })

/** Parses a side of an offer as it is stored in the database. */
const parseSide = (kept: string): LinkSide => JSON.parse(kept)

const platformOf = (id: string): string => id.slice(0, id.indexOf(':'))

const plainCode = (code: string): string => code.replaceAll(/[- ]/g, '').toUpperCase()

async function findOffer(tx: Tx, code: string, now: number): Promise<Offer | undefined> {
  const row = await tx
    .selectFrom('link_offers')
    .selectAll()
    .where('code', '=', plainCode(code))
    .where('expires', '>', now)
    .executeTakeFirst()
  if (row === undefined) return undefined
  return {
    code: row.code,
    first: parseSide(row.first),
    second: row.second === null ? undefined : parseSide(row.second),
    agreed: row.agreed === 1,
  }
}

const dropOffer = async (tx: Tx, code: string): Promise<unknown> => tx.deleteFrom('link_offers').where('code', '=', code).execute()

/**
 * Sends a message that only one of the two accounts sees, in the place where that account requested or typed
 * the code (in its own chat, if messages for one person vanish there).
 */
const tellSide = (tx: Tx, { code }: Offer, { id, place }: LinkSide, what: string, reply: ChatReply, now: number): Promise<void> =>
  put(tx, { kind: 'post', key: `link:${code}:${what}`, place, only: id, reply }, now)

/**
 * Links accounts, or unlinks them. Nothing is linked before both accounts have said yes. Requests by bots
 * are ignored.
 */
export function planLinking(
  heard: TimedEvent,
  action: 'link' | 'confirm-link' | 'decline-link' | 'unlink',
  code: string | undefined,
): Plan {
  if (heard.person.bot === true) return {}
  switch (action) {
    case 'link':
      return { write: (tx) => (code === undefined ? offer(tx, heard) : takeUp(tx, heard, code)) }
    case 'confirm-link':
      return { write: (tx) => confirm(tx, heard, code ?? '') }
    case 'decline-link':
      return { write: (tx) => decline(tx, heard, code ?? '') }
    case 'unlink':
      return { write: (tx) => unlink(tx, heard) }
  }
}

async function offer(tx: Tx, heard: TimedEvent): Promise<void> {
  const { person, now } = heard
  const code = newId().slice(0, 8)
  const first = sideOf(heard)
  await tx.deleteFrom('link_offers').where('expires', '<=', now).execute()
  await tx
    .insertInto('link_offers')
    .values({ code, first: JSON.stringify(first), second: null, agreed: 0, expires: now + offerLasts })
    .execute()
  await sayToKeep(tx, heard, offeredLink(code, await accountsOf(tx, person.id)))
}

async function takeUp(tx: Tx, heard: TimedEvent, code: string): Promise<void> {
  const { person, now } = heard
  const found = await findOffer(tx, code, now)
  if (found === undefined || found.second !== undefined) return await say(tx, heard, linkIsGone)
  if (platformOf(found.first.id) === platformOf(person.id)) return await say(tx, heard, sameSide)
  if ((await accountsOf(tx, person.id)).includes(found.first.id)) return await say(tx, heard, alreadyLinked)
  await tx
    .updateTable('link_offers')
    .set({ second: JSON.stringify(sideOf(heard)) })
    .where('code', '=', found.code)
    .execute()
  await say(tx, heard, askedSecond(found.code, found.first))
}

/**
 * Records a yes. The account that typed the code must say yes first; then the one that requested the code
 * is asked, and its yes links the two.
 */
async function confirm(tx: Tx, heard: TimedEvent, code: string): Promise<void> {
  const { person, now } = heard
  const found = await findOffer(tx, code, now)
  const { first, second } = found ?? {}
  if (found === undefined || first === undefined || second === undefined) return await say(tx, heard, linkIsGone)
  if (person.id === second.id && !found.agreed) {
    await tx.updateTable('link_offers').set({ agreed: 1 }).where('code', '=', found.code).execute()
    await tellSide(tx, found, first, 'asked', askedSecond(found.code, second), now)
    return await say(tx, heard, theirTurn(first))
  }
  if (person.id !== first.id || !found.agreed) return await say(tx, heard, linkIsGone)
  await joinAccounts(tx, first.id, second.id, now)
  await dropOffer(tx, found.code)
  await append(tx, {
    kind: 'linked',
    at: now,
    person: first.id,
    body: { platforms: [platformOf(first.id), platformOf(second.id)] },
    words: { person: { id: first.id, name: first.name }, place: first.place, with: second },
  })
  await tellSide(tx, found, second, 'done', linked(first), now)
  await say(tx, heard, linked(second))
}

/** Ends a linking after one of the two accounts said no, and tells both. */
async function decline(tx: Tx, heard: TimedEvent, code: string): Promise<void> {
  const { person, now } = heard
  const found = await findOffer(tx, code, now)
  const sides = [found?.first, found?.second].filter((side) => side !== undefined)
  if (found === undefined || !sides.some(({ id }) => id === person.id)) return await say(tx, heard, linkIsGone)
  await dropOffer(tx, found.code)
  for (const side of sides.filter(({ id }) => id !== person.id)) await tellSide(tx, found, side, 'declined', declinedLink, now)
  await say(tx, heard, declinedLink)
}

/** Unlinks an account from all others, and tells the account and each of the others. */
async function unlink(tx: Tx, heard: TimedEvent): Promise<void> {
  const { person, place, now, event } = heard
  const others = await accountsOf(tx, person.id)
  if (others.length === 0) return await say(tx, heard, nothingLinked)
  await leaveAccounts(tx, person.id, now)
  await append(tx, {
    kind: 'unlinked',
    at: now,
    person: person.id,
    body: { platforms: [person.id, ...others].map(platformOf) },
    words: { person: whoOf(person), place, from: others },
  })
  for (const other of others)
    await put(tx, { kind: 'post', key: `unlink:${event}:${other}`, place: ownChatOf(other), reply: unlinked([person.id]) }, now)
  await say(tx, heard, unlinked(others))
}
