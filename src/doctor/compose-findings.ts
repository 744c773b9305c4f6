import { layerOf } from '../answer/layers.ts'
import type { Finding } from '../port/finding.ts'
import type { ChatReply, Tone } from '../port/reply.ts'

type State = Finding['state']

const words: Readonly<Record<State, string>> = { broken: 'Broken', doubtful: 'Doubtful', fine: 'Fine' }
const tones: Readonly<Record<State, Tone>> = { broken: 'stop', doubtful: 'caution', fine: 'clear' }

/**
 * The doctor's report: a title with the number of findings of each state, then the findings with their remedies, worst first.
 * Findings that are fine are in a layer.
 */
export function composeFindings(findings: readonly Finding[]): ChatReply {
  const groups = (['broken', 'doubtful', 'fine'] as const).map((state) => ({ state, some: findings.filter((one) => one.state === state) }))
  const fine = findings.filter(({ state }) => state === 'fine')
  const [worst = { state: 'fine' as const }] = groups.filter(({ some }) => some.length > 0)
  return {
    tone: tones[worst.state],
    title: `Doctor: ${worst.state === 'fine' ? 'all fine' : groups.map(({ state, some }) => `${some.length} ${state}`).join(', ')}`,
    blocks: groups.flatMap(({ state, some }) =>
      some.length === 0 || state === 'fine' ? [] : { kind: 'list', title: words[state], items: some.map(lineOf) },
    ),
    layers: layerOf('fine', fine.map(lineOf)),
    actions: [],
  }
}

const lineOf = (finding: Finding): string => `${finding.what}: ${finding.seen}.${finding.state === 'fine' ? '' : ` Mend: ${finding.mend}.`}`
