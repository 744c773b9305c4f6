import type { EntryKind } from './chain.ts'
import type { Streamed } from './stream.ts'

/** Activities of OCSF's class Entity Management. */
const activities = { create: 1, read: 2, update: 3, delete: 4, other: 99 } as const

/** For each kind of entry, the OCSF activity and the kind of thing that it affects. */
const deeds: Readonly<Record<EntryKind, readonly [keyof typeof activities, entity: string]>> = {
  answer: ['create', 'answer'],
  act: ['update', 'case'],
  refused: ['update', 'case'],
  erasure: ['delete', 'words'],
  head: ['read', 'record'],
  knowledge: ['create', 'knowledge'],
  correction: ['update', 'answer'],
  reminder: ['update', 'case'],
  feedback: ['create', 'feedback'],
  shared: ['read', 'answer'],
  installed: ['create', 'installation'],
  removed: ['delete', 'installation'],
  linked: ['create', 'account link'],
  unlinked: ['delete', 'account link'],
}

const [entityManagement, identity] = [3004, 3]
const isDeed = (kind: string): kind is EntryKind => Object.hasOwn(deeds, kind)

/**
 * Converts an entry to an event of the Open Cybersecurity Schema Framework (1.3, class Entity Management). What OCSF has no field
 * for goes into `unmapped`.
 */
export function toOcsf(
  { cursor, seq, id, at, kind, receipt, case: number, body, previous, hash, words }: Streamed,
  program: string,
): object {
  const [activity, entity] = isDeed(kind) ? deeds[kind] : (['other', kind] as const)
  const isRefused = kind === 'refused'
  return {
    class_uid: entityManagement,
    class_name: 'Entity Management',
    category_uid: identity,
    category_name: 'Identity & Access Management',
    activity_id: activities[activity],
    activity_name: activity[0]?.toUpperCase() + activity.slice(1),
    type_uid: entityManagement * 100 + activities[activity],
    severity_id: isRefused ? 2 : 1,
    status_id: isRefused ? 2 : 1,
    time: Date.parse(at),
    entity: { type: entity, uid: entity === 'case' && number !== null ? String(number) : id },
    metadata: {
      version: '1.3.0',
      product: { name: 'Licet', vendor_name: 'Licet', version: program },
      uid: id,
      sequence: seq,
      log_name: 'record',
      event_code: kind,
    },
    unmapped: { cursor, receipt, case: number, body, previous, hash, ...(words === undefined ? {} : { words }) },
  }
}
