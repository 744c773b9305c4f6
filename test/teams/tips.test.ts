import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { settings } from '../app.ts'
import { nextTipDue } from '../in-store.ts'
import { engines } from '../store/databases.ts'
import { keepOffline } from '../offline.ts'
import { openTeams, signIn, type TeamsBench } from './bench.ts'
import { nodesIn } from './fake/rules.ts'

keepOffline()
beforeAll(signIn)

const [engine] = engines
if (engine === undefined) throw new Error('no engine')

describe('tips in Teams', () => {
  let bench: TeamsBench
  beforeEach(
    async () => void (bench = await openTeams(engine, { settings: () => ({ ...settings, tips: { ...settings.tips, holidays: [] } }) })),
  )
  afterEach(async () => {
    const { refused } = bench.fake
    await bench.close()
    if (refused.length > 0) throw new Error(`the connector refused ${JSON.stringify(refused)}`)
  })

  const goOn = async (): Promise<void> => {
    bench.clock.ahead = (await nextTipDue(bench.store)) + 1000 - Date.now()
  }

  test('subscribe in words, receive, answer a quiz, pause, stop', async () => {
    const { fake } = bench
    const ann = fake.user('Ann')
    const chat = fake.personal(ann)
    const said = (words: RegExp) => bench.until(() => fake.at(chat).findLast((one) => words.test(one.words)))
    await fake.say(ann, chat, 'tips daily at 9')
    await said(/In which time zone/)
    await fake.say(ann, chat, 'tips daily at 9', { change: { localTimezone: 'Europe/Berlin' } })
    await said(/every day at 09:00 \(Berlin time\)/)
    const tips = () => fake.at(chat).filter((one) => /(?:Tip|Quiz) of the day/.test(one.words))
    let quiz = tips().at(-1)
    for (let count = 1; quiz === undefined || !quiz.words.includes('Quiz of the day'); count++) {
      await goOn()
      quiz = (await bench.until(() => (tips().length >= count ? tips() : undefined))).at(-1)
    }
    const [choice] = JSON.stringify(quiz.wire).match(/"title":"[^"]+"/g) ?? []
    await fake.press(ann, quiz, JSON.parse(`{${choice ?? ''}}`).title as string)
    expect((await said(/Right: |Not this time: /)).words).toMatch(/Because: /)
    await fake.press(ann, quiz, 'Pause a week')
    await said(/Paused for a week/)
    await fake.press(ann, quiz, 'Stop')
    await said(/Tips are stopped/)
    expect(await bench.store.db.selectFrom('subscriptions').selectAll().execute()).toEqual([])
  })

  test('a channel subscribes, and its tip is a post of its own', async () => {
    const { fake } = bench
    const [ann, bob] = [fake.user('Ann'), fake.user('Bob')]
    const channel = fake.channel([ann, bob])
    await fake.say(ann, channel, 'tips here daily at 9 in New York time')
    await bench.until(() => fake.at(channel).find((one) => one.words.includes('Tips for this channel')))
    await goOn()
    const tip = await bench.until(() => fake.at(channel).find((one) => /of the day/.test(one.words)))
    expect(tip.thread).toBeUndefined()
    await fake.press(bob, tip, 'Fewer')
    await bench.until(() => fake.at(channel).find((one) => one.words.includes('Fewer from now on')))
  })

  test.each([
    ['Web', ['Input.Time', 'Input.ChoiceSet', 'Input.ChoiceSet', 'Input.ChoiceSet']],
    // Clients without suggestions get a text field for names.
    ['iOS', ['Input.Time', 'Input.ChoiceSet', 'Input.Text', 'Input.ChoiceSet']],
  ] as const)('the form has these fields on %s', async (device, inputs) => {
    const { fake } = bench
    const ann = fake.user('Ann')
    const chat = fake.personal(ann)
    await fake.say(ann, chat, 'my tips')
    const none = await bench.until(() => fake.at(chat).find((one) => one.words.includes('A tip a day')))
    const { dialog } = await fake.press(ann, none, 'Set up tips', 'now', device)
    if (dialog === undefined) throw new Error('no dialog')
    const fields = nodesIn(dialog.card['body']).filter(({ type }) => String(type).startsWith('Input.'))
    expect(fields.map(({ type }) => type)).toEqual(inputs)
    expect(fields[0]).toMatchObject({ value: '09:00' })
    expect(fields[1]).toMatchObject({ isMultiSelect: true, value: 'mon,tue,wed,thu,fri' })
    const again = await fake.send(ann, none, dialog, { time: '05:00', zone: 'Asia/Tokyo' }, device)
    expect(JSON.stringify(again.body)).toContain('the nearest time is 08:00')
    await fake.send(ann, none, dialog, { time: '09:00', days: 'mon,wed', zone: 'Asia/Tokyo' }, device)
    await bench.until(() => fake.at(chat).find((one) => one.words.includes('Mondays and Wednesdays at 09:00 (Tokyo time)')))
  })

  test('time zones are suggested while somebody types', async () => {
    const { fake } = bench
    const ann = fake.user('Ann')
    const { body } = await fake.invoke(ann, fake.personal(ann), 'application/search', { dataset: 'zone', queryText: 'toky' })
    expect(body).toMatchObject({ value: { results: [{ value: 'Asia/Tokyo', title: 'Tokyo (Asia/Tokyo)' }] } })
  })
})
