import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderHome } from '../../adapters/slack/home.ts'
import { render as renderForSlack } from '../../adapters/slack/render.ts'
import { render as renderForTeams } from '../../adapters/teams/render.ts'
import type { ChatReply } from '../../src/reply/reply.ts'
import { drawBlocks, looks, type Look } from '../slack/draw.ts'
import { hostConfig, themes, type Theme } from './looks.ts'
import { answers, playAround } from './replies.ts'
import { browserPath, openPage } from './stage.ts'

/** In pixels: from the top of a message to the lower edge of its first button, and the whole message with its layers shut. */
const most = { slack: { button: 600, whole: 900 }, teams: { button: 560, whole: 900 } }

/** What cannot be one screen, with the measure that it keeps. */
const taller: Readonly<Record<string, number>> = { many: 1600, list: 1000 }

/** The widths of a phone and of a desk, in pixels; every look is drawn where somebody wants to see it. */
const widths = { slack: [360, 700], teams: [320, 700] }
/** A page of one's own is no message: Slack has a tab for it. */
const isPage = (name: string): boolean => name.endsWith('home')
const isLookedAt = process.env['PICTURES'] !== undefined

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

    const drawInSlack = async (name: string, reply: ChatReply, width: number, look: Look): Promise<void> => {
      await browser.page.setViewportSize({ width, height: 900 })
      await browser.page.setContent(drawBlocks(isPage(name) ? renderHome(reply).blocks : renderForSlack(reply).blocks, look))
    }

    const drawInTeams = async (reply: ChatReply, width: number, theme: Theme): Promise<void> => {
      const { page, link } = themes[theme]
      await browser.page.setViewportSize({ width, height: 900 })
      await browser.page.setContent(
        `<!doctype html><html lang="en"><style>body{margin:0;background:${page}}a{color:${link}}</style><body></body></html>`,
      )
      await browser.page.addScriptTag({ content: renderer })
      await browser.page.addScriptTag({ content: onPage })
      const json = renderForTeams(reply).attachments[0].content
      await browser.page.evaluate(`drawCard(${JSON.stringify({ json, config: hostConfig(theme) })})`)
    }

    const holds = async (name: string, measure: { readonly button: number; readonly whole: number }): Promise<void> => {
      const { button, whole } = await measured()
      expect.soft(button, `${name}, to the first button`).toBeLessThanOrEqual(taller[name] ?? measure.button)
      if (!isPage(name)) expect.soft(whole, `${name}, the whole message`).toBeLessThanOrEqual(taller[name] ?? measure.whole)
    }

    const look = async (name: string, reply: ChatReply): Promise<void> => {
      for (const width of widths.slack)
        for (const one of looks) {
          await drawInSlack(name, reply, width, one)
          await browser.picture(`${name}-slack-${width}-${one}`, true)
        }
      for (const width of widths.teams)
        for (const theme of Object.keys(themes) as Theme[]) {
          await drawInTeams(reply, width, theme)
          expect.soft(await browser.page.evaluate('faultsOnPage()'), theme).toEqual([])
          await browser.picture(`${name}-teams-${width}-${theme}`, true)
        }
    }

    const measure = async (name: string, reply: ChatReply): Promise<void> => {
      await drawInSlack(name, reply, 360, 'light')
      await holds(name, most.slack)
      await drawInTeams(reply, 320, 'light')
      await holds(name, most.teams)
      if (isLookedAt) await look(name, reply)
    }

    test.each(Object.entries(answers))('%s', measure)

    test('what is said around answers', async () => {
      for (const [name, reply] of Object.entries(await playAround())) await measure(name, reply)
    })
  },
)
