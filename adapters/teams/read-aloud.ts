import { clip, type ChatReply } from '../../src/index.ts'
import { limits } from './limits.ts'

/**
 * What a screen reader speaks for a card: its title and subtitle, the next step (otherwise the first line),
 * and the buttons. The text is short, because it is spoken at once; the card itself can be explored piece by
 * piece.
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
