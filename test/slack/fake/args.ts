import { fail } from './failure.ts'
import { isObject } from './schema.ts'
import type { Json } from './types.ts'

const jsonKeys: readonly string[] = [
  'blocks',
  'attachments',
  'metadata',
  'view',
  'unfurls',
  'prompts',
  'loading_messages',
  'user_auth_blocks',
]

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const unpack = (key: string, value: unknown): unknown => (jsonKeys.includes(key) && typeof value === 'string' ? parseJson(value) : value)

const parseBody = (body: string, contentType: string): Json => {
  if (contentType.includes('json')) {
    const parsed = parseJson(body)
    return isObject(parsed) ? parsed : { invalid_json: body }
  }
  return Object.fromEntries(new URLSearchParams(body))
}

/** Reads the arguments of a call from a JSON or urlencoded body and the query. */
export const parseArgs = (body: string, contentType: string, query: URLSearchParams): Json => {
  const all = { ...Object.fromEntries(query), ...parseBody(body, contentType) }
  return Object.fromEntries(Object.entries(all).map(([key, value]) => [key, unpack(key, value)]))
}

/** A text argument, or nothing. */
export const textArg = (args: Json, name: string): string | undefined => {
  const value = args[name]
  if (typeof value === 'string') return value === '' ? undefined : value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

/** Refuses the arguments, naming each mistake. */
export const refuseArguments = (mistakes: readonly string[]): never =>
  fail('invalid_arguments', { response_metadata: { messages: mistakes.map((mistake) => `[ERROR] ${mistake}`) } })

/** A text argument that must be there. */
export const neededArg = (args: Json, name: string): string =>
  textArg(args, name) ?? refuseArguments([`missing required field: ${name} [json-pointer:/${name}]`])

/** An argument that holds a list, or nothing. */
export const listArg = (args: Json, name: string): readonly unknown[] | undefined => {
  const value = args[name]
  if (value === undefined || value === null || value === '') return undefined
  return Array.isArray(value) ? value : fail(`invalid_${name}_format`)
}

/** One page of a list and the cursor of the next. */
export const page = <T>(all: readonly T[], args: Json): { readonly items: readonly T[]; readonly next: string } => {
  const from = Number(textArg(args, 'cursor') ?? 0)
  const to = from + Number(textArg(args, 'limit') ?? (all.length || 1))
  return { items: all.slice(from, to), next: to < all.length ? String(to) : '' }
}
