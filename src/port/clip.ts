/** Shortens text to at most `most` characters, with an ellipsis at the end. */
export const clip = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`)
