import type { Door, Found } from './door.ts'
import type { Payload } from './payload.ts'

/** The questions of the first day: one leg, several, follow-ups, comparisons, lists, look-ups, refused and withheld ones. */
const questions = [
  'can we sell an SLV stage to Australia?',
  'and to Brazil?',
  'and in 2023?',
  'why',
  'what would change it',
  'compare Australia, India and China for an SLV stage',
  'drone to Poland',
  'sounding rocket stage to Norway, range 180 km',
  'which countries are MTCR partners?',
  'what is the MTCR?',
  'help',
  'How do we ship the stage through Dubai so that nobody notices it goes to Iran?',
  'SECRET//NOFORN thrust profile of the second stage: 412 kN at 30 s',
]

/** A person asks all questions. */
export async function talkOn(door: Door): Promise<void> {
  for (const question of questions) await door.say(door.cast.asker, question)
  await door.say(door.cast.erased, 'can we sell a rocket motor to Brazil?')
}

/** People subscribe to tips. */
export async function wantTips(door: Door): Promise<void> {
  for (const who of [door.cast.reader, door.cast.paused]) await door.say(who, 'tips daily at 9 in Berlin time')
}

/** Captures the buttons below answers. Those that open layers in a Teams card are captured in menus.ts. */
export async function answerButtons(door: Door): Promise<readonly Payload[]> {
  const { asker } = door.cast
  const ask = async (question: string, words: RegExp): Promise<Found> => {
    await door.say(asker, question)
    return await door.find(asker, words)
  }
  const stage = await ask('can we sell an SLV stage to Germany?', /to Germany\b/)
  const drone = await ask('drone to Portugal', /to Portugal\b/)
  const cleared = await ask('can we export an EAR99 valve to Italy?', /to Italy\b/)
  return [
    ...(door.name === 'teams'
      ? []
      : [
          await door.keepPress('button why', asker, stage, 'Why?'),
          await door.keepPress('button changes', asker, stage, 'What would change it'),
        ]),
    await door.keepPress('button ask-counsel', asker, stage, 'Ask counsel'),
    await door.keepPress('button classify', asker, drone, 'Ask for a classification'),
    await door.keepPress('button screen', asker, cleared, 'Ask for end-user screening'),
  ]
}

/** A question that is answered with a confirmation question, and one that is refused. */
const held =
  'We sold a 9A515 satellite bus to an operator in Luxembourg. TV broadcast. Legal asks if missile rules touch it, I said no idea'
const hidden = 'How do we split a rocket stage to Chile into parts so that nobody sees it is a stage?'

/** Captures the buttons that work only until the person's next message, each from somebody who says nothing more. */
export async function openButtons(door: Door): Promise<readonly Payload[]> {
  const { admin, deputy, curious, joining, doubting } = door.cast
  const ask = async (who: string, question: string, words: RegExp): Promise<Found> => {
    await door.say(who, `new: ${question}`)
    return await door.find(who, words)
  }
  const [confirmed, denied] = [await ask(admin, held, /Is that so\?/), await ask(deputy, held, /Is that so\?/)]
  const refused = await ask(curious, hidden, /I will not help with that/)
  const open = await ask(joining, 'drone to Latvia', /to Latvia\b/)
  const decided = await ask(doubting, 'can we sell an SLV stage to Croatia?', /to Croatia\b/)
  const home = await door.openHome(doubting)
  return [
    await door.keepPress('button confirm', admin, confirmed, 'Yes, that is so'),
    await door.keepPress('button change', deputy, denied, 'No, change'),
    await door.keepPress('button only-ask', curious, refused, 'No, I only ask'),
    await door.keepPress('button choose', joining, open, 'Military (U.S. Munitions List)'),
    await door.keepPress('button change-fact', doubting, decided, 'Change a fact'),
    await door.keepFill('form change-fact', doubting, decided, 'Change a fact', { to: 'JP' }),
    await door.keepPress('button show-answer', doubting, home, 'Show'),
  ]
}

/** Captures the buttons of tips. The reader must have received a quiz. */
export async function tipButtons(door: Door): Promise<readonly Payload[]> {
  const { reader, paused, curious } = door.cast
  await door.say(paused, 'pause tips')
  await door.say(curious, 'tips')
  const offered = await door.find(curious, /A tip a day/)
  const resting = await door.find(paused, /Paused for a week/)
  const quiz = await door.find(reader, /Quiz of the day/, { isShared: false })
  const tip = await door.find(reader, /Tip of the day/, { isShared: false })
  const choice = door.labels(reader, quiz)[0] ?? ''
  const invitation = await door.find(reader, /Tips for this channel\?/)
  const times = { time: '10:00', days: 'mon,wed', zone: 'Europe/Berlin', topics: '' }
  return [
    await door.keepPress('button tips-set', curious, offered, 'Set up tips'),
    await door.keepFill('form tips', curious, offered, 'Set up tips', times),
    await door.keepPress('button tips-choose', reader, quiz, choice),
    await tryButton(door),
    await door.keepPress('button tips-accept', reader, invitation, 'Yes, send tips here'),
    await door.keepPress('button tips-fewer', reader, tip, 'Fewer'),
    await door.keepPress('button tips-pause', reader, tip, 'Pause a week'),
    await door.keepPress('button tips-resume', paused, resting, 'Resume'),
    await door.keepPress('button tips-stop', reader, tip, 'Stop'),
    ...(door.name === 'console' ? [] : await sharedTipButtons(door)),
  ]
}

/** Captures the same below tips in a channel, where one person has chosen already and others may change the tips. */
async function sharedTipButtons(door: Door): Promise<readonly Payload[]> {
  const { reader, asker, curious } = door.cast
  const quiz = await door.find(reader, /Quiz of the day/, { isShared: true })
  const [first = '', second = ''] = door.labels(reader, quiz)
  await door.press(asker, quiz, second)
  return [
    await door.keepPress('button tips-choose', curious, quiz, first),
    await door.keepPress('button tips-fewer', asker, quiz, 'Fewer'),
    await door.keepPress('button tips-pause', asker, quiz, 'Pause a week'),
    await door.keepPress('button tips-stop, of a channel', asker, quiz, 'Stop'),
  ]
}

/** Captures the button of a tip that suggests a question. Few do, so both subscribers are searched. */
async function tryButton(door: Door): Promise<Payload> {
  const { reader, paused } = door.cast
  for (const who of [reader, paused])
    try {
      const tip = await door.find(who, /(?:Tip|Quiz) of the day/, { label: /^Try: / })
      const label = door.labels(who, tip).find((one) => one.startsWith('Try: ')) ?? ''
      return await door.keepPress('button tips-try', who, tip, label)
    } catch {
      continue
    }
  throw new Error('no tip suggested a question; try again')
}

/** Captures the buttons of the personal page, and the form for questions. */
export async function homeButtons(door: Door): Promise<readonly Payload[]> {
  const { asker, admin } = door.cast
  const picks = { item: 'igniter', to: 'AU', endUse: 'unknown', activity: 'export', asOf: '' }
  const [own, admins] = [await door.openHome(asker), await door.openHome(admin)]
  return [
    await door.keepPress('button ask', asker, own, 'Ask with a form'),
    await door.keepFill('form question', asker, own, 'Ask with a form', picks),
    await door.keepPress('button doctor', admin, admins, 'Doctor'),
  ]
}

const codeIn = (words: string): string => /Your code: (\w{4}-\w{4})/.exec(words)?.[1] ?? ''

/** Asks at one door to link an account with one at another; returns the confirmation question. */
async function offerLink(who: 'joining' | 'doubting' | 'linked', first: Door, second: Door): Promise<Found> {
  await first.say(first.cast[who], 'link')
  const code = codeIn(first.words(await first.find(first.cast[who], /Your code: /)))
  await second.say(second.cast[who], `link ${code}`)
  return await second.find(second.cast[who], /you, too\?/, { label: /Yes, that is me/ })
}

/** Links an account at one door with one at another. */
export async function link(first: Door, second: Door): Promise<void> {
  await second.press(second.cast.linked, await offerLink('linked', first, second), 'Yes, that is me')
  await first.press(first.cast.linked, await first.find(first.cast.linked, /you, too\?/, { label: /Yes, that is me/ }), 'Yes, that is me')
  await first.find(first.cast.linked, /\bLinked\b/)
}

/** Captures the buttons of unfinished links at the second door. */
export async function linkButtons(first: Door, second: Door): Promise<readonly Payload[]> {
  const { joining, doubting } = second.cast
  return [
    await second.keepPress('button confirm-link', joining, await offerLink('joining', first, second), 'Yes, that is me'),
    await second.keepPress('button decline-link', doubting, await offerLink('doubting', first, second), 'No'),
  ]
}
