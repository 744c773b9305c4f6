import type { Facts as AnyFacts, FactValue } from '../engine/condition.ts'

/** The facts that the program itself names; a test holds them against the vocabulary. All others only the knowledge names. */
export type FactName =
  | 'accuracy'
  | 'activity'
  | 'article'
  | 'builtInto'
  | 'carrier'
  | 'carveOut'
  | 'civilUseTold'
  | 'classified'
  | 'date'
  | 'destination'
  | 'endUse'
  | 'exemptionCondition'
  | 'impulse'
  | 'item'
  | 'namedGroup'
  | 'payload'
  | 'range'
  | 'recipient'
  | 'redFlag'
  | 'region'
  | 'replacementPart'
  | 'screening'
  | 'speed'
  | 'tank'
  | 'usGovernmentProgram'
  | 'usItem'
  | 'value'
  | 'wmd'

/** Facts in words, by their names. Write `facts.endUse`: one that is misspelt does not compile. */
export type FactWords = { [name in FactName]?: string } & Record<string, string>

/** Facts as the engine reads them; written in the same way. */
export type Facts = { readonly [name in FactName]?: FactValue | undefined } & AnyFacts
