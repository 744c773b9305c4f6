import type { Queue } from '../cases/queue.ts'
import { feedbackReadersIn, type FeedbackReader } from '../cases/feedback-readers.ts'
import type { Settings } from '../config.ts'
import { broken, doubtful, fine, type Finding } from '../port/finding.ts'
import type { Platform } from '../port/platform.ts'
import { counted } from './duration.ts'

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
