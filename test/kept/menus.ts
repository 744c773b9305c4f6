import { put } from '../../src/delivery/outbox.ts'
import { textReply } from '../../src/cases/asker-card.ts'
import { ownChatOf } from '../../src/port/incoming.ts'
import type { Action } from '../../src/port/reply.ts'
import { nodesIn } from '../teams/fake/rules.ts'
import type { Door } from './door.ts'
import type { Payload } from './payload.ts'
import { buttonIn, kept as keptOfSlack } from './slack-door.ts'
import { kept as keptOfTeams, messageIn, userIn, type Rooms } from './teams-door.ts'
import type { World } from './world.ts'

/** Buttons that the adapters can read but no present card shows. They are posted once, so that each can be captured. */
const unseen: readonly Action[] = [
  { id: 'cases', label: 'Cases' },
  { id: 'uncover', label: 'I am back' },
  { id: 'link', label: 'Link' },
  { id: 'unlink', label: 'Unlink' },
  { id: 'tips', label: 'Tips' },
]
/** Buttons that a terminal never shows: forms open by typed words there, and there is nobody to share with. */
const unseenInTerminal: readonly Action[] = [
  { id: 'cover', label: 'Cover while you are away' },
  { id: 'share', label: 'Share' },
]

/** Posts those buttons to one person. */
async function showUnseen(world: World, door: Door, whole: string): Promise<void> {
  await show(world, whole, [...unseen, ...(door.name === 'console' ? unseenInTerminal : [])])
}

/** Posts buttons to one person, under words by which they can be found. */
export async function show({ store, clock, settle }: World, whole: string, actions: readonly Action[]): Promise<void> {
  const reply = textReply('Buttons', 'These do what they say.', 'neutral', actions)
  await store.write((tx) =>
    put(tx, { kind: 'post', key: `kept:${whole}:${actions[0]?.id}:${actions[0]?.of ?? ''}`, place: ownChatOf(whole), reply }, clock.now),
  )
  await settle()
}

/** Captures the buttons for cover, account links and lists. `idOf` gives a person's full id. */
export async function rareButtons(world: World, door: Door, idOf: (who: string) => string): Promise<readonly Payload[]> {
  const { asker, counsel, away, paused, deputy, linked, curious } = door.cast
  const press = async (who: string, label: string): Promise<Payload> => {
    await showUnseen(world, door, idOf(who))
    const id = [...unseen, ...unseenInTerminal].find((one) => one.label === label)?.id
    return await door.keepPress(`button ${id}`, who, await door.find(who, /These do what they say/), label)
  }
  const covering = 'Cover while you are away'
  if (door.name === 'console') await showUnseen(world, door, idOf(counsel))
  else await door.say(counsel, 'cover')
  const cover = await door.find(counsel, /./, { label: /^Cover while you are away$/ })
  return [
    await door.keepPress('button cover', counsel, cover, covering),
    await door.keepFill('form cover', counsel, cover, covering, { person: door.named(deputy), until: '2026-12-31' }),
    await press(counsel, 'Cases'),
    await press(away, 'I am back'),
    await press(curious, 'Link'),
    await press(linked, 'Unlink'),
    await press(paused, 'Tips'),
    ...(door.name === 'console' ? [await press(asker, 'Share')] : []),
  ]
}

/** Captures what else people can do in Slack: share, rate, and the app's own menus. */
export async function slackMenus({ slack, settle }: World, door: Door): Promise<readonly Payload[]> {
  const { asker } = door.cast
  await slack.command({ user: asker, channel: 'CDEALS', command: '/licet', text: 'can we sell an SLV stage to France?' })
  await settle()
  const hidden = await door.find(asker, /to France\b/, { label: /^Share$/ })
  const { message } = await slack.message({ user: asker, channel: 'CDEALS', text: 'Could we send an SLV stage to Canada?' })
  const keep = (kind: string, label: string, act: () => Promise<unknown>): Payload => keptOfSlack(slack, kind, label, act)
  const wrong = { reason: 'outdated', text: 'The rule has changed.' }
  const payloads = [
    await door.keepPress('button share', asker, hidden, 'Share'),
    await door.keepFill('form share', asker, hidden, 'Share', {}),
    await door.keepPress('button feedback, good', asker, hidden, 'Helpful'),
    await door.keepPress('button feedback, bad', asker, hidden, 'Not right'),
    await door.keepFill('form feedback', asker, hidden, 'Not right', wrong),
    keep('slack command /licet', '/licet', () =>
      slack.command({ user: asker, channel: 'CDEALS', command: '/licet', text: 'ask drone to Portugal' }),
    ),
    keep('slack shortcut ask', 'Ask Licet', () => slack.shortcut({ user: asker, callbackId: 'ask' })),
    keep('slack shortcut check', 'Check with Licet', () => slack.messageShortcut({ user: asker, message, callbackId: 'check' })),
  ]
  await slack.shortcut({ user: asker, callbackId: 'ask' })
  await slack.until(() => slack.modal(asker))
  const offer = (from: string): Payload =>
    keep(`slack options ${from}`, from, () => slack.suggest({ user: asker, actionId: `licet:pick:${from}`, query: 'au' }))
  const names = ['item', 'country'].map(offer)
  await slack.close({ user: asker, all: true })
  await door.say(asker, 'tips')
  const { where, id } = await door.find(asker, /A tip a day/)
  await slack.click({
    user: asker,
    message: { channel: where, ts: id },
    ...buttonIn(slack.messageAt(where, id)?.blocks ?? [], 'Set up tips'),
  })
  await slack.until(() => slack.modal(asker))
  const zones = offer('zone')
  await slack.close({ user: asker, all: true })
  return [...payloads, ...names, zones]
}

/** Posts the buttons that open layers, as older Teams cards had them, for the answer about Germany. */
async function showLayers(world: World, whole: string): Promise<void> {
  const of = await entryOn(world, whole, 'Germany')
  const actions = [
    { id: 'why', label: 'Why?', of },
    { id: 'changes', label: 'What would change it', of },
  ] as const
  await show(world, whole, actions)
}

/** The record entry of a person's answer about a country. Later answers may continue from it. */
async function entryOn({ store }: World, whole: string, country: string): Promise<string> {
  const { id } = await store.db
    .selectFrom('record_text')
    .innerJoin('record', 'record.id', 'record_text.id')
    .select('record.id')
    .where('record.kind', '=', 'answer')
    .where('words', 'like', `%${whole}%to ${country}?%`)
    .orderBy('seq')
    .executeTakeFirstOrThrow()
  return id
}

/** Captures a button that opens a layer by its name, which no present card shows. */
export async function layerButton(world: World, door: Door): Promise<Payload> {
  const { doubting } = door.cast
  const whole = fullId(world, door, doubting)
  await show(world, whole, [{ id: 'layer', label: 'Conditions', of: await entryOn(world, whole, 'Croatia'), choice: 'conditions' }])
  return await door.keepPress('button layer', doubting, await door.find(doubting, /These do what they say/), 'Conditions')
}

/** A person's full id. */
export const fullId = ({ teams }: World, { name }: Door, who: string): string =>
  name === 'slack' ? `slack:T0FAKE.${who}` : name === 'teams' ? teams.personOf(userIn(teams, who)) : `console:${who}`

/**
 * Captures what else people can do in Teams: share, rate, the card that refreshes, the message extension, and messages of older
 * clients.
 */
export async function teamsMenus(world: World, door: Door, { guests, deals }: Rooms): Promise<readonly Payload[]> {
  const { teams, settle } = world
  const { asker, counsel } = door.cast
  const user = userIn(teams, asker)
  await teams.say(user, guests, 'can we sell an SLV stage to France?')
  await settle()
  const hidden = await door.find(asker, /to France\b/, { label: /^Share$/ })
  await teams.say(user, deals, 'can we sell an SLV stage to Canada?')
  await settle()
  const open = await door.find(asker, /to Canada\b/)
  const more = { replyToId: open.id, thread: messageIn(teams, open).thread ?? open.id }
  const invoke = (kind: string, label: string, name: string, value: unknown): Promise<Payload> =>
    keptOfTeams(teams, kind, label, () => teams.invoke(user, deals, name, value, more))
  const rated = (reaction: string): unknown => ({ data: { actionName: 'feedback', actionValue: { reaction } } })
  const fetched = await teams.invoke(user, deals, 'message/fetchTask', rated('dislike'), more)
  const filled = { ...dataIn(fetched.body), reason: 'outdated', text: 'The rule has changed.' }
  const written = (feedback: string): unknown => ({ actionName: 'feedback', actionValue: { reaction: 'dislike', feedback } })
  const asked = await teams.invoke(user, deals, 'composeExtension/fetchTask', { commandId: 'ask', commandContext: 'compose' })
  const picks = { item: 'igniter', to: 'AU', endUse: 'unknown', activity: 'export' }
  const packet = await door.find(counsel, /Case \d+: /, { label: /^Claim$/ })
  await showLayers(world, teams.personOf(user))
  const layers = await door.find(asker, /These do what they say/)
  await settle()
  return [
    await door.keepPress('button share', asker, hidden, 'Share'),
    await door.keepFill('form share', asker, hidden, 'Share', {}),
    await door.keepPress('button feedback, bad', asker, open, 'Not right?'),
    await door.keepFill('form feedback', asker, open, 'Not right?', { reason: 'wrong', text: 'It is another rule.' }),
    await invoke('teams message/fetchTask, like', '👍', 'message/fetchTask', rated('like')),
    await invoke('teams message/fetchTask, dislike', '👎', 'message/fetchTask', rated('dislike')),
    await invoke('teams message/submitAction', 'Send', 'message/submitAction', written(JSON.stringify(filled))),
    await invoke(
      'teams message/submitAction, of a form that is not ours',
      'Submit',
      'message/submitAction',
      written(JSON.stringify({ feedbackText: 'The rule has changed.' })),
    ),
    await keptOfTeams(teams, 'teams refresh', 'Refresh', () => teams.refresh(userIn(teams, counsel), messageIn(teams, packet))),
    await keptOfTeams(teams, 'teams button in a message', 'Why?', () => teams.press(user, messageIn(teams, layers), 'Why?', 'old')),
    await door.keepPress('button why', asker, layers, 'Why?'),
    await door.keepPress('button changes', asker, layers, 'What would change it'),
    await invoke('teams composeExtension/query', 'Licet', 'composeExtension/query', {
      commandId: 'search',
      parameters: [{ name: 'words', value: 'presumption of denial' }],
    }),
    await invoke('teams composeExtension/fetchTask, ask', 'Ask with a form', 'composeExtension/fetchTask', {
      commandId: 'ask',
      commandContext: 'compose',
    }),
    await invoke('teams composeExtension/fetchTask, check', 'Check with Licet', 'composeExtension/fetchTask', {
      commandId: 'check',
      commandContext: 'message',
      messagePayload: { body: { contentType: 'html', content: '<div>Could we send an SLV stage to Canada?</div>' } },
    }),
    await invoke('teams composeExtension/submitAction', 'Ask', 'composeExtension/submitAction', {
      commandId: 'ask',
      data: { ...dataIn(asked.body), ...picks },
    }),
    await invoke('teams application/search, item', 'Item', 'application/search', { dataset: 'item', queryText: 'stage' }),
    await invoke('teams application/search, country', 'Destinations', 'application/search', { dataset: 'country', queryText: 'austral' }),
    await invoke('teams application/search, zone', 'Time zone', 'application/search', { dataset: 'zone', queryText: 'berlin' }),
  ]
}

/** The data that the button of a dialog carries. */
const dataIn = (body: unknown): Readonly<Record<string, unknown>> => {
  const [submit] = nodesIn(body).filter(({ type }) => type === 'Action.Submit')
  return (submit?.['data'] ?? {}) as Readonly<Record<string, unknown>>
}
