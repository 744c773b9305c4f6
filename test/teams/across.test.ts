import { beforeAll, describe, expect, test } from 'vitest'
import type { Settings } from '../../src/config.ts'
import type { Delivery, Platform } from '../../src/port/platform.ts'
import { toPlainText } from '../../src/port/plain.ts'
import { settings } from '../app.ts'
import { inSlack, modes, openSlack } from '../slack/bench.ts'
import { engines, quickEngines } from '../store/databases.ts'
import { ask } from '../licet.ts'
import { keepOffline } from '../offline.ts'
import { createSide, openTeams, signIn } from './bench.ts'
import type { FakeTeams } from './fake/fake.ts'
import type { Conversation } from './fake/service.ts'

keepOffline()
beforeAll(signIn)
// The first answer of a worker loads the rules and is slow; answer once here, so that it does not count.
beforeAll(() => void ask('can we sell an SLV stage to Australia?'))

const counselGroup = 'ffffffff-0000-4000-8000-000000000006'

/** Counsel is an Entra group with a desk in a Teams channel. */
const inTeams = (fake: FakeTeams, desk: Conversation): Settings => ({
  ...settings,
  queues: settings.queues.map((queue) => ({
    ...queue,
    counsel: [`group:${counselGroup}`],
    leads: [],
    desk: { platform: 'teams', id: fake.placeOf(desk) },
  })),
})

/** Adds Cora, a member of the counsel group, and the channel of the desk. */
function openDesk(fake: FakeTeams) {
  const cora = fake.user('Cora')
  fake.world.groups.set(counselGroup, [cora.aad])
  return { cora, desk: fake.channel([cora]) }
}

/** The timeout for a message to go from one platform to the other, in milliseconds. */
const patience = 15_000

/** The action id of the first button of a kind in Slack blocks. */
const buttonIn = ({ blocks }: { readonly blocks: readonly unknown[] }, id: string): string =>
  new RegExp(`licet:${id}:\\d+`).exec(JSON.stringify(blocks))?.[0] ?? ''

const failOnRefusal = ({ refused }: FakeTeams): void => expect(refused).toEqual([])

/** The engines with Slack's two ways of delivering events: HTTP on each engine, Socket Mode on the quick ones. */
const ways = engines.flatMap((engine) =>
  modes.filter((mode) => mode === 'HTTP' || quickEngines.includes(engine)).map((mode) => ({ ...engine, engine, mode })),
)

describe.each(ways)('J5, on $name, with Slack over $mode', ({ engine, mode }) => {
  test.skipIf(engine.missing !== undefined)('is asked in Teams and answered by a plain reply in Slack', async () => {
    const { fake: teams, teams: adapter, stop } = await createSide(() => undefined)
    const { fake: slack, app, close } = await openSlack(mode, { engine, settings: inSlack, others: [adapter.platform] })
    adapter.start(app)
    const ann = teams.user('Ann')
    const channel = teams.channel([ann])
    const next = (words: string) => slack.until(() => teams.at(channel).find((one) => one.words.includes(words)), patience)
    const { id } = await teams.say(ann, channel, 'can we sell an SLV stage to Australia?')
    const answer = await next('License needed')
    const { dialog } = await teams.press(ann, answer, 'Ask counsel')
    if (dialog === undefined) throw new Error('no dialog')
    expect(JSON.stringify(dialog.card)).toMatch(/office hours/)
    await teams.send(ann, answer, dialog, { remark: 'for Gilmour' })
    const status = await next('Case 1')
    expect(status.thread).toBe(id)
    const packet = await slack.until(() => slack.messages('CDESK').find((one) => one.bot_id !== undefined))
    expect(packet.text).toMatch(/SLV stage[\s\S]*The asker adds: for Gilmour/)
    await slack.click({ user: 'U2', message: packet, actionId: 'licet:claim:0' })
    await slack.until(() => teams.at(channel).find((one) => one.id === status.id && one.words.includes('Counsel: Name U2')))
    const claimed = await slack.until(() => slack.messages('CDESK').find((one) => one.text.includes('counsel is at work')))
    await slack.click({ user: 'U2', message: claimed, actionId: 'licet:ask-info:1' })
    await slack.until(() => slack.modal('U2'))
    await slack.submit({ user: 'U2', values: { text: 'who is the end user?' } })
    expect((await next('who is the end user?')).thread).toBe(id)
    await teams.say(ann, channel, 'Gilmour Space', { thread: id })
    await slack.until(() => slack.thread('CDESK', packet.ts).find((one) => one.text.includes('Ann: Gilmour Space')), patience)
    await slack.message({ user: 'U2', channel: 'CDESK', text: 'You may apply with a DSP-5.', threadTs: packet.ts })
    const offer = await slack.until(() => slack.ephemerals('U2').find((one) => one.text.includes('Send this as your answer')))
    await slack.click({ user: 'U2', message: offer, actionId: 'licet:send-draft:0' })
    const final = await next('You may apply with a DSP-5.')
    expect(final.thread).toBe(id)
    expect(final.words).toMatch(/^Answer from counsel: case 1[\s\S]*From: Name U2/)
    failOnRefusal(teams)
    await close()
    await stop()
  })

  test.skipIf(engine.missing !== undefined)('is asked in Slack and answered by a plain reply in Teams', async () => {
    const { fake: teams, teams: adapter, stop } = await createSide(() => undefined, { groups: [counselGroup] })
    const { cora, desk } = openDesk(teams)
    const {
      fake: slack,
      app,
      close,
    } = await openSlack(mode, {
      engine,
      settings: inTeams(teams, desk),
      others: [adapter.platform],
    })
    adapter.start(app)
    // Licet can post only where it is installed; the installation event tells the channel's address.
    await teams.member(cora, desk, { type: 'installationUpdate', action: 'add' })
    const atDesk = (words: string) => slack.until(() => teams.at(desk).find((one) => one.words.includes(words)), patience)
    const { message } = await slack.mention({ user: 'U1', channel: 'C1', text: '<@U0BOT> can we sell an SLV stage to Australia?' })
    const said = (words: string) => slack.until(() => slack.thread('C1', message.ts).find((one) => one.text.includes(words)), patience)
    const answer = await said('License needed')
    const ask = /licet:ask-counsel:\d+/.exec(JSON.stringify(answer.blocks))?.[0] ?? ''
    await slack.click({ user: 'U1', message: answer, actionId: ask })
    await slack.until(() => slack.modal('U1'))
    await slack.submit({ user: 'U1', values: {} })
    const packet = await atDesk('Case 1')
    await teams.press(cora, packet, 'Claim')
    const claimed = await slack.until(
      () => teams.at(desk).find((one) => one.id === packet.id && one.words.includes('counsel is at work')),
      patience,
    )
    await said('Counsel: Cora')
    const { dialog } = await teams.press(cora, claimed, 'Ask for info')
    if (dialog === undefined) throw new Error('no dialog')
    await teams.send(cora, claimed, dialog, { text: 'who is the end user?' })
    await said('who is the end user?')
    await slack.message({ user: 'U1', channel: 'C1', text: 'Gilmour Space', threadTs: message.ts })
    expect((await atDesk('Name U1: Gilmour Space')).thread).toBe(packet.id)
    await teams.say(cora, desk, 'You may apply with a DSP-5.', { thread: packet.id })
    const offer = await slack.until(
      () => teams.at(teams.personal(cora)).find((one) => one.words.includes('Send this as your answer to case 1?')),
      patience,
    )
    const plain = () => teams.at(desk).filter((one) => one.wire.attachments === undefined)
    await slack.until(() => plain().length > 0, patience)
    expect(plain().map(({ wire }) => wire.text)).toEqual(['I answered privately, in our own chat.'])
    await teams.press(cora, offer, 'Send')
    expect((await said('You may apply with a DSP-5.')).text).toMatch(/^Answer from counsel: case 1[\s\S]*From: Cora/)
    failOnRefusal(teams)
    await close()
    await stop()
  })
})

describe.each(quickEngines)('a case between platforms, on $name', (engine) => {
  test.skipIf(engine.missing !== undefined)(
    "two accounts are linked with a yes on both sides; then counsel by Slack's group can act in Teams, too",
    async () => {
      const { fake: teams, teams: adapter, stop } = await createSide(() => undefined)
      const { fake: slack, app, store, close } = await openSlack('HTTP', { engine, settings: inSlack, others: [adapter.platform] })
      adapter.start(app)
      const una = teams.user('Una')
      const chat = teams.personal(una)
      const inTeams = (words: string | RegExp) => slack.until(() => teams.at(chat).find((one) => one.words.search(words) >= 0), patience)
      const inSlackFor = (user: string, words: string) =>
        slack.until(
          () =>
            slack.ephemerals(user).find((one) => one.text.includes(words)) ?? slack.direct(user).find((one) => one.text.includes(words)),
          patience,
        )
      await slack.dm({ user: 'U1', text: 'drone to Poland' })
      const answer = await inSlackFor('U1', 'to Poland')
      await slack.click({ user: 'U1', message: answer, actionId: buttonIn(answer, 'ask-counsel') })
      await slack.until(() => slack.modal('U1'))
      await slack.submit({ user: 'U1', values: {} })
      const state = async () => (await store.db.selectFrom('cases').select(['state', 'claimed_by']).execute())[0]
      await slack.until(() => slack.messages('CDESK').find((one) => one.bot_id !== undefined), patience)
      await teams.say(una, chat, 'claim 1')
      await inTeams('ase 1')
      expect((await state())?.state).toBe('open')

      await teams.say(una, chat, 'link')
      const code = /Your code: (\w{4}-\w{4})/.exec((await inTeams('Your code')).words)?.[1] ?? ''
      await slack.dm({ user: 'U2', text: `link ${code}` })
      const first = await inSlackFor('U2', 'Is Una in Teams you, too?')
      await slack.click({ user: 'U2', message: first, actionId: buttonIn(first, 'confirm-link') })
      const second = await inTeams('Is Name U2 in Slack you, too')
      await teams.press(una, second, 'Yes, that is me')
      await inTeams(/^Linked/)
      await inSlackFor('U2', 'Linked')

      await teams.say(una, chat, 'my cases')
      await inTeams('The queue')
      await teams.say(una, chat, 'claim 1')
      await slack.until(() => slack.messages('CDESK').find((one) => one.text.includes('Counsel: Una')), patience)
      expect(await state()).toEqual({ state: 'claimed', claimed_by: teams.personOf(una) })
      slack.group('S1', [])
      const before = teams.at(chat).length
      await teams.say(una, chat, 'close 1')
      await slack.until(() => teams.at(chat).length > before, patience)
      expect((await state())?.state).toBe('claimed')
      failOnRefusal(teams)
      await close()
      await stop()
    },
  )

  test.skipIf(engine.missing !== undefined).each([
    ['linked when she asked, and unlinked since', ['link', 'ask', 'unlink']],
    ['linked only later, and unlinked since', ['ask', 'link', 'unlink']],
    ['unlinked before it went to counsel', ['link', 'ask', 'unlink', 'open']],
  ] as const)('counsel who asked in Teams can neither claim nor answer in Slack: %s', async (_, steps) => {
    const { fake: teams, teams: adapter, stop } = await createSide(() => undefined)
    const { fake: slack, app, store, close } = await openSlack('HTTP', { engine, settings: inSlack, others: [adapter.platform] })
    adapter.start(app)
    const una = teams.user('Una')
    const chat = teams.personal(una)
    const inTeams = (words: string) => slack.until(() => teams.at(chat).findLast((one) => one.words.includes(words)), patience)
    const inSlack2 = (words: string) => slack.until(() => slack.direct('U2').findLast((one) => one.text.includes(words)), patience)
    const goToCounsel = async (): Promise<void> => {
      const answer = await inTeams('License needed')
      const { dialog } = await teams.press(una, answer, 'Ask counsel')
      if (dialog === undefined) throw new Error('no dialog')
      await teams.send(una, answer, dialog, {})
      await slack.until(() => slack.messages('CDESK').find((one) => one.bot_id !== undefined), patience)
    }
    const acts = {
      ask: async () => {
        await teams.say(una, chat, 'can we sell an SLV stage to Australia?')
        await inTeams('License needed')
        if (!(steps as readonly string[]).includes('open')) await goToCounsel()
      },
      open: goToCounsel,
      link: async () => {
        await teams.say(una, chat, 'link')
        const code = /Your code: (\w{4}-\w{4})/.exec((await inTeams('Your code')).words)?.[1] ?? ''
        await slack.dm({ user: 'U2', text: `link ${code}` })
        const first = await inSlack2('Is Una in Teams you, too?')
        await slack.click({ user: 'U2', message: first, actionId: buttonIn(first, 'confirm-link') })
        await teams.press(una, await inTeams('Is Name U2 in Slack you, too'), 'Yes, that is me')
        await inTeams('Linked')
      },
      unlink: async () => {
        await slack.dm({ user: 'U2', text: 'unlink' })
        await inSlack2('Unlinked')
      },
    } as const
    for (const step of steps) await acts[step]()
    const theCase = async () => (await store.db.selectFrom('cases').select(['state', 'claimed_by']).execute())[0]
    const packet = slack.messages('CDESK').find((one) => one.bot_id !== undefined) ?? (await inSlack2('never'))
    await slack.click({ user: 'U2', message: packet, actionId: buttonIn(packet, 'claim') })
    const told = await slack.until(() => slack.ephemerals('U2').at(-1), patience)
    expect(told.text).toContain('nobody on their own question')
    await slack.dm({ user: 'U2', text: 'claim 1' })
    await inSlack2('nobody on their own question')
    await slack.message({ user: 'U2', channel: 'CDESK', text: 'You may ship it.', threadTs: packet.ts })
    await slack.dm({ user: 'U2', text: 'reassign 1 to slack:T0FAKE.U2' })
    await slack.until(() => slack.direct('U2').filter((one) => one.text.includes('nobody on their own question')).length === 2, patience)
    expect(await theCase()).toEqual({ state: 'open', claimed_by: null })
    failOnRefusal(teams)
    await close()
    await stop()
  })

  test.skipIf(engine.missing !== undefined)('a case opened in a terminal goes to counsel in Teams and back', async () => {
    const shown: Delivery[] = []
    const terminal: Platform = {
      name: 'console',
      pace: { channel: { gap: 0, burst: 1 }, space: { gap: 0, burst: 1 } },
      send: (delivery) => {
        shown.push(delivery)
        return Promise.resolve({ kind: 'sent', message: delivery.kind === 'update' ? delivery.message : `console-${shown.length}` })
      },
    }
    const made: Array<ReturnType<typeof openDesk>> = []
    const bench = await openTeams(engine, {
      groups: [counselGroup],
      platforms: [terminal],
      before: (fake) => void made.push(openDesk(fake)),
      settings: (fake) => inTeams(fake, made[0]?.desk as Conversation),
    })
    const { cora, desk } = made[0] as ReturnType<typeof openDesk>
    const { fake, app, until } = bench
    await fake.member(cora, desk, { type: 'installationUpdate', action: 'add' })
    let count = 0
    const hand = async (said: Parameters<typeof app.accept>[0]['said']) => {
      const incoming = { person: { id: 'console:ann', name: 'ann' }, place: { platform: 'console', id: 'ann' }, said }
      const accepted = await app.accept({ event: `console:${++count}`, ...incoming })
      return accepted.kind === 'taken' ? await accepted.done : {}
    }
    const heard = (words: string) => until(() => shown.map(({ reply }) => toPlainText(reply)).find((text) => text.includes(words)))
    await hand({ kind: 'message', text: 'can we sell an SLV stage to Australia?' })
    await heard('License needed')
    const { form } = await hand({ kind: 'action', action: 'ask-counsel' })
    await hand({ kind: 'submit', form: 'escalate', of: form?.of ?? '', values: { remark: '', urgency: 'normal', queue: 'export-counsel' } })
    const packet = await until(() => fake.at(desk).find((one) => one.words.includes('Case 1')))
    await fake.press(cora, packet, 'Claim')
    const claimed = await until(() => fake.at(desk).find((one) => one.words.includes('counsel is at work')))
    const { dialog } = await fake.press(cora, claimed, 'Answer')
    if (dialog === undefined) throw new Error('no dialog')
    await fake.send(cora, claimed, dialog, { text: 'Apply with a DSP-5.', conditions: 'Only to Gilmour', expires: '2030-01-31' })
    expect(await heard('Apply with a DSP-5.')).toMatch(/Only to Gilmour[\s\S]*Good until: 31 January 2030/)
    failOnRefusal(fake)
    await bench.close()
  })
})
