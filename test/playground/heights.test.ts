import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderHome } from '../../adapters/slack/home.ts'
import { render as renderForSlack } from '../../adapters/slack/render.ts'
import { render as renderForTeams } from '../../adapters/teams/render.ts'
import type { ChatReply } from '../../src/port/reply.ts'
import { composeTip } from '../../src/tips/compose-tip.ts'
import { base, today } from '../licet.ts'
import { drawBlocks, looks, type Look } from '../slack/draw.ts'
import { hostConfig, themes, type Theme } from './looks.ts'
import { answers, playAround } from './replies.ts'
import { browserPath, openPage } from './stage.ts'

/**
 * The limits in pixels: from the top of a message to the lower edge of its first button, and for the whole message with its layers
 * closed.
 */
const most = { slack: { button: 600, whole: 900 }, teams: { button: 560, whole: 900 } }

/** Replies that cannot fit on one screen, with the limit they must keep. */
const taller: Readonly<Record<string, number>> = { many: 1000, list: 1000 }

/** The widths of a phone and of a desktop, in pixels. With PICTURES set, every look is drawn, for people to view. */
const widths = { slack: [360, 700], teams: [320, 700] }
/** A personal page is no message: Slack shows it in a tab. */
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
      await browser.page.evaluate(`(() => {
        const buttons = [...document.querySelectorAll('button')]
        const first = buttons.find(({ className }) => /primary|positive/i.test(className)) ?? buttons[0]
        return { button: Math.round(first?.getBoundingClientRect().bottom ?? 0), whole: Math.round(document.body.getBoundingClientRect().height) }
      })()`)

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

    const tooTall = async (name: string, where: keyof typeof most): Promise<readonly string[]> => {
      const { button, whole } = await measured()
      const limit = most[where]
      return [
        ...(button > (taller[name] ?? limit.button) ? [`${name} in ${where}: ${button} px to the first button`] : []),
        ...(whole > (taller[name] ?? limit.whole) && !isPage(name) ? [`${name} in ${where}: ${whole} px`] : []),
      ]
    }

    /** Draws a reply in every width and look, for people to view. */
    const picture = async (name: string, reply: ChatReply): Promise<readonly string[]> => {
      const faults: string[] = []
      for (const width of widths.slack)
        for (const look of looks) {
          await drawInSlack(name, reply, width, look)
          await browser.picture(`${name}-slack-${width}-${look}`, true)
        }
      for (const width of widths.teams)
        for (const theme of Object.keys(themes) as Theme[]) {
          await drawInTeams(reply, width, theme)
          const found: readonly string[] = await browser.page.evaluate('faultsOnPage()')
          faults.push(...found.map((fault) => `${name}, ${theme}: ${fault}`))
          await browser.picture(`${name}-teams-${width}-${theme}`, true)
        }
      return faults
    }

    const faultsOf = async (name: string, reply: ChatReply): Promise<readonly string[]> => {
      await drawInSlack(name, reply, 360, 'light')
      const inSlack = await tooTall(name, 'slack')
      await drawInTeams(reply, 320, 'light')
      const inTeams = await tooTall(name, 'teams')
      return [...inSlack, ...inTeams, ...(isLookedAt ? await picture(name, reply) : [])]
    }

    test.each(Object.entries(answers))('%s', async (name, reply) => expect(await faultsOf(name, reply)).toEqual([]))

    // Which tip comes depends on the subscription. A tip that has fewer words and sources than these is lower.
    test('the longest tips', async () => {
      const all = base.tips.map(
        (tip) => [`tip ${tip.id}`, composeTip(base, tip, { subscription: 'TIPS00000001', day: today, isNew: true })] as const,
      )
      const longest = all.toSorted(([, one], [, other]) => JSON.stringify(other).length - JSON.stringify(one).length).slice(0, 15)
      const faults: string[] = []
      for (const [name, reply] of longest) faults.push(...(await faultsOf(name, reply)))
      expect(faults).toEqual([])
    })

    // Drawing every width and look takes long.
    test('messages other than answers', { timeout: isLookedAt ? 600_000 : 60_000 }, async () => {
      const faults: string[] = []
      for (const [name, reply] of Object.entries(await playAround())) faults.push(...(await faultsOf(name, reply)))
      expect(faults).toEqual([])
    })
  },
)
