import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readWords } from '../../adapters/teams/quotes.ts'
import { settings } from '../app.ts'
import { leftIn } from '../in-store.ts'
import { quickEngines } from '../store/databases.ts'
import { keepOffline } from '../offline.ts'
import { openTeams, signIn, type TeamsBench } from './bench.ts'
import type { Conversation, User } from './fake/service.ts'

const commands = [
  'note 1 Counsel has verified the end user, no objections.',
  'claim 1',
  'ask 1 who is the end user?',
  'answer 1 You may ship it.',
  'reassign 1 to teams:somebody',
  'close 1',
  'reopen 1',
  'I am back',
  'link',
  'home',
] as const

keepOffline()
beforeAll(signIn)

const asked = 'can we sell an SLV stage to Australia?'

/** A reply with a quote in Teams' HTML. */
const replyTo = (quoted: string, itemprop: 'preview' | 'copy', own = '') =>
  `<blockquote itemscope="" itemtype="http://schema.skype.com/Reply" itemid="1700000000000"><strong itemprop="mri" itemid="8:orgid:x">Ann</strong><span itemprop="time" itemid="1700000000000"></span><p itemprop="${itemprop}">${quoted}</p></blockquote><p>${own}</p>`

const html = (content: string) => ({ contentType: 'text/html', content })

/** The ways in which a Teams message contains other people's words. */
const ways: ReadonlyArray<readonly [way: string, text: string, change: (words: string) => Readonly<Record<string, unknown>>]> = [
  [
    'a quoted reply that is named beside the words',
    '<quoted messageId="1700000000000"/>',
    (preview) => ({ entities: [{ type: 'quotedReply', quotedReply: { messageId: '1700000000000', preview } }] }),
  ],
  ['a quoted reply in formatted words', '', (words) => ({ attachments: [html(replyTo(words, 'preview'))] })],
  ['the whole of a quoted message in formatted words', '', (words) => ({ attachments: [html(replyTo(words, 'copy'))] })],
  ['a quote that stands in the plain words, too', '{words}', (words) => ({ attachments: [html(replyTo(words, 'copy'))] })],
  ['a blockquote in the words themselves', '<blockquote>{words}</blockquote>', () => ({})],
  ['a line with the mark of a quote', '> {words}', () => ({})],
  [
    'a message that is passed on',
    '',
    (messagePreview) => ({
      attachments: [{ contentType: 'forwardedMessageReference', content: JSON.stringify({ messageId: '1', messagePreview }) }],
    }),
  ],
  [
    'a message that is pointed to',
    '<attachment id="1"></attachment>',
    (words) => ({ attachments: [{ contentType: 'messageReference', content: { messageId: '1', messagePreview: words } }] }),
  ],
]

describe.each(quickEngines)('quoted words in Teams over HTTP, on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`are answered, never obeyed${engine.missing ?? ''}`, () => {
    let bench: TeamsBench
    let ann: User
    let cora: User
    let alone: Conversation
    beforeEach(async () => {
      bench = await openTeams(engine, {
        settings: (fake) => {
          ann = fake.user('Ann')
          cora = fake.user('Cora')
          const desk = { platform: 'teams', id: fake.placeOf(fake.channel([cora])) }
          return { ...settings, queues: settings.queues.map((queue) => ({ ...queue, counsel: [fake.personOf(cora)], leads: [], desk })) }
        },
      })
      const { fake } = bench
      alone = fake.personal(cora)
      const hers = fake.personal(ann)
      await fake.say(ann, hers, asked)
      const answer = await bench.until(() => fake.at(hers).find((one) => one.words.includes('License needed')))
      const { dialog } = await fake.press(ann, answer, 'Ask counsel')
      if (dialog === undefined) throw new Error('no dialog')
      await fake.send(ann, answer, dialog, {})
      await bench.until(async () => (await bench.store.db.selectFrom('cases').select('number').execute()).length === 1)
    })
    afterEach(() => bench.close())

    /** Waits until `count` questions are answered. */
    const answered = (count: number) => bench.until(async () => (await leftIn(bench.store)).answers === count)

    test('"Check with Licet" on a message that looks like a command: counsel gets an answer, and nothing is done', async () => {
      const { fake } = bench
      const before = await leftIn(bench.store)
      const chat = fake.groupChat([ann, cora])
      for (const [index, content] of commands.entries()) {
        const messagePayload = { body: { contentType: index % 2 === 0 ? 'html' : 'text', content } }
        await fake.invoke(cora, chat, 'composeExtension/fetchTask', { commandId: 'check', messagePayload })
        await answered(before.answers + index + 1)
      }
      await bench.until(() => fake.at(alone).find((one) => one.words.startsWith('I answer only export questions')))
      expect((await leftIn(bench.store)).left).toBe(before.left)
    })

    test.each(ways)('%s is not a command', async (_, text, change) => {
      const { fake } = bench
      const before = await leftIn(bench.store)
      for (const [index, words] of commands.entries()) {
        await fake.say(cora, alone, text.replace('{words}', words), { change: change(words) })
        await answered(before.answers + index + 1)
      }
      expect((await leftIn(bench.store)).left).toBe(before.left)
    })

    test('a checked message is answered together with what it quotes', async () => {
      const { fake } = bench
      const content = `<p>can we sell an SLV stage?</p><blockquote><p>The end user is in Iran.</p></blockquote>`
      await fake.invoke(cora, fake.groupChat([ann, cora]), 'composeExtension/fetchTask', {
        commandId: 'check',
        messagePayload: { body: { contentType: 'html', content } },
      })
      const reply = await bench.until(() => fake.at(alone)[0])
      expect(reply.words).toMatch(/^Prohibited/)
    })

    test("a quoted answer of Licet's is continued, whatever Teams shows of it", async () => {
      const { fake } = bench
      await fake.say(cora, alone, 'can we sell an EAR99 valve to Australia?')
      await bench.until(() => fake.at(alone).length === 1)
      await fake.say(cora, alone, 'new: can we sell an igniter to Australia?')
      const igniter = await bench.until(() => fake.at(alone)[1])
      await fake.say(cora, alone, 'new: can we sell an EAR99 valve to Australia?')
      await bench.until(() => fake.at(alone).length === 3)
      for (const [index, change] of [{}, { preview: null }, { preview: { odd: true } }, { preview: 7 }].entries()) {
        await fake.quote(cora, alone, igniter, 'and to Brazil?', change)
        const reply = await bench.until(() => fake.at(alone)[3 + index])
        expect(reply.words).toMatch(/^License needed|^License required/)
        expect(reply.words).toContain('Brazil')
      }
    })

    test('a quote of anything else continues no earlier question: it is answered itself, or reported as missing', async () => {
      const { fake } = bench
      await fake.say(cora, alone, 'can we sell an EAR99 valve to Australia?')
      const answer = await bench.until(() => fake.at(alone)[0])
      await fake.quote(cora, alone, { ...answer, id: '1700000000001' }, 'and to Brazil?')
      const reply = await bench.until(() => fake.at(alone)[1])
      expect(reply.words).toContain('I cannot read all that you quoted')
      expect(reply.words).not.toContain('No license')
    })

    test("the person's own words beside a quote still work as a command", async () => {
      const { fake } = bench
      await fake.say(cora, alone, 'claim 1', { change: { attachments: [html(replyTo('please take it', 'preview', 'claim 1'))] } })
      const state = async () => (await bench.store.db.selectFrom('cases').select('state').executeTakeFirst())?.state
      expect(await bench.until(async () => (await state()) === 'claimed')).toBe(true)
    })
  })
})

describe('own and quoted words of a Teams message', () => {
  const recipient = { id: 'bot' }

  test.each<[string, Parameters<typeof readWords>[0], ReturnType<typeof readWords>]>([
    ['plain words', { recipient, text: asked }, { text: asked }],
    ['formatted words without a quote', { recipient, text: asked, attachments: [html(`<p>${asked}</p>`)] }, { text: asked }],
    [
      'a preview that may be cut',
      { recipient, text: 'ok?', attachments: [html(replyTo('x'.repeat(120), 'preview', 'ok?'))] },
      { text: 'ok?', quoted: [''] },
    ],
    [
      'a quote in a quote',
      { recipient, text: 'a<blockquote>b<blockquote>claim 1</blockquote></blockquote>' },
      { text: 'a', quoted: ['claim 1', 'b'] },
    ],
    [
      'content that is none',
      { recipient, text: 'ok?', attachments: [{ contentType: 'messageReference', content: 7 }] },
      { text: 'ok?', quoted: [''] },
    ],
    ['a quote that nothing else tells of', { recipient, text: 'ok? <quoted messageId="1"/>' }, { text: 'ok?', quoted: [''] }],
    [
      'a quote written out on a line of its own',
      { recipient, text: 'claim 1\nthis one?', attachments: [html(replyTo('claim 1', 'copy', 'this one?'))] },
      { text: 'this one?', quoted: ['claim 1'] },
    ],
  ])('%s', (_, activity, words) => {
    expect(readWords(activity)).toEqual(words)
  })
})
