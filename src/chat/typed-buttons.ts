import type { IncomingAct } from '../port/incoming.ts'
import type { ActionId, LayerId } from '../port/reply.ts'
import { readTips } from '../tips/read-tips.ts'

const tipActs = {
  show: 'tips',
  set: 'tips-set',
  pause: 'tips-pause',
  resume: 'tips-resume',
  fewer: 'tips-fewer',
  stop: 'tips-stop',
} as const

/** Typed words that open a layer of the last answer, e.g. "sources". */
const layers: ReadonlyArray<readonly [pattern: RegExp, layer: LayerId]> = [
  [/^\W*(?:show )?(?:me )?(?:the )?sources\W*$/i, 'sources'],
  [/^\W*(?:show )?(?:me )?(?:the )?(?:assumed|assumptions)\W*$/i, 'assumed'],
  [/^\W*(?:show )?(?:me )?(?:the )?(?:conditions|notes)\W*$/i, 'conditions'],
  [/^\W*(?:show )?(?:me )?more\W*$/i, 'more'],
]

/**
 * Typed words that do the same as a button: "why" presses a button below the last answer, "cases" a button
 * that belongs to no answer.
 */
const buttons: ReadonlyArray<readonly [pattern: RegExp, action: ActionId]> = [
  [/^\W*(?:but |and |ok |huh )?why(?: (?:so|that|this)(?: (?:harsh|strict|severe|tough|hard|bad))?)?\W*$/i, 'why'],
  [/^\W*(?:explain|show) (?:me )?(?:the )?(?:why|trace|rules)\W*$/i, 'why'],
  [/^\W*what (?:would|could|can) change (?:it|that|this)\W*$|^\W*what if\W*$|^\W*(?:show )?(?:me )?(?:the )?changes\W*$/i, 'changes'],
  [/^\W*(?:please )?(?:ask|send (?:it|this) to|take (?:it|this) to|escalate to) counsel\W*$|^\W*escalate\W*$/i, 'ask-counsel'],
  [/^\W*(?:show )?(?:my |the |all )?(?:cases|queue)\W*$|^\W*(?:my )?status\W*$/i, 'cases'],
  [/^\W*share(?: (?:it|this|that)(?: here)?| (?:the|this|that|my) (?:last )?answer)?\W*$/i, 'share'],
  [/^\W*change (?:a |the )?facts?\W*$/i, 'change-fact'],
  [/^\W*(?:guided |question )?form\W*$|^\W*ask with (?:a |the )?form\W*$/i, 'ask'],
  [/^\W*(?:(?:run|call|ask) )?(?:the )?doctor\W*$/i, 'doctor'],
  [/^\W*link(?: me| my accounts?)?\W*$/i, 'link'],
  [/^\W*unlink(?: me| my accounts?)?\W*$/i, 'unlink'],
]

/** Typed words for the button "Not right?" below an answer. */
const notRight = /^\W*(?:not right|(?:give )?feedback)\W*$/i

/** Typed words for a page of the queue, or of the person's own cases: "cases 2". */
const casesPage = /^\W*(?:show )?(?:my |the |all )?(?:cases|queue),?(?: page)? (\d{1,6})\W*$/i

const number = String.raw`(?:case )?#?(\d{1,9})`

/** Typed words that act on a case by its number: "claim 118". */
const acts: ReadonlyArray<readonly [pattern: RegExp, action: ActionId]> = [
  [new RegExp(String.raw`^\W*(?:show )?case #?(\d{1,9})\W*$`, 'i'), 'show-case'],
  [new RegExp(String.raw`^\W*claim ${number}\W*$`, 'i'), 'claim'],
  [new RegExp(String.raw`^\W*(?:hand back|release|not mine) ${number}\W*$`, 'i'), 'hand-back'],
  [new RegExp(String.raw`^\W*close ${number}\W*$`, 'i'), 'close'],
  [new RegExp(String.raw`^\W*reopen ${number}\W*$`, 'i'), 'reopen'],
  [new RegExp(String.raw`^\W*(?:ask|info) ${number}\W*$`, 'i'), 'ask-info'],
  [new RegExp(String.raw`^\W*answer ${number}\W*$`, 'i'), 'answer'],
  [new RegExp(String.raw`^\W*note ${number}\W*$`, 'i'), 'note'],
  [new RegExp(String.raw`^\W*(?:reassign|assign) ${number}\W*$`, 'i'), 'reassign'],
  [new RegExp(String.raw`^\W*move ${number}\W*$`, 'i'), 'move'],
  [new RegExp(String.raw`^\W*withdraw ${number}\W*$`, 'i'), 'withdraw'],
]

/** Typed words that do the same as a filled-in case form: "ask 118 who is the end user?". */
const forms: ReadonlyArray<readonly [pattern: RegExp, read: (words: readonly string[]) => IncomingAct]> = [
  [
    new RegExp(String.raw`^\s*(?:ask|info) ${number}[:\s]+(\S[^]*)$`, 'i'),
    ([of = '', text = '']) => ({ kind: 'submit', form: 'ask-info', of, values: { text } }),
  ],
  [
    new RegExp(String.raw`^\s*close ${number}[:,\s]+(\S[^]*)$`, 'i'),
    ([of = '', text = '']) => ({ kind: 'submit', form: 'close', of, values: { text } }),
  ],
  [
    new RegExp(String.raw`^\s*note ${number}[:\s]+(\S[^]*)$`, 'i'),
    ([of = '', text = '']) => ({ kind: 'submit', form: 'note', of, values: { text } }),
  ],
  [
    new RegExp(String.raw`^\s*(?:reassign|assign) ${number} to (\S+)\s*$`, 'i'),
    ([of = '', person = '']) => ({ kind: 'submit', form: 'reassign', of, values: { person } }),
  ],
  [
    new RegExp(String.raw`^\s*move ${number} to (\S+)\s*$`, 'i'),
    ([of = '', queue = '']) => ({ kind: 'submit', form: 'move', of, values: { queue } }),
  ],
  [
    /^\s*cover (?:by |with )?(\S+) until (\d{4}-\d{2}-\d{2})\s*$/i,
    ([person = '', until = '']) => ({ kind: 'submit', form: 'cover', of: '', values: { person, until } }),
  ],
]

/**
 * Acts on cases that are recognized from anyone; the others are recognized only from people who work at a
 * desk.
 */
const forAll: ReadonlySet<ActionId> = new Set(['show-case', 'close', 'reopen', 'claim'])

/**
 * Reads a message as a button or a command; `undefined` for any other message, e.g. a question. A message
 * that begins with "new:" is read as a new question without that word. `atDesk`: the sender works at a desk
 * (is counsel or a lead).
 */
export function readSpoken(text: string, atDesk: boolean): IncomingAct | undefined {
  const button = buttons.find(([pattern]) => pattern.test(text))
  if (button !== undefined) return { kind: 'action', action: button[1] }
  const layer = layers.find(([pattern]) => pattern.test(text))
  if (layer !== undefined) return { kind: 'action', action: 'layer', choice: layer[1] }
  if (notRight.test(text)) return { kind: 'feedback', good: false }
  const page = casesPage.exec(text)?.[1]
  if (page !== undefined) return { kind: 'action', action: 'cases', of: page }
  const receipt = /^\W*(?:show |open )?(?:my )?(?:receipt|answer) ([0-9A-HJKMNP-TV-Z]{10})\W*$|^\W*show ([0-9A-HJKMNP-TV-Z]{10})\W*$/i.exec(
    text,
  )
  if (receipt !== null) return { kind: 'action', action: 'show-answer', of: (receipt[1] ?? receipt[2] ?? '').toUpperCase() }
  const code = /^\W*link (?:code )?([0-9A-HJKMNP-TV-Z]{4}[- ]?[0-9A-HJKMNP-TV-Z]{4})\W*$/i.exec(text)?.[1]
  if (code !== undefined) return { kind: 'action', action: 'link', of: code }
  const tips = readTips(text)
  if (tips !== undefined)
    return tips.kind === 'act'
      ? { kind: 'action', action: tipActs[tips.act] }
      : { kind: 'submit', form: 'tips', of: '', values: tips.values }
  const [, toCase, reply = ''] = /^\s*case #?(\d{1,9}):\s*(\S[^]*)$/i.exec(text) ?? []
  if (toCase !== undefined) return { kind: 'submit', form: 'still-open', of: toCase, values: { text: reply } }
  const [, again, open = ''] = /^\s*reopen (?:case )?#?(\d{1,9})[:,\s]+(\S[^]*)$/i.exec(text) ?? []
  if (again !== undefined) return { kind: 'submit', form: 'still-open', of: again, values: { text: open } }
  const [, fresh] = /^\s*new(?: question)?:\s*(\S[^]*)$/i.exec(text) ?? []
  if (fresh !== undefined) return { kind: 'message', text: fresh, isNew: true }
  for (const [pattern, action] of acts) {
    const match = forAll.has(action) ? pattern.exec(text) : null
    if (match !== null) return { kind: 'action', action, of: match[1] ?? '' }
  }
  return atDesk ? readDeskWords(text) : undefined
}

function readDeskWords(text: string): IncomingAct | undefined {
  const [, drafted, words = ''] = /^\s*answer (?:case )?#?(\d{1,9})[:\s]+(\S[^]*)$/i.exec(text) ?? []
  if (drafted !== undefined) return { kind: 'draft', of: drafted, text: words }
  if (/^\W*(?:i am|i'm) back\W*$/i.test(text)) return { kind: 'action', action: 'uncover' }
  if (/^\W*cover\W*$/i.test(text)) return { kind: 'action', action: 'cover' }
  for (const [pattern, action] of acts) {
    const match = pattern.exec(text)
    if (match !== null) return { kind: 'action', action, of: match[1] ?? '' }
  }
  for (const [pattern, read] of forms) {
    const match = pattern.exec(text)
    if (match !== null) return read(match.slice(1))
  }
  return undefined
}
