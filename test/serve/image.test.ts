import { existsSync } from 'node:fs'
import { load, loadAll } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { settingNames } from '../../adapters/environment.ts'
import { home } from '../console/machine.ts'
import { file } from '../files.ts'

const lines = file('Dockerfile')
  .split('\n')
  .filter((line) => /^[A-Z]/.test(line))
const told = (word: string): readonly string[] =>
  lines.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []))
const lastStage = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')))

describe('the image', () => {
  test('is built in two stages on the slim image of the required Node version', () => {
    const { engines } = JSON.parse(file('package.json')) as { readonly engines: { readonly node: string } }
    const base = `node:${engines.node.replace('>=', '')}-slim`
    expect(told('FROM')).toEqual([`${base} AS packages`, base])
  })

  test('has the packages of the lockfile, without development dependencies or a Node of its own, and runs no install scripts', () => {
    expect(told('RUN')[0]).toMatch(/^npm ci --omit=dev --omit=optional --ignore-scripts\b/)
  })

  test('runs as a user who owns nothing but its data', () => {
    const [user] = told('USER')
    expect(told('USER')).toEqual([expect.stringMatching(/^[1-9]\d*:[1-9]\d*$/)])
    expect(lastStage.findIndex((line) => line.startsWith('USER'))).toBeGreaterThan(
      lastStage.findLastIndex((line) => /^(?:RUN|COPY)/.test(line)),
    )
    expect(lines.filter((line) => line.startsWith('COPY') && line.includes('--chown'))).toEqual([])
    expect(told('RUN').join()).toContain(`install -d -o ${user?.split(':')[0]}`)
  })

  test('contains no secrets: only harmless settings and listed files', () => {
    expect(told('ARG')).toEqual([])
    expect(told('ENV')).toEqual(['NODE_ENV=production', 'LICET_LOG=json'])
    expect(told('ADD')).toEqual([])
    const [first, ...allowed] = file('.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
    const copied = told('COPY')
      .filter((words) => !words.startsWith('--from'))
      .flatMap((words) => words.split(' ').slice(0, -1))
    expect([first, new Set(allowed)]).toEqual(['*', new Set(copied.map((name) => `!${name}`))])
    expect(copied.filter((name) => !existsSync(`${home}/${name}`))).toEqual([])
    expect(copied.filter((name) => /env|secret|^settings\.yaml$|data/.test(name))).toEqual([])
  })

  test('has a health check, and ends on SIGTERM', () => {
    expect(told('HEALTHCHECK').join()).toContain('["node", "bin/alive.mjs"]')
    expect(told('STOPSIGNAL')).toEqual(['SIGTERM'])
    // In this form no shell is between the signal and the program.
    expect(told('ENTRYPOINT')).toEqual([expect.stringMatching(/^\[/)])
    const { scripts } = JSON.parse(file('package.json')) as { readonly scripts: { readonly start: string } }
    expect([...(JSON.parse(told('ENTRYPOINT')[0] ?? '') as string[]), ...(JSON.parse(told('CMD')[0] ?? '') as string[])].join(' ')).toBe(
      scripts.start,
    )
  })
})

type Probe = { readonly httpGet: { readonly path: string; readonly port: string } }
type Pod = {
  readonly automountServiceAccountToken: boolean
  readonly terminationGracePeriodSeconds: number
  readonly securityContext: { readonly runAsNonRoot: boolean; readonly runAsUser: number }
  readonly containers: ReadonlyArray<{
    readonly env: ReadonlyArray<{ readonly name: string; readonly value: string }>
    readonly ports: ReadonlyArray<{ readonly name: string; readonly containerPort: number }>
    readonly startupProbe: Probe
    readonly livenessProbe: Probe
    readonly readinessProbe: Probe
    readonly lifecycle: { readonly preStop: { readonly sleep: { readonly seconds: number } } }
    readonly securityContext: Readonly<Record<string, unknown>>
    readonly volumeMounts: ReadonlyArray<{ readonly name: string; readonly mountPath: string; readonly readOnly?: boolean }>
  }>
  readonly volumes: ReadonlyArray<{ readonly name: string }>
}
type Manifest = { readonly kind: string; readonly spec: Readonly<Record<string, unknown>> }

const isSecret = (name: string): boolean => /TOKEN|SECRET|PASSWORD|KEYS|DATABASE_URL|CERTIFICATE/.test(name)
/** The variables that are no setting, or that hold a secret directly instead of by a file. */
const odd = (names: readonly string[]): readonly string[] =>
  names.filter((name) => {
    const setting = name.replace(/_FILE$/, '')
    return !settingNames.includes(setting) || (isSecret(setting) && !name.endsWith('_FILE'))
  })

describe('the manifests for Kubernetes', () => {
  const manifests = loadAll(file('docs/kubernetes.yaml')) as readonly Manifest[]
  const specOf = (kind: string) => manifests.find((one) => one.kind === kind)?.spec
  const deployment = specOf('Deployment') as {
    readonly template: { readonly spec: Pod }
    readonly selector: { readonly matchLabels: unknown }
  }
  const pod = deployment.template.spec
  const [container] = pod.containers
  if (container === undefined) throw new Error('there is a container')

  test('two instances run, one is always available, and an upgrade replaces one only when another is ready', () => {
    expect(specOf('Deployment')).toMatchObject({ replicas: 2, strategy: { rollingUpdate: { maxUnavailable: 0 } } })
    expect(specOf('PodDisruptionBudget')).toMatchObject({ minAvailable: 1, selector: deployment.selector })
    expect(specOf('Service')?.['selector']).toEqual(deployment.selector.matchLabels)
  })

  test('liveness uses a page that touches nothing, readiness the page that checks', () => {
    const { startupProbe, livenessProbe, readinessProbe } = container
    expect([startupProbe, livenessProbe, readinessProbe].map(({ httpGet }) => httpGet.path)).toEqual(['/livez', '/livez', '/readyz'])
    expect([startupProbe, livenessProbe, readinessProbe].map(({ httpGet }) => httpGet.port)).toEqual(['http', 'http', 'http'])
  })

  test('work under way has time to end', () => {
    const drain = Number(container.env.find(({ name }) => name === 'LICET_DRAIN')?.value)
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(drain + container.lifecycle.preStop.sleep.seconds)
  })

  test('it writes only where it must, as an unprivileged user', () => {
    expect([pod.securityContext.runAsNonRoot, `${pod.securityContext.runAsUser}`]).toEqual([true, told('USER')[0]?.split(':')[0]])
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    })
    expect(pod.automountServiceAccountToken).toBe(false)
    expect(container.volumeMounts.filter(({ readOnly }) => readOnly !== true).map(({ mountPath }) => mountPath)).toEqual(['/tmp', '/data'])
    expect(new Set(container.volumeMounts.map(({ name }) => name))).toEqual(new Set(pod.volumes.map(({ name }) => name)))
  })

  test('secrets are files, and every variable is a setting', () => expect(odd(container.env.map(({ name }) => name))).toEqual([]))
})

describe('the compose file', () => {
  const { services, secrets } = load(file('docs/compose.yaml')) as {
    readonly services: Readonly<
      Record<
        string,
        { readonly environment: Readonly<Record<string, string>>; readonly secrets: readonly string[] } & Readonly<Record<string, unknown>>
      >
    >
    readonly secrets: Readonly<Record<string, unknown>>
  }

  test('Licet runs on a read-only root, unprivileged, with time to end', () => {
    expect(services['licet']).toMatchObject({
      read_only: true,
      user: told('USER')[0],
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    })
    expect(Number.parseInt(String(services['licet']?.['stop_grace_period']))).toBeGreaterThan(
      Number(services['licet']?.environment['LICET_DRAIN']),
    )
  })

  test('it is reachable from this machine only, until a TLS proxy is put in front', () => {
    expect(services['licet']?.['ports']).toEqual(['127.0.0.1:3000:3000'])
    expect(services['postgres']?.['ports']).toBeUndefined()
  })

  test('secrets are files that exist, and every variable is a setting', () => {
    expect(odd(Object.keys(services['licet']?.environment ?? {}))).toEqual([])
    for (const { environment, secrets: used } of Object.values(services)) {
      const named = Object.values(environment).flatMap((value) => /^\/run\/secrets\/(.*)$/.exec(value)?.[1] ?? [])
      expect(new Set(used)).toEqual(new Set(named))
    }
    expect(new Set(Object.values(services).flatMap((one) => one.secrets))).toEqual(new Set(Object.keys(secrets)))
  })
})
