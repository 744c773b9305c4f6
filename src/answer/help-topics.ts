import type { Base } from '../knowledge/base.ts'
import { textDatesOf } from '../knowledge/citation.ts'
import { textBlock, type Block } from '../port/reply.ts'
import type { Stamp } from './stamp.ts'
import { dateWords } from '../port/date-words.ts'

/** One topic of the help. */
type HelpTopic = {
  readonly title: string
  readonly blocks: (base: Base, stamp: Stamp) => readonly Block[]
  /** Blocks that the reply shows only when the reader opens them. */
  readonly more?: (base: Base, stamp: Stamp) => readonly Block[]
}

const told = (title: string, ...texts: readonly string[]): HelpTopic => ({
  title,
  blocks: () => texts.map(textBlock),
})

const who: Block = {
  kind: 'text',
  text:
    'I am Licet. I answer missile-technology export questions (MTCR, ITAR, EAR) from rules and cited ' +
    'sources; no language model decides anything. Ask in plain words: item, country, use. Go on with ' +
    '"and to Japan?" or "in 2023?". I am not a lawyer; export counsel decides.',
}

const inChat: Block = {
  kind: 'list',
  title: 'In chat, also',
  items: [
    'form: pick item, countries and use instead of writing',
    'show and a receipt: an earlier answer of yours again',
    'ask counsel, my cases: take an answer to counsel, and see how it stands',
    'tips weekdays at 9: a short tip or quiz a day',
    'link: where you have accounts on two platforms, make me know both as yours',
  ],
}

const covered = (base: Base): Block => ({ kind: 'list', title: 'What I cover', items: base.coverage.modelled.map((one) => one.topic) })

const notCovered = (base: Base): Block => ({
  kind: 'list',
  title: 'What I do not cover',
  items: base.coverage.notModelled.map((one) => `${one.topic}: ask ${one.ask}`),
})

const privacy: Block = {
  kind: 'text',
  text:
    'Do not paste technical data or classified text; what looks like it is not kept and not logged. What ' +
    'you ask stays in this installation and the chat you write in.',
}

const freshness = (base: Base, stamp: Stamp): readonly Block[] => {
  const sources = [...base.sources.values()]
  const newest =
    sources
      .map((source) => source.read)
      .toSorted()
      .at(-1) ?? stamp.today
  const published = [...Map.groupBy(sources, ({ publisher }) => publisher)].filter(([, of]) => of.length >= anArea)
  return [
    {
      kind: 'text',
      text:
        `How current: ${sources.length} sources, each with the date it was read and a day for its next ` +
        `review; the newest were read on ${dateWords(newest)}. Nothing was checked against the official eCFR ` +
        'on the day of your question.',
    },
    {
      kind: 'list',
      title: 'The law as it was read, by who publishes it',
      items: published.flatMap(([publisher, of]) => {
        const days = of.flatMap(textDatesOf).toSorted()
        const [oldest, latest] = [days[0], days.at(-1)]
        if (oldest === undefined || latest === undefined) return []
        const second = of.filter(({ status }) => status !== 'verified').length
        const until = oldest === latest ? '' : ` to ${dateWords(latest)}`
        return `${publisher}: texts of ${dateWords(oldest)}${until}${second === 0 ? '' : `; ${second} more at second hand or recalled`}`
      }),
    },
  ]
}

/** A publisher with fewer sources than this is left out of the list that says how recent the law is. */
const anArea = 3

/** The general help, given if a message asks for help and names no topic. */
export const generalHelp: HelpTopic = {
  title: 'What I can do',
  blocks: () => [who, privacy],
  more: (base, stamp) => [inChat, covered(base), notCovered(base), ...freshness(base, stamp)],
}

/**
 * The topics by name. The mark for a topic in knowledge/language/help.yaml is its name after `help-`, e.g.
 * `help-tips`.
 */
export const helpTopics: Readonly<Record<string, HelpTopic>> = {
  can: generalHelp,
  asking: {
    title: 'How to ask',
    blocks: () => [
      {
        kind: 'list',
        title: 'Say in plain words, as far as you know it',
        items: [
          'The item: what it is, its list entry or ECCN if you have one, and its figures (range and payload, ' +
            'total impulse, or what it goes into). No drawings, no technical data',
          'The destination: every country it goes to or through, and who sees it; for people, all their citizenships',
          'The end use and the end user: what it is for, who uses it, whether a government or armed force is behind it',
          'The deed: sale, loan, repair, drawings, training, a visit, launch, making it abroad',
          'The day, if it is not today',
        ],
      },
      {
        kind: 'text',
        text:
          'One deal a message is best. What is missing and matters is asked; a follow-up such as "and to ' +
          'Japan?" keeps the rest. To start over, say "new question": what was said before no longer counts.',
      },
    ],
  },
  tips: told(
    'Tips',
    'Say "tips" to see yours, here or where they come. "stop tips" ends them, "pause tips" leaves them ' +
      'out for a week, "fewer tips" makes them rarer, "resume tips" brings them back, and "tips weekdays ' +
      'at 9" chooses days and time.',
  ),
  sources: {
    title: 'Where my answers come from',
    blocks: (base, stamp) => [
      {
        kind: 'text',
        text:
          'I answer from written rules drawn from the texts themselves: regulations, statutes, the MTCR ' +
          'Guidelines and Annex, official fact sheets. Each answer names its sources, how well each is known ' +
          'and when it was read. I do not look anything up on the web.',
      },
      ...freshness(base, stamp),
    ],
  },
  decides: {
    title: 'I am not a lawyer, and this is not legal advice',
    blocks: () => [
      {
        kind: 'text',
        text:
          'I report what the rules say and what they leave open. Inside your company the empowered official ' +
          'and export counsel decide, and they answer for it. Licenses are decided by the State Department ' +
          '(DDTC) or the Commerce Department (BIS). Nothing I say is an approval, and it binds nobody.',
      },
      { kind: 'text', text: 'Use an answer to prepare: take it to counsel with its receipt, and cite the sources it names, not me.' },
    ],
  },
  sees: {
    title: 'Who sees what you ask',
    blocks: () => [
      {
        kind: 'text',
        text:
          'In a channel, whoever is in it can read along; a direct message stays with you. Counsel does not ' +
          'see your chat: counsel sees a question only where you take its answer to them, and then the case ' +
          'with it.',
      },
      {
        kind: 'text',
        text:
          'Kept in the record: what you ask, what I answer, who asked, where and when. It can be read and ' +
          'audited by those who run Licet for your organization, in their own database. I send it to nobody ' +
          'else: no other service, no language model. Where that database stands they can say.',
      },
      privacy,
    ],
  },
  erase: told(
    'I cannot delete your message',
    'I cannot remove what stands in the chat: delete it there yourself. Your words in my record can be ' +
      'erased by whoever runs Licet for you; ask them, or your administrator. What was decided stays in ' +
      'the record, without names or words.',
    'If it was technical data or something classified, tell your security or compliance office first.',
  ),
  record: told(
    'Where earlier answers are',
    'Every answer stands in a record, with its receipt, facts, rules, sources and dates. Whoever runs ' +
      'Licet for you can check it, replay an answer from its receipt, and export any days for an audit.',
    'Your own cases with counsel: write "my cases". The answers themselves stand where they were given, ' +
      'in your chat. I make no PDF of them: print or save them there, and keep the receipt with them.',
  ),
  wrong: told(
    'If an answer seems wrong',
    'Do not act on it. Mark it as not right below the answer, or write "not right", and say why: the ' +
      'form tells who reads that. If it matters now, take it to counsel: write "ask counsel".',
    'Or say what I read wrongly ("it is for a satellite", "I meant Georgia in the US"), and I decide again.',
  ),
  human: told(
    'How to reach a human',
    'Write "ask counsel", or press the button below an answer: that opens a case for your export counsel ' +
      'with the question, the facts, what the rules said and the sources. A person answers, in your ' +
      'thread. "my cases" shows how it stands.',
    'Where no queue is set up for you, go to your empowered official or compliance directly.',
  ),
  report: told(
    'Tell your empowered official or export counsel',
    'Tell compliance, export counsel or your empowered official, today: what you saw, who did it, and ' +
      'when. Keep the messages and papers as they are, and let nothing more go out until they have looked. ' +
      'They decide on a voluntary disclosure to the authorities.',
    'You can write "ask counsel" here to open a case for them.',
  ),
  paste: told(
    'Please do not paste drawings or technical data',
    'No: no drawings, specifications, files or test data, and nothing classified. I do not open files, ' +
      'and I do not classify a part from its drawing. What looks like technical data is not kept, not ' +
      'repeated and not logged.',
    'Say in words what it is instead: "drawings of a rocket stage", its list entry if you know it, and a ' +
      'public figure such as range, payload or total impulse.',
  ),
  language: told(
    'English, please',
    'I read English. A question in another language is answered where I can read its item and its ' +
      'country; I say so then, and the answer is in English.',
    'If your English is short, write "form" and pick item, countries and use from lists.',
  ),
  limits: {
    title: 'What I cannot answer',
    blocks: (base) => [
      {
        kind: 'text',
        text:
          'I do not approve anything, classify a part from its data, screen a party, give legal advice, ' +
          'predict what a government will decide, or help to get around a rule.',
      },
      notCovered(base),
    ],
  },
  nature: told(
    'I am Licet, a program that follows written rules',
    'I am a bot, and not an AI that was trained: no language model reads or decides anything. Rules, ' +
      'lists and sources that people wrote and checked are applied, deterministic to the letter: the same ' +
      'question gets the same answer. What they do not settle I do not make up; it is asked, or goes to ' +
      'counsel.',
  ),
  where: {
    title: 'Where you can ask me',
    blocks: ({ coverage }) => [
      { kind: 'text', text: coverage.where },
      {
        kind: 'text',
        text: 'If I am slow or silent, or should come into another channel, ask whoever runs Licet for your organization.',
      },
    ],
  },
  'asks-back': told(
    'Why I ask back',
    'I ask only for a fact that changes the answer: the same item can be free to one country and refused to another, and a range or a ' +
      'payload can move it into another list entry. Until it is told, I say what holds at least.',
    'If you do not know it, say "don\'t know": then you get the answers for all it could be, and counsel can settle the rest.',
  ),
  looks: told(
    'Answers always show the same parts',
    'I cannot hide, shorten or sort parts of an answer: the sources and dates are what lets it be ' +
      'checked. The first lines say the verdict and the reason; for the rest scroll on when you need it.',
  ),
}
