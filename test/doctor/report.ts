import type { ChatReply } from '../../src/reply/reply.ts'

/** The lists of the doctor's report by their titles, what stands behind it too. */
export const partsOf = ({
  blocks,
  layers = [],
}: ChatReply): ReadonlyArray<{ readonly title: string; readonly items: readonly string[] }> => [
  ...blocks.flatMap((block) => (block.kind === 'list' ? [{ title: block.title ?? '', items: block.items }] : [])),
  ...layers.map(({ title, blocks: behind }) => ({ title, items: behind.flatMap((block) => (block.kind === 'list' ? block.items : [])) })),
]

/** Its lines, each behind the word that says how it stands. */
export const linesOf = (report: ChatReply): readonly string[] =>
  partsOf(report).flatMap(({ title, items }) => items.map((item) => `${title}: ${item}`))
