/** The sentences, paragraphs and numbered lines of a text, for messages that ask about two deals at once. */
export const sentencesOf = (text: string): readonly string[] =>
  text.split(/(?<=[?.!;])\s+(?=[A-Z0-9])|\n{2,}|\n(?=\s*\d[.)])/).filter((part) => part.trim().length > 3)
