import { parseArticle, type Article } from './parse-article.ts'
import { parseFile, firstLine, type Problem } from './parse-file.ts'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { factSchema, type FactEntry } from './fact-schema.ts'
import { languageFileSchema, type Language } from './language-schema.ts'
import { partiesSchema, placesSchema, type Parties, type Places } from './places-schema.ts'
import { lawTableSchema, type LawTable } from './law-table-schema.ts'
import * as schema from './schema.ts'
import { calendarSchema, noCalendar } from './calendar-schema.ts'
import { noQuantities, quantitiesSchema } from './quantities-schema.ts'
import { comingSchema, type ComingEntry } from './coming-schema.ts'
import { makeMissileLists } from './make-missile-lists.ts'
import { withSpareClasses, withSpareFacts, withSpareLanguage, type OldVersion } from './complete-old-version.ts'
import type { MissileLists } from './missile-lists.ts'
import { partsSchema, rowSchema, type Row } from './missile-lists-schema.ts'
import { tipSchema, type Tip } from './tip-schema.ts'
import { armedGroupsSchema, noWmd, wmdSchema, wordsSchema, type ArmedGroups, type Wmd, type WordTags } from './words-schema.ts'

/** The texts of the knowledge files by path, e.g. `rules/itar.yaml`. */
export type KnowledgeFiles = { readonly [path: string]: string }

/** A rule with its regime (the name of its file) and the `scope` of its file: a condition that must hold in addition to the rule's own. */
export type RegimeRule = schema.RuleEntry & { readonly regime: string; readonly scope: schema.WrittenCondition | undefined }

/**
 * The contents of all files. The shape of each was checked, but the files were not yet checked against each
 * other.
 */
export type Parsed = {
  readonly sources: readonly schema.Source[]
  readonly groups: readonly schema.Group[]
  readonly countries: schema.Countries
  readonly places: Places
  readonly parties: Parties
  readonly classes: readonly schema.ItemClass[]
  readonly facts: readonly FactEntry[]
  readonly families: readonly schema.Family[]
  readonly entries: readonly schema.Entry[]
  readonly systems: readonly schema.System[]
  readonly words: readonly WordTags[]
  readonly wmd: Wmd
  readonly armedGroups: readonly ArmedGroups[]
  readonly coverage: schema.Coverage
  readonly coming: readonly ComingEntry[]
  readonly lawTable: LawTable
  readonly rules: readonly RegimeRule[]
  readonly articles: readonly Article[]
  readonly tips: readonly Tip[]
  readonly language: Language
  /**
   * The missile technology lists. What is made from them (facts, families, entries) is also in the fields
   * above.
   */
  readonly missileLists: MissileLists
}

/** Reads every file of a knowledge folder. A missing file is ignored here; `parseKnowledge` reports it. */
export function readKnowledge(folder: string): KnowledgeFiles {
  const files: Record<string, string> = {}
  const read = (below: string, ending: string): void => {
    for (const name of existsSync(join(folder, below)) ? readdirSync(join(folder, below)).sort() : []) {
      if (name.endsWith(ending)) files[below === '' ? name : `${below}/${name}`] = readFileSync(join(folder, below, name), 'utf8')
    }
  }
  read('', '.yaml')
  read('language', '.yaml')
  read('', '.txt')
  read('rules', '.yaml')
  read('mt', '.yaml')
  read('articles', '.md')
  return files
}

/** Parses the files and checks the shape of each, collecting every problem. A missing file is a problem, except in a `kept` version. */
export function parseKnowledge(
  files: KnowledgeFiles,
  kept?: OldVersion,
): { readonly parsed: Parsed; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const one: ReadFile = (file, shape, empty) =>
    kept !== undefined && files[file] === undefined ? empty : (parseFile(file, files[file], shape, problems) ?? empty)
  const parsed: Omit<Parsed, 'missileLists'> = {
    sources: one('sources.yaml', z.array(schema.sourceSchema), []),
    groups: one('groups.yaml', z.array(schema.groupSchema), []),
    countries: one('countries.yaml', schema.countriesSchema, {
      countries: [],
      ambiguous: [],
      blocs: [],
      regions: [],
      governments: { forms: [], of: [] },
    }),
    places: one('places.yaml', placesSchema, { states: [], namesakes: [] }),
    parties: one('parties.yaml', partiesSchema, { bodies: [], companies: [], airlines: [], trades: [], sites: [] }),
    classes: withSpareClasses(one('classes.yaml', z.array(schema.classSchema), []), kept),
    facts: withSpareFacts(one('facts.yaml', z.array(factSchema), []), kept),
    families: one('items.yaml', z.array(schema.familySchema), []),
    entries: one('entries.yaml', z.array(schema.entrySchema), []),
    systems: one('systems.yaml', z.array(schema.systemSchema), []),
    words: one('words.yaml', z.array(wordsSchema), []),
    armedGroups: one('armed-groups.yaml', z.array(armedGroupsSchema), []),
    wmd: one('wmd.yaml', wmdSchema, noWmd),
    coverage: one('coverage.yaml', schema.coverageSchema, { where: '', modelled: [], notModelled: [] }),
    coming: one('coming.yaml', z.array(comingSchema), []),
    lawTable: one('law-table.yaml', lawTableSchema, {
      periods: [],
      items: {},
      destinations: [],
      sets: {},
      rows: [],
      differences: [],
    }),
    tips: one('tips.yaml', z.array(tipSchema), []),
    language: languageIn(files, one, kept),
    rules: namesIn(files, 'rules').flatMap((file) => {
      const { scope, rules: entries } = one(file, schema.rulesFileSchema, { rules: [] })
      return entries.map((entry) => ({ ...entry, scope, regime: file.slice('rules/'.length, -'.yaml'.length) }))
    }),
    articles: namesIn(files, 'articles').flatMap((file) => parseArticle(file, files[file] ?? '', problems)),
  }
  const rows = namesIn(files, 'mt').filter((file) => file !== partsFile)
  const lists = missileListsOf(
    rows.flatMap((file) => one(file, z.array(rowSchema), [])),
    files[partsFile] === undefined ? [] : one(partsFile, partsSchema, []),
    parsed,
    problems,
  )
  return { parsed: withMissileLists(parsed, lists), problems }
}

/** Reads one file; returns `empty` if the file is missing or wrong. */
type ReadFile = <T>(file: string, shape: z.ZodType<T>, empty: T) => T

/** The paths of the files in a folder. */
const namesIn = (files: KnowledgeFiles, folder: string): readonly string[] =>
  Object.keys(files).filter((file) => file.startsWith(`${folder}/`))

function languageIn(files: KnowledgeFiles, one: ReadFile, kept: OldVersion | undefined): Language {
  const names = namesIn(files, 'language').filter((file) => !figuresAndDays.includes(file))
  const languages = names.map((file) => one(file, languageFileSchema, {}))
  return {
    ...withSpareLanguage(
      {
        classes: languages.flatMap(({ classes = [] }) => classes),
        marks: languages.flatMap(({ marks = [] }) => marks),
        offences: languages.flatMap(({ offences = [] }) => offences),
        signs: languages.flatMap(({ signs = [] }) => signs),
      },
      kept,
    ),
    quantities: one('language/quantities.yaml', quantitiesSchema, kept?.spare.language.quantities ?? noQuantities),
    calendar: one('language/calendar.yaml', calendarSchema, kept?.spare.language.calendar ?? noCalendar),
  }
}

/** The file of the items whose list entry depends on their figures. */
const partsFile = 'mt/parts.yaml'

const noMissileLists: MissileLists = { rows: [], parts: [], inside: () => [], facts: [], families: [], entries: [] }

function missileListsOf(
  rows: readonly Row[],
  parts: Parameters<typeof makeMissileLists>[1],
  { facts, language: { quantities } }: Omit<Parsed, 'missileLists'>,
  problems: Problem[],
): MissileLists {
  try {
    return makeMissileLists(rows, parts, { facts, quantities })
  } catch (error) {
    problems.push({ file: partsFile, where: '', what: firstLine(error), fix: 'correct the name there, or add what it names' })
    return noMissileLists
  }
}

/**
 * Adds what was made from the missile lists. The entries of the lists come first, because a quoted entry is
 * searched for in them first.
 */
const withMissileLists = (parsed: Omit<Parsed, 'missileLists'>, lists: MissileLists): Parsed => ({
  ...parsed,
  facts: [...parsed.facts, ...lists.facts],
  families: [...parsed.families, ...lists.families],
  entries: [...lists.entries, ...parsed.entries],
  missileLists: lists,
})

/** Files of language/ with other shapes than the rest. */
const figuresAndDays: readonly string[] = ['language/quantities.yaml', 'language/calendar.yaml']
