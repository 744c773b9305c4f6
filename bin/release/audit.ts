import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { installed, problemsIn, type Lock } from './packages.ts'

/** The vulnerabilities that the registry knows: how many, or why it could not be asked. */
type Known = { readonly findings: number } | { readonly why: string }

/** Reads the output of `npm audit --json`. Anything but a proper result counts as not checked. */
export function readAudit(text: string): Known {
  try {
    const { metadata, message } = JSON.parse(text) as {
      readonly message?: string
      readonly metadata?: { readonly vulnerabilities?: Readonly<Record<string, number>> }
    }
    const total = metadata?.vulnerabilities?.['total']
    return total === undefined ? { why: message ?? 'the registry gave no answer' } : { findings: total }
  } catch {
    return { why: 'the registry gave no answer' }
  }
}

/**
 * `npm run audit`: checks the packages of an installation. Exits with 1 if something is wrong, with 2 if vulnerabilities could not
 * be checked.
 */
function audit(): number {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock
  const problems = problemsIn(lock)
  for (const problem of problems) process.stdout.write(`${problem}\n`)
  if (problems.length === 0)
    process.stdout.write(`${installed(lock).length} packages: licenses, checksums and origin as they must be, none runs a script\n`)
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--omit=optional', '--json'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  const known = readAudit(stdout ?? '')
  if ('why' in known) process.stdout.write(`known vulnerabilities: not checked (${known.why.slice(0, 200)}); this is no pass\n`)
  else process.stdout.write(`known vulnerabilities: ${known.findings === 0 ? 'none' : `${known.findings}; npm audit names them`}\n`)
  if (problems.length > 0 || ('findings' in known && known.findings > 0)) return 1
  return 'why' in known ? 2 : 0
}

if (import.meta.main) process.exitCode = audit()
