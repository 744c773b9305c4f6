/**
 * What a message asks about tips: an act on the person's own tips, or a subscription. `values` has the
 * settings that were written, keyed by the names of the form's fields.
 */
export type TipsCommand =
  | { readonly kind: 'act'; readonly act: 'show' | 'set' | 'pause' | 'resume' | 'fewer' | 'stop' }
  | { readonly kind: 'subscribe'; readonly values: Readonly<Record<string, string>> }

const acts: ReadonlyArray<readonly [pattern: RegExp, act: Extract<TipsCommand, { readonly kind: 'act' }>['act']]> = [
  // "Stop" alone shows the person's tips, so that they see what can be stopped.
  [/^\W*(?:show )?(?:my |the )?tips\W*$|^\W*(?:stop|unsubscribe|quiz)\W*$/i, 'show'],
  [/^\W*(?:set(?: up)?|change|edit) (?:my |the )?tips\W*$|^\W*tips form\W*$/i, 'set'],
  [/^\W*(?:pause|snooze) (?:my |the )?tips(?: for a week)?\W*$|^\W*tips pause\W*$/i, 'pause'],
  [/^\W*(?:resume|continue|unpause) (?:my |the )?tips\W*$|^\W*tips (?:resume|on)\W*$/i, 'resume'],
  [/^\W*fewer tips\W*$|^\W*tips fewer\W*$/i, 'fewer'],
  [/^\W*(?:stop|end|no more|unsubscribe(?: me)? from) (?:my |the )?tips\W*$|^\W*tips (?:stop|off)\W*$/i, 'stop'],
]

const day = String.raw`(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*`
/**
 * The parts that can follow the word "tips", as in "tips weekdays at 9 about space launch": in any order,
 * each field at most once.
 */
const parts: ReadonlyArray<readonly [field: string, pattern: RegExp]> = [
  ['days', new RegExp(String.raw`^(?:on |every |each )?(daily|week ?days?|work(?:ing)? ?days?|weekly|day|week)\b`, 'i')],
  ['days', new RegExp(String.raw`^(?:on |every |each )?(${day}(?:\s*(?:,|&|and|-|–|to)\s*(?:and\s+)?${day})*)\b`, 'i')],
  ['time', /^(?:at )?(\d{1,2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\b\.?|o'?clock|h\b)?|noon)(?=\s|$|,)/i],
  ['zone', /^(?:in|on) (?:the )?(\S[^,]*?) time(?: zone)?(?=\s|$|,)/i],
  ['zone', /^in ([A-Za-z]+\/[A-Za-z_/]+)(?=\s|$|,)/i],
  ['who', /^(here|(?:for|to|in) (?:this|the) (?:channel|chat|team|group)|for (?:us|everyone)(?: here)?)(?=\s|$|,)/i],
  ['topics', /^(?:about|only about|only on) (\S.*?)(?=\s+(?:at \d|in (?:the )?\S.* time|daily|weekdays|every|here|for this)|$)/i],
]

/** Matches words that subscribe to tips, and captures the text before and after "tips". */
const subscribes = new RegExp(
  [
    String.raw`^\W*(?:please )?(?:(?:subscribe(?: me)? to|send me|give me|get|start|i want) )?(daily |weekly |`,
    String.raw`weekday )?(?:tips?|quiz(?:zes)?)(?: (?:and |or )?(?:tips?|quiz(?:zes)?))?\b[\s:,]*`,
    String.raw`([^]*?)[\s.!]*$`,
  ].join(''),
  'i',
)

/**
 * Reads what a message asks about tips; `undefined` if it is about anything else, i.e. an ordinary
 * question.
 */
export function readTips(text: string): TipsCommand | undefined {
  const act = acts.find(([pattern]) => pattern.test(text))
  if (act !== undefined) return { kind: 'act', act: act[1] }
  const [, before = '', after = ''] = subscribes.exec(text) ?? []
  const values = before + after === '' ? undefined : readParts(`${before}${after}`.trim())
  return values === undefined ? undefined : { kind: 'subscribe', values }
}

function readParts(text: string): Readonly<Record<string, string>> | undefined {
  const values: Record<string, string> = {}
  for (let rest = text; rest !== '';) {
    const found = parts.map(([field, pattern]) => ({ field, match: pattern.exec(rest) })).find(({ match }) => match !== null)
    if (found?.match == null || values[found.field] !== undefined) return undefined
    values[found.field] = found.field === 'who' ? 'here' : (found.match[1] ?? '').trim()
    rest = rest.slice(found.match[0].length).replace(/^[\s,]+/, '')
  }
  return values
}
