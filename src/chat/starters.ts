/** What a person can begin with, as platforms offer it: a title to press and the words it stands for. */
export const starters: ReadonlyArray<{ readonly title: string; readonly message: string }> = [
  { title: 'Can we sell …?', message: 'Can we sell an SLV stage to Australia?' },
  { title: 'Compare countries', message: 'Compare Australia, South Korea, India and Brazil for an SLV stage' },
  { title: 'What changed', message: 'What changed on 3 January 2025?' },
  { title: 'My cases', message: 'my cases' },
]
