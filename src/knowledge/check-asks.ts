import type { Base } from './base.ts'
import type { Article, Section } from './parse-article.ts'
import type { Problem } from './parse-file.ts'
import { problem } from './problem.ts'
import type { Search } from './search.ts'

/**
 * A section needs at least `fewest` wordings. A search for its heading or for any of its wordings must
 * return the section among the first `nearTheTop` results.
 */
const fewest = 3
const nearTheTop = 3

/**
 * Two patterns: a heading that asks for yes or no (not for a choice such as "State or Commerce?"), and a text that begins with an answer to
 * it.
 */
const asksYesOrNo = /^(?!.* or )(?:Is|Are|Was|Were|Do|Does|Did|Can|Could|May|Must|Should|Will|Has|Have)\b[^?]*\?$/
const answersYesOrNo = new RegExp(
  [
    '^(?:Yes|No|None|Not|Only|Usually|Possibly|Perhaps|Sometimes|Often|Mostly|Generally|Likely|',
    'Probably|In part|In practice|Unclear|Unknown|Sources|Experts|Stop|Take it to counsel|Treat it|',
    String.raw`Expect|It can|It is|It may)\b`,
  ].join(''),
)

/**
 * Problems of article sections:
 * - it has too few wordings,
 * - its heading or a wording does not find it in a search,
 * - its heading asks for yes or no, and its text does not begin with the answer.
 */
export function checkAsks(base: Base, search: Search): readonly Problem[] {
  return base.articles.flatMap((article) => article.sections.flatMap((section) => problemsOf(article, section, search)))
}

function problemsOf({ id }: Article, section: Section, search: Search): readonly Problem[] {
  const at = (what: string, fix: string): Problem => problem(`articles/${id}.md`, section.heading, what, fix)
  const finds = (asked: string): boolean => search(asked, nearTheTop).some((found) => found.section === section)
  return [
    ...(section.asks.length < fewest
      ? [at('is asked for in too few wordings', `write ${fewest} or more below it, in a comment that begins with <!-- asks`)]
      : []),
    ...(asksYesOrNo.test(section.heading) && !answersYesOrNo.test(section.body)
      ? [at('does not begin with its answer', 'begin with yes, no, only, or what else answers the heading')]
      : []),
    ...[section.heading, ...section.asks]
      .filter((asked) => !finds(asked))
      .map((asked) => at(`\`${asked}\` finds other sections`, 'say it with words that only this section has, or leave it out')),
  ]
}
