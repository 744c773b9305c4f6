import { ConfigError, faultOf, KnowledgeError, StoreError } from '../src/index.ts'

/**
 * What ended the program, in words for whoever runs it: what they can mend as it was said, a file or folder by its name, and
 * what nobody foresaw without a trace and without what stands in quotes, which may be words of a person.
 */
export function wordsOf(error: unknown): string {
  if (error instanceof KnowledgeError || error instanceof ConfigError || error instanceof StoreError) return error.message
  const { path, syscall, code } = (error ?? {}) as NodeJS.ErrnoException
  if (path !== undefined && syscall !== undefined)
    return `\`${path}\` cannot be used (${code ?? syscall}); name another, or let the account Licet runs under use it`
  return `this was not foreseen; please report it with this line: ${faultOf(error)}`
}

/** Why an address cannot be listened at; `name` is the setting that chose the port. */
export function portProblem(name: string, port: number, { code }: NodeJS.ErrnoException): ConfigError {
  const why: Readonly<Record<string, string>> = {
    EADDRINUSE: 'is in use here already; end what uses it, or set another',
    EACCES: 'is not for the account Licet runs under; set one from 1024 on',
  }
  return new ConfigError([`${name}: ${port} ${why[code ?? ''] ?? `cannot be listened at (${code ?? 'unknown'}); set another`}`])
}
