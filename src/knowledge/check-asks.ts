import type { Base } from './base.ts'
import type { Article, Problem, Section } from './load.ts'
import { problem } from './problem.ts'
import type { Search } from './search.ts'

/** So many wordings a section needs, and so near the top each of them, and the heading, must find it. */
const fewest = 3
const nearTheTop = 3

/** A heading that is answered with yes or no ("State or Commerce?" is not), and how such an answer begins. */
const asksYesOrNo = /^(?!.* or )(?:Is|Are|Was|Were|Do|Does|Did|Can|Could|May|Must|Should|Will|Has|Have)\b[^?]*\?$/
const answersYesOrNo =
  /^(?:Yes|No|None|Not|Only|Usually|Possibly|Perhaps|Sometimes|Often|Mostly|Generally|Likely|Probably|In part|In practice|Unclear|Unknown|Sources|Experts|Stop|Take it to counsel|Treat it|Expect|It can|It is|It may)\b/

/** Each section is asked for in several wordings, each of them finds it by its words alone, and its first words answer its heading. */
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
    ...(asksYesOrNo.test(section.heading) && !answersYesOrNo.test(section.body)
      ? [at('does not begin with its answer', 'begin with yes, no, only, or what else answers the heading')]
      : []),
    ...[section.heading, ...section.asks]
      .filter((asked) => !finds(asked))
      .map((asked) => at(`\`${asked}\` finds other sections`, 'say it with words that only this section has, or leave it out')),
  ]
}
