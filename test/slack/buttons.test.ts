import { describe, expect, test } from 'vitest'
import { renderActions } from '../../adapters/slack/buttons.ts'
import type { Action } from '../../src/port/reply.ts'
import { base } from '../licet.ts'

type Drawn = {
  readonly type: string
  readonly elements?: ReadonlyArray<Readonly<Record<string, unknown>>>
  readonly text?: { readonly text: string }
}
const drawn = (...actions: readonly Action[]): readonly Drawn[] => renderActions(actions) as unknown as readonly Drawn[]
const labels = ({ elements = [] }: Drawn): readonly unknown[] =>
  elements.map((one) => (one['text'] as { readonly text: string } | undefined)?.text ?? '…')

const stop: Action = { id: 'tips-stop', label: 'Stop', of: 'a', asks: 'No more tips?' }

describe('buttons in Slack', () => {
  test('choices have a row of their own', () => {
    const rows = drawn(
      { id: 'choose', label: 'Military', of: 'a', choice: 'military' },
      { id: 'choose', label: 'Civil', of: 'a', choice: 'civil' },
      { id: 'ask-counsel', label: 'Ask counsel', of: 'a' },
    )
    expect(rows.map(labels)).toEqual([['Military', 'Civil'], ['Ask counsel']])
    const ids = rows.flatMap(({ elements = [] }) => elements.map((one) => one['action_id']))
    expect(new Set(ids).size).toBe(3)
  })

  test('a long quiz choice is shown in full above its number, because Slack may cut labels of more than about thirty characters', () => {
    const long = 'A license that is expected to be refused'
    const rows = drawn({ id: 'tips-choose', label: 'No license', of: 'a.0' }, { id: 'tips-choose', label: long, of: 'a.1' }, stop)
    expect(rows[0]?.text?.text).toBe(`1. No license\n2. ${long}`)
    expect(rows.slice(1).map(labels)).toEqual([['1', '2'], ['Stop']])
    expect(rows[1]?.elements?.map((one) => one['accessibility_label'])).toEqual(['No license', long])
    const short = drawn({ id: 'tips-choose', label: 'No license', of: 'a.0' }, { id: 'tips-choose', label: 'Never', of: 'a.1' }, stop)
    expect(short.map(labels)).toEqual([['No license', 'Never'], ['Stop']])
  })

  test("no quiz choice is too long for a screen reader's label", () => {
    const choices = [...base.tips.values()].flatMap(({ quiz }) => quiz?.choices.map(({ text }) => text) ?? [])
    expect(choices.length).toBeGreaterThan(100)
    expect(choices.filter((text) => text.length > 75)).toEqual([])
  })
})
