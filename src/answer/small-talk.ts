import type { ChatReply } from '../port/reply.ts'
import { footOf, type Stamp } from './stamp.ts'
import { listWords } from './words.ts'

const titles = { thanks: 'You are welcome', greeting: 'Hello', 'starts-over': 'We start over' } as const

/** For a message that describes a deal without its item: says that the message is remembered, quotes it, and asks for the item. */
export function composeBeginning(typed: string, stamp: Stamp): ChatReply {
  return {
    tone: 'neutral',
    title: 'Which item is it?',
    blocks: [
      {
        kind: 'text',
        text: `I keep "${typed}" until you name the item: a drone, a rocket motor, or its list entry, such as 9A012 or USML IV(h)(1).`,
      },
    ],
    foot: footOf(stamp.asOf, stamp),
    actions: [],
  }
}

/**
 * Composes the reply to small talk and to anything else that is not an export question. `isInDeal`: a deal
 * was answered before.
 */
export function composeOther(talk: keyof typeof titles | undefined, stamp: Stamp, isInDeal: boolean): ChatReply {
  if (isInDeal && talk === undefined)
    return {
      tone: 'neutral',
      title: 'I read nothing about the deal in that',
      blocks: [
        {
          kind: 'text',
          text:
            'The last answer does not count it. If it matters for the deal, say it in other words. For another ' +
            'matter say "new question".',
        },
      ],
      foot: footOf(stamp.asOf, stamp),
      actions: [],
    }
  const how =
    'Name an item and a country, for example "Can we sell an SLV stage to Australia?", or ask about the ' +
    `${listWords(['MTCR', 'ITAR', 'EAR'])}. Type help for more.`
  return {
    tone: 'neutral',
    title: talk === undefined ? 'I answer only export questions' : titles[talk],
    blocks: [{ kind: 'text', text: talk === 'starts-over' ? `What was said before no longer counts. ${how}` : how }],
    // Replies to small talk do not show date and version.
    ...(talk === undefined ? { foot: footOf(stamp.asOf, stamp) } : {}),
    actions: [],
  }
}
