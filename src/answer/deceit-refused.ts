import type { Base } from '../knowledge/base.ts'
import type { UnderstoodMessage } from '../language/reader.ts'
import type { Block, ChatReply } from '../port/reply.ts'
import type { Answer, AskedInConversation, Turn } from './conversation-types.ts'
import { decideDeal } from './decide-deal.ts'
import type { HeldLeg } from './held-leg.ts'
import { answerWithoutVerdict } from './no-verdict.ts'
import { footOf, type Stamp } from './stamp.ts'
import { withLatestOpen } from './turns.ts'
import { isMilder } from '../engine/shown-verdict.ts'
import { proseLayer } from './layers.ts'
import { subjectOf } from './deal-words.ts'
import type { ExploredLeg } from './leg.ts'
import { verdictWords } from './words.ts'
import { askCounsel } from './compose.ts'

/**
 * Answers a request for help to deceive with a refusal. If the message also describes a deal that the law
 * denies, the reply says so. If the message states something (`isStatement`), it is kept as evidence for
 * later answers.
 */
export function answerRefused(
  base: Base,
  asked: AskedInConversation,
  said: string,
  understood: UnderstoodMessage,
  isStatement: boolean,
): Answer {
  const { evasion, readings } = understood
  const deals = readings.filter(({ item, places }) => item !== undefined && places.length > 0)
  const legs =
    deals.length === 0 ? [] : decideDeal(base, asked, 'verdict', deals, { ...understood, evidence: () => [] }).legs.filter(isDenied)
  const compose = (stamp: Stamp): ChatReply => composeRefusal(base, evasion?.typed ?? '', legs, stamp)
  const refused: Turn = { text: said, today: asked.today, refused: true, ...(isStatement ? { open: true } : {}) }
  return {
    ...answerWithoutVerdict(base, asked, 'refuse', compose),
    verdict: 'ask-counsel',
    turns: withLatestOpen([...asked.turns, refused]),
  }
}

const isDenied = ({ shown }: HeldLeg): boolean => !isMilder(shown, 'presumption-of-denial')

/**
 * Refuses a request for help to deceive: quotes the words, says which legs of the deal (at most three of
 * `denied`) are denied in any case, and what to do instead.
 */
function composeRefusal(base: Base, typed: string, denied: readonly ExploredLeg[], stamp: Stamp): ChatReply {
  return {
    tone: 'stop',
    title: 'I will not help with that: take it to export counsel',
    blocks: [
      {
        kind: 'text',
        text:
          `I took "${typed}" as a wish to get past a rule, or past those who check: that can be a violation by ` +
          'itself. If I misread you, say "No, I only ask"; nobody is accused.',
      },
      ...denied
        .slice(0, 3)
        .map((leg): Block => ({ kind: 'text', text: `Besides, ${subjectOf(base, leg)}: ${verdictWords[leg.shown].clause}.` })),
      { kind: 'text', label: 'Next', text: 'keep the messages you have, and tell export counsel or compliance who asked for what.' },
    ],
    layers: proseLayer([
      'What has already happened can be disclosed voluntarily; counsel knows how, and it weighs in your favor.',
      'Ask me the plain question (item, country, end use): the answer may be better than you fear.',
    ]),
    foot: footOf(stamp.asOf, stamp),
    actions: [...askCounsel, { id: 'only-ask', label: 'No, I only ask' }],
  }
}
