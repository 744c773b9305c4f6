import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isFault, missing, openHouse, openStage, tenant, type Somebody, type Stage } from './stage.ts'

const megan: Somebody = {
  id: 'user-id-1',
  name: 'Megan Bowen',
  aadObjectId: '00000000-0000-0000-0000-0000000000021',
  channel: '19:desk@thread.tacv2',
}

/** The example settings, with Megan as counsel and a desk in her channel. */
const settings = readFileSync(new URL('../../settings.example.yaml', import.meta.url), 'utf8')
  .replaceAll('counsel: [console:counsel, console:counsel2]', `counsel: ["teams:${tenant}.${megan.aadObjectId}"]`)
  .replaceAll('desk: console counsel', `desk: "teams ${tenant}.${megan.channel}"`)

/** A case as seen by Alex, who asks, and Megan, who answers: one post for each thing said, and one desk card that is kept up to date. */
describe.skipIf(missing !== undefined)(`a case in two Playgrounds${missing === undefined ? '' : ` (skipped: ${missing})`}`, () => {
  let house: Awaited<ReturnType<typeof openHouse>>
  let asker: Stage
  let counsel: Stage
  beforeAll(async () => {
    house = await openHouse(settings)
    asker = await openStage(house)
    counsel = await openStage(house, megan)
    await counsel.page.getByText('General', { exact: true }).click()
    await counsel.page.getByText('Start a new post').waitFor()
    await counsel.say('hello', true, 'Post')
    await counsel.card('Hello')
  }, 240_000)
  afterAll(async () => {
    await asker.close()
    await counsel.close()
    await house.stop()
  })

  const packet = 'Case 1: License needed'
  /** The only card of the case at the desk, once it shows `state`. */
  const desk = async (state: string): Promise<readonly string[]> => {
    await (await counsel.card(state)).waitFor()
    expect(await counsel.cards(packet).count()).toBe(1)
    const card = counsel.cards(packet)
    expect(await card.innerText()).toContain(`State: ${state}`)
    await card.scrollIntoViewIfNeeded()
    return await card.getByRole('button').allInnerTexts()
  }

  test('a question is one post', async () => {
    await asker.say('can we sell an SLV stage to Australia?')
    await asker.card('License needed; decided case by case')
    expect(await asker.page.getByText(/^License needed; decided case by case/).count()).toBe(1)
    await asker.picture('case-1-asked')
  })

  test('taken to counsel it is one card at the desk, with buttons', async () => {
    await asker.send({ licet: 'ask-counsel' }, { remark: 'The buyer is Gilmour Space.' })
    await asker.card('Case 1 is with Export counsel')
    expect(await desk('open, not claimed yet')).toEqual(expect.arrayContaining(['Claim', 'Reassign', 'Note', 'Not ours']))
    await counsel.picture('case-2-open')
  })

  test('once claimed, the same card says so and offers to answer', async () => {
    await counsel.cards(packet).getByRole('button', { name: 'Claim', exact: true }).click()
    expect(await desk('counsel is at work on it')).toEqual(expect.arrayContaining(['Answer', 'Ask for info']))
    expect(await (await asker.card('Counsel: Megan Bowen')).innerText()).toContain('Case 1 is with Export counsel')
    await counsel.picture('case-3-claimed')
  })

  test('counsel asks back, and the asker replies in plain words', async () => {
    await counsel.page.getByText('Personal Chat', { exact: true }).click()
    await counsel.say('ask 1 who is the end user?')
    await asker.card('who is the end user?')
    await counsel.page.getByText('General', { exact: true }).click()
    await desk('waiting for the asker; the deadline is paused')
    await counsel.picture('case-4-waiting')
    await asker.say('Gilmour Space, for a commercial launch.')
    await asker.card('Sent to counsel: case 1')
    await asker.picture('case-4-informed')
    await desk('counsel is at work on it')
    await counsel.card('Alex Wilber: Gilmour Space, for a commercial launch.')
    expect(await counsel.cards('Alex Wilber: Gilmour Space, for a commercial launch.').count()).toBe(1)
  })

  test('counsel answers, and the asker receives it', async () => {
    await counsel.page.getByText('Personal Chat', { exact: true }).click()
    await counsel.say('answer 1 You may quote, subject to a DSP-5.')
    await (await counsel.card('Send this as your answer to case 1?')).getByRole('button', { name: 'Send', exact: true }).click()
    await asker.card('You may quote, subject to a DSP-5.')
    expect(await asker.cards('You may quote, subject to a DSP-5.').count()).toBe(1)
    await asker.picture('case-5-answered')
    await counsel.page.getByText('General', { exact: true }).click()
    expect(await desk('answered by counsel')).toEqual(expect.arrayContaining(['Withdraw the answer', 'Reopen …', 'Close …']))
    await counsel.picture('case-5-desk')
  })

  test('once closed, the desk card says so', async () => {
    const answer = await asker.card('You may quote')
    await answer.getByRole('button', { name: 'Thanks, close …', exact: true }).click()
    await asker.picture('case-6-asked-once-more')
    await answer.getByRole('button', { name: 'Thanks, close', exact: true }).click()
    expect(await desk('closed')).toEqual(expect.arrayContaining(['Reopen …']))
    await counsel.picture('case-6-closed')
  })

  test('a follow-up continues from the question', async () => {
    await asker.say('and to Brazil?')
    expect(await (await asker.card('to Brazil')).innerText()).toContain('Rocket stage')
    await asker.picture('case-7-follow-up')
  })

  test('no message was refused, split in two or given up', async () => {
    const said = [...(await asker.log()), ...(await counsel.log())]
    expect(said.filter(isFault)).toEqual([])
    expect(house.told.join('')).not.toMatch(/outbox|Error/)
  })
})
