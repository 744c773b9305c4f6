import { hourLength } from './engine/days.ts'
import { Cron } from 'croner'
import { renewDues } from './cases/renew-dues.ts'
import { closeAnswered } from './cases/close-answered.ts'
import { remind } from './cases/reminders.ts'
import type { ChatParts } from './chat/plan.ts'
import { textReply } from './cases/asker-card.ts'
import { claimSlot } from './delivery/job-slots.ts'
import { tellDueChanges } from './doctor/tell-due-changes.ts'
import { put } from './delivery/outbox.ts'
import { append } from './record/chain.ts'
import type { Platform } from './port/platform.ts'
import type { Tx } from './store/tables.ts'
import { eraseOld } from './record/retention.ts'
import { makeOffers } from './tips/offers.ts'
import { sendTips } from './tips/send.ts'
import { workingOf } from './tips/settings.ts'
import { replan } from './tips/subscriptions.ts'

type Served = ChatParts & { readonly platforms: readonly Platform[] }

/**
 * A job that runs at fixed times. `when` is a cron expression in the time zone `zone`. If no process ran the
 * job at its time, it is still run up to `late` milliseconds afterwards.
 */
type Job = {
  readonly name: string
  readonly when: string
  readonly zone: string
  readonly late: number
  readonly run: (parts: Served, now: number, slot: Slot) => Promise<void>
}

/**
 * The time at which a job was to run. `claim` says in a transaction whether this process may do the job: it is
 * `true` in one process only, and only once.
 */
type Slot = { readonly at: string; readonly claim: (tx: Tx) => Promise<boolean> }

const jobsOf = ({ settings: { head } }: ChatParts): readonly Job[] => [
  { name: 'remind', when: '*/5 * * * *', zone: 'UTC', late: 5 * 60_000, run: runReminders },
  { name: 'close-answered', when: '*/5 * * * *', zone: 'UTC', late: 5 * 60_000, run: runCloseAnswered },
  { name: 'tips-plan', when: '40 * * * *', zone: 'UTC', late: hourLength / 2, run: runPlan },
  { name: 'coming', when: '0 8 * * *', zone: 'UTC', late: 20 * hourLength, run: runComing },
  { name: 'retention', when: '10 3 * * *', zone: 'UTC', late: 20 * hourLength, run: runRetention },
  ...(head === undefined
    ? []
    : [
        {
          name: 'head',
          when: `${Number(head.at.slice(3))} ${Number(head.at.slice(0, 2))} * * *`,
          zone: head.zone,
          late: 20 * hourLength,
          run: postHead,
        },
      ]),
]

/**
 * Runs every job whose time has come and that no process has done yet, then sends tips. A job that was
 * missed because no process ran is run now, unless it is too late for it.
 */
export async function runJobs(parts: Served, now: number): Promise<void> {
  for (const job of jobsOf(parts)) {
    const [last] = cronOf(job).previousRuns(1, new Date(now + 1))
    if (last === undefined || now - last.getTime() > job.late) continue
    const at = last.toISOString()
    await job.run(parts, now, { at, claim: (tx) => claimSlot(tx, job.name, at, now) })
  }
  const { store, platforms, versions, settings } = parts
  await sendTips({ store, platforms, knowledge: versions.current, working: workingOf(settings) }, now)
}

/** Parsed cron expressions, by expression and zone. They are few, and needed every second. */
const crons = new Map<string, Cron>()

function cronOf({ when, zone }: Pick<Job, 'when' | 'zone'>): Cron {
  const key = `${when} ${zone}`
  const cron = crons.get(key) ?? new Cron(when, { timezone: zone, paused: true })
  crons.set(key, cron)
  return cron
}

/**
 * Runs every hour: computes again when tips and answers are due, because clocks, time zones and settings
 * change; also offers tips to channels.
 */
async function runPlan({ store, settings }: ChatParts, now: number, { claim }: Slot): Promise<void> {
  if (!(await store.write(claim))) return
  await renewDues(store, settings.queues, now)
  await replan(store, workingOf(settings), now)
  await makeOffers(store, settings.tips, workingOf(settings), now)
}

async function runReminders({ store, settings }: ChatParts, now: number, { claim }: Slot): Promise<void> {
  await store.write(async (tx) => {
    if (await claim(tx)) await remind(tx, settings.queues, now)
  })
}

async function runCloseAnswered(
  { store, versions, settings: { queues, closeAnswered: days } }: ChatParts,
  now: number,
  { claim }: Slot,
): Promise<void> {
  if (await store.write(claim)) await closeAnswered({ store, versions, queues, days }, now)
}

/**
 * Tells admins about coming changes of the law and about sources due for review, before the day and on it.
 */
async function runComing({ store, versions, settings: { admins }, platforms }: Served, now: number, { claim }: Slot): Promise<void> {
  await store.write(async (tx) => {
    if (await claim(tx)) await tellDueChanges(tx, versions.current.base, { admins, platforms, now })
  })
}

/**
 * Erases words whose retention has ended. That takes many transactions; if the process dies between two of
 * them, the rest is erased the next day.
 */
async function runRetention({ store, settings }: ChatParts, now: number, { claim }: Slot): Promise<void> {
  if (await store.write(claim)) await eraseOld(store, settings, now)
}

/**
 * Posts the last hash of the record's chain to a desk that the admin chose. A person who changes the
 * database cannot change that message.
 */
async function postHead({ store, settings: { head } }: ChatParts, now: number, { at, claim }: Slot): Promise<void> {
  if (head === undefined) return
  await store.write(async (tx) => {
    if (!(await claim(tx))) return
    const { seq, hash } = await tx.selectFrom('record_head').select(['seq', 'hash']).executeTakeFirstOrThrow()
    // The hash of an empty record would prove nothing, and perhaps nobody is at the desk yet.
    if (seq === 0) return
    await append(tx, { kind: 'head', at: now, body: { seq, hash, desk: head.desk } })
    const text =
      `The record has ${seq} ${seq === 1 ? 'entry' : 'entries'}. Its last hash is ${hash}. Keep this ` +
      `message: \`npm run record -- verify --head ${hash}\` checks the record against it.`
    await put(tx, { kind: 'post', key: `head:${at}`, place: head.desk, reply: textReply('Head of the record', text) }, now)
  })
}
