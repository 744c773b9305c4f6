/**
 * Changes nothing in the schema. It only marks the database: from this step on, versions of the knowledge are compressed with Brotli
 * (`src/record/versions.ts`). Older programs cannot read that. They do not know this step, and therefore refuse the database.
 */
export const changesNothing = (): Promise<void> => Promise.resolve()
