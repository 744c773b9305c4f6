import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checksumsOf, notesOf, signed } from './parts.ts'

/** A reason why no release can be made. */
class NoRelease extends Error {}

type Ran = { readonly isDone: boolean; readonly out: string; readonly said: string }

function run(program: string, ...words: readonly string[]): Ran {
  const { status, stdout, stderr } = spawnSync(program, [...words], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    shell: process.platform === 'win32',
  })
  return { isDone: status === 0, out: stdout ?? '', said: (stderr ?? '').trim() }
}

function must(program: string, ...words: readonly string[]): string {
  const { isDone, out, said } = run(program, ...words)
  if (!isDone) throw new NoRelease(`${program} ${words[0] ?? ''} failed: ${(said === '' ? out : said).split('\n').slice(-3).join(' | ')}`)
  return out
}

/** Files that are in the package even if package.json does not list them. */
const always = ['package.json', 'README.md', 'LICENSE']

/**
 * `npm run release`: builds a release of the current version in the folder `release`: the package, an image (if Docker runs), the
 * bill of materials, the notes, and checksums of all, signed if RELEASE_KEY names a key file. Fails if something is not committed
 * or the changelog has no section for the version.
 */
function release(): void {
  const { name, version, files } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly name: string
    readonly version: string
    readonly files: readonly string[]
  }
  const notes = notesOf(readFileSync('CHANGELOG.md', 'utf8'), version)
  if (notes === undefined) throw new NoRelease(`CHANGELOG.md has no section \`## ${version}\`; name what is unreleased by its version`)
  if (must('git', 'status', '--porcelain').trim() !== '') throw new NoRelease('something is not committed; a release is what a tag names')
  const folder = 'release'
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  const say = (line: string): void => void process.stdout.write(`${line}\n`)
  const archive = join(folder, `${name}-${version}.tar.gz`)
  must('git', 'archive', '--format=tar.gz', `--prefix=${name}-${version}/`, `--output=${archive}`, 'HEAD', ...always, ...files)
  writeFileSync(join(folder, `${name}-${version}-notes.md`), `${notes}\n`)
  writeFileSync(join(folder, `${name}-${version}.cdx.json`), `${JSON.stringify(billOfMaterials(name), null, 2)}\n`)
  say(`package, notes and bill of materials of ${name} ${version}`)
  say(makeImage(`${name}:${version}`, join(folder, `${name}-${version}-image.tar`)))
  const made = readdirSync(folder).toSorted()
  const sums = checksumsOf(made.map((file) => [file, readFileSync(join(folder, file))]))
  writeFileSync(join(folder, 'SHA256SUMS'), sums)
  const key = process.env['RELEASE_KEY']
  if (key !== undefined) writeFileSync(join(folder, 'SHA256SUMS.sig'), signed(sums, readFileSync(key, 'utf8')))
  say(key === undefined ? 'not signed: RELEASE_KEY names no key' : 'SHA256SUMS is signed')
  say(
    run('git', 'rev-parse', '-q', '--verify', `refs/tags/v${version}`).isDone
      ? `tag v${version} is there`
      : `tag it: git tag -s v${version}`,
  )
}

/** npm names the bill of materials after the folder it runs in; this sets the package's name instead. */
function billOfMaterials(name: string): object {
  const bill = JSON.parse(
    must(
      'npm',
      'sbom',
      '--sbom-format',
      'cyclonedx',
      '--package-lock-only',
      '--sbom-type',
      'application',
      '--omit',
      'dev',
      '--omit',
      'optional',
    ),
  ) as {
    readonly metadata: { readonly component: object }
  }
  return { ...bill, metadata: { ...bill.metadata, component: { ...bill.metadata.component, name } } }
}

function makeImage(tag: string, file: string): string {
  if (!run('docker', 'info').isDone) return 'no image: no builder runs here'
  must('docker', 'build', '--tag', tag, '.')
  must('docker', 'save', '--output', file, tag)
  return `image ${tag}`
}

if (import.meta.main)
  try {
    release()
  } catch (error) {
    if (!(error instanceof NoRelease)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
