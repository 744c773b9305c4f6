/**
 * Changes nothing in the schema. From this step on, versions of the knowledge are compressed with Brotli (`src/record/versions.ts`), which
 * older programs cannot read. They do not know this step, and therefore refuse a database that has it.
 */
export const changesNothing = (): Promise<void> => Promise.resolve()
