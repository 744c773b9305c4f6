import { caseButton } from '../../src/cases/asker-card.ts'
import type { Door, Found } from './door.ts'
import { fullId, show } from './menus.ts'
import type { Payload } from './payload.ts'
import type { World } from './world.ts'

/** A case, with its packet for counsel and the status card and answer of the asker. */
type Opened = { readonly number: number; readonly packet: Found; readonly status: Found; readonly answer: Found }

/** Each case is about another country, so that each has its own answer. */
const countries = [
  'Austria',
  'Belgium',
  'Denmark',
  'Finland',
  'Greece',
  'Hungary',
  'Iceland',
  'Norway',
  'Poland',
  'Portugal',
  'Romania',
  'Slovakia',
  'Slovenia',
  'Spain',
  'Sweden',
  'Switzerland',
  'Ireland',
  'Japan',
  'Singapore',
  'Chile',
  'Peru',
  'Kenya',
]

/** Returns a function that opens another case from the door's asker to `queue`. */
function opener(door: Door, queue: string): () => Promise<Opened> {
  const { asker, counsel } = door.cast
  let count = 0
  return async () => {
    const country = countries[count++ % countries.length] ?? ''
    await door.say(asker, `new: can we sell an SLV stage to ${country}?`)
    const answer = await door.find(asker, new RegExp(`to ${country}\\b`))
    await door.fill(asker, answer, 'Ask counsel', { remark: 'for a civil launch', queue })
    const number = await newest(door)
    return {
      number,
      answer,
      status: await door.find(asker, new RegExp(`\\bCase ${number} is with`)),
      packet: await door.find(counsel, new RegExp(`\\bCase ${number}: `)),
    }
  }
}

let known = 0
/** The number of the case opened last: one more than before. */
async function newest(door: Door): Promise<number> {
  await door.find(door.cast.asker, new RegExp(`\\bCase ${known + 1} is with`))
  return ++known
}

/** A new database starts again with case 1. */
export const beginAnew = (): void => void (known = 0)

/** Leaves a case in every state, and captures every button of its cards before it is pressed. */
export async function casework(world: World, door: Door, queue: string, other: string): Promise<readonly Payload[]> {
  const { asker, counsel, deputy, away } = door.cast
  const open = opener(door, queue)
  const claimed = async (by = counsel): Promise<Opened> => {
    const one = await open()
    await door.press(by, one.packet, 'Claim')
    return one
  }
  const answered = async (): Promise<Opened> => {
    const one = await claimed()
    await door.fill(counsel, one.packet, 'Answer', {
      text: `You may apply with a DSP-5 in case ${one.number}.`,
      conditions: 'Only for this launch\nNo reexport',
      expires: '2027-06-30',
      sources: '22 CFR 123.1',
    })
    return one
  }
  const given = (one: Opened): Promise<Found> => door.find(asker, new RegExp(`Answer from counsel: case ${one.number}\\b`))
  const drafted = async (): Promise<Found> => {
    const { number } = await claimed()
    await door.say(counsel, `answer ${number} Please apply with a DSP-5 first.`)
    return await door.find(counsel, new RegExp(`Send this as your answer to case ${number}\\?`))
  }

  const unclaimed = await open()
  const contested = await open()
  const late = await door.keepPress('button claim, too late', counsel, contested.packet, 'Claim')
  await door.press(deputy, contested.packet, 'Claim')
  const [asking, answering, giving, returning, moving] = [await claimed(), await claimed(), await claimed(), await claimed(), await open()]
  const [sending, keeping] = [await drafted(), await drafted()]
  const [thanked, doubted, withdrawing, closing] = [await answered(), await answered(), await answered(), await answered()]
  const withdrawn = await answered()
  await door.fill(counsel, withdrawn.packet, 'Withdraw the answer', { text: 'A fact came up.' })
  const closed = await answered()
  await door.press(counsel, closed.packet, 'Close')
  const settled = await open()
  await door.press(asker, settled.status, 'No longer needed')
  const { number: dropped } = await claimed()
  await show(world, fullId(world, door, counsel), [{ ...caseButton('close', dropped, 'Close'), opensForm: true }])
  const ending = await door.find(counsel, /These do what they say/, { label: /^Close$/ })
  const unneeded = await open()
  const waiting = await claimed()
  await door.fill(counsel, waiting.packet, 'Ask for info', { text: 'Who is the end user?' })
  const told = await claimed()
  await door.fill(counsel, told.packet, 'Ask for info', { text: 'Which launch site?' })
  await door.reply(asker, await door.find(asker, /Which launch site\?/), 'Andøya')
  await claimed(away)
  await coverAway(world, door)
  await busyCase(door, await claimed(), other)
  const unreached = door.name === 'slack' ? [await unreachable(world, door, await claimed())] : []

  const note = 'The end user was seen last year.'
  return [
    late,
    ...unreached,
    await door.keepPress('button claim', counsel, unclaimed.packet, 'Claim'),
    await door.keepPress('button note', counsel, unclaimed.packet, 'Note'),
    await door.keepFill('form note', counsel, unclaimed.packet, 'Note', { text: note }),
    await door.keepPress('button ask-info', counsel, asking.packet, 'Ask for info'),
    await door.keepFill('form ask-info', counsel, asking.packet, 'Ask for info', { text: 'Which launch site is it?' }),
    await door.keepPress('button answer', counsel, answering.packet, 'Answer'),
    await door.keepFill('form answer', counsel, answering.packet, 'Answer', { text: 'You may apply with a TAA.', expires: '2027-01-31' }),
    await door.keepPress('button reassign', counsel, giving.packet, 'Reassign'),
    await door.keepFill('form reassign', counsel, giving.packet, 'Reassign', { person: door.named(deputy) }),
    await door.keepPress('button hand-back', counsel, returning.packet, 'Hand back'),
    await door.keepPress('button move', counsel, moving.packet, 'Not ours'),
    await door.keepFill('form move', counsel, moving.packet, 'Not ours', { queue: other }),
    await door.keepPress('button send-draft', counsel, sending, 'Send'),
    await door.keepPress('button keep-draft', counsel, keeping, 'Keep as note'),
    await door.keepPress('button close, by the asker who is content', asker, await given(thanked), 'Thanks, close'),
    await door.keepPress('button still-open, under an answer', asker, await given(doubted), 'Still a question'),
    await door.keepPress('button still-open', asker, settled.status, 'Still a question'),
    await door.keepFill('form still-open', asker, settled.status, 'Still a question', { text: 'The launch was moved.' }),
    await door.keepPress('button close, unanswered', counsel, ending, 'Close'),
    await door.keepFill('form close', counsel, ending, 'Close', { text: 'The deal is off.' }),
    await door.keepPress('button withdraw', counsel, withdrawing.packet, 'Withdraw the answer'),
    await door.keepFill('form withdraw', counsel, withdrawing.packet, 'Withdraw the answer', { text: 'The program has changed.' }),
    await door.keepPress('button close', counsel, closing.packet, 'Close'),
    await door.keepPress('button reopen', counsel, closed.packet, 'Reopen'),
    await door.keepPress('button close, by the asker who waits no longer', asker, unneeded.status, 'No longer needed'),
    await door.keepPress(
      'button show-case',
      asker,
      await door.find(asker, new RegExp(`Withdrawn by counsel: the answer to case ${withdrawn.number}\\b`)),
      'Show case',
    ),
    await door.keepFill('form escalate', asker, await freshAnswer(door), 'Ask counsel', {
      remark: 'It is urgent',
      urgency: 'urgent',
      queue,
    }),
  ]
}

/** A case on which every act is done, and one that is refused. */
async function busyCase(door: Door, { number, packet, status }: Opened, other: string): Promise<void> {
  const { asker, counsel, deputy, curious } = door.cast
  await door.say(curious, `claim ${number}`)
  await door.fill(counsel, packet, 'Note', { text: 'Known from last year.' })
  await door.press(counsel, packet, 'Hand back')
  await door.press(deputy, packet, 'Claim')
  await door.fill(deputy, packet, 'Reassign', { person: door.named(counsel) })
  await door.press(asker, status, 'No longer needed')
  await door.fill(asker, status, 'Still a question', { text: 'The buyer has changed.' })
  await door.fill(counsel, packet, 'Not ours', { queue: other })
}

/** Counsel answers while the asker cannot be reached, so the desk is told and gets a button to look at the case. */
async function unreachable({ slack }: World, door: Door, { number, packet, answer }: Opened): Promise<Payload> {
  const { counsel } = door.cast
  slack.channel(answer.where, { is_archived: true })
  await door.fill(counsel, packet, 'Answer', { text: 'You may apply.' })
  slack.channel(answer.where, { is_archived: false })
  const told = await door.find(counsel, new RegExp(`Case ${number}: the asker was not reached`))
  return await door.keepPress('button show-case, at the desk', counsel, told, 'Show case')
}

async function freshAnswer(door: Door): Promise<Found> {
  await door.say(door.cast.asker, 'new: can we sell an SLV stage to Argentina?')
  return await door.find(door.cast.asker, /to Argentina\b/)
}

/** Lets the deputy stand in for counsel who is away. */
async function coverAway(world: World, door: Door): Promise<void> {
  const { away, deputy } = door.cast
  await door.say(away, `cover by ${fullId(world, door, deputy)} until 2026-12-18`)
  await door.find(away, /Cover is set/)
}
