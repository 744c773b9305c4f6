import type { ActionsBlock, HomeView } from '@slack/web-api'
import type { ChatReply } from '../../src/index.ts'
import { limits } from './limits.ts'
import { renderPage } from './render.ts'

/** The action id of the "Refresh" button on the Home tab. */
export const refreshId = 'licet:home'

const refresh: ActionsBlock = {
  type: 'actions',
  elements: [{ type: 'button', action_id: refreshId, text: { type: 'plain_text', text: 'Refresh', emoji: false } }],
}

/** Renders a person's own page as the Home tab. */
export const renderHome = (reply: ChatReply): HomeView => ({
  type: 'home',
  blocks: [...renderPage(reply).slice(0, limits.viewBlocks - 1), refresh],
})
