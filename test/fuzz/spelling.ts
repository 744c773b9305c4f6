/** Ways to write a text so that it looks the same, or nearly, to a reader. */
export const scripts: Readonly<Record<string, (text: string) => string>> = {
  'upper case': (text) => text.toUpperCase(),
  'lower case': (text) => text.toLowerCase(),
  'full-width letters': (text) => text.replace(/[A-Za-z0-9]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0)),
  'Cyrillic look-alikes': (text) => replaceAll(text, { a: 'а', e: 'е', o: 'о', p: 'р', c: 'с', i: 'і' }),
  'Greek look-alikes': (text) => replaceAll(text, { o: 'ο', v: 'ν', A: 'Α', I: 'Ι' }),
  'accents on vowels': (text) => text.replace(/[aeiou]/g, (letter) => `${letter}\u0301`),
  'zero-width spaces': (text) => text.replace(/(?<=\w)(?=\w)/g, '\u200b'),
  'zero-width joiners': (text) => text.replace(/(?<=[aeiou])(?=\w)/g, '\u200d'),
  'soft hyphens': (text) => text.replace(/(?<=[aeiou])(?=\w\w)/g, '\u00ad'),
  'right-to-left marks': (text) => text.replaceAll(' ', ' \u200f'),
  'spaces that do not break': (text) => text.replaceAll(' ', '\u00a0'),
  'thin spaces': (text) => text.replaceAll(' ', '\u2009'),
  'spaces twice': (text) => text.replaceAll(' ', '  '),
  tabs: (text) => text.replaceAll(' ', '\t'),
  'a new line before the place': (text) => text.replace(/ (?=to [A-Z])/, '\n'),
  'no question mark': (text) => text.replace('?', ''),
  'many question marks': (text) => text.replace('?', '???!!'),
  dots: (text) => text.replace(' to ', '... to '),
  dashes: (text) => text.replace(' to ', ' \u2013 to '),
  brackets: (text) => text.replace(/ (to [A-Z].*)\?/, ' ($1)?'),
  quotes: (text) => `\u201c${text}\u201d`,
  bold: (text) => `*${text}*`,
  code: (text) => `\`${text}\``,
  'a bullet': (text) => `- ${text}`,
  'a number': (text) => `1) ${text}`,
  'an emoji': (text) => `🚀 ${text} 🙏`,
  'an entity': (text) => text.replaceAll(' ', '&nbsp;'),
  'a mention': (text) => `@Licet ${text}`,
  'an ellipsis': (text) => `${text} …`,
}

/** Typing errors in a word at a relative position in [0, 1). The first letter stays. */
export const typos: Readonly<Record<string, (word: string, spot: number) => string>> = {
  'a letter dropped': (word, spot) => splice(word, at(word, spot), 1, ''),
  'a letter doubled': (word, spot) => splice(word, at(word, spot), 0, word.charAt(at(word, spot))),
  'two letters swapped': (word, spot) => {
    const first = Math.min(at(word, spot), word.length - 2)
    return splice(word, first, 2, word.charAt(first + 1) + word.charAt(first))
  },
  'a wrong letter': (word, spot) => splice(word, at(word, spot), 1, 'x'),
}

const at = (word: string, spot: number): number => 1 + Math.floor(spot * (word.length - 1))
const splice = (word: string, start: number, count: number, put: string): string => word.slice(0, start) + put + word.slice(start + count)
const replaceAll = (text: string, letters: Readonly<Record<string, string>>): string =>
  [...text].map((letter) => letters[letter] ?? letter).join('')
