import { createHash } from 'node:crypto'
import type { Condition } from '../engine/condition.ts'
import type { Rule } from '../engine/rule.ts'
import { dayAfter } from '../engine/days.ts'
import { createRulebook, type Rulebook } from '../engine/rulebook.ts'
import { checkFacts } from './check-facts.ts'
import { checkReferences } from './check-references.ts'
import { knownOf, type Reliability } from './citation.ts'
import { checkStatements } from './check-statements.ts'
import { parseKnowledge, type KnowledgeFiles, type Parsed, type RegimeRule } from './load.ts'
import type { Article } from './parse-article.ts'
import type { Problem } from './parse-file.ts'
import {
  toCondition,
  type Cite,
  type Coverage,
  type Entry,
  type Family,
  type Group,
  type ItemClass,
  type Source,
  type System,
} from './schema.ts'
import type { FactEntry } from './fact-schema.ts'
import type { ComingEntry } from './coming-schema.ts'
import type { LawTable } from './law-table-schema.ts'
import type { Language } from './language-schema.ts'
import type { MissileLists } from './missile-lists.ts'
import type { OldVersion } from './complete-old-version.ts'
import type { Tip } from './tip-schema.ts'
import type { ArmedGroups, Wmd, WordTags } from './words-schema.ts'

export type Country = Parsed['countries']['countries'][number]

/**
 * The checked knowledge, with look-ups. It is deeply frozen: nothing in it can change while the program
 * runs.
 */
export type Base = {
  /** The first twelve hex digits of a hash over all files. The same texts have the same version on every machine. */
  readonly version: string
  readonly files: KnowledgeFiles
  readonly sources: ReadonlyMap<string, Source>
  readonly groups: ReadonlyMap<string, Group>
  readonly countries: ReadonlyMap<string, Country>
  readonly names: Parsed['countries']
  readonly places: Parsed['places']
  readonly parties: Parsed['parties']
  readonly classes: ReadonlyMap<string, ItemClass>
  /**
   * The facts by id, in the order in which regulators consider them. Of several facts that are equally
   * useful to ask for, Licet asks for the first.
   */
  readonly facts: ReadonlyMap<string, FactEntry>
  readonly families: readonly Family[]
  readonly entries: readonly Entry[]
  readonly systems: readonly System[]
  readonly rules: ReadonlyMap<string, RegimeRule>
  readonly rulebook: Rulebook
  /** The ISO days on which a rule or a country list changes, sorted; days before the first rule are left out. */
  readonly turningPoints: readonly string[]
  readonly articles: readonly Article[]
  readonly tips: readonly Tip[]
  readonly words: readonly WordTags[]
  readonly wmd: Wmd
  readonly armedGroups: readonly ArmedGroups[]
  readonly language: Language
  readonly coverage: Coverage
  /** Expected changes of the law that the dates of rules and lists do not show (`coming.yaml`). */
  readonly coming: readonly ComingEntry[]
  readonly lawTable: LawTable
  readonly missileLists: MissileLists
  /** The ids of the lists that a country is on, on an ISO day. */
  readonly groupsOf: (country: string, day: string) => readonly string[]
  /** The countries on a list, on an ISO day, in the list's order. */
  readonly membersOf: (group: string, day: string) => readonly string[]
  /** How well the text behind a citation is known, and the date and copy of the text that was read. */
  readonly knownOf: (cite: Cite) => Reliability
}

export class KnowledgeError extends Error {
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    super(`the knowledge has ${problems.length} problem${problems.length === 1 ? '' : 's'}\n${problems.map(describe).join('\n')}`)
    this.name = 'KnowledgeError'
    this.problems = problems
  }
}

/** Formats a problem as one line: file, place, what is wrong, how to fix it. */
function describe({ file, where, what, fix }: Problem): string {
  return `  ${file}${where === '' ? '' : ` at ${where}`}: ${what}; ${fix}`
}

/**
 * The version of the knowledge: a hash over its files, sorted by path. The files are hashed one after the other, so that they need not be
 * joined into one huge text.
 */
export function versionOf(files: KnowledgeFiles): string {
  const version = createHash('sha256').update('[')
  const sorted = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))
  for (const [index, file] of sorted.entries()) version.update(`${index === 0 ? '' : ','}${JSON.stringify(file)}`)
  return version.update(']').digest('hex').slice(0, 12)
}

/**
 * Builds the base from its files. Throws a {@link KnowledgeError} that lists every problem. `kept` is given
 * for an old version that is loaded to repeat its decisions; what that version says of the answers of facts
 * and of Licet is not checked.
 */
export function createBase(files: KnowledgeFiles, kept?: OldVersion): Base {
  const { parsed, problems } = parseKnowledge(files, kept)
  const all = [...problems, ...checkReferences(parsed), ...(kept !== undefined ? [] : [...checkFacts(parsed), ...checkStatements(parsed)])]
  if (all.length > 0) throw new KnowledgeError(all)
  return deepFreeze(assemble(parsed, files))
}

const mapOf = <T extends { readonly id: string }>(entries: readonly T[]): ReadonlyMap<string, T> =>
  new Map(entries.map((entry) => [entry.id, entry]))

function assemble(parsed: Parsed, files: KnowledgeFiles): Base {
  const sources = mapOf(parsed.sources)
  const spans = membership(parsed.groups)
  const rulebook = createRulebook(parsed.rules.map((rule) => engineRule(rule, sources)))
  const groupTurns = spans.flatMap(({ since, until }) => [
    ...(since === undefined ? [] : [since]),
    ...(until === undefined ? [] : [dayAfter(until)]),
  ])
  const [byCountry, byGroup] = [Map.groupBy(spans, ({ code }) => code), Map.groupBy(spans, ({ group }) => group)]
  const groupsOf = remembered((country, day) => [
    ...new Set((byCountry.get(country) ?? []).filter((span) => holdsOn(span, day)).map((span) => span.group)),
  ])
  const first = rulebook.changes[0] ?? ''
  const knownCites = new WeakMap<Cite, Reliability>()
  return {
    version: versionOf(files),
    files,
    sources,
    groups: mapOf(parsed.groups),
    countries: new Map(parsed.countries.countries.map((country) => [country.code, country])),
    names: parsed.countries,
    places: parsed.places,
    parties: parsed.parties,
    classes: mapOf(parsed.classes),
    facts: mapOf(parsed.facts),
    families: parsed.families,
    entries: parsed.entries,
    systems: parsed.systems,
    rules: mapOf(parsed.rules),
    rulebook,
    turningPoints: [...new Set([...rulebook.changes, ...groupTurns])].filter((day) => day >= first).sort(),
    articles: parsed.articles,
    tips: parsed.tips,
    words: [...parsed.words, ...parsed.armedGroups.map(({ id, groups }) => ({ says: id, names: groups.flat() }))],
    armedGroups: parsed.armedGroups,
    wmd: parsed.wmd,
    language: parsed.language,
    coverage: parsed.coverage,
    coming: parsed.coming,
    lawTable: parsed.lawTable,
    missileLists: parsed.missileLists,
    groupsOf,
    membersOf: remembered((group, day) => (byGroup.get(group) ?? []).filter((span) => holdsOn(span, day)).map((span) => span.code)),
    knownOf: (cite) => {
      const known = knownCites.get(cite) ?? knownOf(sources.get(cite.source), cite)
      knownCites.set(cite, known)
      return known
    },
  }
}

type Span = { readonly group: string; readonly code: string; readonly since: string | undefined; readonly until: string | undefined }

const membership = (groups: readonly Group[]): readonly Span[] =>
  groups.flatMap((group) =>
    group.members.map((member) =>
      typeof member === 'string'
        ? { group: group.id, code: member, since: undefined, until: undefined }
        : { group: group.id, code: member.code, since: member.since, until: member.until },
    ),
  )

const holdsOn = ({ since, until }: Span, day: string): boolean =>
  (since === undefined || since <= day) && (until === undefined || day <= until)

/**
 * Caches the results of `look` by day and key. The cache is emptied when it has more than 64 days, which is seldom, because most questions
 * are about today.
 */
function remembered(look: (key: string, day: string) => readonly string[]): (key: string, day: string) => readonly string[] {
  const days = new Map<string, Map<string, readonly string[]>>()
  return (key, day) => {
    let known = days.get(day)
    if (known === undefined) {
      if (days.size > 64) days.clear()
      days.set(day, (known = new Map<string, readonly string[]>()))
    }
    let list = known.get(key)
    if (list === undefined) known.set(key, (list = look(key, day)))
    return list
  }
}

function engineRule(rule: RegimeRule, sources: ReadonlyMap<string, Source>): Rule {
  const when = toCondition(rule.when)
  const scoped: Condition = rule.scope === undefined ? when : { all: [toCondition(rule.scope), when] }
  const reviews = rule.cites.flatMap((cite) => sources.get(cite.source)?.reviewBy ?? []).sort()
  return {
    id: rule.id,
    when: scoped,
    outcome: rule.outcome,
    exceptionTo: rule.exceptionTo ?? [],
    effective: rule.effective,
    reviewBy: reviews[0],
  }
}

/** The sources whose review date is past on `today`, most overdue first. */
export function overdue(base: Base, today: string): readonly Source[] {
  return [...base.sources.values()]
    .filter((source) => source.reviewBy !== undefined && source.reviewBy < today)
    .sort((a, b) => (a.reviewBy ?? '').localeCompare(b.reviewBy ?? ''))
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const inner of value instanceof Map ? value.values() : Object.values(value)) deepFreeze(inner)
  }
  return value
}
