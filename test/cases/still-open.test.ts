import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toPlainText } from '../../src/port/plain.ts'
import { escalate, openBench, settings, type Bench, type Shown } from '../app.ts'
import { engines } from '../store/databases.ts'

const [engine] = engines
if (engine === undefined) throw new Error('no engine')

describe('what askers and counsel do around a case', () => {
  let bench: Bench
  beforeEach(async () => void (bench = await openBench(engine)))
  afterEach(async () => await bench.close())

  const desk = { id: 'queue' }
  const act = (who: string, action: string, of = '1') => bench.hand(who, { kind: 'action', action: action as 'claim', of }, desk)
  const press = async (who: string, of: string, choice: string, action = 'close') =>
    await bench.hand(who, { kind: 'action', action: action as 'close', of, choice })
  const send = (who: string, form: string, values: Readonly<Record<string, string>>, of = '1', where = desk) =>
    bench.hand(who, { kind: 'submit', form: form as 'note', of, values }, where)
  const answered = async (text = 'You may apply with a DSP-5.', values = {}): Promise<Shown> => {
    await escalate(bench)
    await act('desk:counsel', 'claim')
    await send('desk:counsel', 'answer', { text, ...values })
    return answer()
  }
  const answer = (): Shown => {
    const found = bench.shown.findLast(({ kind, reply }) => kind === 'post' && reply.title.startsWith('Answer from counsel'))
    if (found === undefined) throw new Error('no answer')
    return found
  }
  /** A message as it reads after all updates. */
  const now = (one: Shown): string => toPlainText(bench.shown.findLast(({ id }) => id === one.id)?.reply ?? one.reply)
  const state = async (): Promise<string | undefined> =>
    (await bench.store.db.selectFrom('cases').select('state').executeTakeFirst())?.state
  const said = (place: string): string => bench.at(place).join('\n---\n')
  const entryOf = (one: Shown): string => one.reply.actions.find(({ id }) => id === 'close')?.choice ?? ''

  test('"Still a question" asks what is open, and counsel reads the reply', async () => {
    const given = await answered()
    const button = given.reply.actions.find(({ id }) => id === 'still-open')
    const { form } = await press('ask:ann', '1', button?.choice ?? '', 'still-open')
    expect(form).toMatchObject({ id: 'still-open', fields: [{ label: 'What is still open?', required: true }] })
    await send('ask:ann', 'still-open', { text: 'Can we send drawings now?' }, form?.of, { id: 'ann' })
    expect(await state()).toBe('claimed')
    expect(said('queue')).toMatch(/Case 1 is opened again\n\nann: Can we send drawings now\?/)
    expect(now(given)).toMatch(/^Looked at again: Answer from counsel/)
    expect(now(given)).not.toContain('You can')
  })

  test.each(['reopen 1', 'reopen'])(
    'reopened without a text, the asker is asked what is open, and the next message goes to counsel: %s',
    async (how) => {
      await answered()
      if (how === 'reopen') await bench.hand('ask:ann', { kind: 'action', action: 'reopen', of: '1' })
      else await bench.hand('ask:ann', how)
      expect(said('ann')).toContain('Case 1: what is still open?')
      await bench.hand('ask:ann', 'But can we send drawings now?')
      expect(said('queue')).toContain('ann: But can we send drawings now?')
    },
  )

  test('a text may follow "reopen", and "case 1: …" adds to an open case', async () => {
    await answered()
    await bench.hand('ask:ann', 'reopen 1: what about drawings?')
    await bench.hand('ask:ann', 'case 1: and about spares?')
    expect(said('queue')).toMatch(/ann: what about drawings\?[\s\S]*ann: and about spares\?/)
  })

  test('an answer that was withdrawn, replaced or closed says so in place, and so do its old buttons', async () => {
    const given = await answered()
    const entry = entryOf(given)
    await send('desk:counsel', 'withdraw', { text: 'The facts were wrong.' })
    expect(now(given)).toMatch(/^Withdrawn: Answer from counsel[\s\S]*Do not rely on it any more/)
    expect(now(given)).not.toContain('You can')
    await press('ask:ann', '1', entry)
    expect(said('ann')).toContain('That button stood under an answer that does not count any more')
    expect(await state()).toBe('claimed')
    await send('desk:counsel', 'answer', { text: 'Apply with a DSP-73.' })
    await press('ask:ann', '1', entry)
    expect(await state()).toBe('answered')
    const second = answer()
    await act('desk:counsel', 'reopen')
    await send('desk:counsel', 'answer', { text: 'Apply with a TAA.' })
    expect(now(second)).toMatch(/^Replaced: Answer from counsel/)
    const third = answer()
    await press('ask:ann', '1', entryOf(third))
    expect(await state()).toBe('closed')
    expect(now(third)).toMatch(/You can: Still a question$/)
  })

  test("the title of a case's card shows its state", async () => {
    await escalate(bench)
    const card = bench.last('ann')
    expect(now(card)).toMatch(/^Case 1 is with Export counsel/)
    await act('desk:counsel', 'claim')
    await send('desk:counsel', 'ask-info', { text: 'Who is the end user?' })
    expect(now(card)).toMatch(/State: waiting for the asker; the deadline is paused/)
    await send('desk:counsel', 'answer', { text: 'Apply with a DSP-5.' })
    expect(now(card)).toMatch(/^Case 1: answered by counsel/)
    await act('desk:counsel', 'close')
    expect(now(card)).toMatch(/^Case 1: closed/)
  })

  test('acts that end a case, give it away or reopen it ask for confirmation', async () => {
    const given = await answered()
    expect(given.reply.actions.find(({ id }) => id === 'close')?.asks).toContain('Case 1 closes')
    const asking = bench.shown.flatMap(({ reply }) => reply.actions.filter(({ asks }) => asks !== undefined).map(({ label }) => label))
    expect(new Set(asking)).toEqual(new Set(['No longer needed', 'Hand back', 'Thanks, close', 'Close', 'Reopen']))
  })

  test('counsel who closes a case without an answer must give a reason, and the asker learns who closed it', async () => {
    await escalate(bench)
    const { form } = await bench.hand('desk:lead', 'close 1')
    expect(form).toMatchObject({ id: 'close', fields: [{ label: 'Why', required: true }] })
    expect(await state()).toBe('open')
    await bench.hand('desk:lead', 'close 1 asked twice, see case 7')
    expect(said('ann')).toMatch(/Case 1 is closed\n\nlead closed it: asked twice, see case 7/)
    expect(said('lead')).toMatch(/Case 1: done[\s\S]*now: closed/)
  })

  test('whoever is given a case is told, with its due time', async () => {
    await escalate(bench)
    await send('desk:lead', 'reassign', { person: 'desk:counsel2' })
    expect(said('counsel2')).toMatch(/Case 1 is yours now\n\nlead gave it to you[\s\S]*due by Tue 24 Nov/)
  })

  test('for a name that is no address, the reply says how addresses are written', async () => {
    await escalate(bench)
    await bench.hand('desk:lead', 'reassign 1 to counsel2')
    expect(said('lead')).toMatch(/I know nobody called counsel2\. Write the person as PLATFORM:PERSON, as you are desk:lead/)
  })

  test.each([
    ['desk:counsel', 'answer', /Claim it first: claim 1\./],
    ['desk:lead', 'answer', /only counsel of Export counsel can take it\./],
  ])('who may not act yet is told how: %s %s', async (who, action, words) => {
    await escalate(bench)
    await act(who, action)
    expect(toPlainText(bench.last('queue').reply)).toMatch(words)
  })

  test('a bystander is told who may act; if their groups could not be read, that this may be why', async () => {
    await escalate(bench)
    await act('desk:zoe', 'close')
    expect(toPlainText(bench.last('queue').reply)).toMatch(/Only whoever asked, or counsel of Export counsel can do that/)
    expect(toPlainText(bench.last('queue').reply)).not.toContain('your group')
    await bench.close()
    bench = await openBench(engine, { ...settings, queues: settings.queues.map((queue) => ({ ...queue, counsel: ['group:S1'] })) })
    await escalate(bench)
    await act('desk:counsel', 'claim')
    expect(toPlainText(bench.last('queue').reply)).toContain(
      'If you are counsel, your group could not be seen just now: please tell an admin.',
    )
    expect(await state()).toBe('open')
  })

  test('a new question is answered, not taken as the reply that counsel waits for', async () => {
    await escalate(bench)
    await act('desk:counsel', 'claim')
    await send('desk:counsel', 'ask-info', { text: 'who is the end user?' })
    await bench.hand('ask:ann', 'can we sell a turbopump to Germany?')
    expect(said('queue')).not.toContain('turbopump')
    expect(said('ann')).toMatch(/to Germany[\s\S]*Counsel still waits for your word on case 1/)
    await bench.hand('ask:ann', 'Is it enough that Gilmour Space is the user?')
    expect(said('queue')).toContain('ann: Is it enough that Gilmour Space is the user?')
  })

  test('the packet of a follow-up shows the questions it follows from, and nothing else', async () => {
    await bench.hand('ask:ann', 'drone to Poland')
    await bench.hand('ask:ann', 'can we sell an SLV stage to Australia?')
    await escalate(bench, 'and to Japan?')
    expect(said('queue')).toMatch(
      /It follows from what was said before:\n- can we sell an SLV stage to Australia\?[\s\S]*The question: and to Japan\?/,
    )
    expect(said('queue')).not.toContain('Poland')
  })

  test('conditions, last day and sources of an answer are shown in the history', async () => {
    await answered('Yes, under a license.', { conditions: 'DSP-83 first\nno retransfer', expires: '2027-01-31', sources: '22 CFR 123.1' })
    await bench.hand('ask:ann', 'case 1')
    expect(said('ann')).toMatch(
      /What happened[\s\S]*Yes, under a license\. Conditions: DSP-83 first; no retransfer\. Good until: 31 January 2027\. Counsel relies on: 22 CFR 123\.1/,
    )
  })

  test('the asker is told once that counsel is late', async () => {
    await escalate(bench)
    bench.clock.now += 25 * 3_600_000
    await bench.app.tick()
    await bench.app.tick()
    expect(said('ann').match(/Case 1: counsel is late/g)).toHaveLength(1)
    for (const who of ['desk:counsel', 'ask:ann']) await bench.hand(who, 'case 1')
    expect(toPlainText(bench.last('counsel').reply)).toMatch(/What happened[^]*Reminders given: first word overdue; answer overdue/)
    expect(toPlainText(bench.last('ann').reply)).not.toContain('Reminders given')
  })

  test('"urgent" shortens the targets: to half, or as the settings say', async () => {
    await escalate(bench, undefined, { urgency: 'urgent' })
    expect(said('ann')).toMatch(/First word due by: Mon 23 Nov 2026, 11:00[\s\S]*Answer due by: Mon 23 Nov 2026, 14:00/)
    await bench.close()
    bench = await openBench(engine, {
      ...settings,
      queues: settings.queues.map((queue) => ({ ...queue, urgent: { firstResponse: 0.5, answer: 1 } })),
    })
    await escalate(bench, undefined, { urgency: 'urgent' })
    expect(said('ann')).toContain('Answer due by: Mon 23 Nov 2026, 11:00')
  })
})
