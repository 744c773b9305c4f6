import { load as parseYaml } from 'js-yaml'
import type { z } from 'zod'

/**
 * One thing wrong with the knowledge: in which file, at which place in it (empty for the whole file), what
 * is wrong, and how to fix it.
 */
export type Problem = { readonly file: string; readonly where: string; readonly what: string; readonly fix: string }

/**
 * For each path, the text and the value that were parsed last. An equal text gives the same value again,
 * because versions of the knowledge share most files, and parsed values are never changed.
 */
const lastRead = new Map<string, { readonly text: string; readonly value: unknown }>()

export function parseFile<T>(file: string, text: string | undefined, shape: z.ZodType<T>, problems: Problem[]): T | undefined {
  if (text === undefined) {
    problems.push({ file, where: '', what: 'the file is missing', fix: 'restore it' })
    return undefined
  }
  const read = lastRead.get(file)
  if (read !== undefined && read.text === text) return read.value as T
  try {
    const value = checkShape(file, parseYaml(text), shape, problems)
    if (value !== undefined) lastRead.set(file, { text, value })
    return value
  } catch (error) {
    problems.push({ file, where: '', what: `not readable as YAML: ${firstLine(error)}`, fix: 'mend the indentation or the quotes there' })
    return undefined
  }
}

function checkShape<T>(file: string, value: unknown, shape: z.ZodType<T>, problems: Problem[]): T | undefined {
  // Without `jitless`, zod compiles a shape before its first use. That costs more than it saves, because a shape is used only once.
  const result = shape.safeParse(value, { jitless: true })
  if (result.success) return result.data
  for (const issue of result.error.issues)
    problems.push({ file, where: pointer(value, issue.path), what: issue.message.toLowerCase(), fix: fixFor(issue.code) })
  return undefined
}

export const firstLine = (error: unknown): string => (error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error))

const fixFor = (code: string | undefined): string =>
  code === 'unrecognized_keys' ? 'remove the key or correct its spelling' : 'correct the value'

/**
 * Writes a path into a file as text, e.g. `[3] (itar-120).cites[0]`: the first citation of the entry at
 * index 3, whose id is `itar-120`.
 */
function pointer(value: unknown, path: ReadonlyArray<PropertyKey>): string {
  let at: unknown = value
  let text = ''
  for (const step of path) {
    at = partOf(at, step)
    const id = partOf(at, 'id')
    text += typeof step === 'number' ? `[${step}]${typeof id === 'string' ? ` (${id})` : ''}` : `${text === '' ? '' : '.'}${String(step)}`
  }
  return text
}

const partOf = (value: unknown, step: PropertyKey): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined
