/**
 * An id that consists of a space of a platform (a workspace, a tenant) and something in it, so that ids of
 * two spaces never clash: `SPACE.ID`. `joinId` makes such an id, `splitId` takes it apart.
 */
export const joinId = (space: string, id: string): string => `${space}.${id}`
export const splitId = (joined: string): { readonly space: string; readonly id: string } => ({
  space: joined.slice(0, joined.indexOf('.')),
  id: joined.slice(joined.indexOf('.') + 1),
})
