import { parseFile, type Problem } from './parse-file.ts'
import type { z } from 'zod'
import * as schema from './schema.ts'

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

export function parseArticle(file: string, text: string, problems: Problem[]): Article[] {
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
 * Parses a section of an article. A comment directly below its heading (`<!-- asks`), which readers do not
 * see, lists other wordings of its question, one per line.
 */
function parseSection(section: string): Section {
  const [heading = '', ...lines] = section.split('\n')
  const body = lines.join('\n')
  const [comment = '', asked = ''] = /^\s*<!-- asks\n([\s\S]*?)-->/.exec(body) ?? []
  const asks = asked.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
  return { heading: heading.trim(), body: body.slice(comment.length).trim(), asks }
}
