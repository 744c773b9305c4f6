/** A question that was asked: who asked it, the record's entry of its answer, and how many sends of that are marked as unsure. */
export type Asked = { readonly asker: string; readonly entry: string; readonly unsure: number }

/** A card that stands in a conversation: whose that is, and the entry that its buttons carry; no entry where it answers nothing. */
export type Card = { readonly owner: string | undefined; readonly entry: string | undefined }

/** What is wrong with the cards, and how many of them are marked repeats: each is the one answer to one question, or such a repeat. */
export function countCards(
  asked: readonly Asked[],
  cards: readonly Card[],
): { readonly wrong: readonly string[]; readonly repeats: number } {
  const byEntry = Map.groupBy(cards, ({ entry }) => entry)
  const known = new Map(asked.map((one) => [one.entry, one]))
  const unanswered = asked.filter(({ entry }) => !byEntry.has(entry)).map(({ asker }) => `${asker}: a question without an answer`)
  const unasked = cards
    .filter(({ owner, entry }) => entry === undefined || known.get(entry)?.asker !== owner)
    .map(({ owner }) => `${owner ?? 'nobody'}: a card that answers nothing they asked`)
  const unmarked = asked.flatMap(({ asker, entry, unsure }) => {
    const count = byEntry.get(entry)?.length ?? 0
    return count > 1 + unsure ? [`${asker}: ${count} cards of one answer, ${unsure} marked`] : []
  })
  return { wrong: [...unanswered, ...unasked, ...unmarked], repeats: cards.length - byEntry.size }
}
