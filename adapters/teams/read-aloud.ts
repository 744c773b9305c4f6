import type { ChatReply } from '../../src/index.ts'
import { clip, limits } from './limits.ts'

/**
 * What is read aloud of a card: its title, what stands first under it, and what can be done. A client reads it as one breath,
 * and the card itself can be gone through piece by piece.
 */
export function spokenOf({ title, subtitle = '', blocks, actions }: ChatReply): string {
  const texts = blocks.flatMap((block) => (block.kind === 'text' ? [block] : []))
  const next = texts.find(({ label }) => label === 'Next')
  const [line = ''] = (texts[0]?.text ?? '').split('\n').filter((one) => one.trim() !== '')
  const said = [
    title,
    subtitle,
    ...(next === undefined ? [line] : [`Next: ${next.text}`]),
    ...(actions.length === 0 ? [] : [`Buttons: ${actions.map(({ label }) => label).join(', ')}`]),
  ]
  return clip(
    said
      .filter((one) => one !== '')
      .map(sentence)
      .join(' '),
    limits.spoken,
  )
}

const sentence = (words: string): string => (/[.?!…:]$/.test(words) ? words : `${words}.`)
