/** A regular expression that is too long for one line, put together from its parts. */
export const joined = (flags: string, ...parts: readonly string[]): RegExp => new RegExp(parts.join(''), flags)
