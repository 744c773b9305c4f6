import type { Tone } from '../port/reply.ts'
import type { ShownVerdict } from '../engine/shown-verdict.ts'

/** The words for a verdict. The words for `case-by-case` must never read like a yes. */
type Words = {
  /** As the title of a reply. */
  readonly title: string
  /** In the middle or at the end of a sentence, and in a table. */
  readonly clause: string
  readonly tone: Tone
  /** The law's own term, and what it means for the asker. */
  readonly means: string
}

export const verdictWords: Readonly<Record<ShownVerdict, Words>> = {
  'not-an-export': {
    title: 'Not an export',
    clause: 'not an export',
    tone: 'clear',
    means: 'The transfer stays in the United States and with U.S. persons; registration, records and screening go on.',
  },
  'no-license': {
    title: 'No missile-technology license needed; other controls not checked',
    clause: 'no missile-technology license needed',
    tone: 'caution',
    means:
      'Only the missile-technology reason is settled here. National security, nuclear, chemical and ' +
      'biological, crime and regional controls, sanctions lists, end use and end user remain to be checked.',
  },
  'exemption-possible': {
    title: 'An exemption may cover this',
    clause: 'an exemption may cover it',
    tone: 'caution',
    means: 'A named exemption may apply, only if every condition is met and documented before shipment; otherwise a license is required.',
  },
  'license-favorable': {
    title: 'License needed; usually considered favorably',
    clause: 'license needed, usually considered favorably',
    tone: 'caution',
    means: 'The law’s words: considered more favorably. An application is needed; more favorable is not approved.',
  },
  'case-by-case': {
    title: 'License needed; decided case by case',
    clause: 'license needed, decided case by case',
    tone: 'caution',
    means: 'Not without government approval. Case by case is how an application is reviewed, not a promise of approval.',
  },
  'need-facts': {
    title: 'One fact decides this',
    clause: 'open until more is known',
    tone: 'question',
    means: 'The facts so far leave more than one answer open.',
  },
  'ask-counsel': {
    title: 'Ask counsel: the rules do not settle this',
    clause: 'a question for counsel',
    tone: 'stop',
    means: 'Hold the transaction until counsel has answered.',
  },
  'presumption-of-denial': {
    title: 'License needed; expect a refusal',
    clause: 'license needed, expect a refusal',
    tone: 'stop',
    means: 'The law’s words: strong presumption of denial. An application is expected to be refused unless the government finds otherwise.',
  },
  'policy-of-denial': {
    title: 'License needed; policy is to refuse',
    clause: 'license needed, policy is to refuse',
    tone: 'stop',
    means: 'The law’s words: policy of denial. The stated policy is to refuse. Nobody in the business can waive it.',
  },
  prohibited: {
    title: 'Prohibited',
    clause: 'prohibited',
    tone: 'stop',
    means: 'Do not proceed, and do not discuss the deal further in this channel.',
  },
}

/** Joins a list into a phrase: "a, b and c". */
export function listWords(items: readonly string[], last = 'and'): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`
}

export const lowerFirst = (text: string): string => (/^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text)
export const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/**
 * The question to the asker about an item that is not in the knowledge. `name` is the item as typed; empty
 * if none was named.
 */
export const whatIs = (name: string): string =>
  name === ''
    ? 'What exactly is it? I did not find a thing that I know in your words.'
    : `What exactly is "${name}"? It is nothing that I know by this name.`

/** The title of a recorded verdict; the verdict itself if this program has no words for it. */
export function titleOf(said: string): string {
  const known: Readonly<Record<string, Words | undefined>> = verdictWords
  return known[said]?.title ?? said
}
