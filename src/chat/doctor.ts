import { composeFindings } from '../doctor/compose-findings.ts'
import type { Action } from '../port/reply.ts'
import { namesOf } from './named-people.ts'
import { saying, type TimedEvent, type ChatParts, type Plan } from './plan.ts'
import { doctorRefused } from './replies.ts'
import { isMember } from '../cases/members.ts'

/** The button that runs the doctor, for admins. */
export const doctorButton: Action = { id: 'doctor', label: 'Doctor' }

/** Whether a person is one of the admins in the settings. A bot never is. */
export const isAdmin = ({ settings }: ChatParts, { person }: TimedEvent): boolean =>
  person.bot !== true && isMember(settings.admins, person)

/**
 * Runs the doctor for an admin and replies with its report; other people are told who the admins are. A run
 * takes seconds, so it happens before the transaction that sends the report.
 */
export async function planDoctor(parts: ChatParts, heard: TimedEvent): Promise<Plan> {
  const { admins } = parts.settings
  if (!isAdmin(parts, heard)) {
    const names = await namesOf(parts, admins)
    return saying(heard, doctorRefused(admins.map((admin) => names.get(admin) ?? admin)))
  }
  return saying(heard, composeFindings(await parts.examine()))
}
