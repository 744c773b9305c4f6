import { createReceiver } from '../../src/delivery/inbox.ts'
import { erasePerson } from '../../src/erase-person.ts'
import { exportRecord } from '../../src/record/export.ts'
import { answerButtons, homeButtons, link, linkButtons, openButtons, talkOn, tipButtons, wantTips } from './talk.ts'
import { beginAnew, casework } from './casework.ts'
import { consoleDoor, typed } from './console-door.ts'
import type { Door } from './door.ts'
import { layerButton, rareButtons, slackMenus, teamsMenus } from './menus.ts'
import type { Payload } from './payload.ts'
import { roomsInSlack, slackCast, slackDoor } from './slack-door.ts'
import { teamsDoor, userIn, type Rooms } from './teams-door.ts'
import type { Cast } from './door.ts'
import type { World } from './world.ts'

const at = (moment: string): number => Date.parse(moment)

/** The weekdays on which tips are sent, at nine in Berlin. */
const tipDays = [
  '11-24',
  '11-25',
  '11-26',
  '11-27',
  '11-30',
  '12-01',
  '12-02',
  '12-03',
  '12-04',
  '12-07',
  '12-08',
  '12-09',
  '12-10',
  '12-11',
].map((day) => `2026-${day}`)

/** The people and places on all platforms. */
export type Stage = { readonly world: World; readonly teamsCast: Cast; readonly rooms: Rooms; readonly exportTo: string | undefined }

/**
 * Everything that happens in a stored database, from Monday, 23 November 2026 to Monday, 14 December 2026, 10:00 in New York.
 * Returns all payloads that chats hold at the end. The program ends as if killed, with an unsent message on each platform and
 * events that were received but not handled.
 */
export async function tell({ world, teamsCast, rooms, exportTo }: Stage): Promise<readonly Payload[]> {
  const doors = [slackDoor(world), teamsDoor(world, teamsCast), consoleDoor(world)] as const
  beginAnew()
  await moveIn(world, teamsCast, rooms)
  for (const door of doors) await talkOn(door)
  for (const door of doors) await wantTips(door)
  await wantTipsForAll(world, teamsCast, rooms)
  if (exportTo !== undefined)
    await exportRecord(world.store, exportTo, { from: '2026-11-23', to: '2026-11-23', now: world.clock.now, withWords: true })
  for (const day of tipDays) await tipsOn(world, day)
  goTo(world, '2026-12-14T15:00:00Z')
  return await lastDay(world, doors, teamsCast, rooms)
}

/** Installs Licet in workspaces and in channels of Teams. */
async function moveIn(world: World, cast: Cast, rooms: Rooms): Promise<void> {
  const { slack, teams } = world
  const grants = [
    slack.install({ id: 'T0FAKE', name: 'Orbital' }),
    slack.install({ id: 'T0OTHER', name: 'Other' }, undefined, { until: slack.now() + 400 * 86_400_000, refresh: 'xoxe-kept' }),
  ]
  for (const { code } of grants) {
    const first = await fetch(`${world.installUrl}/slack/install`)
    const [, href = ''] = /href="([^"]+)"/.exec(await first.text()) ?? []
    const state = new URL(href.replaceAll('&amp;', '&')).searchParams.get('state') ?? ''
    const cookie = (first.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const back = await fetch(`${world.installUrl}/slack/oauth_redirect?code=${code}&state=${state}`, { headers: { cookie } })
    if (back.status !== 200) throw new Error(`not installed: ${await back.text()}`)
  }
  roomsInSlack(slack)
  for (const room of Object.values(rooms))
    await teams.member(userIn(teams, cast.counsel), room, { type: 'installationUpdate', action: 'add' })
  await teams.member(userIn(teams, cast.curious), teams.personal(userIn(teams, cast.curious)), {
    type: 'message',
    value: { licet: 'nothing' },
  })
  for (const who of Object.values(cast)) await teams.say(userIn(teams, who), teams.personal(userIn(teams, who)), 'hello')
  await world.settle()
}

/** Subscribes channels to tips. */
async function wantTipsForAll({ slack, teams, settle }: World, cast: Cast, { deals }: Rooms): Promise<void> {
  await slack.mention({ user: slackCast.reader, channel: 'CDEALS', text: 'tips here daily at 9:30 in Berlin time' })
  await teams.say(userIn(teams, cast.reader), deals, 'tips here daily at 9:30 in Berlin time')
  await settle()
}

function goTo(world: World, moment: string): void {
  world.goOn(at(moment) - world.clock.now)
}

/** One day: tips are sent in the morning, and channels are offered some. */
async function tipsOn(world: World, day: string): Promise<void> {
  for (const time of ['08:00:10', '08:00:40', '08:30:10', '08:41:00', '14:31:00']) {
    goTo(world, `${day}T${time}Z`)
    for (let turns = 0; turns < 3; turns++) {
      world.goOn(1000)
      await world.settle()
    }
  }
}

async function lastDay(world: World, doors: readonly [Door, Door, Door], cast: Cast, rooms: Rooms): Promise<readonly Payload[]> {
  const [slack, teams, terminal] = doors
  const tenant = (who: string): string => world.teams.personOf(userIn(world.teams, who))
  await erasePerson(world.store, world.settings, 'console:edda', { why: 'she asked', by: 'ops' }, world.clock.now)
  await link(slack, teams)
  await link(slack, terminal)
  const payloads: Payload[] = []
  for (const door of doors) payloads.push(...(await answerButtons(door)), ...(await homeButtons(door)))
  payloads.push(...(await casework(world, slack, 'export-counsel', 'classification')))
  payloads.push(...(await casework(world, teams, 'classification', 'screening')))
  payloads.push(...(await casework(world, terminal, 'screening', 'export-counsel')))
  payloads.push(...(await slackMenus(world, slack)), ...(await teamsMenus(world, teams, rooms)))
  for (const door of doors) payloads.push(...(await tipButtons(door)))
  payloads.push(...(await rareButtons(world, slack, (who) => `slack:T0FAKE.${who}`)))
  payloads.push(...(await rareButtons(world, teams, tenant)))
  payloads.push(...(await rareButtons(world, terminal, (who) => `console:${who}`)))
  const links = [...(await linkButtons(slack, teams)), ...(await linkButtons(teams, terminal)), ...(await linkButtons(terminal, slack))]
  const unsettled: Payload[] = []
  for (const door of doors) unsettled.push(...(await openButtons(door)), await layerButton(world, door))
  await breakOff(world, cast)
  return [...links, ...payloads, ...unsettled]
}

/** The platforms become unreachable and then the program dies, so that each leaves unfinished work. */
async function breakOff(world: World, cast: Cast): Promise<void> {
  const { slack, teams, app, store, clock, stall } = world
  const tess = userIn(teams, cast.asker)
  slack.fail('chat.postMessage', { kind: 'http', status: 503 })
  teams.fail({ path: /^POST .*\/activities/, status: 503 }, 100)
  await slack.dm({ user: slackCast.asker, text: 'new: can we sell an SLV stage to Ghana?' })
  await teams.say(tess, teams.personal(tess), 'new: can we sell an SLV stage to Ghana?')
  await world.settle()
  stall.until = new Promise(() => undefined)
  await slack.dm({ user: slackCast.asker, text: 'new: can we sell an SLV stage to Zambia?' })
  await teams.say(tess, teams.personal(tess), 'new: can we sell an SLV stage to Zambia?')
  await app.accept(typed('ines', { kind: 'message', text: 'new: can we sell an SLV stage to Zambia?' }))
  const receive = createReceiver(store)
  const pressed = typed('otto', { kind: 'action', action: 'cases' })
  const sent = typed('otto', { kind: 'submit', form: 'note', of: '57', values: { text: 'They came back.' } })
  for (const incoming of [pressed, sent]) await receive({ id: incoming.event, payload: JSON.stringify(incoming), now: clock.now })
}
