/**
 * Suggestions of what to ask: a title to press, and the message that it sends. Older clients send the title
 * itself, so the title alone must be enough for an answer. Each can be pressed at any point of a
 * conversation.
 */
export const starters: ReadonlyArray<{ readonly title: string; readonly message: string }> = [
  { title: 'SLV stage to Australia?', message: 'Can we sell an SLV stage to Australia?' },
  { title: 'SLV stage to India or Brazil?', message: 'Compare Australia, South Korea, India and Brazil for an SLV stage' },
  { title: 'What changed in January 2025?', message: 'What changed on 3 January 2025?' },
  { title: 'My cases', message: 'my cases' },
]
