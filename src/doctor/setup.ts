import type { Queue } from '../cases/queue.ts'
import { feedbackReadersIn, type FeedbackReader } from '../cases/feedback-readers.ts'
import { dueChangeLine, dueChanges } from '../answer/due-changes.ts'
import type { Settings } from '../config.ts'
import { KnowledgeError, overdue, type Base } from '../knowledge/base.ts'
import type { Source } from '../knowledge/schema.ts'
import { broken, doubtful, fine, type Finding } from '../port/finding.ts'
import type { Platform } from '../port/platform.ts'
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

/**
 * Checks what the settings name: each queue's desk and counsel, the desks for feedback, and people who may
 * use the doctor in chat.
 */
export const lookAtSettings = ({ queues, admins, feedback }: Settings, platforms: readonly Platform[]): readonly Finding[] => [
  ...(isAsGiven(queues, platforms) ? [unset] : queues.map((queue) => judgeQueue(queue, platforms))),
  ...feedbackReadersIn({ feedback }).flatMap((reader) => judgeReader(reader, platforms)),
  admins.length > 0
    ? fine('Admins', counted(admins.length, 'member'))
    : doubtful('Admins', 'none', 'list members under admins in settings.yaml; without one nobody can ask the doctor in chat'),
]

/**
 * Whether the queues are still those of the example settings (every desk is in the terminal), although a
 * platform other than the terminal runs.
 */
const isAsGiven = (queues: readonly Queue[], platforms: readonly Platform[]): boolean =>
  platforms.some(({ channel }) => channel === undefined) && queues.every(({ desk }) => desk.platform === 'console')

const unset = doubtful(
  'Queues',
  'desks and counsel are still those of the example, in the terminal: no case reaches anybody who does not run npm run console',
  'copy settings.example.yaml to settings.yaml, and name your desks, counsel and admins (see manifest/README.md)',
)

/**
 * A broken finding if the desk of a feedback reader is on a platform that this installation does not run;
 * otherwise empty.
 */
const judgeReader = ({ name, desk }: FeedbackReader, platforms: readonly Platform[]): readonly Finding[] =>
  platforms.some((platform) => platform.name === desk.platform)
    ? []
    : [
        broken(
          `Feedback to ${name}`,
          `its desk is on ${desk.platform}, which does not run here`,
          `give ${desk.platform} its credentials, or name another desk under feedback in settings.yaml`,
        ),
      ]

function judgeQueue({ name, counsel, desk }: Queue, platforms: readonly Platform[]): Finding {
  const what = `Queue ${name}`
  if (counsel.length === 0) return broken(what, 'it has no counsel', 'list who answers under counsel in settings.yaml')
  if (!platforms.some((platform) => platform.name === desk.platform))
    return broken(
      what,
      `its desk is on ${desk.platform}, which does not run here`,
      `give ${desk.platform} its credentials, or name another desk in settings.yaml`,
    )
  return fine(what, `${counted(counsel.length, 'member')} of counsel, desk on ${desk.platform}`)
}
