import { answer } from './answer.ts'
import type { Answerer } from './conversation-types.ts'

/** Answerers that are warmed up already. */
const warm = new WeakSet<Answerer>()

/**
 * Answers a sample question, once for each answerer. The first answer of an answerer takes half a second longer than later ones; without
 * this, the first event might be acknowledged too late.
 */
export function warmUp(knowledge: Answerer, today: string): void {
  if (warm.has(knowledge)) return
  warm.add(knowledge)
  answer(knowledge, { question: 'a drone to Poland', asOf: today, today })
}
