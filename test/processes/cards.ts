/** A question that was asked: who asked, the record entry of its answer, and how many sends of the answer surely or possibly arrived. */
export type Asked = { readonly asker: string; readonly entry: string; readonly sure: number; readonly unsure: number }

/** A card in a conversation: whose conversation, and the record entry its buttons carry; no entry if it is no answer. */
export type Card = { readonly owner: string | undefined; readonly entry: string | undefined }

/**
 * Checks that each card is the one answer to one question, or a repeat that is marked as such. Returns the faults and the number
 * of marked repeats.
 */
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
