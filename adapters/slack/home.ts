import type { HomeView } from '@slack/web-api'
import type { ChatReply } from '../../src/index.ts'
import { renderView } from './render.ts'

/** A page of one person's own as the Home tab. */
export const renderHome = (reply: ChatReply): HomeView => ({ type: 'home', blocks: renderView(reply) })
