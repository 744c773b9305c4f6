/**
 * Splits a text into sentences, paragraphs and numbered lines, for messages with several deals. Parts of up to three characters are
 * dropped.
 */
export const sentencesOf = (text: string): readonly string[] =>
  text.split(/(?<=[?.!;])\s+(?=[A-Z0-9])|\n{2,}|\n(?=\s*\d[.)])/).filter((part) => part.trim().length > 3)
