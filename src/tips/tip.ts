import type { Answerer } from '../answer/answer.ts'
import type { Citation } from '../reply/reply.ts'

/** Stands here until the content's own file does. */
export type Tip = {
  readonly id: string
  readonly topics: readonly string[]
  readonly text?: string
  readonly sources: ReadonlyArray<{ readonly source: string; readonly section: string }>
  readonly try?: string
  readonly since?: string
  readonly quiz?: { readonly ask: string; readonly choices: ReadonlyArray<{ readonly text: string }> }
}
export type Withheld = { readonly tip: Tip; readonly why: string }
export type QuizAnswer = {
  readonly right: number
  readonly verdict: string
  readonly rule: { readonly id: string; readonly title: string }
  readonly because: string
  readonly cites: readonly Citation[]
}
export const tipsIn = ({ base }: Answerer): readonly Tip[] => (base as { readonly tips?: readonly Tip[] }).tips ?? samples
const samples: readonly Tip[] = Array.from({ length: 12 }, (_, index) => ({
  id: `t${index}`,
  topics: index % 2 === 0 ? ['space-launch'] : ['aukus', 'uas'],
  text: `Tip ${index}`,
  sources: [],
  ...(index % 4 === 0 ? { try: 'can we sell an SLV stage to Australia?' } : {}),
  ...(index % 3 === 0 ? { quiz: { ask: `What of ${index}?`, choices: [{ text: 'Yes' }, { text: 'No' }] } } : {}),
}))
export const tipsOn = (knowledge: Answerer, _today: string): { readonly fit: readonly Tip[]; readonly withheld: readonly Withheld[] } => ({
  fit: tipsIn(knowledge),
  withheld: [],
})
export const solve = (_knowledge: Answerer, tip: Tip, _today: string): QuizAnswer | undefined =>
  tip.quiz === undefined
    ? undefined
    : { right: 1, verdict: 'prohibited', rule: { id: 'r', title: 'A rule' }, because: 'it says so', cites: [] }
