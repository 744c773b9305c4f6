import { renderForm } from '../../adapters/teams/form.ts'
import { teams as kind } from '../../adapters/teams/kind.ts'
import { render } from '../../adapters/teams/render.ts'
import type { ChatReply } from '../../src/port/reply.ts'
import { bare } from '../shown-words.ts'
import type { TestedPlatform } from '../tested-platform.ts'
import { actionsOf, wordsOf } from './fake/fake.ts'
import { cardFaults, faultsOf, type Wire } from './fake/rules.ts'

/** Teams, for the tests that hold for every platform. */
export const teams: TestedPlatform = {
  title: 'Teams',
  kind,
  credentials: {
    MICROSOFT_APP_ID: 'bbbbbbbb-0000-4000-8000-000000000002',
    MICROSOFT_APP_PASSWORD: 'secret',
    MICROSOFT_APP_TENANT_ID: 'aaaaaaaa-0000-4000-8000-000000000001',
  },
  limit: { most: 30, span: 1000 },
  draw: (reply) => {
    const wire = sent(render(reply)) as Wire
    return {
      refused: faultsOf(wire),
      faults: unclear(wire, reply),
      words: shownWords(wire, reply),
      buttons: actionsOf(wire).flatMap(({ title }) => (typeof title === 'string' ? title : [])),
      shows: () => true,
    }
  },
  drawForm: (form) => {
    const tasks = (['offered', 'typed'] as const).map((picking) => renderForm(form, picking).task)
    const cards = tasks.map(({ value }) => sent(value.card.content) as Readonly<Record<string, unknown>>)
    return { refused: cards.flatMap(cardFaults), texts: tasks.map((task) => JSON.stringify(task)) }
  },
  openChat: async () => await (await import('./chat.ts')).openChat(),
  eventsOfStorm: 1000,
  storm: async (...given) => await (await import('./storm.ts')).storm(...given),
}

/** A value as the other side reads it. */
const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

/** What somebody would miss who only gets a notification, listens, or has an old client. */
function unclear(wire: Wire, { title }: ChatReply): readonly string[] {
  const card = wire.attachments?.[0]?.content as { readonly fallbackText?: string; readonly speak?: string } | undefined
  const start = bare(title).slice(0, 199)
  return [
    ...(bare(wire.summary ?? '').startsWith(start) ? [] : ['a notification that does not begin with the title']),
    ...(bare(card?.speak ?? '').startsWith(start) ? [] : ['what is read aloud does not begin with the title']),
    ...((card?.speak ?? '').length > 400 ? ['more is read aloud than anybody listens to'] : []),
    ...(card?.fallbackText === undefined || card.fallbackText === '' ? ['a card without words for old clients'] : []),
    ...(/[\p{Extended_Pictographic}--[©®™]]/v.test(wordsOf(wire)) ? ['a picture stands for a word'] : []),
  ]
}

/** The text that Teams shows, with its date macros replaced by the words they stand for. */
const shownWords = (wire: Wire, { moments = [] }: ChatReply): string =>
  moments.reduce((text, { at, words }) => {
    const moment = new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')
    return text.replaceAll(`{{DATE(${moment}, SHORT)}}, {{TIME(${moment})}}`, words)
  }, wordsOf(wire))
