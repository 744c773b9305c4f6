import type { Json } from './types.ts'

/** The kinds of failure of a call. */
export type Fault =
  | { readonly kind: 'rateLimited'; readonly retryAfter: number }
  | { readonly kind: 'http'; readonly status: number }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'error'; readonly error: string; readonly more?: Json }
  /**
   * Slack is slow: the call is carried out this much later, in milliseconds of the fake's clock. Triggers expire after three
   * seconds (github.com/slackapi/bolt-js/issues/1662).
   */
  | { readonly kind: 'late'; readonly ms: number }

/** How long a fault lasts, and whether the call takes effect nevertheless. */
export type FaultScope = {
  /** Only the next `times` calls. */
  readonly times?: number
  /** Only for this long, in milliseconds of the fake's clock. */
  readonly forMs?: number
  /** The call takes effect; only its response fails. */
  readonly applied?: boolean
  /** Only calls with this token: Slack limits an app for each workspace (docs.slack.dev/apis/web-api/rate-limits). */
  readonly token?: string
}

/** A fault that hits a call. */
export type Hit = { readonly fault: Fault; readonly applied: boolean }

/** The planned faults and delays of the Web API. */
export type Faults = {
  /** Plans a fault for a method, for 'response_url' or for all ('*'), and returns how to lift it. */
  readonly fail: (method: string, fault: Fault, scope?: FaultScope) => () => void
  /** Makes a method, 'response_url' or all ('*') answer late. */
  readonly latency: (ms: number, method?: string) => void
  /** Lifts all faults and delays. */
  readonly heal: () => void
  /** Takes the fault, if any, that hits this call. */
  readonly take: (method: string, token?: string) => Hit | undefined
  /** How long this call is delayed. */
  readonly delay: (method: string) => number
}

type Plan = Hit & { readonly method: string; readonly token: string | undefined; readonly until: number; left: number }

const planOf = (method: string, fault: Fault, scope: FaultScope, now: number): Plan => ({
  method,
  fault,
  applied: scope.applied ?? false,
  token: scope.token,
  until: scope.forMs === undefined ? Infinity : now + scope.forMs,
  left: scope.times ?? Infinity,
})

/** Keeps the planned faults; earlier plans hit first. */
export const createFaults = (now: () => number): Faults => {
  const plans = new Set<Plan>()
  const delays = new Map<string, number>()
  const take = (method: string, token?: string): Hit | undefined => {
    const isHit = (plan: Plan): boolean => [method, '*'].includes(plan.method) && (plan.token ?? token) === token
    const hit = [...plans].find((plan) => isHit(plan) && plan.left > 0 && now() < plan.until)
    if (hit) hit.left -= 1
    return hit
  }
  const fail = (method: string, fault: Fault, scope: FaultScope = {}) => {
    const plan = planOf(method, fault, scope, now())
    plans.add(plan)
    return () => void plans.delete(plan)
  }
  const heal = () => {
    plans.clear()
    delays.clear()
  }
  return {
    take,
    fail,
    heal,
    latency: (ms, method = '*') => void delays.set(method, ms),
    delay: (method) => delays.get(method) ?? delays.get('*') ?? 0,
  }
}
