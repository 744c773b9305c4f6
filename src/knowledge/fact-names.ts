import type { Facts as AnyFacts, FactValue } from '../engine/condition.ts'

/**
 * The facts that the code itself names; a test checks that the knowledge has them. All other facts are named in the knowledge files only.
 */
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

/**
 * Values of facts by name. Write `facts.endUse`, without brackets: then the compiler rejects a misspelled
 * name.
 */
export type FactWords = { [name in FactName]?: string } & Record<string, string>

/** Values of facts by name as the engine reads them: a value can be a list. */
export type Facts = { readonly [name in FactName]?: FactValue | undefined } & AnyFacts
