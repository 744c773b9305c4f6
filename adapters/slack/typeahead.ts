import type { App } from '@slack/bolt'
import type { Option } from '@slack/web-api'
import { clip, faultOf, type App as Licet, type PickOption } from '../../src/index.ts'
import { pickSource } from './form.ts'
import { limits } from './limits.ts'

/**
 * Suggests names for a field while somebody types. It always responds with a list, even after an error;
 * without one Slack would show an error in the field.
 */
export function listenToTyping(app: App, { licet, tell }: { readonly licet: Licet; readonly tell: (line: string) => void }): void {
  app.options(/.*/, async ({ options, ack }) => {
    const from = pickSource(options.action_id)
    if (from === undefined) licet.refused('slack', 'a field that is not ours')
    await ack({ options: from === undefined ? [] : offered(() => licet.suggest(from, options.value), tell) })
  })
}

function offered(suggest: () => readonly PickOption[], tell: (line: string) => void): Option[] {
  try {
    return suggest().slice(0, limits.options).map(renderOption)
  } catch (error) {
    tell(`slack: no names are offered: ${faultOf(error)}`)
    return []
  }
}

/** Renders an option. Throws if its value is too long, because a value must not be cut. */
function renderOption({ value, label }: PickOption): Option {
  if (value.length > limits.optionValue) throw new Error(`the value of option \`${value}\` is too long for Slack`)
  return { value, text: { type: 'plain_text', text: clip(label, limits.optionText), emoji: false } }
}
