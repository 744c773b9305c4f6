import type { Base } from '../knowledge/base.ts'
import { editDistance } from '../knowledge/nearest.ts'
import type { Family, System } from '../knowledge/schema.ts'
import { tokenize, type Token } from './text.ts'

/** What a name in the knowledge stands for. */
export type Meaning =
  | { readonly kind: 'country'; readonly code: string; readonly region?: string }
  | { readonly kind: 'ambiguous'; readonly name: string; readonly codes: readonly string[] }
  | { readonly kind: 'bloc'; readonly name: string; readonly group?: string | undefined; readonly codes?: readonly string[] | undefined }
  | { readonly kind: 'family'; readonly family: Family }
  | { readonly kind: 'system'; readonly system: System }
  | { readonly kind: 'words'; readonly says: string }

/** A name found in a question: what it means and which tokens it covers (`to` is exclusive). */
export type Mention = {
  readonly meanings: readonly Meaning[]
  readonly from: number
  readonly to: number
  readonly start: number
  readonly end: number
  readonly typed: string
  readonly typo?: string
}

type Node = { readonly next: Map<string, Node>; meanings: Meaning[] }

/** All names of the knowledge, ready to be found in a question. */
export type Lexicon = { readonly find: (tokens: readonly Token[], text: string) => readonly Mention[] }

/** Builds the lexicon. Names are matched on whole words, the longest first. */
export function createLexicon(base: Base): Lexicon {
  const root: Node = { next: new Map(), meanings: [] }
  const add = (name: string, meaning: Meaning): void => {
    let node = root
    for (const { word } of tokenize(name)) {
      let next = node.next.get(word)
      if (next === undefined) node.next.set(word, (next = { next: new Map(), meanings: [] }))
      node = next
    }
    if (node !== root && !node.meanings.some((known) => same(known, meaning))) node.meanings.push(meaning)
  }
  fill(base, add)
  const correct = createCorrector(base)
  return { find: (tokens, text) => find(root, tokens, text, correct) }
}

function same(a: Meaning, b: Meaning): boolean {
  if (a.kind === 'words' && b.kind === 'words') return a.says === b.says
  if (a.kind === 'country' && b.kind === 'country') return a.code === b.code
  if (a.kind === 'system' && b.kind === 'system') return a.system.id === b.system.id
  return a.kind === 'family' && b.kind === 'family' && a.family.id === b.family.id
}

function fill(base: Base, add: (name: string, meaning: Meaning) => void): void {
  for (const { code, names } of base.countries.values()) for (const name of names) add(name, { kind: 'country', code })
  for (const { country, region, names } of base.names.regions)
    for (const name of names) add(name, { kind: 'country', code: country, region })
  for (const { country, names = [], surnames = [] } of base.names.governments.of)
    for (const name of [...names, ...surnames.flatMap((surname) => base.names.governments.forms.map((form) => form.replace('#', surname)))])
      add(name, { kind: 'country', code: country })
  for (const { name, also, means } of base.names.ambiguous)
    for (const word of [name, ...(also ?? [])]) add(word, { kind: 'ambiguous', name, codes: means })
  for (const { name, also, group, members } of base.names.blocs)
    for (const word of [name, ...(also ?? [])]) add(word, { kind: 'bloc', name, group, codes: members })
  for (const family of base.families) for (const name of family.names) add(name, { kind: 'family', family })
  for (const system of base.systems) for (const name of system.names) add(name, { kind: 'system', system })
  for (const { says, names } of base.words) for (const name of names) add(name, { kind: 'words', says })
}

function find(root: Node, tokens: readonly Token[], text: string, correct: Corrector): readonly Mention[] {
  const mentions: Mention[] = []
  for (let from = 0; from < tokens.length;) {
    const hit = longest(root, tokens, from) ?? mistyped(root, tokens, from, correct)
    const first = tokens[from]
    const last = hit === undefined ? undefined : tokens[hit.to - 1]
    if (hit !== undefined && first !== undefined && last !== undefined) {
      mentions.push({
        meanings: hit.meanings,
        from,
        to: hit.to,
        start: first.start,
        end: last.end,
        typed: text.slice(first.start, last.end),
        ...(hit.typo === undefined ? {} : { typo: hit.typo }),
      })
    }
    from = hit?.to ?? from + 1
  }
  return mentions
}

type Hit = { readonly meanings: readonly Meaning[]; readonly to: number; readonly typo?: string }

function longest(root: Node, tokens: readonly Token[], from: number): Hit | undefined {
  let node: Node | undefined = root
  let best: Hit | undefined
  for (let to = from; node !== undefined && to < tokens.length;) {
    node = node.next.get(tokens[to]?.word ?? '')
    to++
    if (node !== undefined && node.meanings.length > 0) best = { meanings: node.meanings, to }
  }
  return best
}

function mistyped(root: Node, tokens: readonly Token[], from: number, correct: Corrector): Hit | undefined {
  const token = tokens[from]
  const corrected = token === undefined ? undefined : correct(token)
  if (token === undefined || corrected === undefined) return undefined
  const repaired = [...tokens.slice(0, from), ...tokenize(corrected), ...tokens.slice(from + 1, from + 6)]
  const hit = longest(root, repaired, from)
  return hit === undefined ? undefined : { ...hit, typo: corrected }
}

type Corrector = (token: Token) => string | undefined

/** What a typo may be corrected to: a name, and the country or item that it names. */
type Target = { readonly name: string; readonly owner: unknown }

/**
 * Corrects a mistyped word to a country or an item word by edit distance, only where one country or item is nearest and the
 * word is not one that the knowledge itself uses in its prose.
 */
function createCorrector(base: Base): Corrector {
  let words: ReadonlySet<string> | undefined
  const prose = (): ReadonlySet<string> =>
    (words ??= new Set(
      base.articles.flatMap((article) =>
        tokenize(
          `${article.title} ${article.intro} ${article.sections.map((section) => `${section.heading} ${section.body}`).join(' ')}`,
        ).map((token) => token.word),
      ),
    ))
  const targets = new Map<string, Target>()
  const offer = (names: readonly string[], owner: unknown): void => {
    for (const name of names) {
      const [only, second] = tokenize(name)
      if (only !== undefined && second === undefined && only.word.length >= 4 && /^[a-z]+$/.test(only.word))
        targets.set(only.word, { name, owner })
    }
  }
  for (const country of base.countries.values()) offer([country.name, ...country.names], country)
  for (const ambiguous of base.names.ambiguous) offer([ambiguous.name], ambiguous)
  for (const family of base.families) offer(family.names, family)
  const byShape = Map.groupBy(targets, ([word]) => `${word[0]}${word.length}`)
  const known = new Map<string, string | undefined>()
  const look = (word: string): string | undefined => {
    const limit = word.length >= 8 ? 2 : 1
    let best: (Target & { readonly distance: number }) | undefined
    let tied = false
    for (let length = word.length - limit; length <= word.length + limit; length++) {
      for (const [spelling, target] of byShape.get(`${word[0]}${length}`) ?? []) {
        const distance = editDistance(word, spelling, limit)
        if (distance > limit) continue
        if (best === undefined || distance < best.distance) [best, tied] = [{ ...target, distance }, false]
        else if (distance === best.distance && target.owner !== best.owner) tied = true
      }
    }
    return tied ? undefined : best?.name
  }
  return ({ word }) => {
    if (word.length < 5 || word.length > 20 || !/^[a-z]+$/.test(word) || everyday.has(word) || prose().has(word)) return undefined
    if (!known.has(word)) {
      if (known.size > 10_000) known.clear()
      known.set(word, look(word))
    }
    return known.get(word)
  }
}

/** Everyday words that lie near a country or an item word and that the articles do not happen to use. */
const everyday = new Set(
  "crate crates chain chains train trains brain drain grain spain's polished greek grease greased crease german germane roman romans romance remain remains mail mails main mains mali malt malta's mines miner miners minor minors motto motor motel model models modem hotel cable cables cuban cubes cubic chilly chili chill child chile's peruse person persons persona tonga tongs tongue congas denim denial benign bending sudden swedish kitchen kenyan canyon ganja naira nigh night tiger timor tumor rumor human woman oman omen yemen lemon demon japan japans jpan dozen brown crown drown braid brazen britain brutal rotten bitten batten mitten latvian lavatory lithium lesson lessor lesser sample samples sailor sector sender spacer stager staged staging staged states stated staple stable stables steak stack state drones drone dozen alone throne rocked rockets socket sockets pocket pockets locket racket jacket packet missal missed mission missions massive passive engine engineer engines ingrain imagine images damage sattle saddle subtle satin rating dating mating nozzles nuzzle muzzle guzzle puzzle fairing fairly farming faring pairing nearing hearing bearing wearing tearing tanks thanks banks ranks angola angle angles august albino alumni algebra algae jogging jordan's quarter quarters qatari guitar turkey turnkey hockey jockey donkey monkey italic metallic finish finnish punish polish spanish vanish banish danish radish rushes chemo choco cabana romaine russet turbo torque children medicine beige bulge bilge inner infer arena chase equator indigo".split(
    ' ',
  ),
)
