import type { Said } from '../engine/explore.ts'
import type { Tone } from '../reply/reply.ts'

/** How each verdict is said, and how the reply should feel. Case by case is never worded as a yes. */
export const saidWords: Readonly<Record<Said, { readonly title: string; readonly tone: Tone; readonly means: string }>> = {
  'not-an-export': {
    title: 'Not an export',
    tone: 'clear',
    means: 'The transfer stays in the United States and with U.S. persons; registration, records and screening go on.',
  },
  'no-license': {
    title: 'No license for missile-technology reasons (other controls still apply)',
    tone: 'caution',
    means: 'Only the missile-technology reason is settled here; other reasons for control, end use and end user remain to be checked.',
  },
  'exemption-possible': {
    title: 'A named exemption may apply',
    tone: 'caution',
    means: 'Only if every condition below is met and documented before shipment; otherwise a license is required.',
  },
  'license-favorable': {
    title: 'License required: considered more favorably',
    tone: 'caution',
    means: 'An application is needed; more favorable is not approved.',
  },
  'case-by-case': {
    title: 'License required: reviewed case by case',
    tone: 'caution',
    means: 'Not without government approval. Case by case is how an application is reviewed, not a promise of approval.',
  },
  'need-facts': { title: 'More facts are needed', tone: 'question', means: 'The facts so far leave more than one answer open.' },
  'ask-counsel': {
    title: 'Ask counsel: the rules here do not settle it',
    tone: 'stop',
    means: 'Hold the transaction until counsel has answered.',
  },
  'presumption-of-denial': {
    title: 'License required: strong presumption of denial',
    tone: 'stop',
    means: 'An application is expected to be refused unless the government finds otherwise.',
  },
  'policy-of-denial': {
    title: 'License required: policy of denial',
    tone: 'stop',
    means: 'The stated policy is to refuse. Nobody in the business can waive it.',
  },
  prohibited: { title: 'Prohibited', tone: 'stop', means: 'Do not proceed, and do not discuss the deal further in this channel.' },
}

/** A date in words that no locale changes. */
export const dateWords = (day: string): string =>
  `${Number(day.slice(8))} ${['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'][Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`

/** A list in a sentence. */
export function listWords(items: readonly string[], last = 'and'): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`
}

export const lowerFirst = (text: string): string => (/^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text)
export const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Asks what a thing is that no name in the knowledge covers; `name` is as the asker typed it, empty where there is none. */
export const whatIs = (name: string): string =>
  name === ''
    ? 'What exactly is it? I did not find a thing that I know in your words.'
    : `What exactly is "${name}"? It is nothing that I know by this name.`
