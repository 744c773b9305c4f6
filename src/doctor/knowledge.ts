import { dueChangeLine, dueChanges } from '../answer/due-changes.ts'
import { KnowledgeError, overdue, type Base } from '../knowledge/base.ts'
import type { Source } from '../knowledge/schema.ts'
import { broken, doubtful, fine, type Finding } from '../port/finding.ts'
import type { Check } from './run-check.ts'
import { counted } from './duration.ts'
import { addDays, dayLength, dayOf } from '../engine/days.ts'

/**
 * Checks the knowledge, whether sources are due for review, and whether changes of the law are coming.
 * `knowledge` may throw a KnowledgeError.
 */
export const knowledgeCheck = (knowledge: () => Base, now: number): Check => ({
  what: 'Knowledge',
  mend: 'run npm run check, and mend what it lists',
  look: () => Promise.resolve(lookAtKnowledge(knowledge, now)),
})

const soon = 30 * dayLength

function lookAtKnowledge(knowledge: () => Base, now: number): readonly Finding[] {
  try {
    const base = knowledge()
    const late = overdue(base, dayOf(now))
    const next = overdue(base, dayOf(now + soon)).filter((source) => !late.includes(source))
    return [fine('Knowledge', `version ${base.version}`), judgeSources(late, next), judgeComing(base, dayOf(now))]
  } catch (error) {
    if (!(error instanceof KnowledgeError)) throw error
    return [broken('Knowledge', error.message.split('\n')[0] ?? '', 'run npm run check, and mend what it lists')]
  }
}

const renew = 'read them again, and set read, asOf and reviewBy in knowledge/sources.yaml'

function judgeSources(late: readonly Source[], next: readonly Source[]): Finding {
  if (late.length > 0) return broken('Sources', `${named(late)} past review; what would clear by them goes to counsel`, renew)
  if (next.length > 0) return doubtful('Sources', `${named(next)} due for review within 30 days`, renew)
  return fine('Sources', 'none is due for review within 30 days')
}

function named(sources: readonly Source[]): string {
  const shown = sources.slice(0, 5).map(({ id, reviewBy }) => `${id} (${reviewBy ?? ''})`)
  return `${counted(sources.length, 'source')}, ${shown.join(', ')}${sources.length > shown.length ? ' and others,' : ','}`
}

/**
 * Makes the finding for coming changes of the law: doubtful if one is due within a week or is past. Sources
 * due for review have their own finding.
 */
function judgeComing(base: Base, today: string): Finding {
  const all = dueChanges(base, today).filter(({ kind }) => kind !== 'sources')
  const [next] = all
  if (next === undefined) return fine('Law to come', 'nothing is known')
  const near = all.filter(({ day }) => day <= addDays(today, 7))
  if (near.length > 0)
    return doubtful(
      'Law to come',
      near.map(dueChangeLine).join('; '),
      'read what came of it, put it into the rules, and take it out of knowledge/coming.yaml or give it another day',
    )
  return fine('Law to come', `${dueChangeLine(next)}${all.length > 1 ? `; ${all.length - 1} more, see npm run check -- --calendar` : ''}`)
}
