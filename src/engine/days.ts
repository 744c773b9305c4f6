/** The lengths of a day and of an hour in milliseconds. */
export const [dayLength, hourLength] = [86_400_000, 3_600_000]

/** The ISO day on which a moment (epoch milliseconds) lies, in UTC. */
export const dayOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10)

/** The ISO day that is `days` days after an ISO day; before it, if `days` is negative. `days` is a whole number. */
export const addDays = (day: string, days: number): string => dayOf(Date.parse(day) + days * dayLength)

/** The ISO day after an ISO day: "2026-12-31" gives "2027-01-01". */
export const dayAfter = (day: string): string => addDays(day, 1)

/** Whether a text is an ISO day that exists: "2028-02-29", but not "2027-02-29". */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)
