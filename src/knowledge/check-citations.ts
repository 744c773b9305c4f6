import { claimsTooMuch } from './citation.ts'
import type { Parsed } from './load.ts'
import type { Problem } from './parse-file.ts'
import { problem, unknownId } from './problem.ts'
import type { Cite } from './schema.ts'

/**
 * Checks that every citation names a source that exists, and claims no better status for its text than
 * sources.yaml gives.
 */
export function checkCitations(parsed: Parsed): readonly Problem[] {
  const { groups, classes, families, systems, armedGroups, rules, articles, tips, coming } = parsed
  const known = new Map(parsed.sources.map((source) => [source.id, source]))
  const ids = new Set(known.keys())
  const cites = (file: string, where: string, list: readonly Cite[]): Problem[] =>
    list.flatMap((cite) => [
      ...unknownId(file, where, 'source', cite.source, ids),
      ...(claimsTooMuch(known.get(cite.source), cite)
        ? [
            problem(
              file,
              where,
              `\`${cite.source}\`, ${cite.section} is called ${cite.status ?? ''}, and sources.yaml does not list it as read so well`,
              'leave the status out, or list the section with its copy and day once it was read',
            ),
          ]
        : []),
    ])
  return [
    ...groups.flatMap((group) => cites('groups.yaml', group.id, group.cites)),
    ...classes.flatMap((one) => cites('classes.yaml', one.id, one.cites)),
    ...families.flatMap((family) => cites('items.yaml', family.id, family.cites)),
    ...systems.flatMap((system) => cites('systems.yaml', system.id, [system.source])),
    ...armedGroups.flatMap((list) => cites('armed-groups.yaml', list.id, list.cites)),
    ...rules.flatMap((rule) => cites(`rules/${rule.regime}.yaml`, rule.id, rule.cites)),
    ...articles.flatMap((article) => cites(`articles/${article.id}.md`, 'sources', article.sources)),
    ...tips.flatMap((tip) => cites('tips.yaml', tip.id, tip.sources)),
    ...coming.flatMap((entry) => cites('coming.yaml', entry.id, entry.cites)),
  ]
}
