/**
 * Changes nothing. From here on versions of the knowledge are compressed with Brotli (`src/record/versions.ts`), which older
 * programs cannot read: they see that this step has run, and refuse the database.
 */
export const nowPacked = (): Promise<void> => Promise.resolve()
