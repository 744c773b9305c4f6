import type { Working } from './sending-time.ts'
import { daysChosen, readDays } from './days.ts'
import type { Subscription } from './subscription.ts'
import { readTopics, topics, topicWords } from './topics.ts'
import { zoneNamed } from './zones.ts'

/**
 * What a subscription asks for: when tips are sent, and about what. It does not say whose subscription it
 * is.
 */
export type Request = Pick<Subscription, 'zone' | 'time' | 'days' | 'topics'>

/**
 * What is known besides the request: the subscription so far, the person's time zone on the platform, and
 * when tips may be sent.
 */
export type TipDefaults = {
  readonly was: Request | undefined
  readonly zone: string | undefined
  readonly working: Working
}

type Values = Readonly<Record<string, string>>

/**
 * Reads a request. What the person leaves out remains unchanged, or gets a default: at nine on weekdays,
 * about everything. Otherwise returns what is wrong, by field, or that the time zone has to be asked for
 * (`asks`).
 */
export function readRequest(
  values: Values,
  { was, zone, working }: TipDefaults,
): { readonly request: Request } | { readonly problems: Values } | { readonly asks: 'zone' } {
  const said = (field: string): string => values[field]?.trim() ?? ''
  const time = said('time') === '' ? (was?.time ?? earliest(working)) : readTime(said('time'))
  const days = said('days') === '' ? (was?.days ?? [1, 2, 3, 4, 5]) : readDays(said('days'))
  const wanted = values['topics'] === undefined ? { topics: was?.topics ?? [], strange: [] } : readTopics(said('topics'))
  const where = said('zone') === '' ? (was?.zone ?? zone) : zoneNamed(said('zone'))
  const problems = Object.entries({
    time: timeProblem(time, said('time'), working),
    days:
      days === undefined ? `\`${quoted(said('days'))}\` names no days; write daily, weekdays, or days such as mon, wed, fri` : undefined,
    topics:
      wanted.strange.length === 0
        ? undefined
        : `I have no tips about ${wanted.strange.map((name) => `\`${quoted(name)}\``).join(', ')}; the topics ` +
          `are ${topics.map(topicWords).join(', ')}`,
    zone:
      where === undefined && said('zone') !== ''
        ? `\`${quoted(said('zone'))}\` is no time zone that I know; name a big city in it, or write it as America/New_York`
        : undefined,
  }).flatMap(([field, problem]) => (problem === undefined ? [] : [[field, problem] as const]))
  if (problems.length > 0 || time === undefined || days === undefined) return { problems: Object.fromEntries(problems) }
  return where === undefined ? { asks: 'zone' } : { request: { time, days, topics: wanted.topics, zone: where } }
}

const quoted = (text: string): string => text.replaceAll('`', '').slice(0, 40)

/** A request as a command to type: "tips mon,wed at 09:00 in Berlin time". */
export const asCommand = ({ time, days }: { readonly time: string; readonly days: string }, zone: string): string =>
  `tips ${days} at ${time} in ${zone} time`

/** Nine o'clock, or the beginning of working hours if nine is outside them. */
export const earliest = ({ from, to }: Working): string => ('09:00' >= from && '09:00' < to ? '09:00' : from)

/**
 * Reads a time of day and writes it as HH:MM: "9.30 pm" gives "21:30". `undefined` if the text is not a
 * time.
 */
export function readTime(text: string): string | undefined {
  if (/^noon$/i.test(text)) return '12:00'
  const [, hours = '', minutes = '00', half] =
    /^(\d{1,2})(?:[:.](\d{2}))?\s*(?:o'?clock|h)?\s*([ap])?\.?(?:m\.?)?$/i.exec(text.trim()) ?? []
  if (hours === '') return undefined
  const isHalved = half !== undefined
  const hour = isHalved ? (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hours)
  if (hour > 23 || Number(minutes) > 59 || (isHalved && (Number(hours) > 12 || Number(hours) === 0))) return undefined
  return `${String(hour).padStart(2, '0')}:${minutes}`
}

function timeProblem(time: string | undefined, said: string, { from, to }: Working): string | undefined {
  if (time === undefined) return `\`${quoted(said)}\` is no time of day; write it as 09:00`
  if (time >= from && time < to) return undefined
  return `tips come between ${from} and ${to}, so that they disturb nobody; the nearest time is ${time < from ? from : before(to)}`
}

/** The time (HH:MM) that is a quarter of an hour before `time`. */
function before(time: string): string {
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) - 15
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** The values of the form's fields for a subscription. */
export const valuesOf = ({ time, days, topics, zone }: Request): Values => ({
  time,
  days: daysChosen(days),
  topics: topics.join(','),
  zone,
})
