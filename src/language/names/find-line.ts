/**
 * Finds the first line of a sorted text that is not less than `key`; empty if every line is less. The search
 * is done inside the text, because splitting the text would dominate startup time.
 */
export function lineFrom(text: string, key: string): string {
  let [low, high] = [0, text.length]
  while (low < high) {
    const start = text.lastIndexOf('\n', Math.max(low, (low + high) >> 1) - 1) + 1
    const end = endOfLine(text, start)
    if (text.slice(start, end) < key) low = end + 1
    else high = start
  }
  return text.slice(low, endOfLine(text, low))
}

/**
 * The offset at which a line ends: that of its line break, or the end of the text if the last line has none.
 */
function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start)
  return end === -1 ? text.length : end
}

/** Whether a sorted text has exactly this line. */
export const hasLine = (text: string, line: string): boolean => lineFrom(text, line) === line
