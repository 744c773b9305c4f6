/**
 * What a person can begin with, as platforms offer it: a title to press and the words it stands for. Older clients send the
 * title instead, so that is a whole question, too; each stands alone, whatever was talked of before.
 */
export const starters: ReadonlyArray<{ readonly title: string; readonly message: string }> = [
  { title: 'SLV stage to Australia?', message: 'Can we sell an SLV stage to Australia?' },
  { title: 'SLV stage to India or Brazil?', message: 'Compare Australia, South Korea, India and Brazil for an SLV stage' },
  { title: 'What changed in January 2025?', message: 'What changed on 3 January 2025?' },
  { title: 'My cases', message: 'my cases' },
]
