import MiniSearch from 'minisearch'
import type { Base } from '../knowledge/base.ts'
import type { RegimeRule } from '../knowledge/load.ts'
import type { FoundSection } from '../knowledge/search.ts'
import { terms } from '../knowledge/search-words.ts'
import { isRange } from '../engine/rule.ts'
import type { ChatReply } from '../port/reply.ts'
import type { Answerer } from './conversation-types.ts'
import { showCite } from './citations.ts'
import { verdictWords } from './words.ts'
import { dateWords } from '../port/date-words.ts'

/**
 * A section of an article, or a rule, that fits the words searched for. `line`: one line about it, not yet
 * shortened. `reply`: its full text.
 */
export type SearchMatch = { readonly kind: 'article' | 'rule'; readonly title: string; readonly line: string; readonly reply: ChatReply }

/**
 * Returns a search over articles and rules. It finds at most `limit` matches: the articles, best first, then
 * the rules, best first (at most half of `limit`, rounded up). Without words it gives the articles that were
 * reviewed most recently.
 */
export function createRuleAndArticleSearch({ base, search }: Answerer): (words: string, limit: number) => readonly SearchMatch[] {
  const findRules = createRuleSearch(base)
  return (words, limit) => {
    if (words.trim() === '') return lastReviewed(base, limit)
    const rules = findRules(words).slice(0, Math.ceil(limit / 2))
    const articles = search(words, limit).slice(0, limit - rules.length)
    return [...articles.map((found) => articleMatch(base, found)), ...rules.map((rule) => ruleMatch(base, rule))]
  }
}

function createRuleSearch(base: Base): (words: string) => readonly RegimeRule[] {
  const index = new MiniSearch<{ id: string; title: string; why: string }>({
    fields: ['title', 'why'],
    tokenize: (text) => [...terms(text)],
    processTerm: (term) => term,
    searchOptions: { boost: { title: 2 }, combineWith: 'AND' },
  })
  index.addAll([...base.rules.values()].map(({ id, title, why }) => ({ id, title, why })))
  return (words) => index.search(words).flatMap(({ id }) => base.rules.get(String(id)) ?? [])
}

const lastReviewed = (base: Base, limit: number): readonly SearchMatch[] =>
  base.articles
    .toSorted((a, b) => b.reviewed.localeCompare(a.reviewed))
    .slice(0, limit)
    .flatMap((article) => {
      const [section] = article.sections
      return section === undefined ? [] : [articleMatch(base, { article, section })]
    })

function articleMatch(base: Base, { article, section }: Pick<FoundSection, 'article' | 'section'>): SearchMatch {
  return {
    kind: 'article',
    title: section.heading,
    line: section.body.replace(/\s+/g, ' '),
    reply: {
      tone: 'neutral',
      title: section.heading,
      blocks: [
        { kind: 'text', text: section.body },
        {
          kind: 'note',
          text: `From "${article.title}", reviewed ${dateWords(article.reviewed)}. General information, not a verdict on a deal.`,
        },
        { kind: 'citations', citations: article.sources.slice(0, 12).map((cite) => showCite(base, cite)) },
      ],
      actions: [],
    },
  }
}

function ruleMatch(base: Base, rule: RegimeRule): SearchMatch {
  const { from, until } = rule.effective
  return {
    kind: 'rule',
    title: rule.title,
    line: outcomeWords(rule),
    reply: {
      tone: 'neutral',
      title: rule.title,
      blocks: [
        { kind: 'text', text: rule.why },
        {
          kind: 'fields',
          fields: [
            ['Says', outcomeWords(rule)],
            ['In force', `since ${dateWords(from)}${until === undefined ? '' : ` until ${dateWords(until)}`}`],
            ['Rule', rule.id],
          ],
        },
        ...(rule.obligations === undefined ? [] : [{ kind: 'list' as const, title: 'Duties', items: rule.obligations }]),
        { kind: 'note', text: 'One rule alone, not a verdict on a deal: others may govern.' },
        { kind: 'citations', citations: rule.cites.map((cite) => showCite(base, cite)) },
      ],
      actions: [],
    },
  }
}

function outcomeWords({ outcome }: RegimeRule): string {
  if (outcome === null) return 'Adds duties only'
  if (!isRange(outcome)) return verdictWords[outcome].title
  const least = outcome.atLeast === null ? 'nothing' : verdictWords[outcome.atLeast].clause
  return `Between ${least} and ${verdictWords[outcome.atMost].clause}, for ${outcome.settledBy} to settle`
}
