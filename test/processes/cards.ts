/** A question that was asked: who asked it, the record's entry of its answer, and how many sends of that surely arrived, or may have. */
export type Asked = { readonly asker: string; readonly entry: string; readonly sure: number; readonly unsure: number }

/** A card that stands in a conversation: whose that is, and the entry that its buttons carry; no entry where it answers nothing. */
export type Card = { readonly owner: string | undefined; readonly entry: string | undefined }

/** What is wrong with the cards, and how many of them are marked repeats: each is the one answer to one question, or such a repeat. */
export function countCards(
  asked: readonly Asked[],
  cards: readonly Card[],
): { readonly wrong: readonly string[]; readonly repeats: number } {
  const byEntry = Map.groupBy(cards, ({ entry }) => entry)
  const known = new Map(asked.map((one) => [one.entry, one]))
  const unasked = cards
    .filter(({ owner, entry }) => entry === undefined || known.get(entry)?.asker !== owner)
    .map(({ owner }) => `${owner ?? 'nobody'}: a card that answers nothing they asked`)
  const miscounted = asked.flatMap(({ asker, entry, sure, unsure }) => {
    const count = byEntry.get(entry)?.length ?? 0
    return count < sure || count > sure + unsure ? [`${asker}: ${count} cards of one answer, ${sure} sure, ${unsure} marked`] : []
  })
  return { wrong: [...unasked, ...miscounted], repeats: cards.length - byEntry.size }
}
