import { randomUUID } from 'node:crypto'
import type { Form } from '../../src/port/form.ts'
import type { Incoming, IncomingAct } from '../../src/port/incoming.ts'
import { toPlainText } from '../../src/port/plain.ts'
import type { ChatReply } from '../../src/port/reply.ts'
import { heads, type Cast, type Door, type Found } from './door.ts'
import type { World } from './world.ts'

const consoleCast: Cast = {
  asker: 'ines',
  counsel: 'otto',
  deputy: 'olga',
  away: 'oren',
  admin: 'adam',
  reader: 'rita',
  paused: 'paul',
  curious: 'cleo',
  joining: 'jana',
  doubting: 'dora',
  linked: 'lena',
  erased: 'edda',
}

/** An event as a terminal hands it in. */
export const typed = (who: string, said: IncomingAct, place = who): Incoming => ({
  event: `console:${randomUUID()}`,
  person: { id: `console:${who}`, name: who },
  place: { platform: 'console', id: place },
  said,
})

export function consoleDoor({ app, shown, settle }: World): Door {
  const homes = new Map<string, ChatReply>()
  const hand = async (who: string, said: IncomingAct): Promise<{ readonly form?: Form; readonly home?: ChatReply }> => {
    const accepted = await app.accept(typed(who, said))
    const reaction = accepted.kind === 'taken' ? await accepted.done : {}
    await settle()
    return reaction
  }
  /** Whether a person's terminal shows messages of a place: their own, the lobby, and for counsel the desk `otto`. */
  const hears = (who: string, place: string): boolean =>
    [who, 'lobby'].includes(place) || (place === 'otto' && ['olga', 'oren'].includes(who))
  const replyOf = (on: Found): ChatReply | undefined =>
    on.id === 'home' ? homes.get(on.where) : shown.findLast(({ id }) => id === on.id)?.reply
  const button = (on: Found, label: string): IncomingAct => {
    const reply = replyOf(on)
    const inRows = reply?.blocks.flatMap((block) => (block.kind === 'rows' ? block.rows.flatMap(({ actions }) => actions) : [])) ?? []
    const action = [...(reply?.actions ?? []), ...inRows].find((one) => one.label === label)
    if (action === undefined) throw new Error(`there is no button ${label}: ${reply?.actions.map((one) => one.label).join(', ')}`)
    return {
      kind: 'action',
      action: action.id,
      ...(action.of === undefined ? {} : { of: action.of }),
      ...(action.choice === undefined ? {} : { choice: action.choice }),
    }
  }
  const submission = async (
    who: string,
    on: Found,
    label: string,
    values: Readonly<Record<string, string>>,
  ): Promise<{ readonly said: IncomingAct; readonly submit: string }> => {
    const { form } = await hand(who, button(on, label))
    if (form === undefined) throw new Error(`no form came of ${label}`)
    const filled = Object.fromEntries(form.fields.map(({ id, value = '' }) => [id, values[id] ?? value]))
    return { said: { kind: 'submit', form: form.id, of: form.of, values: filled }, submit: form.submit }
  }
  return {
    name: 'console',
    cast: consoleCast,
    named: (who) => `console:${who}`,
    say: async (who, text) => void (await hand(who, { kind: 'message', text })),
    reply: async (who, _on, text) => void (await hand(who, { kind: 'message', text })),
    find: (who, words, { label } = {}) => {
      const fits = (reply: ChatReply): boolean =>
        words.test(toPlainText(reply)) && (label === undefined || reply.actions.some((one) => label.test(one.label)))
      const found = shown.findLast(({ place, reply }) => hears(who, place.id) && fits(reply))
      if (found === undefined)
        throw new Error(`nobody said ${words} with ${label} to ${who}: ${heads(shown.map(({ reply }) => reply.title))}`)
      return Promise.resolve({ where: found.place.id, id: found.id })
    },
    words: (on) => {
      const reply = replyOf(on)
      return reply === undefined ? '' : toPlainText(reply)
    },
    labels: (_who, on) => replyOf(on)?.actions.map(({ label }) => label) ?? [],
    press: async (who, on, label) => void (await hand(who, button(on, label))),
    fill: async (who, on, label, values) => void (await hand(who, (await submission(who, on, label, values)).said)),
    keepPress: (kind, who, on, label) =>
      Promise.resolve({ kind, label, door: 'console', sent: typed(who, button(on, label), on.id === 'home' ? who : on.where) }),
    keepFill: async (kind, who, on, label, values) => {
      const { said, submit } = await submission(who, on, label, values)
      return { kind, label: submit, door: 'console', sent: typed(who, said) }
    },
    openHome: async (who) => {
      const { home } = await hand(who, { kind: 'open-home' })
      if (home !== undefined) homes.set(who, home)
      return { where: who, id: 'home' }
    },
  }
}
