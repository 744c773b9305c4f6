import type { Parsed } from './load.ts'
import type { Problem } from './parse-file.ts'
import { problem, unknownId, unknownIfGiven } from './problem.ts'

const figuresFile = 'language/quantities.yaml'
const daysFile = 'language/calendar.yaml'

/**
 * Checks `language/quantities.yaml` and `language/calendar.yaml`: the facts, kinds of units, word classes,
 * rules and country lists that they name must exist, and each pattern must have exactly one `#`.
 */
export function checkFiguresAndDays(parsed: Parsed): readonly Problem[] {
  const { quantities, calendar } = parsed.language
  const facts = new Set(parsed.facts.map(({ id }) => id))
  const kinds = new Set(quantities.units.map(({ kind }) => kind))
  const names = new Set(quantities.quantities.map(({ is }) => is))
  const classes = new Set([...Object.keys(quantities.classes), ...Object.keys(calendar.classes)])
  const patterns = (file: string, where: string, written: readonly string[] = []): readonly Problem[] =>
    written.flatMap((pattern) => checkPattern(file, where, pattern, classes, kinds))
  const feeds = (where: string, fact: string): readonly Problem[] => unknownId(figuresFile, where, 'fact', fact, facts)
  return [
    ...quantities.quantities.flatMap((one) => [
      ...unknownId(figuresFile, one.is, 'kind of unit', one.of, kinds),
      ...unknownIfGiven(figuresFile, one.is, one.feeds, facts, 'fact'),
      ...patterns(figuresFile, one.is, one.when),
      ...patterns(figuresFile, one.is, one.may),
    ]),
    ...quantities.products.flatMap(({ of, feeds: fact }) => [
      ...of.flatMap((name) => unknownId(figuresFile, 'products', 'quantity', name, names)),
      ...feeds('products', fact),
    ]),
    ...quantities.words.flatMap(({ says, feeds: fact }) => feeds(says, fact)),
    ...[quantities.orbit.feeds, ...Object.keys(quantities.orbit.reaches)].filter(Boolean).flatMap((fact) => feeds('orbit', fact)),
    ...quantities.bounds.flatMap(({ is, when }) => patterns(figuresFile, is, when)),
    ...patterns(figuresFile, 'unknown', quantities.unknown),
    ...patterns(figuresFile, 'farther', quantities.farther.when),
    ...calendar.events.flatMap((event) =>
      'rule' in event
        ? unknownId(daysFile, event.names[0] ?? '', 'rule', event.rule, new Set(parsed.rules.map(({ id }) => id)))
        : unknownId(daysFile, event.names[0] ?? '', 'group', event.group, new Set(parsed.groups.map(({ id }) => id))),
    ),
    ...Object.values(calendar.asks)
      .flat()
      .flatMap(({ at, when }) => patterns(daysFile, at[0] ?? '', when)),
    ...patterns(daysFile, 'of-question', calendar['of-question']),
    ...patterns(daysFile, 'of-none', calendar['of-none']),
    ...patterns(daysFile, 'of-papers', calendar['of-papers']),
    ...patterns(daysFile, 'story', calendar.story),
    ...patterns(daysFile, 'frames', calendar.frames),
    ...patterns(daysFile, 'of-telling', calendar['of-telling']),
    ...patterns(daysFile, 'deeds', calendar.deeds),
    ...patterns(daysFile, 'transfers', calendar.transfers),
  ]
}

function checkPattern(
  file: string,
  where: string,
  pattern: string,
  classes: ReadonlySet<string>,
  kinds: ReadonlySet<string>,
): readonly Problem[] {
  const parts = pattern.split(' ').map((part) => (part.length > 1 && part.endsWith('?') ? part.slice(0, -1) : part))
  return [
    ...(parts.filter((part) => part === '#').length === 1
      ? []
      : [problem(file, where, `the pattern \`${pattern}\` does not have one #`, 'write # where the figure or the day stands')]),
    ...parts.flatMap((part) =>
      part.startsWith('@')
        ? unknownId(file, where, 'class', part.slice(1), classes)
        : part.startsWith('<') && part.endsWith('>')
          ? unknownId(file, where, 'kind of unit', part.slice(1, -1), kinds)
          : [],
    ),
  ]
}
