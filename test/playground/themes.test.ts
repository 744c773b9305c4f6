import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { render } from '../../adapters/teams/render.ts'
import { renderForm } from '../../adapters/teams/form.ts'
import { questionForm } from '../../src/chat/question-form.ts'
import { ask, base } from '../licet.ts'
import { hostConfig, themes, type Theme } from './looks.ts'
import { browserPath, openPage } from './stage.ts'

const answer = render(ask('can we sell an SLV stage to Australia?').reply).attachments[0].content
const cards: Readonly<Record<string, object>> = {
  answer,
  sources: JSON.parse(JSON.stringify(answer).replaceAll('"isVisible":false,', '')) as object,
  question: render(ask('drone to Poland').reply).attachments[0].content,
  denial: render(ask('rocket stage to Iran').reply).attachments[0].content,
  comparison: render(ask('Compare Australia, South Korea, India and Brazil for an SLV stage').reply).attachments[0].content,
  help: render(ask('help').reply).attachments[0].content,
  form: renderForm(questionForm(base), 'offered').task.value.card.content,
  typed: renderForm(questionForm(base), 'typed').task.value.card.content,
}
const widths = { phone: 320, chat: 420, desk: 900 }

/** Drawn by Microsoft's own card renderer in a headless Chromium. */
describe.skipIf(browserPath === undefined)(
  `cards in every theme of Teams${browserPath === undefined ? ' (skipped: no Chromium is here)' : ''}`,
  () => {
    const renderer = readFileSync(createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js'), 'utf8')
    const onPage = readFileSync(new URL('on-page.js', import.meta.url), 'utf8')
    let browser: Awaited<ReturnType<typeof openPage>>
    beforeAll(async () => {
      browser = await openPage(900, 1200)
    }, 240_000)
    afterAll(() => browser.close())

    const combinations = Object.keys(cards).flatMap((card) =>
      (Object.keys(themes) as Theme[]).flatMap((theme) => Object.entries(widths).map(([place, width]) => ({ card, theme, place, width }))),
    )
    test.each(combinations)('$card, $theme, on a $place: nothing is cut off or hard to read', async ({ card, theme, place, width }) => {
      const { page, picture } = browser
      const { page: back, link } = themes[theme]
      await page.setViewportSize({ width, height: 1200 })
      await page.setContent(
        `<!doctype html><html lang="en"><style>body{margin:0;background:${back}}a{color:${link}}</style><body></body></html>`,
      )
      await page.addScriptTag({ content: renderer })
      await page.addScriptTag({ content: onPage })
      await page.evaluate(`drawCard(${JSON.stringify({ json: cards[card], config: hostConfig(theme) })})`)
      expect(await page.evaluate('faultsOnPage()')).toEqual([])
      await picture(`${card}-${theme}-${place}`)
    })
  },
)
