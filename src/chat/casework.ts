import { briefOf, type Brief } from '../cases/brief.ts'
import { isOver, refusalFor, whoOf, type Act, type Case, type Role } from '../cases/case.ts'
import { composeDone } from '../cases/notices.ts'
import { composeRefusedAct, composeUnknownCase } from '../cases/act-refused.ts'
import { askersOf, coversAt, loadCase } from '../cases/case-store.ts'
import { openCase } from '../cases/open-case.ts'
import { perform } from '../cases/perform.ts'
import { caseForm, escalateForm, actKindOf, type CaseFormId } from '../cases/forms.ts'
import { queueFor, queueOf, type Queue } from '../cases/queue.ts'
import { rolesOf, worksAtDesk } from '../cases/roles.ts'
import { append } from '../record/chain.ts'
import { keptWords } from '../record/read-chain.ts'
import { isSameChannel, ownChatOf, type Person } from '../port/incoming.ts'
import { clip } from '../port/clip.ts'
import type { ChatReply } from '../port/reply.ts'
import { say, saying, type TimedEvent, type ChatParts, type Plan } from './plan.ts'
import { answerBehind } from './plan-question.ts'
import { isHidden } from './conversation-memory.ts'
import { alreadyOpen, forInsiders, sentToCounsel, noAnswerFor, notFound } from './replies.ts'
import { lookUpNamed, whoOfNamed } from './named-people.ts'

/**
 * A case, and what an act on it needs. `brief`: what counsel is shown about the answer. `remark`: what the
 * asker added when opening the case. `roles`: the person's roles in the case (asker, counsel, lead …).
 */
export type SeenCase = {
  readonly one: Case
  readonly queue: Queue
  readonly brief: Brief
  readonly remark: string | undefined
  readonly roles: readonly Role[]
}

/**
 * Returns the form that takes an answer to counsel, with what is known filled in, or a reply that says why
 * there is no form.
 */
export async function planEscalate(
  parts: ChatParts,
  heard: TimedEvent,
  of: string | undefined,
  button: Queue['takes'][number],
): Promise<Plan> {
  if (heard.person.outside === true) return saying(heard, forInsiders)
  const recorded = await answerBehind(parts, heard, of)
  const { queues } = parts.settings
  const queue = queueFor(queues, button)
  if (recorded?.words === undefined || queue === undefined) return saying(heard, noAnswerFor(of))
  const question = recorded.words.question ?? 'withheld'
  return { form: escalateForm(recorded.id, clip(question, 200), queue, queues) }
}

/**
 * Opens the case that a filled-in form asks for. If only the asker saw the answer, or if only the asker sees
 * answers in this place, all messages about the case go to the asker's own chat.
 */
export async function planOpen(parts: ChatParts, heard: TimedEvent, of: string, values: Readonly<Record<string, string>>): Promise<Plan> {
  if (heard.person.outside === true) return saying(heard, forInsiders)
  const recorded = await answerBehind(parts, heard, of)
  const brief = recorded === undefined ? undefined : await briefOf(parts.store, parts.versions, recorded.id)
  const queue = parts.settings.queues.find(({ id }) => id === values['queue'])
  if (brief === undefined || queue === undefined) return saying(heard, notFound)
  const filled = {
    remark: values['remark']?.trim() ?? '',
    neededBy: values['neededBy']?.trim() ?? '',
    urgency: values['urgency'] ?? 'normal',
  }
  return {
    write: async (tx) => {
      const { person, now } = heard
      const isAlone = isHidden(parts, heard) || recorded?.words?.isHidden === true
      const place = isAlone ? ownChatOf(person.id) : heard.place
      const opened = await openCase(tx, brief, queue, filled, { person, place, now })
      if (!opened.isNew) await say(tx, heard, alreadyOpen(opened.case.number))
    },
  }
}

/**
 * Reads a case and a person's roles in it; `undefined` if {@link loadCaseWithBrief} gives `undefined`. Call it
 * before the transaction that acts on the case.
 */
export async function readCaseFor(parts: ChatParts, person: Person, of: string | undefined, now: number): Promise<SeenCase | undefined> {
  const found = await loadCaseWithBrief(parts, of)
  if (found === undefined) return undefined
  const { one, queue, brief } = found
  const { db } = parts.store
  return { ...found, roles: rolesOf(one, person, queue, await coversAt(db, now), await askersOf(db, one, brief)) }
}

/**
 * Reads a case, with what its card shows; `undefined` if there is no such case, or if its queue or its
 * answer no longer exists.
 */
export async function loadCaseWithBrief(parts: ChatParts, of: string | undefined): Promise<Omit<SeenCase, 'roles'> | undefined> {
  const number = /^\d{1,9}$/.test(of ?? '') ? Number(of) : undefined
  const one = number === undefined ? undefined : await loadCase(parts.store.db, number)
  const queue = queueOf(parts.settings.queues, one)
  if (one === undefined || queue === undefined) return undefined
  const brief = await briefOf(parts.store, parts.versions, one.entry)
  if (brief === undefined) return undefined
  const opening = await keptWords<{ readonly text?: string }>(parts.store, one.opening)
  return { one, queue, brief, remark: opening?.text }
}

/**
 * Refuses an act on a case that does not exist, or that the person may not see; both get the same reply.
 * Only the person sees it, and the refusal is recorded.
 */
export function refuseUnknown(heard: TimedEvent, of: string | undefined, kind: string): Plan {
  return {
    write: async (tx) => {
      const { person, place, now } = heard
      const words = { person: whoOf(person), place, of: of?.slice(0, 40) ?? '' }
      await append(tx, { kind: 'refused', at: now, person: person.id, body: { act: kind, why: 'unknown-case' }, words })
      await say(tx, heard, composeUnknownCase(of ?? ''))
    },
  }
}

/**
 * Does an act on a case, or tells the person why not. `done` makes the reply after the act. Without `done`,
 * there is a reply only if this place has no card of the case; a card shows the result itself.
 */
export async function planAct(
  parts: ChatParts,
  heard: TimedEvent,
  of: string | undefined,
  given: Act | ((one: Case) => Act),
  done?: (number: number) => ChatReply | undefined,
): Promise<Plan> {
  const seen = await readCaseFor(parts, heard.person, of, heard.now)
  const doing = typeof given !== 'function' ? given : seen === undefined ? undefined : given(seen.one)
  if (seen === undefined || doing === undefined || (seen.roles.length === 0 && !isShown(heard, seen)))
    return refuseUnknown(heard, of, doing?.kind ?? 'unknown')
  const { one, queue, brief, remark } = seen
  const named = doing.kind === 'reassign' ? await lookUpNamed(parts, doing.to.id) : undefined
  const act: Act = doing.kind === 'reassign' && named !== undefined ? { ...doing, to: whoOfNamed(named) } : doing
  return {
    write: async (tx) => {
      const covers = await coversAt(tx, heard.now)
      const outcome = await perform(tx, one.number, act, { named, queues: parts.settings.queues, brief, remark, covers }, heard)
      const { roles } = outcome
      const to = act.kind === 'reassign' ? act.to.id : ''
      const reply =
        'refused' in outcome
          ? composeRefusedAct(outcome.refused, outcome.was, { kind: act.kind, roles, queue, from: heard.person.id, to })
          : done === undefined
            ? isCard(heard, seen)
              ? undefined
              : composeDone(outcome.case)
            : done(one.number)
      if (reply !== undefined) await say(tx, heard, reply)
    },
  }
}

/**
 * Whether an event comes from a place with a card of the case. There, the updated card shows the result of
 * the act.
 */
const isCard = ({ place }: TimedEvent, { one, queue }: Pick<SeenCase, 'one' | 'queue'>): boolean =>
  [queue.desk, one.askerPlace].some((one) => isSameChannel(one, place))

/**
 * Whether this place has a card of the case, or the person works at its desk. Then they see the case anyway,
 * so a refusal can mention it.
 */
function isShown(heard: TimedEvent, seen: Pick<SeenCase, 'one' | 'queue'>): boolean {
  return isCard(heard, seen) || worksAtDesk([seen.queue], heard.person)
}

/**
 * Returns the form of an act if the person may do the act now, otherwise a reply that says why not. `under`
 * is the record entry of the answer below which the button was pressed.
 */
export async function planCaseForm(
  parts: ChatParts,
  heard: TimedEvent,
  of: string | undefined,
  id: CaseFormId,
  under?: string,
): Promise<Plan> {
  const seen = await readCaseFor(parts, heard.person, of, heard.now)
  const by = { who: heard.person, bot: heard.person.bot === true, roles: seen?.roles ?? [] }
  if (seen === undefined) return refuseUnknown(heard, of, id)
  const kind = actKindOf(id, seen.one, under)
  const refused = refusalFor(seen.one, { kind, ...(under === undefined ? {} : { under }) }, by)
  if (refused === undefined) return { form: caseForm(id, seen.one, parts.settings.queues, under) }
  if (by.roles.length === 0 && !isShown(heard, seen)) return refuseUnknown(heard, of, kind)
  return {
    write: async (tx) => {
      const { one, roles } = seen
      const { person, place, now } = heard
      const words = { person: whoOf(person), groups: person.groups ?? [], place }
      await append(tx, {
        kind: 'refused',
        at: now,
        case: one.number,
        person: person.id,
        body: { act: kind, from: one.state, roles, why: refused },
        words,
      })
      await say(tx, heard, composeRefusedAct(refused, one, { kind, roles, queue: seen.queue, from: person.id }))
    },
  }
}

/**
 * Sends counsel what is still open for the asker. `of` is the case number, e.g. "118"; if the button was
 * below an answer, a space and the record entry of that answer follow.
 */
export async function planStillOpen(parts: ChatParts, heard: TimedEvent, of: string, text: string): Promise<Plan> {
  const [number, under] = of.split(' ')
  const doing = (one: Case): Act =>
    actKindOf('still-open', one, under) === 'reopen'
      ? { kind: 'reopen', text, ...(under === undefined ? {} : { under }) }
      : { kind: 'inform', text }
  return await planAct(parts, heard, number, doing, sentToCounsel)
}

/**
 * Closes a case. Counsel or a lead who closes it before the asker has an answer must first fill in a form
 * with the reason.
 */
export async function planClose(parts: ChatParts, heard: TimedEvent, of: string | undefined, under: string | undefined): Promise<Plan> {
  const seen = await readCaseFor(parts, heard.person, of, heard.now)
  const mustSay = seen !== undefined && seen.roles.length > 0 && !seen.roles.includes('asker') && !isOver(seen.one)
  if (mustSay) return await planCaseForm(parts, heard, of, 'close')
  return await planAct(parts, heard, of, { kind: 'close', ...(under === undefined ? {} : { under }) })
}
