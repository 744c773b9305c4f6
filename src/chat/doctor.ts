import { isMember } from '../cases/queue.ts'
import { composeFindings } from '../doctor/compose.ts'
import type { Action } from '../reply/reply.ts'
import { saying, type Heard, type Parts, type Plan } from './parts.ts'
import { doctorRefused } from './words.ts'

/** The button for those who may press it. */
export const doctorButton: Action = { id: 'doctor', label: 'Doctor' }

/** Whether a person may configure and run the checks. */
export const isAdmin = ({ settings }: Parts, { person }: Heard): boolean => person.bot !== true && isMember(settings.admins, person)

/** Examines everything for an admin, before the transaction that says what was found. */
export async function planDoctor(parts: Parts, heard: Heard): Promise<Plan> {
  if (!isAdmin(parts, heard)) return saying(heard, doctorRefused(parts.settings.admins))
  return saying(heard, composeFindings(await parts.examine()))
}
