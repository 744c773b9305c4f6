import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load as parseYaml } from 'js-yaml'
import { z } from 'zod'
import { languageFileSchema, type Language } from './language-schema.ts'
import { partiesSchema, placesSchema, type Parties, type Places } from './places-schema.ts'
import { lawTableSchema, type LawTable } from './law-table-schema.ts'
import * as schema from './schema.ts'
import { calendarSchema, noCalendar } from './calendar-schema.ts'
import { noQuantities, quantitiesSchema } from './quantities-schema.ts'
import { comingSchema, type ComingEntry } from './coming-schema.ts'
import { makeMissileLists } from './make-missile-lists.ts'
import type { MissileLists } from './missile-lists.ts'
import { partsSchema, rowSchema, type Row } from './missile-lists-schema.ts'
import { tipSchema, type Tip } from './tip-schema.ts'
import { armedGroupsSchema, noWmd, wmdSchema, wordsSchema, type ArmedGroups, type Wmd, type Words } from './words-schema.ts'

/** One thing wrong with the knowledge: in which file, where in it (empty: the file as a whole), what is wrong, and how to mend it. */
export type Problem = { readonly file: string; readonly where: string; readonly what: string; readonly fix: string }

/** The texts of the knowledge files by path, e.g. `rules/itar.yaml`. */
export type KnowledgeFiles = { readonly [path: string]: string }

/**
 * A section of an article: the unit that a search finds and a reply shows. `asks` are other wordings of its question, read by the
 * search only.
 */
export type Section = { readonly heading: string; readonly body: string; readonly asks: readonly string[] }
export type Article = z.infer<typeof schema.articleSchema> & {
  readonly id: string
  readonly intro: string
  readonly sections: readonly Section[]
}

/** A rule with its regime (the name of its file) and the `scope` of its file: a condition that must hold in addition to the rule's own. */
export type RegimeRule = schema.RuleEntry & { readonly regime: string; readonly scope: schema.WrittenCondition | undefined }

/** All files, each of the right shape, but not yet checked against each other. */
export type Parsed = {
  readonly sources: readonly schema.Source[]
  readonly groups: readonly schema.Group[]
  readonly countries: schema.Countries
  readonly places: Places
  readonly parties: Parties
  readonly classes: readonly schema.ItemClass[]
  readonly facts: readonly schema.FactEntry[]
  readonly families: readonly schema.Family[]
  readonly entries: readonly schema.Entry[]
  readonly systems: readonly schema.System[]
  readonly words: readonly Words[]
  readonly wmd: Wmd
  readonly armedGroups: readonly ArmedGroups[]
  readonly coverage: schema.Coverage
  readonly coming: readonly ComingEntry[]
  readonly lawTable: LawTable
  readonly rules: readonly RegimeRule[]
  readonly articles: readonly Article[]
  readonly tips: readonly Tip[]
  readonly language: Language
  /** The lists of missile technology. What is made from them (facts, families, entries) is also in the fields above. */
  readonly missileLists: MissileLists
}

/** Reads every file of a knowledge folder. A missing file is no error here; `parseKnowledge` reports it. */
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

/**
 * Says that the files are an old version of the knowledge, kept so that its answers can be decided again. Such a version may lack files
 * that were introduced later; what it lacks of language data is taken from `spare`.
 */
export type Kept = { readonly spare: Language }

/** Parses the files and checks the shape of each, collecting every problem. A missing file is a problem, except in a `kept` version. */
export function parseKnowledge(files: KnowledgeFiles, kept?: Kept): { readonly parsed: Parsed; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const one = <T>(file: string, shape: z.ZodType<T>, empty: T): T =>
    kept !== undefined && files[file] === undefined ? empty : (parseFile(file, files[file], shape, problems) ?? empty)
  const rules = Object.keys(files).filter((file) => file.startsWith('rules/'))
  const inLanguage = Object.keys(files).filter((file) => file.startsWith('language/') && !figuresAndDays.includes(file))
  const languages = inLanguage.map((file) => one(file, languageFileSchema, {}))
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
    classes: one('classes.yaml', z.array(schema.classSchema), []),
    facts: one('facts.yaml', z.array(schema.factSchema), []),
    families: one('items.yaml', z.array(schema.familySchema), []),
    entries: one('entries.yaml', z.array(schema.entrySchema), []),
    systems: one('systems.yaml', z.array(schema.systemSchema), []),
    words: one('words.yaml', z.array(wordsSchema), []),
    armedGroups: one('armed-groups.yaml', z.array(armedGroupsSchema), []),
    wmd: one('wmd.yaml', wmdSchema, noWmd),
    coverage: one('coverage.yaml', schema.coverageSchema, { modelled: [], notModelled: [] }),
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
    language: {
      ...withSpareLanguage(
        {
          classes: languages.flatMap(({ classes = [] }) => classes),
          marks: languages.flatMap(({ marks = [] }) => marks),
          offences: languages.flatMap(({ offences = [] }) => offences),
          signs: languages.flatMap(({ signs = [] }) => signs),
        },
        kept,
      ),
      quantities: one('language/quantities.yaml', quantitiesSchema, kept?.spare.quantities ?? noQuantities),
      calendar: one('language/calendar.yaml', calendarSchema, kept?.spare.calendar ?? noCalendar),
    },
    rules: rules.flatMap((file) => {
      const { scope, rules: entries } = one(file, schema.rulesFileSchema, { rules: [] })
      return entries.map((entry) => ({ ...entry, scope, regime: file.slice('rules/'.length, -'.yaml'.length) }))
    }),
    articles: Object.keys(files)
      .filter((file) => file.startsWith('articles/'))
      .flatMap((file) => parseArticle(file, files[file] ?? '', problems)),
  }
  const rows = Object.keys(files).filter((file) => file.startsWith('mt/') && file !== partsFile)
  const lists = missileListsOf(
    rows.flatMap((file) => one(file, z.array(rowSchema), [])),
    files[partsFile] === undefined ? [] : one(partsFile, partsSchema, []),
    parsed,
    problems,
  )
  return { parsed: withMissileLists(parsed, lists), problems }
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
 * Adds what was made from the missile lists. The entries of the lists come first, because a quoted entry is looked for among them first.
 */
const withMissileLists = (parsed: Omit<Parsed, 'missileLists'>, lists: MissileLists): Parsed => ({
  ...parsed,
  facts: [...parsed.facts, ...lists.facts],
  families: [...parsed.families, ...lists.families],
  entries: [...lists.entries, ...parsed.entries],
  missileLists: lists,
})

type Spoken = Pick<Language, 'classes' | 'marks' | 'offences' | 'signs'>

/**
 * Completes a kept version that has no `signs` yet. It gets the signs of this program's knowledge, the offences if it has none, and the
 * classes and marks that it lacks.
 */
function withSpareLanguage(own: Spoken, kept: Kept | undefined): Spoken {
  if (kept === undefined || own.signs.length > 0) return own
  const classes = new Set(own.classes.map((one) => one.class))
  const marks = new Set(own.marks.map(({ mark }) => mark))
  return {
    classes: [...own.classes, ...kept.spare.classes.filter((one) => !classes.has(one.class))],
    marks: [...own.marks, ...kept.spare.marks.filter(({ mark }) => !marks.has(mark))],
    offences: own.offences.length > 0 ? own.offences : kept.spare.offences,
    signs: kept.spare.signs,
  }
}

/** Files of language/ that have a shape of their own. */
const figuresAndDays: readonly string[] = ['language/quantities.yaml', 'language/calendar.yaml']

/**
 * For each path, the text and the value that were parsed last. They are used again for an equal text, because versions of the knowledge
 * share most files, and nothing changes parsed values.
 */
const lastRead = new Map<string, { readonly text: string; readonly value: unknown }>()

function parseFile<T>(file: string, text: string | undefined, shape: z.ZodType<T>, problems: Problem[]): T | undefined {
  if (text === undefined) {
    problems.push({ file, where: '', what: 'the file is missing', fix: 'restore it' })
    return undefined
  }
  const read = lastRead.get(file)
  if (read !== undefined && read.text === text) return read.value as T
  try {
    const value = checkShape(file, parseYaml(text), shape, problems)
    if (value !== undefined) lastRead.set(file, { text, value })
    return value
  } catch (error) {
    problems.push({ file, where: '', what: `not readable as YAML: ${firstLine(error)}`, fix: 'mend the indentation or the quotes there' })
    return undefined
  }
}

function checkShape<T>(file: string, value: unknown, shape: z.ZodType<T>, problems: Problem[]): T | undefined {
  // Without `jitless`, zod compiles a shape before its first use. That costs more than it saves, because a shape is used only once.
  const result = shape.safeParse(value, { jitless: true })
  if (result.success) return result.data
  for (const issue of result.error.issues)
    problems.push({ file, where: pointer(value, issue.path), what: issue.message.toLowerCase(), fix: fixFor(issue.code) })
  return undefined
}

const firstLine = (error: unknown): string => (error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error))

const fixFor = (code: string | undefined): string =>
  code === 'unrecognized_keys' ? 'remove the key or correct its spelling' : 'correct the value'

/**
 * Writes a path into a file as text, e.g. `[3] (itar-120).cites[0]`: position 3, whose entry has the id `itar-120`, and there the first
 * citation.
 */
function pointer(value: unknown, path: ReadonlyArray<PropertyKey>): string {
  let at: unknown = value
  let text = ''
  for (const step of path) {
    at = partOf(at, step)
    const id = partOf(at, 'id')
    text += typeof step === 'number' ? `[${step}]${typeof id === 'string' ? ` (${id})` : ''}` : `${text === '' ? '' : '.'}${String(step)}`
  }
  return text
}

const partOf = (value: unknown, step: PropertyKey): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined

function parseArticle(file: string, text: string, problems: Problem[]): Article[] {
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text)
  if (match === null) {
    problems.push({
      file,
      where: '',
      what: 'no front matter between two lines of ---',
      fix: 'begin the file with title, sources and reviewed',
    })
    return []
  }
  const front = parseFile(file, match[1], schema.articleSchema, problems)
  const [intro = '', ...sections] = (match[2] ?? '').split(/^## /m)
  if (front === undefined) return []
  return [
    {
      ...front,
      id: file.slice('articles/'.length, -'.md'.length),
      intro: intro.trim(),
      sections: sections.map(parseSection),
    },
  ]
}

/**
 * Parses a section of an article. A comment below its heading (`<!-- asks`), which readers do not see, may list other wordings of its
 * question, one a line.
 */
function parseSection(section: string): Section {
  const [heading = '', ...lines] = section.split('\n')
  const body = lines.join('\n')
  const [comment = '', asked = ''] = /^\s*<!-- asks\n([\s\S]*?)-->/.exec(body) ?? []
  const asks = asked.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
  return { heading: heading.trim(), body: body.slice(comment.length).trim(), asks }
}
