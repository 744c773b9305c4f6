import type { Value } from '../slack/fake/elements.ts'
import { placedElements } from '../slack/fake/elements.ts'
import { isObject } from '../slack/fake/schema.ts'
import type { FakeSlack } from '../slack/fake/fake.ts'
import type { Block, Message } from '../slack/fake/types.ts'
import { heads, type Cast, type Door, type Found } from './door.ts'
import type { Payload } from './payload.ts'
import type { World } from './world.ts'

export const slackCast: Cast = {
  asker: 'U1',
  counsel: 'U2',
  deputy: 'U3',
  away: 'U4',
  admin: 'U5',
  reader: 'U6',
  paused: 'U7',
  curious: 'U8',
  joining: 'U9',
  doubting: 'U10',
  linked: 'U11',
  erased: 'U12',
}

/** Adds the people to the fake workspace, and counsel to a user group. */
export function peopleInSlack(slack: FakeSlack): void {
  for (const [part, id] of Object.entries(slackCast)) slack.user(id, { name: `Sam ${part}` })
  const { counsel, deputy, away } = slackCast
  slack.group('S1', [counsel, deputy, away])
}

/** Adds the shared channels. Licet is a member of each. */
export function roomsInSlack(slack: FakeSlack): void {
  const { counsel, deputy, away } = slackCast
  slack.channel('CDESK', { name: 'counsel', is_private: true, members: [counsel, deputy, away] })
  slack.channel('CDEALS', { name: 'deals', members: Object.values(slackCast) })
  slack.channel('CNEWS', { name: 'news', members: Object.values(slackCast) })
}

/** Captures the next request to Licet instead of sending it. */
export function kept(slack: FakeSlack, kind: string, label: string, act: () => Promise<unknown>): Payload {
  const held = slack.hold()
  void act()
  const [sent] = held.envelopes()
  void held.release([])
  if (sent === undefined) throw new Error(`nothing was sent for ${kind}`)
  return { kind, label, door: 'slack', sent }
}

export function slackDoor({ slack, settle }: World): Door {
  const all = (who: string): readonly Message[] =>
    [...slack.direct(who), ...slack.ephemerals(who), ...['CDESK', 'CDEALS', 'CNEWS'].flatMap((channel) => slack.messages(channel))]
      .filter((one) => one.bot_id !== undefined)
      .toSorted((one, other) => Number(one.ts) - Number(other.ts))
  const click = (who: string, { where, id }: Found, label: string) => {
    const on = where === 'home' ? { view: 'home' as const } : { message: { channel: where, ts: id } }
    const blocks = where === 'home' ? slack.home(who)?.blocks : slack.messageAt(where, id)?.blocks
    return { user: who, ...on, ...buttonIn(blocks ?? [], label) }
  }
  const open = async (who: string, on: Found, label: string): Promise<void> => {
    await slack.click(click(who, on, label))
    await slack.until(() => slack.modal(who))
  }
  const placed = (who: string) => placedElements(slack.modal(who)?.view.blocks ?? [])
  const fields = (who: string, values: Readonly<Record<string, string>>): Readonly<Record<string, Value>> =>
    Object.fromEntries(
      placed(who).flatMap(({ block, element }) => {
        const value = values[String(block.block_id)]
        if (value === undefined || value === '') return []
        const isMany = /^multi_|^checkboxes$/.test(String(element['type']))
        return [[String(block.block_id), isMany ? value.split(',') : value]]
      }),
    )
  const pick = async (who: string, values: Readonly<Record<string, string>>): Promise<void> => {
    for (const { block, element } of placed(who)) {
      const value = values[String(block.block_id)] ?? ''
      if (value !== '' && String(element['type']).endsWith('external_select'))
        await slack.suggest({ user: who, actionId: String(element['action_id']), query: typedFor[value] ?? value })
    }
  }
  return {
    name: 'slack',
    cast: slackCast,
    named: (who) => who,
    say: async (who, text) => {
      await slack.dm({ user: who, text })
      await settle()
    },
    reply: async (who, { where, id }, text) => {
      await slack.dm({ user: who, text, threadTs: slack.messageAt(where, id)?.thread_ts ?? id })
      await settle()
    },
    find: (who, words, { label, isShared } = {}) => {
      const fits = ({ text, blocks, channel }: Message): boolean =>
        words.test(text) &&
        (label === undefined || labelsIn(blocks).some((one) => label.test(one))) &&
        (isShared === undefined || isShared === channel.startsWith('C'))
      const found = all(who).findLast(fits)
      if (found === undefined) throw new Error(`nobody said ${words} with ${label} to ${who}: ${heads(all(who).map(({ text }) => text))}`)
      return Promise.resolve({ where: found.channel, id: found.ts })
    },
    words: ({ where, id }) => slack.messageAt(where, id)?.text ?? '',
    labels: (who, { where, id }) => labelsIn((where === 'home' ? slack.home(who) : slack.messageAt(where, id))?.blocks ?? []),
    press: async (who, on, label) => {
      await slack.click(click(who, on, label))
      await settle()
    },
    fill: async (who, on, label, values) => {
      await open(who, on, label)
      await slack.submit({ user: who, values: fields(who, values) })
      await settle()
    },
    keepPress: (kind, who, on, label) => Promise.resolve(kept(slack, kind, label, () => slack.click(click(who, on, label)))),
    keepFill: async (kind, who, on, label, values) => {
      await open(who, on, label)
      await pick(who, values)
      const submit = slack.modal(who)?.view['submit']
      const payload = kept(slack, kind, isObject(submit) ? String(submit['text']) : '', () =>
        slack.submit({ user: who, values: fields(who, values) }),
      )
      await slack.close({ user: who, all: true })
      return payload
    },
    openHome: async (who) => {
      await slack.openHome({ user: who, tab: 'home' })
      await slack.until(() => slack.home(who))
      return { where: 'home', id: '' }
    },
  }
}

/** What to type so that the value is suggested. */
const typedFor: Readonly<Record<string, string>> = { AU: 'Australia', JP: 'Japan', 'Europe/Berlin': 'Berlin' }

type Button = { readonly actionId: string; readonly value?: string }

const labelOf = (part: unknown): string => (isObject(part) && isObject(part['text']) ? String(part['text']['text']) : '')

const labelsIn = (blocks: readonly Block[]): readonly string[] =>
  placedElements(blocks)
    .flatMap(({ element }) => [element, ...optionsOf(element)])
    .map(labelOf)
    .filter((label) => label !== '')

/** The options of a "…" menu. */
const optionsOf = ({ type, options }: Readonly<Record<string, unknown>>): readonly unknown[] =>
  type === 'overflow' && Array.isArray(options) ? options : []

/** Finds a button by its label, also in a menu or among the two that rate an answer. */
export function buttonIn(blocks: readonly Block[], label: string): Button {
  for (const { element } of placedElements(blocks)) {
    const actionId = String(element['action_id'])
    if (labelOf(element) === label) return { actionId }
    const option = optionsOf(element).find((one) => labelOf(one) === label)
    if (isObject(option)) return { actionId, value: String(option['value']) }
    for (const value of ['positive', 'negative']) if (labelOf(element[`${value}_button`]) === label) return { actionId, value }
  }
  throw new Error(`there is no button ${label}: ${labelsIn(blocks).join(', ')}`)
}
