const names = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const
const whole = (days: readonly number[]): string => days.join('')

/**
 * Reads weekdays (1 is Monday), e.g. "weekdays", "daily", "mon, wed and fri", "mon-thu"; "weekly" means
 * Monday. `undefined` if the text names none, or says anything else.
 */
export function readDays(words: string): readonly number[] | undefined {
  const text = words
    .toLowerCase()
    .replace(/\b(?:on|every|each)\b/g, ' ')
    .trim()
  if (/^(?:daily|day|days|week ?days?|work(?:ing)? ?days?)$/.test(text))
    return /^(?:daily|days?)$/.test(text) ? [1, 2, 3, 4, 5, 6, 7] : [1, 2, 3, 4, 5]
  if (text === 'weekly' || text === 'week') return [1]
  const parts = text.split(/\s*(?:,|&|\band\b|\s)\s*/).filter((part) => part !== '')
  const found = parts.map(readSpan)
  if (parts.length === 0 || found.some((span) => span === undefined)) return undefined
  return [...new Set(found.flatMap((span) => span ?? []))].sort((a, b) => a - b)
}

function readSpan(part: string): readonly number[] | undefined {
  const [first = '', last] = part.split(/-|–|to/)
  const [from, to] = [dayNamed(first), last === undefined ? dayNamed(first) : dayNamed(last)]
  if (from === undefined || to === undefined || to < from) return undefined
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

function dayNamed(text: string): number | undefined {
  const index = text.length < 3 ? -1 : names.findIndex((name) => `${name.toLowerCase()}s`.startsWith(text))
  return index < 0 ? undefined : index + 1
}

/** Weekdays as people read them: "Monday to Friday", "Mondays and Thursdays". */
export function dayWords(days: readonly number[]): string {
  if (whole(days) === '1234567') return 'every day'
  if (whole(days) === '12345') return 'Monday to Friday'
  const said = days.map((day) => `${names[day - 1] ?? ''}s`)
  return said.length < 2 ? said.join('') : `${said.slice(0, -1).join(', ')} and ${said.at(-1) ?? ''}`
}

/** Weekdays in short, for a typed command: "daily", "weekdays" or "mon,wed". */
export const dayCode = (days: readonly number[]): string =>
  whole(days) === '1234567' ? 'daily' : whole(days) === '12345' ? 'weekdays' : daysChosen(days)

/** The weekdays to choose from in a form, Monday first. */
export const dayChoices: ReadonlyArray<{ readonly value: string; readonly label: string }> = names.map((label) => ({
  value: label.slice(0, 3).toLowerCase(),
  label,
}))

/** Weekdays as values of {@link dayChoices}: "mon,wed". */
export const daysChosen = (days: readonly number[]): string => days.map((day) => dayChoices[day - 1]?.value).join(',')

/** Every second day of the list: for Monday to Friday, these are Monday, Wednesday and Friday. */
export const fewerDays = (days: readonly number[]): readonly number[] => days.filter((_, index) => index % 2 === 0)
