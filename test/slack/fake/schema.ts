import type { Json } from './types.ts'

/** One thing Slack would complain about, and where. */
export type Problem = { readonly text: string; readonly at: string }

/** Looks at a value and lists what is wrong with it. */
export type Check = (value: unknown, at: string) => readonly Problem[]

/** A check for a field that may be left out. */
export type Field = { readonly check: Check; readonly required: boolean }

const fine: readonly Problem[] = []

/** One complaint. */
export const problem = (text: string, at: string): readonly Problem[] => [{ text, at }]

/** Is this a JSON object? */
export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Accepts anything. */
export const anything: Check = () => fine

/** A string between two lengths, counted as Slack counts. */
export const string =
  (max: number, min = 0): Check =>
  (value, at) => {
    if (typeof value !== 'string') return problem('must provide a string', at)
    if (value.length > max) return problem(`must be less than ${max + 1} characters`, at)
    return value.length < min ? problem(`must be more than ${min - 1} characters`, at) : fine
  }

/** A value of the given JavaScript type. */
export const typed =
  (type: 'boolean' | 'number'): Check =>
  (value, at) =>
    typeof value === type ? fine : problem(`must provide a ${type}`, at)

/** One of a few strings. */
export const among =
  (...allowed: readonly string[]): Check =>
  (value, at) =>
    allowed.includes(value as string) ? fine : problem(`must be one of: ${allowed.join(', ')}`, at)

/** An array with limits on its length and a check for each item. */
export const list =
  (check: Check, max: number, min = 1): Check =>
  (value, at) => {
    if (!Array.isArray(value)) return problem('must provide an array', at)
    if (value.length > max) return problem(`no more than ${max} items allowed`, at)
    if (value.length < min) return problem(`must have at least ${min} item${min === 1 ? '' : 's'}`, at)
    return value.flatMap((item, index) => check(item, `${at}/${index}`))
  }

/** A field that must be there. */
export const must = (check: Check): Field => ({ check, required: true })

/** A field that may be there. */
export const may = (check: Check): Field => ({ check, required: false })

const checkField = (value: unknown, field: Field, name: string, at: string): readonly Problem[] => {
  if (value === undefined || value === null) return field.required ? problem(`missing required field: ${name}`, at) : fine
  return field.check(value, `${at}/${name}`)
}

/** An object with exactly these fields; `type` is always allowed. */
export const object =
  (fields: Readonly<Record<string, Field>>, open = false): Check =>
  (value, at) => {
    if (!isObject(value)) return problem('must provide an object', at)
    const strange = open ? [] : Object.keys(value).filter((key) => key !== 'type' && !(key in fields))
    return [
      ...strange.flatMap((key) => problem(`invalid additional property: ${key}`, at)),
      ...Object.entries(fields).flatMap(([name, field]) => checkField(value[name], field, name, at)),
    ]
  }

/** An object whose `type` chooses the check. */
export const byType =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value, at) => {
    if (!isObject(value)) return problem('must provide an object', at)
    const check = typeof value['type'] === 'string' ? checks[value['type']] : undefined
    return check ? check(value, at) : problem(`unsupported type: ${String(value['type'])}`, `${at}/type`)
  }

/** All checks must be content. */
export const both =
  (...checks: readonly Check[]): Check =>
  (value, at) =>
    checks.flatMap((check) => check(value, at))

/** As Slack does, adds that the value matched no schema when something inside it is wrong. */
export const enclosed =
  (check: Check): Check =>
  (value, at) => {
    const problems = check(value, at)
    return problems.length ? [{ text: 'failed to match all allowed schemas', at }, ...problems] : fine
  }

/** Writes problems the way Slack lists them. */
export const describe = (problems: readonly Problem[]): readonly string[] => problems.map(({ text, at }) => `${text} [json-pointer:${at}]`)
