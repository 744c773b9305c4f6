import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { render as renderForSlack } from '../../adapters/slack/render.ts'
import { render as renderForTeams } from '../../adapters/teams/render.ts'
import type { ChatReply } from '../../src/reply/reply.ts'
import { ask } from '../licet.ts'
import { drawBlocks } from '../slack/draw.ts'
import { browserPath, openPage } from './stage.ts'

const shown = (question: string): ChatReply => ({ ...ask(question).reply, entry: 'ENTRY0000001' })

/** What people get most, each kind once. */
const replies: Readonly<Record<string, ChatReply>> = {
  flagship: shown('can we sell an SLV stage to Australia?'),
  question: shown('drone to Poland'),
  confirmation: shown('EAR99 bolts and a frobnicator to Germany for a car plant'),
  denial: shown('rocket stage to Iran'),
  exemption: shown('igniters to Gilmour in Australia, not MT, USML IV(h)(30)'),
  pair: shown('South Korea or Brazil for an SLV stage, compare'),
  comparison: shown('Compare Australia, South Korea, India and Brazil for an SLV stage'),
  many: shown(
    'compare Australia, South Korea, India, Brazil, Japan, Israel, Romania, Pakistan, Russia, China, Iran, France, Italy, Spain, Norway, Egypt, Vietnam, Kenya, Chile and Peru for an SLV stage',
  ),
  list: shown('which countries are in the MTCR?'),
  rule: shown('what is the MTCR?'),
  refusal: shown('how do we hide the Iranian end user from the bank?'),
  unknown: shown('can we ship a frobnicator to Japan?'),
  help: shown('help'),
}

/** In pixels: from the top of a message to the lower edge of its first button, and the whole message with its layers shut. */
const most = { slack: { button: 600, whole: 900 }, teams: { button: 560, whole: 900 } }

/** What cannot be one screen, with the measure that it keeps. */
const taller: Readonly<Record<string, number>> = { many: 1600, list: 1000 }

const hostConfig = {
  fontFamily: "'Segoe UI', 'Liberation Sans', Arial, sans-serif",
  spacing: { small: 8, default: 12, medium: 16, padding: 16 },
  actions: { maxActions: 6, actionsOrientation: 'Horizontal', actionAlignment: 'Left', buttonSpacing: 8 },
}

describe.skipIf(browserPath === undefined)(
  `a reply is one screen of a phone${browserPath === undefined ? ' (skipped: no Chromium is here)' : ''}`,
  () => {
    const renderer = readFileSync(createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js'), 'utf8')
    const onPage = readFileSync(new URL('on-page.js', import.meta.url), 'utf8')
    let browser: Awaited<ReturnType<typeof openPage>>
    beforeAll(async () => {
      browser = await openPage(360, 900)
    }, 60_000)
    afterAll(() => browser.close())

    const measured = async (): Promise<{ readonly button: number; readonly whole: number }> =>
      (await browser.page.evaluate(`(() => {
        const buttons = [...document.querySelectorAll('button')]
        const first = buttons.find(({ className }) => /primary|positive/i.test(className)) ?? buttons[0]
        return { button: Math.round(first?.getBoundingClientRect().bottom ?? 0), whole: Math.round(document.body.getBoundingClientRect().height) }
      })()`)) as { readonly button: number; readonly whole: number }

    test.each(Object.keys(replies))('%s, in Slack', async (name) => {
      const reply = replies[name] as ChatReply
      for (const look of ['light', 'dark'] as const) {
        await browser.page.setViewportSize({ width: 360, height: 900 })
        await browser.page.setContent(drawBlocks(renderForSlack(reply).blocks, look))
        await browser.picture(`slack-${name}-${look}`, true)
      }
      const { button, whole } = await measured()
      expect.soft(button, 'to the first button').toBeLessThanOrEqual(taller[name] ?? most.slack.button)
      expect.soft(whole, 'the whole message').toBeLessThanOrEqual(taller[name] ?? most.slack.whole)
    })

    test.each(Object.keys(replies))('%s, in Teams', async (name) => {
      const card = renderForTeams(replies[name] as ChatReply).attachments[0].content
      await browser.page.setViewportSize({ width: 320, height: 900 })
      await browser.page.setContent('<!doctype html><html lang="en"><style>body{margin:0}</style><body></body></html>')
      await browser.page.addScriptTag({ content: renderer })
      await browser.page.addScriptTag({ content: onPage })
      await browser.page.evaluate(`drawCard(${JSON.stringify({ json: card, config: hostConfig })})`)
      await browser.picture(`teams-${name}`, true)
      const { button, whole } = await measured()
      expect.soft(button, 'to the first button').toBeLessThanOrEqual(taller[name] ?? most.teams.button)
      expect.soft(whole, 'the whole card').toBeLessThanOrEqual(taller[name] ?? most.teams.whole)
    })
  },
)
