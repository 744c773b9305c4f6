import { answer } from './answer/answer.ts'
import type { Answer, Answerer } from './answer/conversation-types.ts'
import { createAnswerer } from './answer/answerer.ts'
import { dueChanges, type DueChange } from './answer/due-changes.ts'
import { comparePlainly, type Comparison } from './proof/plain-reading.ts'
import { prove, type Proof } from './proof/proof.ts'
import { failingExamples } from './answer/rule-examples.ts'
import { startApp, type App, type Outside } from './app.ts'
import { openCommandLine, type CommandLine } from './chat/record-at-terminal.ts'
import { playConversation, type Played } from './chat/play-conversation.ts'
import type { Config } from './config.ts'
import { overdue } from './knowledge/base.ts'
import { unread, type Unread } from './knowledge/only-unread-sources.ts'
import { readKnowledge } from './knowledge/load.ts'
import type { Problem } from './knowledge/parse-file.ts'
import { misread } from './language/patterns/check-language.ts'
import { misreadExamples } from './language/examples.ts'
import type { ReadWord } from './language/word-by-word.ts'
import { checkAsks } from './knowledge/check-asks.ts'
import { createSearch } from './knowledge/search.ts'
import type { Source } from './knowledge/schema.ts'
import { changedAnswers, compareSpace, type AnswerChange, type CellChange } from './record/impact.ts'
import { filesOf, keepVersions, type Versions } from './record/versions.ts'
import type { Person } from './port/incoming.ts'
import { tellCorrection } from './cases/correction.ts'
import { StoreError } from './store/errors.ts'
import { openStore, type Store } from './store/store.ts'
import { tipsOn, type Tips } from './tips/tip.ts'

/** The exports of `src`: this is the only module of `src` that an adapter may import. */
export type { Answer } from './answer/conversation-types.ts'
export { withoutReceipt } from './answer/stamp.ts'
export { readSpoken } from './chat/typed-buttons.ts'
export { atCommandLine, type CommandLine } from './chat/record-at-terminal.ts'
export type { Proof } from './proof/proof.ts'
export { dueChangeLine, type DueChange } from './answer/due-changes.ts'
export type { SearchMatch } from './answer/search-rules-and-articles.ts'
export type { App } from './app.ts'
export type { Accepted } from './admit.ts'
export type { Reaction } from './chat/reaction.ts'
export { pickSources, type Form, type Field, type PickOption, type PickSource } from './port/form.ts'
export {
  formIds,
  ownChatOf,
  type Audience,
  type Incoming,
  type Person,
  type Place,
  type IncomingAct,
  type SaidWords,
} from './port/incoming.ts'
export { clip } from './port/clip.ts'
export { fieldOf } from './port/field.ts'
export { parseJson } from './port/parse-json.ts'
export { joinId, splitId } from './port/space-id.ts'
export { broken, doubtful, fine, findingFromError, type Finding } from './port/finding.ts'
export { movedToOwnChat } from './port/moved-to-own-chat.ts'
export { sendDelivery, type Arrived, type PostDelivery, type UpdateDelivery } from './port/send-delivery.ts'
export type { ConversationReferences, Delivery, ReplyAddresses, Platform, Secrets, Sent } from './port/platform.ts'
export {
  actionIds,
  asTyped,
  isChoice,
  formActions,
  type Action,
  type ActionId,
  type Block,
  type ChatReply,
  type Citation,
  type Layer,
} from './port/reply.ts'
export type { AnswerChange, CellChange } from './record/impact.ts'
export type { Store } from './store/store.ts'
export type { Versions } from './record/versions.ts'
export { ConfigError, readConfig, type Config } from './config.ts'
export { KnowledgeError, type Base } from './knowledge/base.ts'
export { citationText, toFrontText, toPlainText } from './port/plain.ts'
export { dayOf, isDay } from './engine/days.ts'
export { severity } from './engine/shown-verdict.ts'
export { allAnswers, type RecordedAnswer } from './record/answers.ts'
export { starters } from './chat/starters.ts'
export { failedEvents } from './delivery/inbox.ts'
export { deadLetters } from './delivery/outbox.ts'
export { makeBackup, restoreBackup } from './record/backup.ts'
export type { Run } from './store/engine.ts'
export { createAudit } from './cases/audit.ts'
export { verifyRecord } from './record/verify.ts'
export { exportRecord } from './record/export.ts'
export { exportedAnswers, exportedVersions, verifyExport } from './record/read-export.ts'
export { streamRecord } from './record/stream.ts'
export { toOcsf } from './record/ocsf.ts'
export type { ChainVerdict } from './record/chain.ts'
export { runCheck, checkTimeout, type Limits } from './doctor/run-check.ts'
export { judgeClock } from './doctor/clock.ts'
export { composeFindings } from './doctor/compose-findings.ts'
export { knowledgeCheck } from './doctor/knowledge.ts'
export type { Gauges, KnowledgeGauge, Waits } from './doctor/gauges.ts'
export type { Readiness } from './doctor/ready.ts'
export type { Meter } from './port/meter.ts'
export { examineApart } from './doctor/examine.ts'
export { codeVersion } from './record/program-version.ts'
export { erasePerson } from './erase-person.ts'
export { isOnHold } from './record/retention.ts'
export { answerAgainToday, compareLegs, decidedOn, replay, type Replay } from './record/replay.ts'

export { cachedFor } from './store/cached-for.ts'
export { inTime, inTimeOr, tooLate } from './store/in-time.ts'
export { StoreError } from './store/errors.ts'
export { storeProblem } from './store/problem.ts'
export type { ReadWord } from './language/word-by-word.ts'
export { faultOf, type About, type Tell } from './port/log.ts'
export { openStore } from './store/store.ts'
export { planWaves, type Wave } from './tips/plan.ts'

/**
 * Licet with the knowledge in one folder. Days are ISO days: `asOf` is the day whose law applies; sources
 * whose review date is before `today` count as overdue.
 */
export type Licet = {
  readonly version: string
  readonly counts: {
    readonly rules: number
    readonly sources: number
    readonly articles: number
    readonly systems: number
    readonly countries: number
  }
  readonly ask: (question: string, days: { readonly asOf: string; readonly today: string }) => Answer
  /**
   * Reads messages as one conversation of one person. Returns the last answer, or `undefined` if there are
   * no messages.
   */
  readonly talk: (messages: readonly string[], days: { readonly asOf: string; readonly today: string }) => Played | undefined
  readonly prove: (today: string) => Proof
  /**
   * Compares the compiled rules with a plain evaluation of all rules, including the findings: in every cell,
   * or once for all items, places and days on which the same law remains ("each law").
   */
  readonly comparePlainly: (today: string, which: 'each law' | 'each cell') => Comparison
  /** The rules, lists, tips and articles that cite sources, but no source whose text has been read. */
  readonly unread: () => Unread
  readonly overdue: (today: string) => readonly Source[]
  /** The tips that may be sent on a day, and those that may not, with the reasons. */
  readonly tips: (today: string) => Tips
  readonly reviewDates: () => readonly Source[]
  /** Known changes of the law to come, and sources that are due for review, nearest first. */
  readonly coming: (today: string) => readonly DueChange[]
  /** How each word of a question is read. */
  readonly reading: (question: string, today: string) => readonly ReadWord[]
  /**
   * Faulty examples: examples of rules, and of sentences in knowledge/language, whose stated result is
   * wrong; and wordings of articles that find another section.
   */
  readonly misread: () => readonly Problem[]
  /**
   * What this knowledge decides differently from the `old` knowledge, compared in all cells (combinations
   * of facts).
   */
  readonly impact: (old: Licet, today: string) => { readonly cells: number; readonly changes: readonly CellChange[] }
  /** Recorded answers that would be different with this knowledge. */
  readonly changedAnswers: (store: Store) => AsyncGenerator<AnswerChange>
  /**
   * Posts once that an answer changed, in the thread where it was given and at the desks of its cases.
   * Returns whether this call did so.
   */
  readonly correct: (store: Store, config: Config, change: AnswerChange, now: number) => Promise<boolean>
  readonly answerer: Answerer
  /** Starts the program with its platforms, on the database that the configuration names. */
  readonly start: (config: Config, code: string, outside: Outside) => Promise<App>
  /** Opens the record for questions of the command line. Throws a StoreError if the database cannot be opened. */
  readonly openCommandLine: (config: Config, person: Person, code: string, outside: Pick<Outside, 'now' | 'tell'>) => Promise<CommandLine>
  /** Opens the database to examine the record, with every knowledge version stored in it. */
  readonly openRecord: (config: Config, now: number) => Promise<{ readonly store: Store; readonly versions: Versions }>
}

/** Loads the knowledge in a folder. Throws a KnowledgeError that lists every problem. */
export const createLicet = (folder: string): Licet => licetOf(createAnswerer(readKnowledge(folder)))

/**
 * Licet with a version of the knowledge that is stored in the database. Language files that this version
 * lacks are taken from `current`. Throws if the version is not stored, or if this program cannot load it.
 */
export async function keptLicet(store: Store, version: string, current: Licet): Promise<Licet> {
  const files = await filesOf(store, version)
  if (files === undefined)
    throw new StoreError(`the knowledge version \`${version}\` is not kept in this database; give a folder instead`, undefined)
  return licetOf(createAnswerer(files, { spare: current.answerer.base }))
}

function licetOf(answerer: Answerer): Licet {
  const { base } = answerer
  return {
    version: base.version,
    counts: {
      rules: base.rules.size,
      sources: base.sources.size,
      articles: base.articles.length,
      systems: base.systems.length,
      countries: base.countries.size,
    },
    ask: (question, days) => answer(answerer, { question, ...days }),
    talk: (messages, days) => playConversation(answerer, messages, days),
    prove: (today) => prove(base, today),
    comparePlainly: (today, which) => comparePlainly(base, today, which),
    overdue: (today) => overdue(base, today),
    unread: () => unread(base),
    tips: (today) => tipsOn(answerer, today),
    reading: (question, today) => answerer.reader.explain(question, today),
    misread: () => [
      ...failingExamples(base),
      ...misread(base),
      ...misreadExamples(base),
      ...checkAsks(base, createSearch(base, { byWordsAlone: true })),
    ],
    coming: (today) => dueChanges(base, today),
    reviewDates: () =>
      [...base.sources.values()]
        .filter((source) => source.reviewBy !== undefined)
        .sort((a, b) => (a.reviewBy ?? '').localeCompare(b.reviewBy ?? '')),
    answerer,
    impact: (old, today) => compareSpace(old.answerer.base, base, today),
    changedAnswers: (store) => changedAnswers(store, answerer),
    correct: (store, { settings }, change, now) => tellCorrection(store, settings.queues, change, base.version, now),
    start: (config, code, outside) => startApp(config, answerer, code, outside),
    openCommandLine: (config, person, code, { now, tell }) => openCommandLine(config, answerer, person, { code, now: now(), tell }),
    openRecord: async (config, now) => {
      const store = await openStore(config.databaseUrl)
      return { store, versions: await keepVersions(store, answerer, now) }
    },
  }
}
