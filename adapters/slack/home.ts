import type { HomeView } from '@slack/web-api'
import type { ChatReply } from '../../src/index.ts'
import { limits } from './limits.ts'
import { render } from './render.ts'

/** A page of cases as the Home tab. */
export function renderHome(reply: ChatReply): HomeView {
  return { type: 'home', blocks: render(reply).blocks.slice(0, limits.viewBlocks) }
}
