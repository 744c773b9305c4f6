import type { Base } from '../knowledge/base.ts'
import type { Evidence } from '../language/evidence/evidence.ts'
import { toPlainText } from '../port/plain.ts'
import { decideDeal } from './decide-deal.ts'
import type { ReadMessage, RulesMeant } from './read-message.ts'
import { likelyARule, surelyARule, withRule } from './rule-asked.ts'
import { understoodBlock } from './understood-block.ts'
import type { Answer, Answerer, Turn } from './conversation-types.ts'
import { askedBy, wantedIn, withLatestOpen, withPastCounted } from './turns.ts'
import { carriedOver } from './carried-over.ts'
import { evidenceOf, leftOpen, withoutDeceit } from './conversation-evidence.ts'

/**
 * Answers a message about a deal. If `isNoRule`, the reply shows no rule (article section) beside the deal.
 */
export function answerDeal(
  { base, reader }: Answerer,
  { asked, said, about, understood }: ReadMessage,
  intent: 'verdict' | 'compare',
  rule: RulesMeant & { readonly isNoRule: boolean },
): Answer {
  const { turns } = asked
  const { readings } = understood
  const statement = reader.statement(said, asked.today)
  const all = understood.turnsBack ? withPastCounted(turns) : turns
  const before = understood.follows ? all : carriedOver(reader, { question: said, turns }, about, readings)
  const told = new Set(readings.flatMap(({ facts, places }) => [...Object.keys(facts), ...(places.length > 0 ? ['destination'] : [])]))
  const own = (): readonly Evidence[] => {
    const states = understood.follows ? (statement?.states ?? []) : []
    const named = reader.evidence(said, asked.today)
    const evidence = { ...named, unusedDenials: understood.unread ? [...named.unusedDenials, said] : named.unusedDenials, states }
    return [leftOpen(reader, said, wantedIn(turns), understood.picks ? withoutDeceit(evidence) : evidence)]
  }
  const evidence = evidenceOf(reader, before, own, told)
  const found = decideDeal(base, asked, intent, readings, { ...understood, evidence })
  const isAsked = found.legs.some(({ doubts }) => doubts.length > 0) && statement === undefined
  const kept = isAsked ? before.map((turn): Turn => ({ ...turn, asked: true })) : before
  const turn: Turn = {
    text: said,
    today: asked.today,
    ...(understood.picks ? { picks: true } : {}),
    ...(understood.unread ? { unread: true } : {}),
    ...askedBy(found),
  }
  const shown = understood.asksBack ? withReading(base, found) : besideRule(base, found, understood, rule)
  return { ...shown, turns: withLatestOpen([...kept, turn]) }
}

/**
 * Adds what the articles say about a rule to the answer on the deal: if the message asks or probably asks for
 * a rule, too, or if facts of the deal are missing. Returns the answer unchanged if `isNoRule`, or if no
 * section fits.
 */
function besideRule(
  base: Base,
  found: Answer,
  { asksRule, ruleFirst, rulelike }: ReadMessage['understood'],
  { ruleAsked, ruleLikely, isNoRule }: RulesMeant & { readonly isNoRule: boolean },
): Answer {
  const isOpen = found.verdict === 'need-facts'
  const isLikely = rulelike > (isOpen ? likelyARule : surelyARule)
  const isRuleToo = !isNoRule && (asksRule || ruleFirst || isOpen || isLikely || (rulelike > likelyARule && ruleAsked() !== undefined))
  return isRuleToo
    ? withRule(base, found, isLikely ? ruleLikely : ruleAsked, {
        isFirst: ruleFirst || (isOpen && rulelike > surelyARule),
        isWhole: isLikely,
      })
    : found
}

/** Adds to the top of a reply what the answer is based on, and which words of the message it does not use. */
function withReading(base: Base, found: Answer): Answer {
  const reply = { ...found.reply, blocks: [understoodBlock(base, found.read, found.unused), ...found.reply.blocks] }
  return { ...found, reply, text: toPlainText(reply) }
}
