import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import { addAccountLinks } from './migrations/0007-account-links.ts'
import { addCaseDues } from './migrations/0008-case-dues.ts'
import { addDoors } from './migrations/0009-doors.ts'
import { changesNothing } from './migrations/0010-packed.ts'
import { addWaits } from './migrations/0011-waits.ts'
import { addSpaces } from './migrations/0012-spaces.ts'
import type { Engine } from './engine.ts'
import type { Tables } from './tables.ts'

/**
 * The steps that build the schema, in the order in which they run. Steps 1 to 6 are in this file; each
 * later one has a file in the folder `migrations`. A step that has run anywhere must never be changed; add
 * another instead.
 */
export const migrations = ({ migration: own }: Engine): Record<string, Migration> => ({
  '0001-start': { up: (db: Kysely<Tables>) => start(db, own) },
  '0002-platforms': { up: addPlatforms },
  '0003-inbox-by-time': { up: orderInbox },
  '0004-conversations': { up: addConversations },
  '0005-tips': { up: addTips },
  '0006-accounts': { up: addAccounts },
  '0007-account-links': { up: addAccountLinks },
  '0008-case-dues': { up: addCaseDues },
  '0009-doors': { up: addDoors },
  '0010-packed': { up: changesNothing },
  '0011-waits': { up: addWaits },
  '0012-spaces': { up: addSpaces },
})

async function start(db: Kysely<Tables>, { counter, appendOnly }: Engine['migration']): Promise<void> {
  await db.schema
    .createTable('inbox')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('payload', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('due', 'bigint', (column) => column.notNull())
    .addColumn('problem', 'text')
    .execute()
  await db.schema.createIndex('inbox_waiting').on('inbox').columns(['state', 'due']).execute()
  await db.schema
    .createTable('outbox')
    .addColumn('seq', counter.type, counter.define)
    .addColumn('key', 'text', (column) => column.notNull().unique())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('delivery', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('due', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('unsure', 'integer', (column) => column.notNull())
    .addColumn('claimed_until', 'bigint', (column) => column.notNull())
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .addColumn('sent_at', 'bigint')
    .addColumn('message', 'text')
    .addColumn('problem', 'text')
    .execute()
  await db.schema.createIndex('outbox_waiting').on('outbox').columns(['state', 'platform', 'seq']).execute()
  await db.schema.createIndex('outbox_channels').on('outbox').columns(['channel', 'state', 'seq']).execute()
  await db.schema.createIndex('outbox_messages').on('outbox').columns(['message', 'channel']).execute()
  await db.schema
    .createTable('pace')
    .addColumn('channel', 'text', (column) => column.primaryKey())
    .addColumn('free_at', 'bigint', (column) => column.notNull())
    .addColumn('held_until', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('runs')
    .addColumn('job', 'text', (column) => column.notNull())
    .addColumn('slot', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('runs_once', ['job', 'slot'])
    .execute()
  await startRecord(db, appendOnly)
  await startCases(db)
  await db.schema
    .createTable('kv')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('expires', 'bigint')
    .execute()
}

async function startRecord(db: Kysely<Tables>, appendOnly: readonly string[]): Promise<void> {
  await db.schema
    .createTable('record')
    .addColumn('seq', 'bigint', (column) => column.primaryKey())
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('receipt', 'text')
    .addColumn('case_number', 'integer')
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('previous', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('record_receipts').on('record').column('receipt').execute()
  await db.schema
    .createTable('record_text')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('person', 'text')
    .addColumn('salt', 'text')
    .addColumn('words', 'text')
    .execute()
  await db.schema.createIndex('record_text_persons').on('record_text').column('person').execute()
  await db.schema
    .createTable('record_head')
    .addColumn('one', 'integer', (column) => column.primaryKey())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute()
  await db
    .insertInto('record_head')
    .values({ one: 1, seq: 0, hash: '0'.repeat(64) })
    .execute()
  for (const statement of appendOnly) await sql.raw(statement).execute(db)
  await db.schema
    .createTable('knowledge')
    .addColumn('version', 'text', (column) => column.primaryKey())
    .addColumn('kept_at', 'bigint', (column) => column.notNull())
    .addColumn('files', 'text', (column) => column.notNull())
    .execute()
}

async function startCases(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('cases')
    .addColumn('number', 'integer', (column) => column.primaryKey())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('queue', 'text', (column) => column.notNull())
    .addColumn('topic', 'text', (column) => column.notNull())
    .addColumn('asker', 'text', (column) => column.notNull())
    .addColumn('claimed_by', 'text')
    .addColumn('asker_place', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('cases_queue').on('cases').columns(['queue', 'state']).execute()
  await db.schema.createIndex('cases_place').on('cases').columns(['asker_place', 'state']).execute()
  await db.schema.createIndex('cases_topic').on('cases').columns(['topic', 'state']).execute()
  await db.schema
    .createTable('covers')
    .addColumn('person', 'text', (column) => column.primaryKey())
    .addColumn('deputy', 'text', (column) => column.notNull())
    .addColumn('until', 'bigint', (column) => column.notNull())
    .execute()
}

async function addPlatforms(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('refusals')
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('why', 'text', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('count', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('refusals_once', ['platform', 'why', 'day'])
    .execute()
  await db.schema
    .createTable('sealed')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute()
}

/** Indexes the inbox by time, to find the last event of a platform and to erase old events. */
async function orderInbox(db: Kysely<Tables>): Promise<void> {
  await db.schema.createIndex('inbox_times').on('inbox').column('at').execute()
}

async function addConversations(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('conversations')
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('reference', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('conversations_once', ['platform', 'id'])
    .execute()
  await db.schema.alterTable('outbox').addColumn('entry', 'text').execute()
}

async function addAccounts(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('accounts')
    .addColumn('person', 'text', (column) => column.primaryKey())
    .addColumn('human', 'text', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('accounts_humans').on('accounts').column('human').execute()
  await db.schema
    .createTable('link_offers')
    .addColumn('code', 'text', (column) => column.primaryKey())
    .addColumn('first', 'text', (column) => column.notNull())
    .addColumn('second', 'text')
    .addColumn('agreed', 'integer', (column) => column.notNull())
    .addColumn('expires', 'bigint', (column) => column.notNull())
    .execute()
}

async function addTips(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('subscriptions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('subscriber', 'text', (column) => column.notNull().unique())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('by', 'text', (column) => column.notNull())
    .addColumn('zone', 'text', (column) => column.notNull())
    .addColumn('time', 'text', (column) => column.notNull())
    .addColumn('days', 'text', (column) => column.notNull())
    .addColumn('topics', 'text', (column) => column.notNull())
    .addColumn('paused_until', 'text')
    .addColumn('last_day', 'text')
    .addColumn('due', 'bigint')
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('subscriptions_due').on('subscriptions').columns(['platform', 'due']).execute()
  await db.schema
    .createTable('tips_seen')
    .addColumn('subscription', 'text', (column) => column.notNull())
    .addColumn('tip', 'text', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('tips_seen_once', ['subscription', 'tip'])
    .execute()
  await db.schema
    .createTable('quiz_answers')
    .addColumn('subscription', 'text', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('tip', 'text', (column) => column.notNull())
    .addColumn('choice', 'integer', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('quiz_answers_once', ['subscription', 'day', 'person'])
    .execute()
  await db.schema.createIndex('quiz_answers_tip').on('quiz_answers').column('tip').execute()
  await db.schema.alterTable('outbox').addColumn('expires', 'bigint').execute()
}
