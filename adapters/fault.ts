import { ConfigError, faultOf, KnowledgeError, StoreError, fieldOf } from '../src/index.ts'

/**
 * The message for an error that ended the program. Errors that an operator can correct are printed unchanged;
 * an error of the file system names the file. All others are printed without a stack trace, and without text
 * in quotes, because that could be somebody's words.
 */
export function faultInWords(error: unknown): string {
  if (error instanceof KnowledgeError || error instanceof ConfigError || error instanceof StoreError) return error.message
  const [path, syscall, code] = ['path', 'syscall', 'code'].map((name) => fieldOf(error, name))
  if (typeof path === 'string' && typeof syscall === 'string')
    return (
      `\`${path}\` cannot be used (${typeof code === 'string' ? code : syscall}); name another, or let the ` +
      'account Licet runs under use it'
    )
  return `this was not foreseen; please report it with this line: ${faultOf(error)}`
}

/** The error if the server cannot listen on a port; `name` is the setting that chose the port. */
export function portProblem(name: string, port: number, { code }: NodeJS.ErrnoException): ConfigError {
  const why: Readonly<Record<string, string>> = {
    EADDRINUSE: 'is in use here already; end what uses it, or set another',
    EACCES: 'is not for the account Licet runs under; set one from 1024 on',
  }
  return new ConfigError([`${name}: ${port} ${why[code ?? ''] ?? `cannot be listened at (${code ?? 'unknown'}); set another`}`])
}
