/** The aim for a figure, in the figure's own unit. */
export type Aim = { readonly atLeast: number } | { readonly below: number }

/** A line of the report: a figure with its unit, how it was measured, and the aim, if there is one. */
export type Row = { readonly what: string; readonly measured: string; readonly figure: number; readonly unit: string; readonly aim?: Aim }

/** Formats the rows as a table with aligned columns. */
export function tableOf(rows: readonly Row[]): string {
  const lines = [['', 'measured', 'figure', 'aim', ''], ...rows.map(cellsOf)]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  return lines
    .map((line) =>
      line
        .map((text, column) => (column === 0 || column === 4 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function cellsOf({ what, measured, figure, unit, aim }: Row): readonly string[] {
  if (aim === undefined) return [what, measured, withUnit(figure, unit), '', '']
  const text = 'atLeast' in aim ? withUnit(aim.atLeast, unit) : `< ${withUnit(aim.below, unit)}`
  return [what, measured, withUnit(figure, unit), text, judged(figure, aim)]
}

function judged(figure: number, aim: Aim): string {
  const [isMet, share] = 'atLeast' in aim ? [figure >= aim.atLeast, 1 - figure / aim.atLeast] : [figure < aim.below, figure / aim.below - 1]
  return isMet ? 'met' : `missed by ${Math.max(1, Math.round(100 * share))} %`
}

const withUnit = (figure: number, unit: string): string => `${numberText(figure)}${unit}`

/** Rounds a number to three significant digits and groups thousands. */
export const numberText = (value: number): string => Number(value.toPrecision(3)).toLocaleString('en-US')
