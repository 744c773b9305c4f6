import { clip } from '../port/clip.ts'
import { dateWords } from '../port/date-words.ts'
import { textReply } from '../cases/asker-card.ts'
import type { Form } from '../port/form.ts'
import type { IncomingAct } from '../port/incoming.ts'
import type { ActionId, Block, ChatReply } from '../port/reply.ts'

/** The reply to a button that needs an answer (Why?, Ask counsel) if there is none yet, or none that can be decided again. */
export const askFirst: ChatReply = textReply('Ask a question first', 'Then there is something to explain, or to take to counsel.')

/** The reply to a button that answers a question of Licet which is no longer open. */
export const noLongerOpen: ChatReply = textReply(
  'That question is no longer open',
  'Only whoever asked can answer it, in an open thread whoever is there, and only until something else is said. Ask the question again.',
)

/** The reply to a button of an answer that is not in the record here, or whose words are gone. */
export const notFound: ChatReply = textReply(
  'That answer is not here',
  'It was given elsewhere, or its words were erased. Ask the question again.',
)

/** The reply to a button whose answer was not found. `of` is the answer that the button names; `undefined` stands for the last one. */
export const noAnswerFor = (of: string | undefined): ChatReply => (of === undefined ? askFirst : notFound)

/**
 * The reply if an answer does not exist, and if it is somebody else's. It must be the same, so that nobody
 * learns which answers exist.
 */
export const noAnswerOfYours: ChatReply = textReply(
  'No such answer of yours',
  'A receipt is the ten characters at the foot of an answer, and only whoever asked can see it again. ' +
    'Your last questions stand in your home.',
)

export const nothingMore: ChatReply = textReply('There is no more of that', 'The last answer stands whole as it is.')

export const nothingChanged: ChatReply = textReply(
  'Nothing was changed',
  'Every fact stood as it was. Pick another value, or say in a word what is different.',
)

export const otherItem: ChatReply = textReply(
  'That item does not go into this deal',
  'Nothing was changed. Ask about it by itself: the item, the country and what it is for.',
)

/**
 * The reply to a person who wants to change an answer that is not the last one here, or is somebody else’s.
 */
export const changedSince: ChatReply = textReply(
  'That answer is no longer the last one here',
  'Only the last answer of a conversation can be changed, and only by whoever is in it. Ask again, and change that one.',
)

export const withheldForm: ChatReply = textReply(
  'Not sent, and not kept',
  'That looks like controlled technical data, so none of it was stored. Please say it without figures, drawings or markings.',
  'stop',
)

export const sentToCounsel = (number: number): ChatReply =>
  textReply(`Sent to counsel: case ${number}`, 'Your reply is with counsel now. To ask me something new meanwhile, begin with "new:".')

/**
 * Adds a note to the answer to a question that was asked while counsel waits for the asker's reply: counsel
 * is still waiting.
 */
export const besideCase = (reply: ChatReply, number: number): ChatReply => ({
  ...reply,
  blocks: [
    ...reply.blocks,
    {
      kind: 'note',
      text:
        `Counsel still waits for your word on case ${number}, and this did not go there. To answer counsel, ` +
        `reply in its thread, or begin with "case ${number}:".`,
    },
  ],
})

export const keptAsNote = (number: number): ChatReply => textReply(`Case ${number}: kept as a note`, 'Only counsel and leads can read it.')

/** The reply to sharing an answer again where it is. */
export const alreadyShared = (isElsewhere: boolean): ChatReply =>
  textReply(`That answer is shared ${isElsewhere ? 'there' : 'here'} already`, 'Nothing was posted twice.')

export const alreadyOpen = (number: number): ChatReply =>
  textReply(`Case ${number} is open already`, 'Counsel has this answer of yours; nothing was sent twice.')

export const draftOffer = (number: number, id: string): ChatReply =>
  textReply(
    `Send this as your answer to case ${number}?`,
    'The asker gets it as counsel’s answer. For conditions or an expiry date use Answer instead.',
    'question',
    [
      { id: 'send-draft', label: 'Send', of: id },
      { id: 'keep-draft', label: 'Keep as note', of: id },
    ],
  )

/**
 * The reply to counsel who is not allowed to answer a case now: their words can be kept as a note. `refusal`
 * says why not.
 */
export const draftRefused = (refusal: ChatReply, id: string): ChatReply => ({
  ...refusal,
  blocks: [
    ...refusal.blocks,
    { kind: 'text', text: 'Your words went to nobody. They can be kept as a note, which only counsel and leads read.' },
  ],
  actions: [{ id: 'keep-draft', label: 'Keep as note', of: id }],
})

export const draftGone: ChatReply = textReply('That text is not here any more', 'Please send it again; nothing was changed.')

/**
 * A note for a person who has perhaps referred to messages of others in the same place: Licet does not read
 * those.
 */
export const readsNoOthers: Block = {
  kind: 'note',
  text:
    'I read only what is written to me, nothing above it. To have somebody’s message checked, choose ' +
    'Check with Licet in the menu of that message.',
}

/** A note that shows which message of somebody else was checked. */
export const checkedWords = (words: string): Block => ({
  kind: 'note',
  label: 'Checked',
  text: clip(words, 200),
})

/** What counsel and leads can type. */
export const deskHelp: Block = {
  kind: 'list',
  title: 'For counsel',
  items: [
    'cases, case 118: the queue, and one case with its history',
    'claim 118, hand back 118, reassign 118 to PLATFORM:PERSON, move 118 to QUEUE: who has it',
    'ask 118 who is the end user?: a question to the asker; the clock waits',
    'answer 118, or a plain reply under the packet: your answer, offered back before it is sent',
    'note 118 …: for counsel and leads only',
    'withdraw 118, close 118 …, reopen 118: take an answer back, end a case, go on with it',
    'cover PLATFORM:PERSON until 2026-12-31, I am back: while you are away',
  ],
}

/**
 * A message with a button that opens a form, for when the form could not be opened at once. If the form did
 * not come from a button, the message asks the person to press again.
 */
export const offerOf = ({ title }: Form, said: IncomingAct): ChatReply =>
  said.kind === 'action'
    ? textReply(title, 'Press the button to fill it in.', 'question', [
        {
          id: said.action,
          label: title,
          opensForm: true,
          ...(said.of === undefined ? {} : { of: said.of }),
          ...(said.choice === undefined ? {} : { choice: said.choice }),
        },
      ])
    : textReply('Please press that once more', 'It came in while I could not answer.')

export const coverSet = (deputy: string, until: string): ChatReply =>
  textReply('Cover is set', `${deputy} stands in for you until ${dateWords(until)}. Type "I am back" to end it.`)

export const coverRefused: ChatReply = textReply(
  'Cover is not set',
  'You and your deputy must both be counsel, and not the same person. Nothing was changed.',
)

export const coverEnded: ChatReply = textReply('Welcome back', 'Your cases are yours alone again.')

export const nobodyHere: ChatReply = textReply(
  'Nobody to share with here',
  'Ask in a channel or a group chat: there, Share shows the answer to everyone after a preview.',
)

/**
 * Sent in a place where messages that only one person sees vanish after a while: the title of the answer, and
 * that all of it is in their own chat.
 */
export const inOwnChat = (title: string): ChatReply =>
  textReply(title, 'Only you can see this. The whole answer stands in our own chat, under Apps.')

/** Adds to an answer a note that it replaces an earlier one, because its question was edited. */
export const inItsPlace = (reply: ChatReply): ChatReply => ({
  ...reply,
  blocks: [{ kind: 'note', text: 'You changed your question; this answer stands in the place of the first.' }, ...reply.blocks],
})

/** The reply that replaces an answer, because its question was deleted. */
export const questionDeleted: ChatReply = textReply(
  'Withdrawn: the question was deleted',
  'Whoever asked deleted their question, so its answer does not stand here any more. Both are kept in ' +
    'the record. If it is needed after all, ask it again.',
)

const whomToAsk =
  'Please ask your own export counsel, or a colleague here who is of the organization that runs me: they can take it to counsel.'

/** The reply to people of another organization who want to open a case: counsel here works for this organization only. */
export const forInsiders: ChatReply = textReply('Cases are not open to people of other organizations', `Nothing was sent. ${whomToAsk}`)

/** Sent once to a person who writes more in a minute than Licet reads from one person. */
export const tooMuch: ChatReply = textReply(
  'That was more than I can read at once',
  'I have not read your last message, and nothing of it is in any answer. Please write it again in a minute.',
)

/**
 * What is shown as wrong with the form of a person who writes too much in a minute (see {@link tooMuch}).
 * The form stays open, with what was filled in.
 */
export const tooMuchForm = 'you have sent a lot in the last minute; send this again in a minute'

/** The reply to outsiders if the settings do not allow them to ask. */
export const notForOutsiders: ChatReply = textReply(
  'I answer only people of the organization that runs me',
  `Guests and people of other organizations get no answers here, and nothing was kept. ${whomToAsk}`,
)

/**
 * Turns an answer into one for an outsider: without the buttons that outsiders may not use, and with a note
 * on whom to ask instead.
 */
export const toOutsider = (reply: ChatReply): ChatReply => ({
  ...reply,
  blocks: [...reply.blocks, { kind: 'note', text: `Counsel here answers for another organization than yours. ${whomToAsk}` }],
  actions: reply.actions.filter(({ id }) => !insidersOnly.has(id)),
})

const insidersOnly: ReadonlySet<ActionId> = new Set(['ask-counsel', 'classify', 'screen', 'share'])

export const feedbackThanks: ChatReply = textReply('Thank you', 'Noted with the answer.')

/**
 * The reply to feedback if the platform does not tell which answer is meant. Licet does not assume the last
 * answer, because a wrong guess would remain in the record.
 */
export const feedbackOfNoAnswer: ChatReply = textReply(
  'Which answer is that about?',
  'I was not told, so I kept it with none. Please press "Not right?" under the answer: that button knows.',
)

export const feedbackNoted = (reader: string): ChatReply =>
  textReply(
    'Thank you, noted',
    `${reader} has it now, as feedback. If it matters now, press Ask counsel under the answer: then somebody owes you a reply.`,
  )

export const doctorRefused = (admins: readonly string[]): ChatReply =>
  textReply(
    'The doctor is for admins',
    admins.length === 0
      ? 'Nobody is listed under admins in the settings yet. Whoever runs Licet can list somebody there, or run npm run doctor.'
      : `These may ask for it: ${admins.join(', ')}. If something does not work for you, please tell one of them.`,
  )

/** The reply that lists what is wrong with the input of a form or command, one line for each field. */
export const formFaults = (problems: Readonly<Record<string, string>>): ChatReply =>
  textReply(
    'Not done',
    Object.entries(problems)
      .map(([field, problem]) => `${field}: ${problem}.`)
      .join('\n'),
  )
