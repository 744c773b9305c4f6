import type { Answer, Answerer, Asked, Talk, Turn } from './talk.ts'
import type { Evidence } from '../language/evidence/evidence.ts'
import type { Base } from '../knowledge/base.ts'
import { toPlainText } from '../port/plain.ts'
import type { ChatReply } from '../port/reply.ts'
import { withWaiting, waitsForItem } from './waiting-messages.ts'
import { dealAgain } from './deal-again.ts'
import { decided, decidedAgain, decidedAnew } from './decided.ts'
import { answerList } from './list.ts'
import { composeHelp } from './help.ts'
import { listAskedOn, listNarrowed, listOfThing, listTopic, listWhole, withList } from './list-topic.ts'
import { answerLookup, composeBeginning, composeOther } from './lookup.ts'
import { once } from '../language/memo.ts'
import { answerWithheld, answerWithoutVerdict } from './no-verdict.ts'
import { answerOnDeal } from './on-deal.ts'
import { answerRefused } from './refused.ts'
import { saidBack } from './said-back.ts'
import { answerAfterRule } from './rule-follow-up.ts'
import { askedOfDeal, asksForRule, isAside, likelyARule, surelyARule, tellsNoDeal, withRule } from './rule-asked.ts'
import { sectionAskedBeside, sectionLikely } from './sections.ts'
import { asksEntryByFigures } from './deciding-figures.ts'
import type { Stamp } from './stamp.ts'
import {
  aboutOf,
  carriedOver,
  turnAwaitingYes,
  evidenceOf,
  lastSaid,
  withLatestOpen,
  leftOpen,
  withPastCounted,
  refusedIn,
  unasked,
  askedBy,
  wantedIn,
  withoutDeceit,
  withTopic,
} from './turns.ts'

/** Answers one message. The same message, turns, knowledge and dates give exactly the same answer. */
export const answer = (answerer: Answerer, given: Asked): Answer =>
  answerAfterRule(answerer, given, (asked) => answerMessage(answerer, asked))

function answerMessage(answerer: Answerer, given: Asked): Answer {
  const { base, reader, search } = answerer
  const reason = reader.guard(given.question)
  if (reason !== undefined) return answerWithheld(base, reason, given)
  const { said: last, turns: all } = lastSaid(reader, given)
  const open = turnAwaitingYes(all)
  const settles = open === undefined ? undefined : reader.yesOrNo(last)
  if (open !== undefined && settles !== undefined)
    return answerConfirmed({ base, reader, search }, { ...given, turns: all }, open, settles === 'yes')
  const refused = refusedIn(all)
  if (refused !== undefined && reader.onlyAsks(last)) return answerPlainly({ base, reader, search }, given, refused)
  const about = aboutOf(base, reader, all)
  const { said, turns } =
    about === undefined
      ? withWaiting(base, reader, { said: last, turns: unasked(all), today: given.today })
      : { said: last, turns: unasked(all) }
  const asked = { ...given, turns }
  const understood = reader.read(said, asked.today, about ?? listTopic(base, reader, turns, said), wantedIn(turns))
  if (understood.kind === 'guarded') return answerWithheld(base, understood.reason, asked)
  const { readings } = understood
  const ruleAsked = once(() => (understood.follows ? undefined : sectionAskedBeside(search, said, readings)))
  const { rulelike, onTopic } = understood
  const ruleLikely = once(() => ruleAsked() ?? (understood.follows ? undefined : sectionLikely(search, said, onTopic)))
  const taken = given.isPlain === true ? understood.plainly : understood.intent
  const narrowed =
    listNarrowed(reader, turns, understood) ?? listWhole(reader, turns, understood) ?? listOfThing(base, reader, turns, understood)
  const part = narrowed === undefined ? undefined : answerList(base, narrowed, readings[0], asked.asOf, asked.today)
  if (part !== undefined) return { ...answerWithoutVerdict(base, asked, 'list', part.compose), countries: part.countries, turns }
  const list = listAskedOn(reader, turns, understood)
  if (list !== undefined)
    return {
      ...answerWithoutVerdict(base, asked, 'lookup', (stamp) =>
        answerLookup(base, search, { ...understood, text: '', ...list }, asked, stamp),
      ),
      turns: withList(turns, { text: said, today: asked.today }, 'on'),
    }
  const onTheDeal = taken === 'refuse' ? undefined : answerOnDeal(base, reader, asked, { said, understood, about })
  if (onTheDeal !== undefined) return onTheDeal
  const deal = isAside(understood) ? about : undefined
  const onDeal =
    deal === undefined || (ruleAsked() !== undefined && ruleAsked()?.isIt !== 'wording')
      ? undefined
      : askedOfDeal(base, search, said, () => decidedAgain(base, reader, asked, deal))
  // A message belongs to a deal if it names the item that earlier messages waited for, or is about an item's list entry.
  const belongsToDeal =
    ['lookup', 'other', 'verdict'].includes(taken) && (said !== last || asksEntryByFigures(base, readings[0], understood.asksEntry))
  const intent = belongsToDeal
    ? 'verdict'
    : onDeal !== undefined ||
        (tellsNoDeal({ ...understood, intent: taken }, about) &&
          asksForRule({ rulelike: about === undefined ? rulelike : 0, ruleAsked, ruleLikely }))
      ? 'lookup'
      : taken
  if (intent === 'lookup' && deal !== undefined && onDeal === undefined) {
    const again = dealAgain(answerer, asked, said, deal, understood)
    if (again !== undefined) return again
  }
  switch (intent) {
    case 'refuse':
      return answerRefused(base, asked, said, understood, reader.statement(said, asked.today) !== undefined)
    case 'help':
    case 'other':
    case 'lookup': {
      const statement = reader.statement(said, asked.today)
      const compose = (stamp: Stamp): ChatReply =>
        intent === 'help'
          ? composeHelp(base, understood.help, stamp)
          : intent === 'other'
            ? about === undefined && waitsForItem(understood)
              ? composeBeginning(said, stamp)
              : composeOther(understood.talk, stamp, deal?.item !== undefined && deal.places.length > 0)
            : answerLookup(base, search, { ...understood, onTopic: understood.onTopic || about !== undefined, ...onDeal }, asked, stamp)
      if (intent === 'other' && understood.talk === 'starts-over')
        return answerWithoutVerdict(base, { ...asked, turns: [] }, intent, compose)
      const begins = about === undefined && waitsForItem(understood)
      const turn: Turn = { text: said, today: asked.today, ...(begins ? { begins } : {}) }
      const topics = withTopic(turns, turn, understood)
      // "USML XV(e)(12), marked MT", said before any deal, is already kept as a topic, and not a second time as a statement.
      const isTopic = about === undefined && tellsMarkAtMost(statement) && topics.at(-1)?.topic === true && topics.at(-1)?.text === said
      // Told after a deal and not understood: what it could mean for the deal stays a doubt.
      const isUnread = intent !== 'help' && deal !== undefined && understood.talk === undefined && tellsSomething(said)
      if (statement === undefined && isUnread)
        return {
          ...answerWithoutVerdict(base, asked, intent, compose),
          turns: withLatestOpen([...turns, { ...turn, open: true, unread: true }]),
        }
      if (statement === undefined || isTopic)
        return { ...answerWithoutVerdict(base, asked, intent, compose), turns: begins ? [...topics, turn] : topics }
      const kept = withLatestOpen([...turns, { ...turn, open: true }])
      const anew = about === undefined ? undefined : decidedAnew(base, reader, asked, about, statement)
      return { ...(anew ?? answerWithoutVerdict(base, asked, intent, compose)), turns: kept }
    }
    case 'list': {
      const listed = answerList(base, understood.list, readings[0], asked.asOf, asked.today)
      if (listed !== undefined)
        return {
          ...withRule(
            base,
            { ...answerWithoutVerdict(base, asked, 'list', listed.compose), countries: listed.countries },
            rulelike > surelyARule ? ruleLikely : ruleAsked,
          ),
          turns: withList(turns, { text: said, today: asked.today }),
        }
      return answerWithoutVerdict(base, asked, 'lookup', (stamp) => answerLookup(base, search, understood, asked, stamp))
    }
    case 'verdict':
    case 'compare': {
      const statement = reader.statement(said, asked.today)
      const all = understood.turnsBack ? withPastCounted(turns) : turns
      const before = understood.follows ? all : carriedOver(reader, { question: said, turns }, about, readings)
      const told = new Set(readings.flatMap(({ facts, places }) => [...Object.keys(facts), ...(places.length > 0 ? ['destination'] : [])]))
      const own = (): readonly Evidence[] => {
        const states = understood.follows ? (statement?.states ?? []) : []
        const named = reader.evidence(said, asked.today)
        const evidence = { ...named, loose: understood.unread ? [...named.loose, said] : named.loose, states }
        return [leftOpen(reader, said, wantedIn(turns), understood.picks ? withoutDeceit(evidence) : evidence)]
      }
      const evidence = evidenceOf(reader, before, own, told)
      const found = decided(base, asked, intent, readings, { ...understood, evidence })
      const isAsked = found.legs.some(({ doubts }) => doubts.length > 0) && statement === undefined
      const kept = isAsked ? before.map((turn): Turn => ({ ...turn, asked: true })) : before
      const isOpen = found.verdict === 'need-facts'
      const isLikely = rulelike > (isOpen ? likelyARule : surelyARule)
      const isRuleToo =
        !belongsToDeal &&
        (understood.asksRule || understood.ruleFirst || isOpen || isLikely || (rulelike > likelyARule && ruleAsked() !== undefined))
      const shown = understood.asksBack
        ? withReading(base, found)
        : isRuleToo
          ? withRule(base, found, isLikely ? ruleLikely : ruleAsked, {
              isFirst: understood.ruleFirst || (isOpen && rulelike > surelyARule),
              isWhole: isLikely,
            })
          : found
      return {
        ...shown,
        turns: withLatestOpen([
          ...kept,
          {
            text: said,
            today: asked.today,
            ...(understood.picks ? { picks: true } : {}),
            ...(understood.unread ? { unread: true } : {}),
            ...askedBy(found),
          },
        ]),
      }
    }
  }
}

/** Whether a message is a statement of some words. */
const tellsSomething = (said: string): boolean => !said.includes('?') && said.trim().split(/\s+/).length >= fewestTold

/** The fewest words of a statement; fewer only acknowledge: "got it". */
const fewestTold = 3

const tellsMarkAtMost = (statement: Evidence | undefined): boolean => statement?.says.every(({ tag }) => tag === 'mt-said') === true

/** Answers again after "Is that so?". A yes removes the doubts asked about; after a no, each gets a question of its own. */
function answerConfirmed(
  answerer: Answerer,
  asked: Talk,
  { turn, before, settles }: NonNullable<ReturnType<typeof turnAwaitingYes>>,
  isYes: boolean,
): Answer {
  const said: Turn = { text: asked.question, today: asked.today, settled: isYes ? settles : [] }
  const again = answer(answerer, { ...asked, question: turn.text, turns: [...before, said] })
  const kept = again.turns.filter((one) => one !== said)
  return { ...again, question: asked.question, turns: [...kept.slice(0, -1), said, ...kept.slice(-1)] }
}

/** Adds, at the head of a reply, what the answer rests on and which words of the message the answer does not use. */
function withReading(base: Base, found: Answer): Answer {
  const reply = { ...found.reply, blocks: [saidBack(base, found.read, found.unused), ...found.reply.blocks] }
  return { ...found, reply, text: toPlainText(reply) }
}

/** After a refusal and "No, I only ask": answers the refused message as an honest question. Both messages stay in the turns. */
function answerPlainly(answerer: Answerer, asked: Asked, { turn, before }: NonNullable<ReturnType<typeof refusedIn>>): Answer {
  const said: Turn = { text: asked.question, today: asked.today, settled: [] }
  const again = answer(answerer, { ...asked, question: turn.text, turns: [...before, said], isPlain: true })
  const kept = again.turns.filter((one) => one !== said)
  return { ...again, question: asked.question, turns: [...kept.slice(0, -1), said, ...kept.slice(-1)] }
}
