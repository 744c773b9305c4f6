import { planAction } from './plan-action.ts'
import { formProblems } from '../cases/forms.ts'
import { worksAtDesk } from '../cases/roles.ts'
import type { FormId, Incoming, SaidWords } from '../port/incoming.ts'
import type { ChatReply } from '../port/reply.ts'
import { actOf } from '../cases/forms.ts'
import { planAct, planOpen, planStillOpen } from './casework.ts'
import { changeProblems, planChange } from './change-fact.ts'
import { planCover } from './cover.ts'
import { planFeedback, planReason } from './feedback.ts'
import { questionFormProblems, planQuestionForm } from './question-form.ts'
import { planHome } from './home.ts'
import { planInstall } from './installs.ts'
import { saying, type TimedEvent, type ChatParts, type Plan } from './plan.ts'
import { isAwaited, planCaseMessage, planDraft, waitingBeside } from './case-thread.ts'
import { askedIn, filesAlone, hasFiles, hasQuote, markGap, ownWords, unreadable, unreadIn } from './quoted.ts'
import { planDeleted, planQuestion, planWithheld, talkQuoted } from './plan-question.ts'
import { planPost } from './sharing.ts'
import { readSpoken } from './typed-buttons.ts'
import { earlierAnswerTo, isAnswerBack } from './conversation-memory.ts'
import { planSubscribe, tipsProblems } from './tips.ts'
import { besideCase, checkedWords, formFaults, keptAsNote, notForOutsiders, withheldForm, tooMuch } from './replies.ts'
import { dayOf, hourLength } from '../engine/days.ts'

/**
 * Turns a message into a command if the person's own words in it are one ("claim 118"), so that the checks
 * for commands apply. Quoted words are never a command.
 */
export function withCommandsRead({ settings }: Pick<ChatParts, 'settings'>, incoming: Incoming): Incoming {
  const words = incoming.said
  if (words.kind !== 'message') return incoming
  const said = readSpoken(words.text, worksAtDesk(settings.queues, incoming.person))
  if (said === undefined) return incoming
  return { ...incoming, said: said.kind === 'message' ? { ...words, ...said } : markGap(said, words) }
}

/**
 * Whether a person is turned away because the settings refuse guests and people of other organizations.
 * Withheld words and deleted messages are handled even then.
 */
const isTurnedAway = ({ settings }: Pick<ChatParts, 'settings'>, { person, said }: Pick<Incoming, 'person' | 'said'>): boolean =>
  person.outside === true && settings.outsiders === 'refuse' && said.kind !== 'withheld' && said.kind !== 'deleted'

function turnAway(heard: TimedEvent): Plan {
  const { kind } = heard.said
  if (kind === 'overheard') return {}
  return kind === 'open-home' ? { home: notForOutsiders } : saying(heard, notForOutsiders)
}

/**
 * If a message or form has a control marking or looks like controlled technical data, drops its words
 * before anything is stored or logged; only the reason is kept.
 */
export function withoutTechnicalData({ versions }: Pick<ChatParts, 'versions'>, incoming: Incoming): Incoming {
  const { said } = incoming
  const written = said.kind === 'submit' ? writtenIn(said.values) : []
  const texts = said.kind === 'submit' ? [...written, written.join('\n')] : 'text' in said ? wordsIn(said) : []
  const reason = texts.map((text) => versions.current.reader.guard(text)).find((one) => one !== undefined)
  if (reason === undefined) return incoming
  return { ...incoming, said: { kind: 'withheld', reason, isForm: said.kind === 'submit' } }
}

/**
 * The texts of a message that have to be checked: each part alone, and all parts joined as they will be
 * read.
 */
const wordsIn = (words: SaidWords): readonly string[] =>
  hasQuote(words) ? [words.text, ...(words.quoted ?? []), askedIn(words)] : [words.text]

/**
 * The texts in a form. The id of a chosen person is left out, because some ids look like technical figures.
 */
const writtenIn = (values: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(values).flatMap(([field, value]) => (field === 'person' && /^[a-z]+:[\w.:@-]+$/.test(value) ? [] : [value]))

/**
 * Everything wrong with a filled-in form, by field; empty for a form without problems, for any form of a
 * person who is turned away, and for any other event. A form with problems is not stored. `now` is in epoch
 * milliseconds.
 */
export function problemsOf(
  { settings, versions }: Pick<ChatParts, 'settings' | 'versions'>,
  { said, person }: Incoming,
  now: number,
): Readonly<Record<string, string>> {
  if (said.kind !== 'submit' || isTurnedAway({ settings }, { person, said })) return {}
  if (said.form === 'question') return questionFormProblems(versions.current, said.values, now)
  if (said.form === 'change-fact') return changeProblems(versions.current.base, said.values)
  if (said.form === 'tips') return tipsProblems({ settings, versions }, { person }, said.values)
  return formProblems(said.form, said.values, settings.queues, earliestDay(now))
}

/**
 * Today's date in the time zone where it is earliest (UTC−12). A day in a form counts as past only if it is
 * past there, too.
 */
const earliestDay = (moment: number): string => dayOf(moment - 12 * hourLength)

/**
 * Plans what to do about one event. This is one switch over the kinds of events; the functions that it
 * calls are in the other files of this folder.
 */
export async function planFor(parts: ChatParts, heard: TimedEvent): Promise<Plan> {
  const { said, person } = heard
  if (said.kind === 'installed' || said.kind === 'removed') return planInstall(parts, heard)
  if (person.bot === true && said.kind !== 'action') return {}
  if (isTurnedAway(parts, heard)) return turnAway(heard)
  switch (said.kind) {
    case 'withheld':
      return said.isForm === true ? saying(heard, withheldForm) : await planWithheld(parts, heard, said.reason)
    case 'hurried':
      return saying(heard, tooMuch)
    case 'message':
      return await planMessage(parts, heard, said, said.isNew === true)
    case 'draft':
      return (await planDraft(parts, heard, said.of, said.text)) ?? (await planQuestion(parts, heard, said.text))
    case 'overheard':
      return (
        (await planCaseWords(parts, heard, said)) ??
        ((await isAnswerBack(parts, heard)) ? await planQuestion(parts, heard, said.text, unreadIn(said)) : {})
      )
    case 'deleted':
      return await planDeleted(parts, heard)
    case 'open-home':
      return await planHome(parts, heard)
    case 'feedback':
      return await planFeedback(parts, heard, said.of, said.good)
    case 'action':
      return await planAction(parts, heard, said)
    case 'submit':
      return await planSubmit(parts, heard, said.form, said.of, said.values)
  }
}

async function planMessage(parts: ChatParts, heard: TimedEvent, words: SaidWords, isNew: boolean): Promise<Plan> {
  const ofCase = isNew ? undefined : await planCaseWords(parts, heard, words)
  if (ofCase !== undefined) return ofCase
  const waiting = isNew ? undefined : await waitingBeside(parts, heard)
  if (waiting !== undefined)
    return await planQuestion(parts, heard, words.text, { decorate: (reply) => besideCase(reply, waiting), ...unreadIn(words) })
  const quoted = await talkQuoted(parts, heard, words)
  if (quoted !== undefined) return await planQuestion(parts, heard, words.text, { from: quoted, ...unreadIn({ ...words, quoted: [] }) })
  const question = hasQuote(words) ? askedIn(words) : words.text
  if (question.trim() === '' && (hasQuote(words) || hasFiles(words))) return saying(heard, hasFiles(words) ? filesAlone : unreadable)
  const { decorate = (reply) => reply, ...unread } = unreadIn(words)
  const isChecked = hasQuote(words) && words.text.trim() === ''
  const withWords = (reply: ChatReply): ChatReply => ({ ...reply, blocks: [checkedWords(question), ...reply.blocks] })
  return await planQuestion(parts, heard, question, {
    isApart: hasQuote(words),
    ...unread,
    decorate: (reply) => decorate(isChecked ? withWords(reply) : reply),
  })
}

/** Plans what the speaker's own words do to a case; `undefined` if they are not meant for a case, or if the message only quotes others. */
const planCaseWords = async (parts: ChatParts, heard: TimedEvent, words: SaidWords): Promise<Plan | undefined> =>
  hasQuote(words) && words.text.trim() === '' ? undefined : await planCaseMessage(parts, heard, ownWords(words))

async function planSubmit(
  parts: ChatParts,
  heard: TimedEvent,
  form: FormId,
  of: string,
  values: Readonly<Record<string, string>>,
): Promise<Plan> {
  if (form === 'question') return await planQuestionForm(parts, heard, values)
  if (form === 'change-fact') return await planChange(parts, heard, of, values)
  if (form === 'tips') return await planSubscribe(parts, heard, of, values)
  const problems = formProblems(form, values, parts.settings.queues, heard.today)
  if (Object.keys(problems).length > 0) return saying(heard, formFaults(problems))
  switch (form) {
    case 'share':
      return await planPost(parts, heard, of)
    case 'feedback':
      return await planReason(parts, heard, of, values)
    case 'escalate':
      return await planOpen(parts, heard, of, values)
    case 'cover':
      return await planCover(parts, heard, values)
    case 'still-open':
      return await planStillOpen(parts, heard, of, values['text']?.trim() ?? '')
    case 'ask-info':
    case 'answer':
    case 'note':
    case 'reassign':
    case 'move':
    case 'withdraw':
    case 'close':
      return await planAct(parts, heard, of, actOf(form, values), form === 'note' ? keptAsNote : undefined)
  }
}

/**
 * Whether an event is stored. An overheard message is stored only if it is in the thread of a case's card at
 * a desk, or if a case or a question that Licet asked waits for it. A deletion is stored only if Licet had
 * answered the deleted message. Any other event is stored.
 */
export async function isWorthStoring(parts: ChatParts, heard: TimedEvent): Promise<boolean> {
  if (heard.said.kind === 'deleted') return (await earlierAnswerTo(parts, heard)) !== undefined
  return heard.said.kind !== 'overheard' || (await isAwaited(parts, heard)) || (await isAnswerBack(parts, heard))
}
