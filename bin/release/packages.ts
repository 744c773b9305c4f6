/** An entry of package-lock.json. */
type Locked = {
  readonly version?: string
  readonly license?: string
  readonly integrity?: string
  readonly resolved?: string
  readonly dev?: boolean
  readonly devOptional?: boolean
  readonly hasInstallScript?: boolean
  readonly link?: boolean
}
export type Lock = { readonly packages: Readonly<Record<string, Locked>> }

/** Licenses of packages that may be distributed together with Licet. */
const allowed: ReadonlySet<string> = new Set([
  'MIT',
  'Apache-2.0',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'PSF-2.0',
  'Python-2.0',
])

/** The packages of an installation, without development dependencies. */
export const installed = ({ packages }: Lock): ReadonlyArray<readonly [name: string, one: Locked]> =>
  Object.entries(packages).flatMap(([path, one]) =>
    path === '' || one.dev === true || one.devOptional === true ? [] : [[path.replace(/^.*node_modules\//, ''), one] as const],
  )

/** The registry that packages must come from; assumed if the lockfile names none. */
const registry = 'https://registry.npmjs.org/'

/** The problems with these packages: a license that is not allowed, no checksum, another registry, an install script. */
export const problemsIn = (lock: Lock): readonly string[] =>
  installed(lock).flatMap(([name, { license = 'none', integrity, resolved = registry, hasInstallScript }]) => [
    ...(isAllowed(license) ? [] : [`${name}: its license is ${license}`]),
    ...(integrity?.startsWith('sha512-') === true ? [] : [`${name}: the lockfile has no SHA-512 of it`]),
    ...(resolved.startsWith(registry) ? [] : [`${name}: it is not from registry.npmjs.org`]),
    ...(hasInstallScript === true ? [`${name}: it runs a script at the installation`] : []),
  ])

/** Whether a license expression is allowed: of "(MIT OR GPL-3.0)" one license must be allowed, of "MIT AND X" both. */
const isAllowed = (license: string): boolean =>
  license
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((one) => allowed.has(one.trim())))
