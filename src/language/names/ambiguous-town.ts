import type { Mention } from './mention.ts'

/** Makes a town ambiguous if the text also names another country with a smaller town of the same name. */
export function asAmbiguousTown(mention: Mention, all: readonly Mention[]): Mention {
  const [meaning] = mention.meanings
  if (meaning?.kind !== 'country' || meaning.others === undefined) return mention
  const { code, others } = meaning
  const named = all.flatMap(({ meanings }) =>
    meanings.flatMap((one) => (one.kind === 'country' && others.includes(one.code) ? [one.code] : [])),
  )
  return named.length === 0
    ? mention
    : { ...mention, meanings: [{ kind: 'ambiguous', name: mention.typed, codes: [code, ...new Set(named)] }] }
}
