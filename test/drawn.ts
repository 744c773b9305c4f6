import { toPlainText } from '../src/port/plain.ts'
import type { ChatReply } from '../src/port/reply.ts'
import { platforms } from './platforms.ts'
import { missingIn } from './shown-words.ts'
import type { TestedPlatform } from './tested-platform.ts'

/** What is wrong with a reply, or missing from it, on each platform and in plain text. */
export const faultsIn = (reply: ChatReply): readonly string[] => [
  ...platforms.flatMap((platform) => faultsOn(platform, reply)),
  ...missingIn(reply, toPlainText(reply)).map((piece) => `the plain text does not say: ${piece}`),
]

function faultsOn({ title, draw }: TestedPlatform, reply: ChatReply): readonly string[] {
  const { refused, faults, words, buttons, shows } = draw(reply)
  return [
    ...[...refused, ...faults].map((fault) => `${title}: ${fault}`),
    ...missingIn(reply, words, shows).map((piece) => `${title} does not show: ${piece}`),
    ...reply.actions.flatMap(({ label }) => (buttons.includes(label) ? [] : [`${title} has no button ${label}`])),
  ]
}
