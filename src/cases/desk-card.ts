import type { HeldLeg } from '../answer/held-leg.ts'
import { assumptionsOf } from '../answer/assumptions.ts'
import { foldedAs } from '../answer/layers.ts'
import { composeWhy } from '../answer/why.ts'
import { dateWords } from '../port/date-words.ts'
import type { Base } from '../knowledge/base.ts'
import type { Block, ChatReply, Layer } from '../port/reply.ts'
import type { Brief } from './brief.ts'
import type { Case } from './case.ts'
import { dayIn } from './office-hours.ts'
import { caseName, deskActions, deskButton, duesOf, momentsAt, statusFields } from './asker-card.ts'
import type { Queue } from './queue.ts'

/**
 * The card of a case at its desk (the packet): the state of the case, the question, and what the rules said. Its layers hold the
 * facts and where each came from, the rules, the sources, and answers to similar questions.
 */
export function composePacket(one: Case, queue: Queue, brief: Brief, remark: string | undefined, now: number): ChatReply {
  const { recorded, neededMessages } = brief
  const question = recorded.words?.question ?? 'The words of this question were erased.'
  const title = recorded.words?.reply.title ?? one.verdict
  const subtitle = recorded.words?.reply.subtitle
  const said = recorded.words?.reply.blocks.filter((block) => block.kind === 'text') ?? []
  const because = said.find(({ label }) => label === 'Because') ?? said[0]
  const { zone } = queue.hours
  return {
    isLive: true,
    tone: 'question',
    title: `${caseName(one.number)}: ${title}`,
    ...(subtitle === undefined ? {} : { subtitle }),
    ...momentsAt(zone, ...duesOf(one, queue, now)),
    blocks: [
      { kind: 'fields', fields: [['From', one.asker.name], ...statusFields(one, queue, now, zone)] },
      ...(neededMessages.length === 0
        ? []
        : [{ kind: 'list' as const, title: 'It follows from what was said before', items: neededMessages }]),
      { kind: 'text', label: 'The question', text: question },
      ...(remark === undefined || remark === '' ? [] : [{ kind: 'text' as const, label: 'The asker adds', text: remark }]),
      // Answers given by older programs have no label.
      ...(because === undefined ? [] : [{ ...because, label: because.label ?? 'The rules said' }]),
    ],
    layers: layersOf(brief, queue, now),
    foot: `Receipt ${one.receipt}`,
    actions: deskActions[one.state].map((id) => deskButton(id, one.number)),
  }
}

function layersOf({ answer, base, similar }: Brief, queue: Queue, now: number): readonly Layer[] {
  const why = answer === undefined ? [] : composeWhy(base, answer).blocks
  const facts = why.filter((block) => block.kind === 'fields')
  const rules = why.filter((block) => block.kind === 'list')
  const sources = why.filter((block) => block.kind === 'citations')
  const before = similarLines(similar, queue, now)
  return [
    ...foldedAs('facts', countFacts(base, answer?.legs ?? []), facts),
    ...foldedAs('rules', rules.flatMap(({ items }) => items).length, rules),
    ...foldedAs('sources', sources.flatMap(({ citations }) => citations).length, sources),
    ...foldedAs('before', before.length, before.length === 0 ? [] : [{ kind: 'list', items: before } satisfies Block]),
  ]
}

const countFacts = (base: Base, legs: readonly HeldLeg[]): number =>
  legs.flatMap((leg) => [...Object.keys(leg.stated), ...assumptionsOf(base, leg)]).length

/**
 * Counsel's answers to similar questions in the same queue, if they have not expired; at most three, one
 * line each.
 */
function similarLines(similar: Brief['similar'], queue: Queue, now: number): readonly string[] {
  const today = dayIn(queue.hours.zone, now)
  return similar
    .filter((one) => one.queue === queue.id && (one.expires === undefined || one.expires >= today))
    .slice(0, 3)
    .map(
      ({ number, by, at, expires, text }) =>
        `${caseName(number)}, ${by}, ` +
        `${dateWords(dayIn(queue.hours.zone, at))}${expires === undefined ? '' : `, good until ${dateWords(expires)}`}: ` +
        text,
    )
}
