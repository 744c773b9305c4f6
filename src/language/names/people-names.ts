import { isIn, type Classed } from '../patterns/classes.ts'
import { isCapitalized } from './capital-letters.ts'

/** Whether a word is part of the name of a person or organization: "Mr Ghani", "John Malik", "the Assad government", "Gomez Ltd". */
export function isSomebody(words: Classed, index: number, isName: (word: string) => boolean): boolean {
  const { tokens } = words
  const [token, before, after] = [tokens[index], tokens[index - 1], tokens[index + 1]]
  if (token === undefined || !isCapitalized(token)) return false
  const follows = token.parted === '' && before !== undefined
  if (follows && (isIn(words, index - 1, 'before-person') || (isCapitalized(before) && isName(before.word)))) return true
  if (isTitled(words, index)) return true
  return (
    after !== undefined && after.parted === '' && (isIn(words, index + 1, 'behind-name') || (isCapitalized(after) && isName(after.word)))
  )
}

/** Whether a word is the surname after a title and a first name: "Ms. Kenya Barris". */
export function isTitled(words: Classed, index: number): boolean {
  const { tokens } = words
  const [token, before] = [tokens[index], tokens[index - 1]]
  if (token === undefined || before === undefined || token.parted !== '' || before.parted.includes(',')) return false
  return isCapitalized(token) && isCapitalized(before) && isIn(words, index - 2, 'before-person')
}

/** Whether a word is the name of the writer or of a person who is greeted: "Megan here", "hi Chad". */
export function isIntroduced(words: Classed, index: number): boolean {
  const { tokens } = words
  const [token, after] = [tokens[index], tokens[index + 1]]
  const isGreeted = token?.parted === '' && isIn(words, index - 1, 'salutation')
  return isGreeted || (after?.parted === '' && isIn(words, index + 1, 'behind-own-name'))
}
