import type { Base } from '../knowledge/base.ts'
import type { Found } from '../knowledge/search.ts'
import type { Reading } from '../language/reading.ts'
import type { Understood } from '../language/understand.ts'
import { toPlainText } from '../reply/plain.ts'
import type { Block } from '../reply/reply.ts'
import type { Answer } from './answer.ts'
import { showCite } from './grounds.ts'
import { leadOf } from './sections.ts'

/** Nothing of a deal is told in a message, nor was before: where it asks a section's own question, that is what it wants. */
export const tellsNoDeal = ({ intent, talk, readings }: Understood & { readonly kind: 'read' }, about: Reading | undefined): boolean =>
  (intent === 'other' && talk === undefined) ||
  (intent === 'verdict' && about === undefined && readings.every(({ item, places }) => item === undefined && places.length === 0))

/** An answer that needs facts names the rule that is asked for, too, with its sources. */
export function withRule(base: Base, found: Answer, ruleAsked: () => Found | undefined): Answer {
  const rule = found.verdict === 'need-facts' ? ruleAsked() : undefined
  if (rule === undefined || rule.weight < leastForADeal) return found
  const said: Block = { kind: 'text', text: `On the rule itself. ${rule.section.heading} ${leadOf(rule.section.body)}` }
  const sources = rule.article.sources.slice(0, mostSources).map((cite) => showCite(base, cite))
  const { blocks } = found.reply
  const at = blocks.findIndex(({ kind }) => kind === 'citations')
  const told = blocks.map((block): Block =>
    block.kind === 'citations' ? { ...block, citations: [...block.citations, ...sources] } : block,
  )
  const reply = { ...found.reply, blocks: at < 0 ? [...told, said] : told.toSpliced(at, 0, said) }
  return { ...found, reply, text: toPlainText(reply) }
}

/** What a deal has in common with a section must tell so much, else it is only a deal. */
const leastForADeal = 15
const mostSources = 4
