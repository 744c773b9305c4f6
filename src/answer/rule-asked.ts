import type { Base } from '../knowledge/base.ts'
import type { Found } from '../knowledge/search.ts'
import type { Reading } from '../language/reading.ts'
import type { Understood } from '../language/understand.ts'
import { toPlainText } from '../reply/plain.ts'
import type { Block, Citation } from '../reply/reply.ts'
import type { Answer } from './answer.ts'
import { showCite } from './grounds.ts'
import { leadOf } from './sections.ts'
import { lowerFirst } from './words.ts'

/** Nothing of a deal is told in a message, nor was before: where it asks a section's own question, that is what it wants. */
export const tellsNoDeal = ({ intent, talk, readings }: Understood & { readonly kind: 'read' }, about: Reading | undefined): boolean =>
  (intent === 'other' && talk === undefined) ||
  (intent === 'verdict' && about === undefined && readings.every(({ item, places }) => item === undefined && places.length === 0))

/**
 * An answer that also tells the rule that is asked for, with its sources: before the question where facts of a deal are missing,
 * since no deal may be meant; else below what was decided.
 */
export function withRule(base: Base, found: Answer, ruleAsked: () => Found | undefined): Answer {
  const rule = ruleAsked()
  if (rule === undefined || rule.weight < leastForADeal) return found
  const { heading, body } = rule.section
  const { title, blocks } = found.reply
  const reply =
    found.verdict === 'need-facts'
      ? { ...found.reply, title: heading, blocks: [said(body), said(`As a deal: ${lowerFirst(title)}.`), ...blocks] }
      : { ...found.reply, blocks: withTheRest(blocks, said(`On the rule itself. ${heading} ${leadOf(body)}`)) }
  const sources = rule.article.sources.slice(0, mostSources).map((cite) => showCite(base, cite))
  const cited = { ...reply, blocks: reply.blocks.map((block) => citing(block, sources)) }
  return { ...found, reply: cited, text: toPlainText(cited) }
}

const said = (text: string): Block => ({ kind: 'text', text })

/** What is said beside an answer stands above its sources. */
function withTheRest(blocks: readonly Block[], beside: Block): readonly Block[] {
  const at = blocks.findIndex(({ kind }) => kind === 'citations')
  return at < 0 ? [...blocks, beside] : blocks.toSpliced(at, 0, beside)
}

const citing = (block: Block, sources: readonly Citation[]): Block =>
  block.kind === 'citations' ? { ...block, citations: [...block.citations, ...sources] } : block

/** What a deal has in common with a section must tell so much, else it is only a deal. */
const leastForADeal = 12
const mostSources = 4
