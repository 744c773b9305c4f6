/** What stands in package-lock.json of a package. */
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

/** Licenses under which Licet may be passed on with what it uses. */
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

/** The packages that an installation has, without those for development. */
export const installed = ({ packages }: Lock): ReadonlyArray<readonly [name: string, one: Locked]> =>
  Object.entries(packages).flatMap(([path, one]) =>
    path === '' || one.dev === true || one.devOptional === true ? [] : [[path.replace(/^.*node_modules\//, ''), one] as const],
  )

/** Where packages come from, where the lockfile does not say it. */
const registry = 'https://registry.npmjs.org/'

/** What is wrong with them: a license that is not allowed, no checksum, another registry, a script that runs at the installation. */
export const problemsIn = (lock: Lock): readonly string[] =>
  installed(lock).flatMap(([name, { license = 'none', integrity, resolved = registry, hasInstallScript }]) => [
    ...(isAllowed(license) ? [] : [`${name}: its license is ${license}`]),
    ...(integrity?.startsWith('sha512-') === true ? [] : [`${name}: the lockfile has no SHA-512 of it`]),
    ...(resolved.startsWith(registry) ? [] : [`${name}: it is not from registry.npmjs.org`]),
    ...(hasInstallScript === true ? [`${name}: it runs a script at the installation`] : []),
  ])

/** "(MIT OR GPL-3.0)" may be taken as MIT; of "MIT AND X" both count. */
const isAllowed = (license: string): boolean =>
  license
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((one) => allowed.has(one.trim())))
