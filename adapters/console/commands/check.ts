import type { Command } from '../app.ts'

/** `npm run check`: the knowledge alone, with the sources due for review. A source past its day is told, never an error. */
export const check: Command = (environment) => {
  const licet = environment.load()
  const { rules, sources, articles, systems, countries } = licet.counts
  environment.write(
    `knowledge ${licet.version} is sound: ${rules} rules, ${sources} sources, ${countries} countries, ${systems} systems, ${articles} articles\n`,
  )
  const late = licet.overdue(environment.today)
  for (const source of late)
    environment.write(`overdue since ${source.reviewBy}: ${source.id}, ${source.title}; read it again and set read and reviewBy\n`)
  const soon = licet.reviewDates().filter((source) => !late.includes(source))
  const [next] = soon
  if (next !== undefined)
    environment.write(
      `next reviews: ${[...Map.groupBy(soon, (source) => source.reviewBy).entries()].map(([day, due]) => `${due.length} by ${day}`).join(', ')}\n`,
    )
  return Promise.resolve(0)
}
