import type { Base } from './base.ts'
import type { Article, Problem, Section } from './load.ts'
import { problem } from './problem.ts'
import type { Search } from './search.ts'

/** So many wordings a section needs, and so near the top each of them, and the heading, must find it. */
const fewest = 3
const nearTheTop = 3

/** Each section is asked for in several wordings, and each of them finds it. */
export function unfound(base: Base, search: Search): readonly Problem[] {
  return base.articles.flatMap((article) => article.sections.flatMap((section) => problemsOf(article, section, search)))
}

function problemsOf({ id }: Article, section: Section, search: Search): readonly Problem[] {
  const at = (what: string, fix: string): Problem => problem(`articles/${id}.md`, section.heading, what, fix)
  const finds = (asked: string): boolean => search(asked, nearTheTop).some((found) => found.section === section)
  return [
    ...(section.asks.length < fewest
      ? [at('is asked for in too few wordings', `write ${fewest} or more below it, in a comment that begins with <!-- asks`)]
      : []),
    ...[section.heading, ...section.asks]
      .filter((asked) => !finds(asked))
      .map((asked) => at(`\`${asked}\` finds other sections`, 'say it with words that only this section has, or leave it out')),
  ]
}
