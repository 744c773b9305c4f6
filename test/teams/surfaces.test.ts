import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Attachment } from '../../adapters/teams/activity.ts'
import { countFiles } from '../../adapters/teams/files.ts'
import { starters } from '../../src/chat/starters.ts'
import { file } from '../files.ts'
import { engines } from '../store/databases.ts'
import { keepOffline } from '../offline.ts'
import { openTeams, signIn, type TeamsBench } from './bench.ts'
import { actionsOf } from './fake/fake.ts'
import { cardFaults } from './fake/rules.ts'
import type { Conversation, User } from './fake/service.ts'

keepOffline()
beforeAll(signIn)

const [engine] = engines
if (engine === undefined) throw new Error('no engine')

const question = 'can we sell an SLV stage to Australia?'

const html = (content: string) => ({ contentType: 'text/html', content })
/** An attached file as Teams sends it in a personal chat ("Send and receive files"). */
const download = (name: string) => ({
  contentType: 'application/vnd.microsoft.teams.file.download.info',
  contentUrl: 'https://x.example/file',
  name,
  content: { downloadUrl: 'https://x.example/file', uniqueId: '1', fileType: 'pdf' },
})

type Card = Parameters<typeof cardFaults>[0]
/** The card of a dialog in Licet's response. */
const dialogIn = (body: unknown): Card =>
  (body as { readonly task: { readonly value: { readonly card: { readonly content: Card } } } }).task.value.card.content

describe('the features of Teams', () => {
  let bench: TeamsBench
  let ann: User
  let bob: User
  let eve: User
  let alone: Conversation
  beforeEach(async () => {
    bench = await openTeams(engine)
    ann = bench.fake.user('Ann')
    bob = bench.fake.user('Bob')
    eve = bench.fake.user('Eve', true)
    alone = bench.fake.personal(ann)
  })
  afterEach(async () => {
    const { refused } = bench.fake
    await bench.close()
    if (refused.length > 0) throw new Error(`the connector refused ${JSON.stringify(refused)}`)
  })

  /** Waits for Licet's next message in a conversation, or for one with `words`. */
  const next = (where: Conversation, words: string | RegExp = '', after = 0) =>
    bench.until(() => bench.fake.at(where).find((one, index) => index >= after && one.words.search(words) >= 0))
  const titles = (message: { readonly wire: Parameters<typeof actionsOf>[0] }): readonly unknown[] =>
    actionsOf(message.wire).map(({ title }) => title)

  test.each(['Hi', 'Hello', 'Help', 'help me', ...starters.map(({ message }) => message)])('%s is answered', async (text) => {
    await bench.fake.say(ann, alone, text)
    const said = await next(alone)
    expect(said.words.length).toBeGreaterThan(20)
    expect(said.words).not.toMatch(/did not understand|cannot tell/i)
  })

  const manifest = JSON.parse(file('manifest/teams/manifest.json')) as {
    bots: ReadonlyArray<{ commandLists: ReadonlyArray<{ commands: ReadonlyArray<{ title: string; prompt: string }> }> }>
  }
  const commands = manifest.bots.flatMap(({ commandLists }) => commandLists.flatMap((list) => list.commands))
  // Older clients send the title instead of the prompt.
  test.each([...new Set(commands.flatMap(({ title, prompt }) => [title, prompt]))])(
    'the command %s is understood at once',
    async (text) => {
      await bench.fake.say(ann, alone, text)
      expect((await next(alone)).words).not.toMatch(/^(?:I answer only export questions|I do not know this)/)
    },
  )

  test('in a channel the mention is removed, the answer is in the thread, and a follow-up there continues', async () => {
    const { fake } = bench
    const channel = fake.channel([ann, bob])
    const { id } = await fake.say(ann, channel, question)
    const answer = await next(channel)
    expect(answer.thread).toBe(id)
    expect(answer.words).toContain('License needed; decided case by case')
    expect(answer.words).not.toContain('Licet</at>')
    expect(titles(answer)).not.toContain('Share')
    await fake.say(ann, channel, 'and China?', { thread: id })
    expect((await next(channel, 'to China')).thread).toBe(id)
    const other = await fake.say(ann, channel, 'and India?')
    expect((await next(channel, '', 2)).thread).toBe(other.id)
    expect(fake.at(channel)[2]?.words).not.toMatch(/rocket stage[^.]* to India/i)
  })

  test.each(['0', '', null])('a post with the reply id %j is answered in its own thread', async (replyToId) => {
    const { fake } = bench
    const channel = fake.channel([ann, bob])
    const id = '1600000007777'
    await fake.member(ann, channel, {
      type: 'message',
      id,
      replyToId,
      text: `<at>Licet</at> ${question}`,
      entities: [{ type: 'mention', text: '<at>Licet</at>', mentioned: { id: fake.world.bot } }],
    })
    expect((await next(channel, 'License needed')).thread).toBe(id)
  })

  test('in a group chat each person has a conversation of their own', async () => {
    const { fake } = bench
    const chat = fake.groupChat([ann, bob])
    await fake.say(ann, chat, question)
    await next(chat, 'License needed')
    await fake.say(bob, chat, 'and China?')
    expect((await next(chat, '', 1)).words).toContain('Is China in the MTCR?')
    await fake.say(ann, chat, 'and China?')
    await next(chat, 'policy of denial')
  })

  test('messages in a shared conversation that are not addressed to Licet are neither answered nor stored', async () => {
    const { fake } = bench
    const chat = fake.groupChat([ann, bob])
    await fake.say(ann, chat, 'we met Gilmour about the drone', { mention: false })
    expect(await bench.store.db.selectFrom('inbox').selectAll().execute()).toEqual([])
    expect(fake.at(chat)).toEqual([])
  })

  test('J3: with a guest present the answer is private, with a neutral note in the chat; Share previews, then posts exactly that', async () => {
    const { fake } = bench
    const chat = fake.groupChat([ann, bob, eve])
    await fake.say(ann, chat, question)
    const answer = await next(alone, 'License needed')
    const line = await next(chat)
    expect(line.wire).toMatchObject({ text: 'I answered privately, in our own chat.' })
    expect(line.wire.attachments).toBeUndefined()
    expect(fake.at(chat)).toHaveLength(1)
    const { dialog } = await fake.press(ann, answer, 'Share')
    if (dialog === undefined) throw new Error('no preview')
    const preview = JSON.stringify(dialog.card)
    expect(preview).toMatch(/People from outside your company may be there[\s\S]*Ann shares Licet’s answer to: can we sell/)
    expect(fake.at(chat)).toHaveLength(1)
    await fake.send(ann, answer, dialog, {})
    const shared = await next(chat, 'Ann shares Licet’s answer')
    const [, shown] = dialog.card['body'] as ReadonlyArray<{ readonly items?: readonly unknown[] }>
    const unpressed = (items: unknown): unknown =>
      (items as ReadonlyArray<{ readonly type: string }>).filter(({ type }) => type !== 'ActionSet')
    expect(unpressed(shared.wire.attachments?.[0]?.content?.['body'])).toEqual(unpressed(shown?.items))
    expect(titles(shared)).not.toContain('Share')
    const [row] = await bench.store.db.selectFrom('record').select('body').where('kind', '=', 'shared').execute()
    expect(JSON.parse(row?.body ?? '')).toMatchObject({ audience: 'outsiders' })
  })

  test('a private answer can be continued where it was given, including its questions', async () => {
    const { fake } = bench
    const chat = fake.groupChat([ann, eve])
    await fake.say(ann, alone, 'drone to Poland')
    await next(alone, 'to Poland')
    await fake.say(ann, chat, question)
    const answer = await next(alone, 'License needed; decided')
    const value = { data: { actionName: 'feedback', actionValue: { reaction: 'like' } } }
    await fake.invoke(ann, alone, 'message/fetchTask', value, { replyToId: answer.id })
    await next(alone, 'Noted with the answer')
    const kept = await bench.store.db.selectFrom('record').select(['kind', 'receipt']).orderBy('seq').execute()
    expect(kept.find(({ kind }) => kind === 'feedback')?.receipt).toBe(kept.filter(({ kind }) => kind === 'answer')[1]?.receipt)
    await fake.say(ann, alone, 'and China?')
    await next(alone, 'to China')
    const { dialog } = await fake.press(ann, answer, 'Not right?')
    expect(dialog?.title).toBe('What is wrong with it?')
  })

  test('colleagues see no second note within an hour, and do not learn who asked', async () => {
    const { fake } = bench
    const chat = fake.groupChat([ann, bob, eve])
    await fake.say(ann, chat, question)
    await next(chat)
    await fake.say(bob, chat, 'drone to Poland')
    await next(fake.personal(bob), 'to Poland')
    expect(fake.at(chat)).toHaveLength(1)
    expect(JSON.stringify(fake.at(chat))).not.toMatch(/Ann|Bob|SLV/)
  })

  test('who has not let Licet write to them is told in the chat how to, without the answer', async () => {
    const { fake } = bench
    const chat = fake.groupChat([bob, eve])
    fake.fail({ path: /^POST \/v3\/conversations$/, status: 403, code: 'ForbiddenOperationException' })
    await fake.say(bob, chat, question)
    const line = await next(chat)
    expect(line.wire).toMatchObject({
      text: expect.stringMatching(/^I may answer this only in private, and cannot write to you yet/) as string,
    })
    expect(fake.at(chat)).toHaveLength(1)
  })

  /** Carl's question in a chat with a guest, and its answer, where Teams has targeted messages. */
  const openTargeted = async () => {
    const other = await openTeams(engine, { access: { targets: true } })
    const { fake } = other
    fake.world.knowsTargets = true
    const carl = fake.user('Carl')
    const chat = fake.groupChat([carl, fake.user('Guest', true)])
    await fake.say(carl, chat, question)
    return { other, carl, chat, answer: await other.until(() => fake.at(chat)[0]) }
  }

  test('with targeted messages the answer is private inside the conversation', async () => {
    const { other, carl, answer } = await openTargeted()
    const { fake } = other
    expect(answer.only).toBe(carl.id)
    const { dialog } = await fake.press(carl, answer, 'Share')
    expect(JSON.stringify(dialog?.card)).toContain('People from outside your company are here')
    await other.close()
  })

  test('a targeted answer is updated as one; once Teams deleted it, in the own chat', async () => {
    const { other, carl, chat, answer } = await openTargeted()
    const { fake } = other
    const change = async (on: typeof answer, to: string): Promise<void> => {
      const { dialog } = await fake.press(carl, on, 'Change a fact')
      if (dialog === undefined) throw new Error('no dialog')
      await fake.send(carl, on, dialog, { to })
    }
    await change(answer, 'JP')
    const renewed = await other.until(() => fake.at(chat).find(({ words }) => words.includes('Australia → Japan')))
    expect(fake.at(chat)).toMatchObject([{ id: answer.id, only: carl.id, edits: 1 }])
    fake.world.messages.splice(0)
    await change(renewed, 'BR')
    await other.until(() => fake.at(fake.personal(carl)).find(({ words }) => words.includes('Japan → Brazil')))
    expect(fake.at(chat)).toEqual([])
    expect(other.told.join()).not.toContain('given up')
    await other.close()
  })

  test.each([
    ['cannot be read', (): void => bench.fake.fail({ path: /pagedmembers/, status: 403 }, 9)],
    ['has no end', (): void => void (bench.fake.world.endless = true)],
  ])('if the member list %s, the answer is private', async (_name, set) => {
    set()
    const chat = bench.fake.groupChat([ann, bob])
    await bench.fake.say(ann, chat, question)
    await next(alone, 'License needed')
    expect(bench.fake.at(chat).every(({ wire }) => wire.attachments === undefined)).toBe(true)
  })

  test.each(['chat', 'team'])('a guest who joins a %s counts at once, and one who leaves, too', async (kind) => {
    const { fake } = bench
    const where = kind === 'chat' ? fake.groupChat([ann, bob]) : fake.channel([ann, bob])
    const isPrivate = async (country: string) => {
      await fake.say(ann, where, `SLV stage to ${country}`)
      return await bench.until(() => {
        const there = [where, alone].find((one) => fake.at(one).some(({ words }) => words.includes(`to ${country}`)))
        return there === undefined ? undefined : there.id === where.id ? 'open' : 'private'
      })
    }
    expect(await isPrivate('Australia')).toBe('open')
    await fake.join(eve, where)
    expect(await isPrivate('India')).toBe('private')
    await fake.leave(eve, where)
    expect(await isPrivate('Brazil')).toBe('open')
    // A guest whose joining was not reported, and who asks.
    const here = fake.world.conversations.get(where.id) as Conversation
    fake.world.conversations.set(where.id, { ...here, members: [...here.members, eve] })
    await fake.say(eve, where, 'SLV stage to Japan')
    await next(fake.personal(eve), 'I answer only people of the organization')
    expect(await isPrivate('Italy')).toBe('private')
    expect(fake.calls.filter(({ path }) => path.includes('pagedmembers')).length).toBeLessThan(12)
  })

  test('a person unknown to Entra can have a chat of their own', async () => {
    const { fake } = bench
    const chat = fake.groupChat([ann, eve])
    await fake.say(eve, chat, question, { change: { from: { id: eve.id, name: 'Eve' } } })
    expect((await next(fake.personal(eve), 'I answer only people of the organization')).thread).toBeUndefined()
  })

  test('in a shared channel answers are private, whoever is in its team', async () => {
    const channel = bench.fake.channel([ann, bob])
    bench.fake.world.conversations.set(channel.id, { ...channel, shared: [eve] })
    await bench.fake.say(ann, channel, question)
    await next(alone, 'License needed')
    expect(bench.fake.at(channel).every(({ wire }) => wire.attachments === undefined)).toBe(true)
  })

  test('a question sent as a targeted message gets a targeted answer', async () => {
    const chat = bench.fake.groupChat([ann, bob])
    await bench.fake.say(ann, chat, question, { change: { recipient: { id: bench.fake.world.bot, isTargeted: true } } })
    await next(alone, 'License needed')
    expect(bench.fake.at(chat).every(({ wire }) => wire.attachments === undefined)).toBe(true)
  })

  test('every button of an answer works, in new clients and in old ones', async () => {
    const { fake } = bench
    await fake.say(ann, alone, question)
    const answer = await next(alone)
    for (const [label, layer] of [
      ['Why?', 'layer-why'],
      ['What would change it', 'layer-changes'],
    ]) {
      const opens = actionsOf(answer.wire).filter(({ title, targetElements }) => title === label || String(targetElements) === layer)
      expect(opens).toMatchObject([{ type: 'Action.ToggleVisibility', title: label, targetElements: [layer] }])
    }
    expect((await fake.press(ann, answer, 'Ask counsel')).dialog?.title).toMatch(/counsel/i)
    await fake.press(ann, answer, 'Ask counsel', 'old')
    const offer = await next(alone, 'Press the button')
    expect(offer.words).toMatch(/counsel/i)
  })

  test('thumbs up are recorded; thumbs down ask why, and "out of date" goes to the desk', async () => {
    const { fake } = bench
    await fake.say(ann, alone, question)
    const answer = await next(alone)
    expect(answer.wire.channelData).toEqual({ feedbackLoop: { type: 'custom' } })
    const thumb = (reaction: string, replyToId: string) =>
      fake.invoke(ann, alone, 'message/fetchTask', { data: { actionName: 'feedback', actionValue: { reaction } } }, { replyToId })
    expect(JSON.stringify((await thumb('like', answer.id)).body)).toContain('Thank you')
    const { body } = await thumb('dislike', answer.id)
    expect(JSON.stringify(body)).toContain('What is wrong with it?')
    const card = (body as { task: { value: { card: { content: { actions: ReadonlyArray<{ data: object }> } } } } }).task.value.card.content
    const feedback = JSON.stringify({ ...card.actions[0]?.data, reason: 'outdated', text: 'The rule changed.' })
    const sent = { actionName: 'feedback', actionValue: { reaction: 'dislike', feedback } }
    expect(await fake.invoke(ann, alone, 'message/submitAction', sent, { replyToId: answer.id })).toEqual({ status: 200, body: {} })
    await next(alone, 'Thank you, noted')
    const kept = await bench.store.db.selectFrom('record').select('body').where('kind', '=', 'feedback').execute()
    expect(kept.map(({ body: text }) => (JSON.parse(text) as { good: boolean; reason?: string }).reason ?? 'none')).toEqual([
      'none',
      'none',
      'outdated',
    ])
  })

  test('a thumb rates the answer it is under; without a message it rates none, and the reply says so', async () => {
    const { fake } = bench
    await fake.say(ann, alone, question)
    const first = await next(alone, 'Australia')
    await fake.say(ann, alone, 'drone to Poland')
    await next(alone, 'to Poland')
    const thumb = (name: string, reaction: string, replyToId: string) => {
      const value = { actionName: 'feedback', actionValue: { reaction, feedback: '{"feedbackText":"The rule changed."}' } }
      return fake.invoke(ann, alone, name, name === 'message/fetchTask' ? { data: value } : value, { replyToId })
    }
    const kept = async () => {
      const rows = await bench.store.db.selectFrom('record').select('body').where('kind', '=', 'feedback').orderBy('seq').execute()
      return rows.map(({ body }) => (JSON.parse(body) as { readonly entry?: string }).entry)
    }
    // Teams sometimes omits the message or names an unknown one (microsoft/teams-sdk#2349).
    for (const name of ['message/fetchTask', 'message/submitAction'])
      for (const reaction of ['like', 'dislike']) for (const of of ['', '0', '1700000999999']) await thumb(name, reaction, of)
    await bench.until(() => fake.at(alone).filter(({ words }) => words.includes('Which answer is that about?')).length === 12)
    expect(await kept()).toEqual(Array(12).fill(undefined))
    const words = await bench.store.db.selectFrom('record_text').select('words').where('kind', '=', 'feedback').execute()
    expect(words.filter((row) => row.words?.includes('The rule changed.'))).toHaveLength(3)
    await thumb('message/fetchTask', 'like', first.id)
    await next(alone, 'Noted with the answer')
    const answers = await bench.store.db.selectFrom('record').select('id').where('kind', '=', 'answer').orderBy('seq').execute()
    expect((await kept()).slice(12)).toEqual([answers[0]?.id])
  })

  test("text from a client's own feedback form is recorded, too", async () => {
    const { fake } = bench
    await fake.say(ann, alone, question)
    const answer = await next(alone)
    const send = (reaction: string, feedback: string) => {
      return fake.invoke(
        ann,
        alone,
        'message/submitAction',
        { actionName: 'feedback', actionValue: { reaction, feedback } },
        { replyToId: answer.id },
      )
    }
    expect(await send('dislike', JSON.stringify({ feedbackText: 'The rule changed.' }))).toEqual({ status: 200, body: {} })
    expect(await send('like', 'Good.')).toEqual({ status: 200, body: {} })
    expect(await send('dislike', ' ')).toEqual({ status: 200, body: {} })
    const kept = await bench.until(async () => {
      const rows = await bench.store.db.selectFrom('record').select('body').where('kind', '=', 'feedback').execute()
      return (
        rows.length === 3 &&
        rows.map(({ body }) => (({ good, reason }) => [good, reason])(JSON.parse(body) as { good: boolean; reason?: string }))
      )
    })
    expect(kept).toEqual([
      [false, 'wrong'],
      [true, undefined],
      [false, undefined],
    ])
  })

  test(`"Check with Licet" reads another person's message, answers in private, and can be continued`, async () => {
    const { fake } = bench
    const chat = fake.groupChat([ann, bob])
    const messagePayload = { body: { contentType: 'html', content: '<p>can we sell an <b>SLV stage</b> to&nbsp;Australia?</p>' } }
    const told = await fake.invoke(ann, chat, 'composeExtension/fetchTask', {
      commandId: 'check',
      commandContext: 'message',
      messagePayload,
    })
    expect(JSON.stringify(told.body)).toContain('for you alone')
    const answer = await next(alone, 'License needed; decided')
    expect(titles(answer)).not.toContain('Share')
    expect(fake.at(chat)).toEqual([])
    await fake.say(ann, alone, 'and China?')
    await next(alone, 'to China')
    const none = await fake.invoke(ann, chat, 'composeExtension/fetchTask', {
      commandId: 'check',
      messagePayload: { body: { content: '<img src="x">', contentType: 'html' } },
    })
    expect(JSON.stringify(none.body)).toContain('no words')
  })

  test('the form opens in the message box, is answered in private, and comes back with problems', async () => {
    const { fake } = bench
    const chat = fake.groupChat([ann, bob])
    const opened = await fake.invoke(ann, chat, 'composeExtension/fetchTask', { commandId: 'ask', commandContext: 'compose' })
    expect(cardFaults(dialogIn(opened.body))).toEqual([])
    const data = (dialogIn(opened.body)['actions'] as ReadonlyArray<{ readonly data: object }>)[0]?.data
    const picks = { item: 'rocket stage', to: 'AU', endUse: 'unknown', activity: 'export' }
    const send = (filled: object) =>
      fake.invoke(ann, chat, 'composeExtension/submitAction', { commandId: 'ask', data: { ...data, ...filled } })
    expect(JSON.stringify(dialogIn((await send({ ...picks, to: 'Atlantis' })).body))).toContain('Not sent yet')
    expect(JSON.stringify((await send(picks)).body)).toContain('for you alone')
    await next(alone, 'License needed; decided')
    expect(fake.at(chat)).toEqual([])
  })

  test('"Check with Licet" in a chat of two people does not take that chat for their own with Licet', async () => {
    const { fake } = bench
    await fake.say(ann, alone, 'hello')
    await next(alone)
    const theirs = { id: '19:ann_bob@unq.gbl.spaces', type: 'personal', members: [ann, bob] } as const
    fake.world.conversations.set(theirs.id, theirs)
    const messagePayload = { body: { contentType: 'text', content: question } }
    await fake.invoke(ann, theirs, 'composeExtension/fetchTask', { commandId: 'check', messagePayload })
    await next(alone, 'License needed')
    expect(fake.at(theirs)).toEqual([])
  })

  test('"Check with Licet" says so if it cannot answer in private', async () => {
    const { fake } = bench
    fake.fail({ path: /^POST \/v3\/conversations$/, status: 403, code: 'ForbiddenOperationException' })
    const messagePayload = { body: { contentType: 'text', content: question } }
    const told = await fake.invoke(ann, fake.groupChat([ann, bob]), 'composeExtension/fetchTask', { commandId: 'check', messagePayload })
    expect(JSON.stringify(told.body)).toContain('Please add Licet under Apps')
    expect(await bench.store.db.selectFrom('inbox').selectAll().execute()).toEqual([])
  })

  test('a message that Teams finds too long is sent again with less in it, and says where the rest is', async () => {
    const { fake } = bench
    fake.fail({ path: /activities$/, status: 413, code: 'MessageSizeTooBig', onlyCards: true }, 1)
    await fake.say(ann, alone, question)
    const answer = await next(alone, 'License needed')
    expect(fake.at(alone)).toHaveLength(1)
    expect(answer.words).toContain('There is more than fits here. For the rest write')
    expect(Buffer.byteLength(JSON.stringify(answer.wire))).toBeLessThan(14_000)
    expect(titles(answer)).toContain('Ask counsel')
  })

  test('a slow answer shows a typing indicator', async () => {
    const { fake, stall } = bench
    let goOn = (): void => undefined
    stall.until = new Promise((resolve) => (goOn = resolve))
    await fake.say(ann, alone, question)
    const typing = () => fake.calls.filter(({ method, path }) => method === 'POST' && path.endsWith('/activities')).length
    await bench.until(() => typing() === 1)
    expect(fake.at(alone)).toEqual([])
    goOn()
    await next(alone, 'License needed')
  })

  test('a search gives articles and rules as cards, or says that nothing fits', async () => {
    const search = async (value: string) =>
      (await bench.fake.invoke(ann, alone, 'composeExtension/query', { commandId: 'search', parameters: [{ name: 'words', value }] }))
        .body as { readonly composeExtension: { readonly type: string; readonly attachments?: readonly object[]; readonly text?: string } }
    const found = (await search('Category I presumption of denial')).composeExtension
    expect(found.type).toBe('result')
    expect(JSON.stringify(found.attachments?.[0])).toContain('vnd.microsoft.card.adaptive')
    expect((await search('')).composeExtension.attachments?.length).toBeGreaterThan(0)
    expect((await search('zzzzqqq')).composeExtension).toMatchObject({ type: 'message' })
  })

  test('the form suggests names while somebody types, and its answer shows the question', async () => {
    const { fake } = bench
    await fake.say(ann, alone, 'form')
    const offer = await next(alone)
    const { dialog } = await fake.press(ann, offer, 'Ask with a form')
    if (dialog === undefined) throw new Error('no dialog')
    const names = async (dataset: string, queryText: string) =>
      (
        (await fake.invoke(ann, alone, 'application/search', { dataset, queryText, queryOptions: { skip: 0, top: 15 } })).body as {
          readonly value: { readonly results: ReadonlyArray<{ readonly value: string; readonly title: string }> }
        }
      ).value.results
    const [item] = await names('item', 'SLV stage')
    const [country] = await names('country', 'austral')
    expect(country?.title).toMatch(/^Australia/)
    expect((await names('item', '')).length).toBeLessThanOrEqual(15)
    expect(await names('users', 'x')).toEqual([])
    const picked = { item: item?.value ?? '', to: country?.value ?? '' }
    const wrong = await fake.send(ann, offer, dialog, { ...picked, asOf: '1900-01-01' })
    expect(JSON.stringify(wrong.dialog?.card)).toMatch(/Not sent yet: one answer needs another look/)
    const choices = JSON.stringify(wrong.dialog?.card['body'])
    expect(choices).toContain(`"choices":[{"title":"${picked.to}","value":"${picked.to}"}]`)
    if (wrong.dialog === undefined) throw new Error('no second dialog')
    await fake.send(ann, offer, wrong.dialog, { asOf: '' })
    const answer = await next(alone, 'Your form, as a question you can type')
    expect(answer.words).toContain('Australia')
  })

  test.each(['iOS', 'Android', 'untold'] as const)('on %s, without suggestions, names are typed into the form', async (device) => {
    const { fake } = bench
    await fake.say(ann, alone, 'form')
    const offer = await next(alone)
    const { dialog } = await fake.press(ann, offer, 'Ask with a form', 'now', device)
    if (dialog === undefined) throw new Error('no dialog')
    expect(JSON.stringify(dialog.card)).not.toContain('Data.Query')
    const wrong = await fake.send(ann, offer, dialog, { item: 'rocket stage', to: 'Australia, Atlantis' }, device)
    if (wrong.dialog === undefined) throw new Error('no second dialog')
    expect(JSON.stringify(wrong.dialog.card)).not.toContain('Data.Query')
    expect(JSON.stringify(wrong.dialog.card)).toMatch(/`Atlantis` is not one country[\s\S]*"value":"Australia, Atlantis"/)
    await fake.send(ann, offer, wrong.dialog, { to: 'Australia, Japan' }, device)
    expect((await next(alone, 'Your form, as a question you can type')).words).toMatch(/Australia[\s\S]*Japan/)
  })

  test('the personal page shows own questions and cases, in private wherever it is asked for', async () => {
    const { fake } = bench
    await fake.say(ann, alone, question)
    await next(alone)
    const chat = fake.groupChat([ann, bob])
    await fake.say(ann, chat, 'home')
    const home = await next(alone, 'Your last questions')
    expect(home.words).toContain(question)
    expect(fake.at(chat)).toEqual([])
    expect(titles(home)).toContain('Ask with a form')
  })

  test('foreign buttons and forms are counted and have no effect', async () => {
    const { fake } = bench
    const invokes: ReadonlyArray<readonly [name: string, value: unknown, status: number]> = [
      ['adaptiveCard/action', { action: { data: { licet: 'drop tables' } } }, 400],
      ['task/fetch', {}, 400],
      ['task/submit', { data: { licet: 'form', form: 'unknown', of: '' } }, 400],
      ['task/submit', null, 400],
      ['message/fetchTask', { data: 7 }, 400],
      ['composeExtension/query', [], 400],
      ['composeExtension/fetchTask', { commandId: 'check' }, 400],
      ['composeExtension/submitAction', { commandId: 'ask', data: {} }, 400],
      ['signin/verifyState', {}, 501],
      ['constructor', {}, 501],
    ]
    for (const [name, value, status] of invokes) expect(await fake.invoke(ann, alone, name, value)).toMatchObject({ status })
    await fake.member(ann, alone, { type: 'message', value: { licet: 'nothing' } })
    await bench.app.tick()
    const counted = await bench.store.db.selectFrom('refusals').select(['why', 'count']).orderBy('why').execute()
    expect(counted).toEqual([
      { why: 'a button that is not ours', count: 4 },
      { why: 'a form that is not ours', count: 5 },
    ])
    expect(fake.at(alone)).toEqual([])
  })

  test('an edited question is answered again, once; deleting it removes the answer, and restoring it does not ask it again', async () => {
    const { fake } = bench
    for (const where of [alone, fake.channel([ann, bob])]) {
      const { id } = await fake.say(ann, where, 'SLV stage to Canada?')
      await next(where, 'to Canada')
      expect(await fake.change(ann, where, id, 'SLV stage to Iran?', '2026-11-28T10:00:00Z')).toMatchObject({ status: 200 })
      const again = await next(where, 'to Iran')
      expect(again.thread).toBe(where === alone ? undefined : id)
      // The Bot Connector repeats an event that was not answered.
      await fake.change(ann, where, id, 'SLV stage to Iran?', '2026-11-28T10:00:00Z')
      await fake.change(ann, where, id, 'SLV stage to China?', '2026-11-28T10:00:07Z')
      await next(where, 'to China')
      await fake.takeBack(ann, where, id)
      await next(where, 'the question was deleted')
      await fake.bringBack(ann, where, id, 'SLV stage to China?')
      await fake.say(ann, where, 'thanks', { thread: id })
      await next(where, /welcome|questions/i)
      // Three updates in place of the first answer: two edits and one deletion.
      const answers = fake.at(where).filter(({ words }) => /to (?:Canada|Iran|China)|was deleted/.test(words))
      expect(answers.map(({ edits }) => edits)).toEqual([3])
    }
  })

  test.each<readonly [what: string, text: string, attachments: readonly Attachment[], files: number]>([
    ['a file alone', '', [download('spec.pdf')], 1],
    ['two files and words', question, [download('a.pdf'), download('b.step'), html('<p>x</p>')], 2],
    ['a pasted picture', '', [{ contentType: 'image/*' }, html('<p><img src="x"></p>')], 1],
    [
      'a picture that only the formatted words show',
      question,
      [html(`<p>${question}<img src="x" itemtype="http://schema.skype.com/AMSImage"></p>`)],
      1,
    ],
    ['a file of a channel', question, [html(`<p>${question}</p><attachment id="1"></attachment>`)], 1],
    ['a face', question, [html(`<p>${question}<img itemtype="http://schema.skype.com/Emoji" alt="x"></p>`)], 0],
    [
      'formatted words alone',
      question,
      [html(`<p>${question}</p>`), { contentType: 'application/vnd.microsoft.card.adaptive', content: {} }],
      0,
    ],
  ])('%s: the reply says that the files were not opened', async (_what, text, attachments, files) => {
    await bench.fake.say(ann, alone, text, { change: { attachments } })
    const { words } = await next(alone)
    expect(words.includes('I open no files')).toBe(files > 0)
    expect(words.includes('License needed')).toBe(text !== '')
    expect(countFiles(attachments)).toBe(files)
  })

  test('an event delivered twice is answered once', async () => {
    await bench.fake.say(ann, alone, question, { id: '1600000009999' })
    await bench.fake.say(ann, alone, question, { id: '1600000009999' })
    await next(alone)
    await bench.app.tick()
    expect(bench.fake.at(alone)).toHaveLength(1)
  })

  test("people's words form no link, mention or formatting", async () => {
    const { fake } = bench
    await fake.say(ann, alone, '**bold** <at>Bob</at> [here](https://evil.example) https://evil.example drone to Poland')
    const answer = await next(alone)
    const wire = JSON.stringify(answer.wire)
    expect(wire).not.toMatch(/<at>|\]\(https|evil\.example/)
  })
})
