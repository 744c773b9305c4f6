import MiniSearch from 'minisearch'
import { stemmer } from 'stemmer'
import type { Base } from './base.ts'
import type { Article, Section } from './load.ts'

/** A section of an article that fits a question, with a score; `coverage` is the share of the question's words it has. */
export type Found = { readonly article: Article; readonly section: Section; readonly score: number; readonly coverage: number }

/** Full-text search over the articles' sections. */
export type Search = (question: string, limit?: number) => readonly Found[]

const stopWords = new Set(
  'a an and are as at be been but by can could did do does for from had has have how i if in into is it its may me might must of on or our shall should so than that the their them then there these they this those to us was we were what when where which who whom whose why will with would you your please tell explain say says said about any much many also just still need want get know mean means does remind actually really thing things'.split(
    ' ',
  ),
)

/** The same thing under other names: what people type, and what the articles say. */
const synonyms: Readonly<Record<string, string>> = {
  cat1: 'category i',
  cat2: 'category ii',
  nsm: 'memorandum nsm-28',
  memo: 'memorandum',
  licence: 'license',
  licences: 'license',
  licensing: 'license',
  authorise: 'authorize',
  authorised: 'authorize',
  authorises: 'authorize',
  drone: 'uas unmanned',
  drones: 'uas unmanned',
  uav: 'uas unmanned',
  uavs: 'uas unmanned',
  slv: 'launch vehicle slv',
  launcher: 'launch vehicle',
  tsa: 'technology safeguards agreement',
  hcoc: 'hague code of conduct',
  eo: 'executive order',
  gov: 'government',
  dod: 'defense department',
  pentagon: 'defense department',
  fine: 'penalty',
  fines: 'penalty',
  jail: 'criminal prison penalty',
  prison: 'criminal penalty',
  cj: 'commodity jurisdiction',
  vsd: 'voluntary disclosure',
  eo14268: 'executive order 14268',
  defence: 'defense',
  programme: 'program',
  programmes: 'program',
  join: 'join joined year',
  joined: 'join joined year',
  member: 'partner member',
  members: 'partner member',
  membership: 'partner member',
  rok: 'south korea',
  roc: 'taiwan',
  etl: 'excluded technology list',
  csl: 'consolidated screening list',
  sme: 'significant military equipment',
  mde: 'major defense equipment',
  fms: 'foreign military sales',
  taa: 'technical assistance agreement',
  mla: 'manufacturing license agreement',
  wda: 'warehouse distribution agreement',
  eccns: 'eccn',
  kiwi: 'new zealand',
  keep: 'keep records',
  store: 'records',
  years: 'year',
  motors: 'motor engine',
  motor: 'motor engine',
  engine: 'engine motor',
  wmd: 'weapons of mass destruction',
  rv: 're-entry vehicle',
  reentry: 're-entry',
  tvc: 'thrust vector control',
  imu: 'inertial measurement accelerometer gyro',
  gyro: 'gyro accelerometer',
  fairings: 'fairing',
  rules: 'rule',
  biden: 'biden memorandum',
  trump: 'trump',
  cyprus: 'cyprus suspension',
  waits: 'waiting period',
  wait: 'waiting period',
  notify: 'notification certification',
  congress: 'congress congressional',
}

const words = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .match(/[a-z]+\.[a-z0-9.]+|\d+(?:[.,]\d+)*(?:\([a-z0-9]+\))*|[a-z0-9]+(?:[-:][a-z0-9]+)*|\([a-z0-9]{1,3}\)/g) ?? []
const parts = (word: string): readonly string[] =>
  /[-:(.]/.test(word) ? [word, ...word.split(/[-:(). ]+/).filter((part) => part.length > 0)] : [word]

/** Words as they are indexed: stop words dropped, the rest stemmed, codes such as 126.7(b) kept whole and in parts. */
export const terms = (text: string): readonly string[] =>
  words(
    text.replace(/\bcat(?:egory|\.)?\s*(?:1|one|i)\b/gi, ' category i ').replace(/\bcat(?:egory|\.)?\s*(?:2|two|ii)\b/gi, ' category ii '),
  )
    .flatMap(parts)
    .filter((word) => !stopWords.has(word))
    .map((word) => (/^[a-z]+$/.test(word) ? stemmer(word) : word))

type Document = Pick<Found, 'article' | 'section'>

/** Full-text search over the sections of a knowledge base. The index is built when the first question needs it. */
export function createSearch(base: Base): Search {
  const documents = base.articles.flatMap((article): readonly Document[] =>
    (article.sections.length > 0 ? article.sections : [{ heading: article.title, body: article.intro, asks: [] }]).map((section) => ({
      article,
      section,
    })),
  )
  let index: MiniSearch | undefined
  return (question, limit = 5) => {
    const asked = words(question).filter((word) => !stopWords.has(word))
    const expanded = asked.map((word) => (synonyms[word] === undefined ? word : `${word} ${synonyms[word]}`)).join(' ')
    const wanted = new Set(terms(question))
    index ??= indexOf(documents)
    return index
      .search(expanded, { combineWith: 'OR' })
      .slice(0, limit)
      .flatMap((hit): Found[] => {
        const document = documents[Number(hit.id)]
        if (document === undefined) return []
        const matched = [...wanted].filter((term) => hit.terms.includes(term)).length
        return [{ ...document, score: hit.score, coverage: wanted.size === 0 ? 0 : matched / wanted.size }]
      })
  }
}

/** Heading and title count more than the text; rare words more than common ones. */
function indexOf(documents: readonly Document[]): MiniSearch {
  const index = new MiniSearch({
    fields: ['heading', 'asks', 'title', 'aliases', 'body'],
    tokenize: (text) => [...terms(text)],
    processTerm: (term) => term,
    searchOptions: { boost: { heading: 3, asks: 3, title: 1.4, aliases: 1.2 }, bm25: { k: 1.2, b: 0.55, d: 0.5 } },
  })
  index.addAll(
    documents.map(({ article, section }, id) => ({
      id,
      title: article.title,
      heading: section.heading,
      asks: section.asks.join(' ; '),
      body: section.body,
      aliases: (article.aliases ?? []).join(' ; '),
    })),
  )
  return index
}
