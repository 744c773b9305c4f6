/** A length of time in words, in its largest whole unit: 90,000 milliseconds give "1 minute". */
export function lengthWords(length: number): string {
  const [size, unit] = units.find(([size]) => length >= size) ?? [1, 'ms']
  const count = Math.max(0, Math.floor(length / size))
  return unit === 'ms' ? `${count} ms` : counted(count, unit)
}

const units = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1000, 'second'],
] as const

/** A number with its noun: "1 day", "3 days". */
export const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`
