/**
 * Changes nothing in the schema; that this step has run is all it says. Since then, versions of the knowledge are compressed with Brotli
 * (`src/record/versions.ts`). Older programs cannot read that; they do not know this step, and therefore refuse the database.
 */
export const changesNothing = (): Promise<void> => Promise.resolve()
