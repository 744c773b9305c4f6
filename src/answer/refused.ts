import { severity } from '../engine/explore.ts'
import type { Base } from '../knowledge/base.ts'
import type { Understood } from '../language/reader.ts'
import type { ChatReply } from '../port/reply.ts'
import type { Answer, Talk, Turn } from './talk.ts'
import { decided } from './decided.ts'
import type { HeldLeg } from './held-leg.ts'
import { composeRefusal } from './lookup.ts'
import { answerWithoutVerdict } from './no-verdict.ts'
import type { Stamp } from './stamp.ts'
import { withLatestOpen } from './turns.ts'

/**
 * Answers a request for help to deceive with a refusal. If the message also describes a deal that the law
 * denies, the reply says so. If the message states something (`isStatement`), it is kept as evidence for
 * later answers.
 */
export function answerRefused(
  base: Base,
  asked: Talk,
  said: string,
  understood: Understood & { kind: 'read' },
  isStatement: boolean,
): Answer {
  const { evasion, readings } = understood
  const deals = readings.filter(({ item, places }) => item !== undefined && places.length > 0)
  const legs = deals.length === 0 ? [] : decided(base, asked, 'verdict', deals, { ...understood, evidence: () => [] }).legs.filter(isDenied)
  const compose = (stamp: Stamp): ChatReply => composeRefusal(base, evasion?.typed ?? '', legs, stamp)
  const refused: Turn = { text: said, today: asked.today, refused: true, ...(isStatement ? { open: true } : {}) }
  return {
    ...answerWithoutVerdict(base, asked, 'refuse', compose),
    verdict: 'ask-counsel',
    turns: withLatestOpen([...asked.turns, refused]),
  }
}

const isDenied = ({ said }: HeldLeg): boolean => severity.indexOf(said) >= severity.indexOf('presumption-of-denial')
