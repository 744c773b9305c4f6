import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isFault, longestStart, missing, openHouse, openStage, type Stage } from './stage.ts'

/** The Playground shows no dialogs and no suggestions while typing; tests of the adapter cover those over HTTP. */
describe.skipIf(missing !== undefined)(`in the Agents Playground${missing === undefined ? '' : ` (skipped: ${missing})`}`, () => {
  let house: Awaited<ReturnType<typeof openHouse>>
  let stage: Stage
  beforeAll(async () => {
    house = await openHouse()
    stage = await openStage(house)
  }, 240_000)
  afterAll(async () => {
    await stage.close()
    await house.stop()
  })

  test('a question is answered, with its sources and buttons', async () => {
    await stage.say('can we sell an SLV stage to Australia?')
    const card = await stage.card('License needed; decided case by case')
    expect(await card.innerText()).toMatch(/Because:[^]*Next:[^]*Assumed[^]*receipt/)
    expect(await card.getByText(/^1\. /).isVisible()).toBe(false)
    await card.getByRole('button', { name: /^Sources \d+$/ }).click()
    expect(await card.getByText(/^1\. /).isVisible()).toBe(true)
    for (const name of ['Ask counsel', 'Why?', 'Change a fact'])
      expect(await card.getByRole('button', { name, exact: true }).count()).toBe(1)
    await stage.picture('answer')
    await card.getByRole('button', { name: 'More options' }).click()
    expect(await stage.page.getByRole('menuitem').allInnerTexts()).toEqual(['What would change it', 'Not right?'])
    await stage.picture('answer-more')
    await stage.page.keyboard.press('Escape')
  })

  test('buttons that show more open it in place, without a request', async () => {
    const card = await stage.card('License needed; decided case by case')
    const before = await stage.log()
    expect(await card.getByText('Rules that spoke').isVisible()).toBe(false)
    await card.getByRole('button', { name: 'Why?', exact: true }).click()
    await card.getByText('Rules that spoke').first().waitFor()
    await stage.picture('why')
    expect(await card.getByText('under 300 km').first().isVisible()).toBe(false)
    await card.getByRole('button', { name: 'More options' }).click()
    await stage.page.getByRole('menuitem', { name: 'What would change it' }).click()
    await card.getByText('under 300 km').first().waitFor()
    await stage.picture('changes')
    expect(await stage.log()).toEqual(before)
  })

  test('a follow-up continues from the question', async () => {
    await stage.say('and to Brazil?')
    expect(await (await stage.card('to Brazil')).innerText()).toContain('Rocket stage')
  })

  test('a comparison is a table', async () => {
    await stage.say('Compare Australia, India and China for an SLV stage')
    const card = await stage.card('Australia and India')
    expect(await card.locator('table, [role=table], .ac-table').count()).toBeGreaterThan(0)
    await stage.picture('comparison')
  })

  test('a thumb, which the Playground sends without naming its answer, is recorded and says so', async () => {
    await stage.page.getByRole('button', { name: 'Dislike' }).last().click()
    await stage.page.getByRole('textbox').last().fill('The rule changed.')
    await stage.page.getByRole('button', { name: 'Submit', exact: true }).click()
    expect(await (await stage.card('Which answer is that about?')).innerText()).toContain('Not right?')
    await stage.picture('thumb')
    await stage.page.getByRole('button', { name: 'Close', exact: true }).click()
  })

  test('a confirmation question is asked, and a yes gives the answer', async () => {
    await stage.say(
      'We sold a 9A515 satellite bus to an operator in Luxembourg. TV broadcast. Legal asks if missile rules touch it, I said no idea',
    )
    const asked = await stage.card('Is that so?')
    await stage.picture('confirm-asked')
    await asked.getByRole('button', { name: 'Yes, that is so' }).click()
    expect(await (await stage.card('No missile-technology license needed')).innerText()).toContain('changes nothing here')
    await stage.picture('confirm-yes')
  })

  test('a refusal has a way back', async () => {
    await stage.say('Label the igniters for Norway as lighters so customs asks no questions?')
    const refused = await stage.card('I will not help with that')
    await stage.picture('refused')
    await refused.getByRole('button', { name: 'No, I only ask' }).click()
    expect(await (await stage.card('to Norway')).innerText()).toContain('License needed')
    await stage.picture('only-ask')
  })

  test('a short question after an answer is about its deal', async () => {
    await stage.say('Can we sell a TVC subsystem to Brazil?')
    await stage.card('Thrust vector control')
    await stage.say('what do I file?')
    expect(await (await stage.card('Which ITAR license form do we need, and what do we file?')).innerText()).toContain(
      'to Brazil: license needed',
    )
    await stage.picture('asks-on')
  })

  test('Help is answered', async () => {
    await stage.say('Help')
    expect(await (await stage.card('What I can do')).innerText()).toContain('counsel')
    await stage.picture('help')
  })

  test('a search in the message box finds rules and articles', async () => {
    const { page } = stage
    await page.getByRole('button', { name: 'Trigger Message Extension App' }).click()
    await page.getByText('Search Command').click()
    await page.getByRole('button', { name: 'Specify Command ID or Parameter' }).click()
    await page.getByPlaceholder('Command ID').fill('search')
    await page.getByPlaceholder('Parameter name').fill('words')
    await page.getByPlaceholder('Enter a search term').fill('AUKUS')
    await page
      .getByText(/^(?:Rule|Article): /)
      .first()
      .waitFor()
    expect(await page.getByText(/^(?:Rule|Article): /).count()).toBeGreaterThan(0)
    await stage.picture('search')
    await page.keyboard.press('Escape')
  })

  test('the form opens in the message box, and reports what is missing', async () => {
    const { page } = stage
    await page.getByRole('button', { name: 'Trigger Message Extension App' }).click()
    await page.getByText('Action Command').click()
    await page.getByRole('dialog').getByRole('textbox').fill('ask')
    await page.getByText('Fetch the dialog dynamically from the app').click()
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Ask with a form' }).or(page.getByRole('dialog').filter({ hasText: 'Destinations' }))
    await dialog.getByText('What will be done').waitFor()
    await dialog.getByRole('button', { name: 'Ask', exact: true }).click()
    await dialog.getByText('Please fill this in').first().waitFor()
    expect(await dialog.getByText('Please fill this in').count()).toBe(2)
    await stage.picture('form')
    await page.keyboard.press('Escape')
  })

  test('in a group chat it answers when mentioned', async () => {
    const { page } = stage
    await page.getByText('Group Chat', { exact: true }).click()
    await stage.say('can we sell an SLV stage to India?', true)
    expect(await (await stage.card('to India')).innerText()).toContain('License needed')
    await stage.picture('group')
  })

  test('in a channel it answers when mentioned in a post', async () => {
    const { page } = stage
    // The Playground keeps showing the chat box it was last used with; a fresh page has the box for posts.
    await page.reload({ timeout: longestStart })
    await page.getByText('General', { exact: true }).click()
    await page.getByText('Start a new post').waitFor()
    await stage.say('can we sell an SLV stage to Japan?', true, 'Post')
    expect(await (await stage.card('to Japan')).innerText()).toContain('License needed')
    await stage.picture('channel')
  })

  test('no message was refused or split in two in either direction', async () => {
    expect((await stage.log()).filter(isFault)).toEqual([])
    expect(
      house.told
        .join('')
        .split('\n')
        .filter((line) => /outbox|Error|refused with (?!405)/.test(line)),
    ).toEqual([])
  })
})
