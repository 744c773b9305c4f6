import { describe, expect, test } from 'vitest'
import { renderButtons } from '../../adapters/teams/buttons.ts'
import { render } from '../../adapters/teams/render.ts'
import type { Action } from '../../src/port/reply.ts'
import { answers } from '../playground/replies.ts'
import { nodesIn } from './fake/rules.ts'

type Row = { readonly actions: ReadonlyArray<{ readonly title: string; readonly mode?: string }> }

/** The titles of a card's buttons, row by row; those in the "…" menu in brackets. */
const rowsOf = (name: keyof typeof answers): ReadonlyArray<readonly string[]> =>
  nodesIn(render(answers[name] as (typeof answers)[string]).attachments[0].content)
    .filter(({ type }) => type === 'ActionSet')
    .map((row) => (row as unknown as Row).actions.map(({ title, mode }) => (mode === 'secondary' ? `(${title})` : title)))

describe('a Teams card', () => {
  test.each(Object.keys(answers))('has no row that consists of "…" alone: %s', (name) => {
    for (const row of rowsOf(name)) expect(row.some((title) => !title.startsWith('('))).toBe(true)
  })

  test('that is too small for everything says what to write for the rest', () => {
    const { blocks, layers = [] } = answers['many'] as (typeof answers)[string]
    const words = JSON.stringify(render(answers['many'] as (typeof answers)[string]).attachments[0].content)
    const left = layers.filter(({ id }) => !words.includes(`"layer-${id}"`)).map(({ id }) => id)
    expect(blocks.length).toBeGreaterThan(0)
    expect(left.length).toBeGreaterThan(0)
    for (const id of left) expect(words).toMatch(new RegExp(`There is more than fits here\\. For the rest write [^.]*\\\\"${id}\\\\"`))
  })

  test("has a quiz's choices in rows of their own", () => {
    const actions: readonly Action[] = [
      { id: 'tips-choose', label: 'Yes', of: 'a.0' },
      { id: 'tips-choose', label: 'No', of: 'a.1' },
      { id: 'tips-fewer', label: 'Fewer', of: 'a' },
    ]
    const rows = renderButtons({ tone: 'question', title: 'Quiz', blocks: [], actions }) as unknown as readonly Row[]
    expect(rows.map((row) => row.actions.map(({ title }) => title))).toEqual([['Yes', 'No'], ['Fewer']])
  })
})
