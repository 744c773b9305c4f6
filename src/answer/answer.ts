import type { Base } from '../knowledge/base.ts'
import { lazily } from '../language/cached.ts'
import type { Intent } from '../language/request/intent.ts'
import type { ChatReply } from '../port/reply.ts'
import { answerAside } from './answer-aside.ts'
import { answerDeal } from './answer-deal.ts'
import { answerVagueQuestion } from './vague-question-about-deal.ts'
import { decideCurrentDeal } from './decide-deal.ts'
import { asksEntryByFigures } from './deciding-figures.ts'
import type { ReadMessage, RulesMeant } from './read-message.ts'
import { answerList } from './list.ts'
import { listAskedOn, listNarrowed, listOfThing, listTopic, listWhole, withList } from './list-topic.ts'
import { answerLookup } from './answer-from-articles.ts'
import { answerWithheld, answerWithoutVerdict } from './no-verdict.ts'
import { answerQuestionAboutDeal } from './questions-about-deal.ts'
import { answerRefused } from './deceit-refused.ts'
import { askedOfDeal, asksForRule, namesNoDeal, surelyARule, tellsNoDeal, withRule } from './rule-asked.ts'
import { answerAfterRule } from './rule-follow-up.ts'
import { sectionAskedBeside, sectionLikely } from './sections.ts'
import type { Stamp } from './stamp.ts'
import type { Answer, Answerer, Asked, Turn } from './conversation-types.ts'
import { aboutOf, lastSaid, refusedIn, turnAwaitingYes, withoutOpenQuestion, wantedIn } from './turns.ts'
import { withWaiting } from './waiting-messages.ts'

/** Answers one message. The same message, turns, knowledge and dates give exactly the same answer. */
export const answer = (answerer: Answerer, given: Asked): Answer =>
  answerAfterRule(answerer, given, (asked) => answerMessage(answerer, asked))

function answerMessage(answerer: Answerer, given: Asked): Answer {
  const { base, reader } = answerer
  const reason = reader.guard(given.question)
  if (reason !== undefined) return answerWithheld(base, reason, given)
  const { said: last, turns: all } = lastSaid(reader, given)
  const open = turnAwaitingYes(all)
  const settles = open === undefined ? undefined : reader.yesOrNo(last)
  if (open !== undefined && settles !== undefined)
    return answerEarlierMessage(answerer, { ...given, turns: all }, open, settles === 'yes' ? open.settles : [])
  const refused = refusedIn(all)
  if (refused !== undefined && reader.onlyAsks(last)) return answerEarlierMessage(answerer, { ...given, isPlain: true }, refused, [])
  const about = aboutOf(base, reader, all)
  const { said, turns } =
    about === undefined
      ? withWaiting(base, reader, { said: last, turns: withoutOpenQuestion(all), today: given.today })
      : { said: last, turns: withoutOpenQuestion(all) }
  const asked = { ...given, turns }
  const understood = reader.read(said, asked.today, about ?? listTopic(base, reader, turns, said), wantedIn(turns))
  if (understood.kind === 'guarded') return answerWithheld(base, understood.reason, asked)
  return answerRead(answerer, { asked, said, about, understood, isAdded: said !== last })
}

/** Answers a message once the reader has understood it. */
function answerRead(answerer: Answerer, heard: ReadMessage): Answer {
  const { base, reader } = answerer
  const { asked, said, about, understood } = heard
  const taken = asked.isPlain === true ? understood.intentIfHonest : understood.intent
  const list = answerOfList(answerer, heard)
  if (list !== undefined) return list
  const onTheDeal = taken === 'refuse' ? undefined : answerQuestionAboutDeal(base, reader, asked, { said, understood, about })
  if (onTheDeal !== undefined) return onTheDeal
  const rule = rulesMeant(answerer, heard)
  const deal = namesNoDeal(understood) ? about : undefined
  const isOfRule = rule.ruleAsked() !== undefined && rule.ruleAsked()?.exactMatch !== 'wording'
  const onDeal =
    deal === undefined || isOfRule
      ? undefined
      : askedOfDeal(base, answerer.search, said, () => decideCurrentDeal(base, reader, asked, deal))
  const belongs = belongsToDeal(base, heard, taken)
  const intent = belongs ? 'verdict' : onDeal !== undefined || asksForARule(heard, taken, rule) ? 'lookup' : taken
  if (intent === 'lookup' && deal !== undefined && onDeal === undefined) {
    const again = answerVagueQuestion(answerer, asked, said, deal, understood)
    if (again !== undefined) return again
  }
  switch (intent) {
    case 'refuse':
      return answerRefused(base, asked, said, understood, reader.statement(said, asked.today) !== undefined)
    case 'help':
      return answerAside(answerer, heard, intent, { deal, onDeal })
    case 'other':
    case 'lookup':
      if (onlyNamesLists(answerer, heard, rule)) return answerListed(answerer, heard, rule)
      return answerAside(answerer, heard, intent, { deal, onDeal })
    case 'list':
      return answerListed(answerer, heard, rule)
    case 'verdict':
    case 'compare':
      return answerDeal(answerer, heard, intent, { ...rule, isNoRule: belongs })
  }
}

/**
 * The sections of articles that a message asks for, looked up when they are first needed; none for a message
 * that continues earlier ones.
 */
function rulesMeant({ search }: Answerer, { said, understood: { readings, follows, onTopic } }: ReadMessage): RulesMeant {
  const ruleAsked = lazily(() => (follows ? undefined : sectionAskedBeside(search, said, readings)))
  const ruleLikely = lazily(() => ruleAsked() ?? (follows ? undefined : sectionLikely(search, said, onTopic)))
  return { ruleAsked, ruleLikely }
}

/**
 * Whether a message must get a verdict: waiting messages were put before it (`isAdded`), or the reply must
 * say which list entry controls its item ({@link asksEntryByFigures}).
 */
const belongsToDeal = (base: Base, { understood, isAdded }: ReadMessage, taken: Intent): boolean =>
  ['lookup', 'other', 'verdict'].includes(taken) && (isAdded || asksEntryByFigures(base, understood.readings[0], understood.asksEntry))

/**
 * Whether a message names published lists and asks nothing of them that articles surely answer: "need D:4 for a spreadsheet". The list
 * itself is then what is wanted.
 */
const onlyNamesLists = ({ reader }: Answerer, { said, understood }: ReadMessage, { ruleAsked }: RulesMeant): boolean =>
  understood.list.lists.some(({ groups, change }) => change !== undefined || !groups.includes(regime)) &&
  !understood.list.asksMembership &&
  !understood.asksRule &&
  !reader.asks(said) &&
  understood.readings.every(({ item, places }) => item === undefined && places.length === 0) &&
  understood.talk === undefined &&
  ruleAsked() === undefined

/** The MTCR is more than a list of countries: its name alone does not ask for its partners. */
const regime = 'mtcr-partners'

const asksForARule = ({ understood, about }: ReadMessage, taken: Intent, { ruleAsked, ruleLikely }: RulesMeant): boolean =>
  tellsNoDeal({ ...understood, intent: taken }, about) &&
  asksForRule({ rulelike: about === undefined ? understood.rulelike : 0, ruleAsked, ruleLikely })

/** Answers a message that refers to a list asked for before; `undefined` if the message does not. */
function answerOfList({ base, reader, search }: Answerer, { asked, said, understood }: ReadMessage): Answer | undefined {
  const { turns } = asked
  const narrowed =
    listNarrowed(reader, turns, understood) ?? listWhole(reader, turns, understood) ?? listOfThing(base, reader, turns, understood)
  const part = narrowed === undefined ? undefined : answerList(base, narrowed, understood.readings[0], asked.asOf, asked.today)
  if (part !== undefined) return { ...answerWithoutVerdict(base, asked, 'list', part.compose), countries: part.countries, turns }
  const list = listAskedOn(reader, turns, understood)
  if (list === undefined) return undefined
  const compose = (stamp: Stamp): ChatReply => answerLookup(base, search, { ...understood, text: '', ...list }, asked, stamp)
  return { ...answerWithoutVerdict(base, asked, 'lookup', compose), turns: withList(turns, { text: said, today: asked.today }, 'on') }
}

/** Answers a message that asks for a list of countries. */
function answerListed({ base, search }: Answerer, { asked, said, understood }: ReadMessage, { ruleAsked, ruleLikely }: RulesMeant): Answer {
  const listed = answerList(base, understood.list, understood.readings[0], asked.asOf, asked.today)
  if (listed === undefined)
    return answerWithoutVerdict(base, asked, 'lookup', (stamp) => answerLookup(base, search, understood, asked, stamp))
  const found = { ...answerWithoutVerdict(base, asked, 'list', listed.compose), countries: listed.countries }
  return {
    ...withRule(base, found, understood.rulelike > surelyARule ? ruleLikely : ruleAsked),
    turns: withList(asked.turns, { text: said, today: asked.today }),
  }
}

/**
 * Answers an earlier message again, after the asker has replied to the question that its answer asked.
 * `settled` has the doubts that the reply settles.
 */
function answerEarlierMessage(
  answerer: Answerer,
  asked: Asked,
  { turn, before }: { readonly turn: Turn; readonly before: readonly Turn[] },
  settled: readonly string[],
): Answer {
  const said: Turn = { text: asked.question, today: asked.today, settled }
  const again = answer(answerer, { ...asked, question: turn.text, turns: [...before, said] })
  const kept = again.turns.filter((one) => one !== said)
  return { ...again, question: asked.question, turns: [...kept.slice(0, -1), said, ...kept.slice(-1)] }
}
