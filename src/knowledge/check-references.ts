import { wordsRead } from '../engine/condition.ts'
import type { Parsed } from './load.ts'
import type { Problem } from './parse-file.ts'
import { checkCitations } from './check-citations.ts'
import { checkFiguresAndDays } from './check-figures-and-days.ts'
import { checkRules } from './check-rules.ts'
import { problem, unknownId, unknownIfGiven } from './problem.ts'
import { memberCode, toCondition, type WrittenCondition } from './schema.ts'
import { vocabulary } from './vocabulary.ts'

/**
 * Checks entries and files against each other: that ids exist, names are unique, and dates and exceptions
 * make sense. Returns every problem.
 */
export function checkReferences(parsed: Parsed): readonly Problem[] {
  return [
    ...checkUnique(parsed),
    ...checkCitations(parsed),
    ...checkCountries(parsed),
    ...checkWords(parsed),
    ...checkRules(parsed),
    ...checkNames(parsed),
    ...checkFiguresAndDays(parsed),
    ...checkComing(parsed),
  ]
}

function repeated(file: string, kind: string, entries: ReadonlyArray<{ readonly id: string }>): Problem[] {
  const seen = new Set<string>()
  return entries.flatMap(({ id }) => {
    if (seen.has(id)) return [problem(file, id, `${kind} \`${id}\` stands twice`, 'keep one of them')]
    seen.add(id)
    return []
  })
}

function checkUnique({ sources, groups, countries, classes, facts, families, systems, rules, tips, coming }: Parsed): Problem[] {
  const byCode = countries.countries.map(({ code }) => ({ id: code }))
  return [
    ...repeated('sources.yaml', 'source', sources),
    ...repeated('groups.yaml', 'group', groups),
    ...repeated('countries.yaml', 'country', byCode),
    ...repeated('classes.yaml', 'class', classes),
    ...repeated('facts.yaml', 'fact', facts),
    ...repeated('items.yaml', 'family', families),
    ...repeated('systems.yaml', 'system', systems),
    ...repeated('tips.yaml', 'tip', tips),
    ...repeated('coming.yaml', 'entry', coming),
    ...repeated('rules', 'rule', rules),
  ]
}

function checkCountries({ groups, countries, systems, places, parties }: Parsed): Problem[] {
  const codes = new Set(countries.countries.map((country) => country.code))
  const groupIds = new Set(groups.map((group) => group.id))
  return [
    ...groups.flatMap((group) =>
      group.members.flatMap((member) => unknownId('groups.yaml', group.id, 'country', memberCode(member), codes)),
    ),
    ...groups
      .filter((group) => group.count !== group.members.length)
      .map((group) =>
        problem(
          'groups.yaml',
          group.id,
          `count says ${group.count}, the list has ${group.members.length}`,
          'correct the list, or the count if the list is right',
        ),
      ),
    ...countries.countries.flatMap((country) => unknownIfGiven('countries.yaml', country.code, country.parent, codes)),
    ...countries.governments.of.flatMap((entry) => unknownId('countries.yaml', 'governments', 'country', entry.country, codes)),
    ...countries.ambiguous.flatMap((name) => name.means.flatMap((code) => unknownId('countries.yaml', name.name, 'country', code, codes))),
    ...countries.blocs.flatMap((bloc) => [
      ...(bloc.members ?? []).flatMap((code) => unknownId('countries.yaml', bloc.name, 'country', code, codes)),
      ...unknownIfGiven('countries.yaml', bloc.name, bloc.group, groupIds, 'group'),
    ]),
    ...systems.flatMap((system) => unknownIfGiven('systems.yaml', system.id, system.country, codes)),
    ...places.states.flatMap(({ country, names }) => unknownId('places.yaml', names[0] ?? '', 'country', country, codes)),
    ...places.namesakes.flatMap(({ country, name }) => unknownId('places.yaml', name, 'country', country, codes)),
    ...Object.values(parties)
      .flat()
      .flatMap((party) => party.in.flatMap((code) => unknownId('parties.yaml', party.names[0] ?? '', 'country', code, codes))),
  ]
}

/**
 * Checks that each fact and value that a condition, an example or an item names is in the vocabulary, because
 * no deal could ever have any other. Also checks that the last landing of an item has no condition.
 */
function checkWords(parsed: Parsed): Problem[] {
  const legal = vocabulary(parsed)
  const inCondition = (file: string, where: string, written: WrittenCondition | undefined): Problem[] =>
    written === undefined ? [] : wordsRead(toCondition(written)).flatMap(([fact, word]) => legalWord(file, where, fact, word))
  const legalWord = (file: string, where: string, fact: string, word: string): Problem[] => {
    const words = legal.get(fact)
    if (words === undefined) return unknownId(file, where, 'fact', fact, new Set(legal.keys()))
    return unknownId(file, where, `answer of ${fact}`, word, words)
  }
  const legalWords = (file: string, where: string, facts: Readonly<Record<string, string>> = {}): Problem[] =>
    Object.entries(facts).flatMap(([fact, word]) => legalWord(file, where, fact, word))
  const classes = legal.get('item.class') ?? new Set<string>()
  const countries = new Set(parsed.countries.countries.map(({ code }) => code))
  const lands = (file: string, where: string, item: Parsed['families'][number] | Parsed['entries'][number]): Problem[] => [
    ...item.lands.flatMap((landing) => [
      ...unknownId(file, where, 'class', landing.class, classes),
      ...inCondition(file, where, landing.when),
    ]),
    ...legalWords(file, where, item.presumed),
    ...legalWords(file, where, item.states),
    ...(item.lands.at(-1)?.when === undefined
      ? []
      : [problem(file, where, 'the last landing has a condition', 'let the last line catch whatever is left')]),
  ]
  return [
    ...parsed.rules.flatMap((rule) => {
      const file = `rules/${rule.regime}.yaml`
      return [
        ...inCondition(file, rule.id, rule.scope),
        ...inCondition(file, rule.id, rule.when),
        ...rule.examples.flatMap((example) => [
          ...unknownId(file, rule.id, 'class', example.class, classes),
          ...legalWords(file, rule.id, example.facts),
        ]),
      ]
    }),
    ...parsed.tips.flatMap(({ id, holds, quiz }) =>
      [...holds, ...(quiz === undefined ? [] : [quiz.case])].flatMap((one) => [
        ...unknownId('tips.yaml', id, 'class', one.class, classes),
        ...unknownId('tips.yaml', id, 'country', one.to, countries),
        ...legalWords('tips.yaml', id, one.facts),
      ]),
    ),
    ...parsed.armedGroups.flatMap(({ id }) => legalWord('armed-groups.yaml', id, 'namedGroup', id)),
    ...parsed.families.flatMap((family) => lands('items.yaml', family.id, family)),
    ...parsed.entries.flatMap((entry) => lands('entries.yaml', entry.entry, entry)),
    ...parsed.systems.flatMap((system) => system.classes.flatMap((id) => unknownId('systems.yaml', system.id, 'class', id, classes))),
    ...parsed.facts.flatMap((fact) => (fact.assumed === undefined ? [] : legalWord('facts.yaml', fact.id, fact.id, fact.assumed))),
  ]
}

/** Checks that the rules, lists and sources that `touches` of a coming change names exist. */
function checkComing({ coming, rules, groups, sources }: Parsed): Problem[] {
  const known = new Set([...rules, ...groups, ...sources].map((one) => one.id))
  return coming.flatMap(({ id, touches = [] }) =>
    touches.flatMap((one) => unknownId('coming.yaml', id, 'rule, list or source', one, known)),
  )
}

const folded = (name: string): string => {
  const lower = name.toLowerCase()
  return isPlain.test(lower) ? lower : lower.normalize('NFD').replace(/\p{M}/gu, '')
}
const isPlain = /^[\0-\x7f]*$/

/**
 * Checks that no name has two meanings within a file (in parties.yaml, also that no party has the name of a
 * country), because names are looked up and never guessed.
 */
function checkNames({ countries, places, parties, families, systems }: Parsed): Problem[] {
  const twice = (file: string, names: ReadonlyArray<readonly [name: string, owner: string]>): Problem[] => {
    const owners = new Map<string, string>()
    return names.flatMap(([name, owner]) => {
      const other = owners.get(folded(name))
      owners.set(folded(name), owner)
      return other === undefined || other === owner
        ? []
        : [problem(file, owner, `the name \`${name}\` also stands under \`${other}\``, 'keep it in one place, or list it as ambiguous')]
    })
  }
  return [
    ...twice('countries.yaml', [
      ...countries.countries.flatMap((country) => country.names.map((name) => [name, country.code] as const)),
      ...countries.ambiguous.flatMap((entry) => [entry.name, ...(entry.also ?? [])].map((name) => [name, entry.name] as const)),
      ...countries.regions.flatMap((entry) => entry.names.map((name) => [name, entry.region] as const)),
      ...countries.governments.of.flatMap((entry) => (entry.names ?? []).map((name) => [name, entry.country] as const)),
    ]),
    ...twice(
      'places.yaml',
      places.states.flatMap(({ country, names }) => names.map((name) => [name, country] as const)),
    ),
    ...twice('parties.yaml', [
      ...countries.countries.flatMap((country) => country.names.map((name) => [name, country.code] as const)),
      ...Object.values(parties)
        .flat()
        .flatMap((party) => party.names.map((name) => [name, party.in.join(' ')] as const)),
    ]),
    ...twice(
      'items.yaml',
      families.flatMap((family) => family.names.map((name) => [name, family.id] as const)),
    ),
    ...twice(
      'systems.yaml',
      systems.flatMap((system) => system.names.map((name) => [name, system.id] as const)),
    ),
  ]
}
