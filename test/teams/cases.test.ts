import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { settings } from '../app.ts'
import { engines } from '../store/databases.ts'
import { keepOffline } from '../offline.ts'
import { openTeams, signIn, type TeamsBench } from './bench.ts'
import { actionsOf, type Dialog, type FakeTeams } from './fake/fake.ts'
import type { Conversation, User } from './fake/service.ts'

keepOffline()
beforeAll(signIn)

const [engine] = engines
if (engine === undefined) throw new Error('no engine')

const counsel = 'ffffffff-0000-4000-8000-000000000006'

type Said = ReturnType<FakeTeams['at']>[number]

describe('cases in Teams', () => {
  let bench: TeamsBench
  let ann: User
  let cora: User
  let dora: User
  let desk: Conversation
  let team: Conversation
  beforeEach(async () => {
    const made: Array<{ readonly cora: User; readonly dora: User; readonly desk: Conversation }> = []
    bench = await openTeams(engine, {
      groups: [counsel],
      before: (fake) => {
        const [one, other] = [fake.user('Cora'), fake.user('Dora')]
        fake.world.groups.set(counsel, [one.aad, other.aad])
        made.push({ cora: one, dora: other, desk: fake.channel([one, other]) })
      },
      settings: (fake) => ({
        ...settings,
        queues: settings.queues.map((queue) => ({
          ...queue,
          counsel: [`group:${counsel}`],
          leads: [],
          desk: { platform: 'teams', id: fake.placeOf(made[0]?.desk as Conversation) },
        })),
      }),
    })
    ;[{ cora, dora, desk }] = made as [(typeof made)[number]]
    ann = bench.fake.user('Ann')
    team = bench.fake.channel([ann, cora])
    await bench.fake.member(cora, desk, { type: 'installationUpdate', action: 'add' })
  })
  afterEach(async () => {
    const { refused } = bench.fake
    await bench.close()
    if (refused.length > 0) throw new Error(`the connector refused ${JSON.stringify(refused)}`)
  })

  const see = (where: Conversation, words: string | RegExp, more: (one: Said) => boolean = () => true): Promise<Said> =>
    bench.until(() => bench.fake.at(where).find((one) => one.words.search(words) >= 0 && more(one)), 10_000)
  const alone = (user: User): Conversation => bench.fake.personal(user)

  /** Ann opens a case about a question; returns the packet at the desk. */
  const open = async (): Promise<Said> => {
    await bench.fake.say(ann, team, 'can we sell an SLV stage to Australia?')
    const answer = await see(team, 'License needed')
    await fill(ann, answer, 'Ask counsel', { remark: 'for Gilmour' })
    return await see(desk, 'for Gilmour')
  }
  const fill = async (user: User, on: Said, button: string, values: Readonly<Record<string, string>>): Promise<Dialog | undefined> => {
    const { dialog } = await bench.fake.press(user, on, button)
    if (dialog === undefined) throw new Error(`no dialog for ${button}`)
    return (await bench.fake.send(user, on, dialog, values)).dialog
  }
  const state = async () => (await bench.store.db.selectFrom('cases').select(['state', 'claimed_by']).execute())[0]

  test('a whole case: claimed, question and reply, note, answer, thanks; both cards show each state', async () => {
    const packet = await open()
    expect(packet.wire.attachments?.[0]?.content).toMatchObject({ refresh: { action: { verb: 'refresh' } } })
    await bench.fake.press(cora, packet, 'Claim')
    const claimed = await see(desk, 'counsel is at work', ({ id }) => id === packet.id)
    expect(claimed.edits).toBeGreaterThan(0)
    // A client that shows the card later requests its present state.
    const shown = JSON.stringify((await bench.fake.refresh(dora, claimed)).body)
    expect(shown).toContain('counsel is at work')
    expect(shown).not.toContain('does not change any more')
    await see(team, 'Counsel: Cora')
    await fill(cora, claimed, 'Note', { text: 'seen before' })
    await fill(cora, claimed, 'Ask for info', { text: 'who is the end user?' })
    const asked = await see(team, 'who is the end user')
    await bench.fake.say(ann, team, 'Gilmour Space', { thread: asked.thread ?? '' })
    expect((await see(desk, 'Ann: Gilmour Space')).thread).toBe(packet.id)
    await fill(cora, await see(desk, 'counsel is at work', ({ id }) => id === packet.id), 'Answer', { text: 'Yes, with a DSP-5.' })
    const answer = await see(team, 'Yes, with a DSP-5.')
    expect(answer.words).not.toContain('seen before')
    await bench.fake.press(ann, answer, 'Thanks, close')
    await bench.until(async () => (await state())?.state === 'closed')
    const last = await see(desk, /closed/, ({ id }) => id === packet.id)
    const { body } = await bench.fake.refresh(dora, last)
    expect(JSON.stringify(body)).toContain('vnd.microsoft.card.adaptive')
  })

  test('a case without an answer can be closed by a typed command, whose button opens the form', async () => {
    const packet = await open()
    await bench.fake.press(cora, packet, 'Claim')
    await see(desk, 'counsel is at work', ({ id }) => id === packet.id)
    await bench.fake.say(cora, alone(cora), 'close 1')
    const offered = await see(alone(cora), 'Press the button to fill it in')
    await fill(cora, offered, 'Close: case 1', { text: 'The deal is off.' })
    await see(team, 'The deal is off.')
    expect((await state())?.state).toBe('closed')
  })

  test('a click that is late or by somebody else changes nothing, and only that person is told', async () => {
    const packet = await open()
    await bench.fake.press(cora, packet, 'Claim')
    await see(desk, 'counsel is at work', ({ id }) => id === packet.id)
    const before = await state()
    await bench.fake.press(dora, packet, 'Claim')
    expect((await see(alone(dora), 'Cora')).words).toMatch(/has it|already/i)
    const eve = bench.fake.user('Eve')
    await bench.fake.press(eve, packet, 'Claim')
    await see(alone(eve), /Case|counsel/)
    expect(await state()).toEqual(before)
    expect(bench.fake.at(desk).filter(({ wire }) => wire.attachments === undefined)).toHaveLength(1)
    const kept = await bench.store.db.selectFrom('record').select('body').where('kind', '=', 'refused').execute()
    expect(kept.map(({ body }) => (JSON.parse(body) as { why: string }).why)).toEqual(['already-claimed', 'not-yours'])
  })

  test('who left the group cannot act any more, from that click on', async () => {
    const packet = await open()
    bench.fake.world.groups.set(counsel, [dora.aad])
    await bench.fake.press(cora, packet, 'Claim')
    await see(alone(cora), /Case 1/)
    expect((await state())?.state).toBe('open')
    bench.fake.fail({ path: /checkMemberGroups/, status: 503 })
    await bench.fake.press(dora, packet, 'Claim')
    await see(alone(dora), /Case 1/)
    expect((await state())?.state).toBe('open')
    expect(bench.told.join()).toContain('nobody is counsel by a group meanwhile')
    await bench.fake.press(dora, packet, 'Claim')
    await bench.until(async () => (await state())?.claimed_by === bench.fake.personOf(dora))
  })

  test('a case can be given to a picked person who is counsel at that moment', async () => {
    const packet = await open()
    await bench.fake.press(cora, packet, 'Claim')
    const claimed = await see(desk, 'counsel is at work', ({ id }) => id === packet.id)
    const { dialog } = await bench.fake.press(cora, claimed, 'Reassign')
    expect(JSON.stringify(dialog?.card)).toContain('graph.microsoft.com/users')
    await fill(cora, claimed, 'Reassign', { person: ann.aad })
    await see(alone(cora), /not done|Not done/)
    // Licet knows people only after they have spoken with it.
    await bench.fake.say(dora, alone(dora), 'hello')
    await fill(cora, claimed, 'Reassign', { person: dora.aad.toUpperCase() })
    await see(desk, 'Counsel: Dora', ({ id }) => id === packet.id)
    expect((await state())?.claimed_by).toBe(bench.fake.personOf(dora))
  })

  test('a form with problems comes back with them and with its values, and nothing is stored', async () => {
    const packet = await open()
    await bench.fake.press(cora, packet, 'Claim')
    const claimed = await see(desk, 'counsel is at work', ({ id }) => id === packet.id)
    const again = await fill(cora, claimed, 'Answer', { text: 'Yes.', expires: '2001-01-01' })
    const card = JSON.stringify(again?.card)
    expect(card).toMatch(/Not sent yet: one answer needs another look/)
    expect(card).toContain('"value":"Yes."')
    expect((await state())?.state).toBe('claimed')
  })

  test("counsel's plain reply under the packet is offered back as a draft, and kept as a note if they want", async () => {
    const packet = await open()
    await bench.fake.press(cora, packet, 'Claim')
    await see(desk, 'counsel is at work', ({ id }) => id === packet.id)
    // Heard without a mention, if an admin lets Licet read the whole channel.
    await bench.fake.say(cora, desk, 'We had that in May.', { thread: packet.id, mention: false })
    const offer = await see(alone(cora), 'Send this as your answer')
    await bench.fake.press(cora, offer, 'Keep as note')
    await see(alone(cora), 'kept as a note')
    expect(JSON.stringify(bench.fake.at(team).map(({ words }) => words))).not.toContain('in May')
  })

  test("counsel's personal page is the queue", async () => {
    await open()
    await bench.fake.say(cora, alone(cora), 'home')
    const home = await see(alone(cora), 'Not claimed')
    expect(actionsOf(home.wire).map(({ title }) => title)).toContain('Show case 1')
    await bench.fake.press(cora, home, 'Show case 1')
    await see(alone(cora), 'What happened')
  })

  test('a changed service address is used from the next event on; if nobody can be reached, the desk is told', async () => {
    const packet = await open()
    const references = await bench.store.db.selectFrom('conversations').select(['id', 'reference']).execute()
    expect(references.every(({ reference }) => reference.includes(bench.fake.serviceUrl))).toBe(true)
    await bench.fake.press(cora, packet, 'Claim')
    const claimed = await see(desk, 'counsel is at work', ({ id }) => id === packet.id)
    bench.fake.fail({ path: new RegExp(`(?:${team.id}|a:).*activities`), status: 404, code: 'ConversationNotFound' }, 20)
    await fill(cora, claimed, 'Answer', { text: 'Yes, with a DSP-5.' })
    expect((await see(desk, 'did not get counsel’s last words')).words).toMatch(/the chat or channel is gone/)
  })

  test('what Teams asks to send later is sent later, once', async () => {
    bench.fake.fail({ path: /activities$/, status: 429, code: 'Throttled', retryAfter: 1 })
    bench.fake.fail({ path: /activities$/, status: 502 })
    await bench.fake.say(ann, team, 'drone to Poland')
    await see(team, 'to Poland')
    expect(bench.fake.at(team)).toHaveLength(1)
  })

  test.each([
    ['a gateway gave up', { status: 502 }],
    ['a gateway waited too long', { status: 504 }],
    ['the connection broke', { status: 0 }],
  ])('if %s, it is not known whether the message arrived: it is sent at most twice, and marked', async (_name, fault) => {
    const posts = new RegExp(`POST .*${team.id}.*/activities$`)
    bench.fake.fail({ path: posts, arrives: true, ...fault }, 9)
    await bench.fake.say(ann, team, 'drone to Poland')
    const row = () =>
      bench.store.db.selectFrom('outbox').select(['state', 'unsure', 'claimed_until']).where('key', 'like', 'reply:%').executeTakeFirst()
    await bench.until(async () => {
      const { state, claimed_until: until } = (await row()) ?? {}
      // Advance the clock only between two sends: a send that takes a minute would count as lost.
      if (until === 0) bench.clock.ahead += 60_000
      return state === 'dead'
    })
    expect(await row()).toMatchObject({ state: 'dead', unsure: 2 })
    expect(bench.fake.at(team)).toHaveLength(2)
  })

  test('a message that Teams accepts without telling its id counts as sent, and the case goes on', async () => {
    bench.fake.fail({ path: new RegExp(`POST .*${desk.id}.*/activities$`), status: 202, arrives: true })
    const packet = await open()
    await bench.fake.press(cora, packet, 'Claim')
    await bench.until(async () => (await state())?.state === 'claimed')
    await see(team, 'Counsel: Cora')
    await bench.until(async () => {
      const rows = await bench.store.db.selectFrom('outbox').select('state').where('platform', '=', 'teams').execute()
      return rows.every(({ state: how }) => how === 'sent')
    })
    expect(bench.fake.at(desk).filter(({ words }) => words.includes('Case 1'))).toHaveLength(1)
    expect(bench.told.filter((line) => line.startsWith('outbox'))).toEqual([])
    // A rating without a message must not match a message without an id.
    const value = { data: { actionName: 'feedback', actionValue: { reaction: 'like' } } }
    await bench.fake.invoke(cora, desk, 'message/fetchTask', value, { replyToId: '' })
    await see(alone(cora), 'Which answer is that about?')
  })

  test('installation and removal are recorded, and the chain names nobody', async () => {
    await bench.fake.member(ann, alone(ann), { type: 'installationUpdate', action: 'add' })
    await bench.fake.member(ann, alone(ann), { type: 'installationUpdate', action: 'add-upgrade' })
    await bench.fake.member(ann, team, { type: 'installationUpdate', action: 'remove' })
    const kept = async () =>
      (
        await bench.store.db
          .selectFrom('record')
          .select(['kind', 'body'])
          .where('kind', 'in', ['installed', 'removed'])
          .orderBy('seq')
          .execute()
      ).map(({ kind, body }) => `${kind} ${(JSON.parse(body) as { where: string }).where}`)
    await bench.until(async () => (await kept()).length === 3)
    const { tenant } = bench.fake.world
    expect(await kept()).toEqual([`installed ${tenant}.${desk.team}`, `installed ${tenant}`, `removed ${tenant}.${team.team}`])
    expect(await bench.app.conversationReferences.find('teams', bench.fake.placeOf(team))).toBeUndefined()
  })
})
