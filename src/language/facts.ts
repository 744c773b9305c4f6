import type { Base } from '../knowledge/base.ts'
import type { Mention } from './lexicon.ts'
import { readQuantities, type Quantity } from './quantities.ts'
import { bandsOf, endUseOf, type ItemReading, type Note, type Reading } from './reading.ts'
import type { People } from './places.ts'
import type { Token } from './text.ts'

/** What the words of a question say, tag by tag (words.yaml), negated ones apart. */
export type Sayings = { readonly said: ReadonlySet<string>; readonly denied: ReadonlySet<string> }

const negations = new Set(['not', 'no', 'never', 'without', 'non', 'neither', 'nor', 'cannot', 'nicht', 'kein', 'keine', 'sin', 'sans', 'pas', 'nao', 'senza'])

/** Sorts the words into what is said and what is denied ("not for military use"). */
export function readSayings(mentions: readonly Mention[], tokens: readonly Token[]): Sayings {
  const said = new Set<string>()
  const denied = new Set<string>()
  for (const mention of mentions) {
    for (const meaning of mention.meanings) {
      if (meaning.kind !== 'words') continue
      const negated = tokens.slice(Math.max(0, mention.from - 3), mention.from).some((token) => negations.has(token.word))
      ;(negated ? denied : said).add(meaning.says)
    }
  }
  for (const tag of said) denied.delete(tag)
  return { said, denied }
}

/** Who the words speak of. A "dual US and Iranian citizen" is a U.S. person; "not a U.S. person" is not. */
export function peopleOf({ said, denied }: Sayings): People {
  const usPerson = said.has('us-person') && !said.has('foreign-person')
  return { usPerson, foreignPerson: said.has('foreign-person') || denied.has('us-person'), person: said.has('person') || said.has('foreign-person') || said.has('us-person'), role: said.has('role') }
}

const direct: Readonly<Record<string, readonly [fact: string, value: string]>> = {
  'wmd': ['wmd', 'known'],
  'us-government': ['usGovernmentProgram', 'yes'],
  'classified': ['classified', 'yes'],
  'replacement': ['replacementPart', 'yes'],
  'carve-out': ['carveOut', 'asserted'],
  'no-us-item': ['usItem', 'no'],
  'screening-match': ['screening', 'match'],
  'screening-possible': ['screening', 'possible-match'],
  'listed-owner': ['screening', 'listed-owner'],
}

/** Several deeds can be named at once; the one that the law looks at hardest counts. */
const deeds: ReadonlyArray<readonly [says: string, activity: string]> = [['manufacture-abroad', 'manufacture-abroad'], ['brokering', 'brokering'], ['retransfer', 'retransfer'], ['reexport', 'reexport'], ['temporary', 'temporary'], ['propose', 'propose'], ['service', 'service']]

/** The facts that the words and figures state. */
export function readFacts(base: Base, text: string, sayings: Sayings, items: { readonly item: ItemReading | undefined; readonly vehicle: ItemReading | undefined }): Pick<Reading, 'facts' | 'possible' | 'general' | 'notes'> {
  const { said, denied } = sayings
  const facts: Record<string, string> = {}
  for (const [says, [fact, value]] of Object.entries(direct)) if (said.has(says)) facts[fact] = value
  if (weaponsOfMassDestruction.test(text) && !denied.has('wmd')) facts['wmd'] = 'known'
  if (said.has('not-replacement') || isUnmanned(items)) facts['replacementPart'] = 'no'
  if (said.has('direct-sale')) facts['usGovernmentProgram'] = 'no'
  if (denied.has('us-government')) facts['usGovernmentProgram'] = 'no'
  const deed = deeds.find(([says]) => said.has(says))
  if (deed !== undefined) facts['activity'] = deed[1]
  if (makingAbroad.test(text)) facts['activity'] = 'manufacture-abroad'
  const general = said.has('military') && !said.has('civil') ? 'military' : said.has('civil') && !said.has('military') ? 'civil' : undefined
  const endUse = readEndUse(said, general, items)
  if (endUse !== undefined) facts['endUse'] = endUse
  if (items.item?.lands.some((landing) => landing.class.startsWith('UAS')) === true) {
    if (said.has('military') || said.has('armed')) facts['uas-role'] = 'military'
    else if (said.has('civil') || said.has('other-civil')) facts['uas-role'] = 'civil'
  }
  const { bands, possible, notes } = readFigures(base, readQuantities(text), said)
  return { facts: { ...facts, ...bands }, possible, general, notes }
}

const weaponsOfMassDestruction = /(?<!\b(?:no|not|non|without|never|isn't|any)\b[\s-](?:\w+[\s-]){0,2})\b(?:nuclear|atomic|biological|chemical|radiological)[\s-](?:\w+[\s-]){0,2}?(?:weapon\w*|warheads?|agents?|bombs?|munitions?|tips?|tipped|armed|capable|deliver\w*|strikes?|arsenal|deterrent|attack|pathogens?|toxins?)\b/i

/** "License a Cardiff firm to make our igniters": the item will be made abroad. */
const makingAbroad = /\blicen[sc](?:e|ing)\b[^.?!]{0,50}\b(?:to|who)\b[^.?!]{0,12}\b(?:make|build|manufactur\w*|produce|assemble)\b|\b(?:have|let|get|allow|authori[sz]e|contract)\b[^.?!]{0,40}\b(?:to )?(?:make|build|manufacture|produce|machine|cast|assemble)\b[^.?!]{0,40}\b(?:there|locally|in-country|for us|under licen[sc]e)\b|\b(?:set up|stand up|establish|open)\b[^.?!]{0,30}\b(?:manufactur\w*|production|assembly)\b/i

const isUnmanned = ({ vehicle }: { readonly vehicle: ItemReading | undefined }): boolean => vehicle !== undefined && /drone|rocket|missile|launch-vehicle/.test(vehicle.source.id)

const particular = ['civil-space', 'military-missile', 'military-uas', 'other-civil'] as const

function readEndUse(said: ReadonlySet<string>, general: 'civil' | 'military' | undefined, { item, vehicle }: { readonly item: ItemReading | undefined; readonly vehicle: ItemReading | undefined }): string | undefined {
  const stated = particular.filter((use) => said.has(use))
  const isMilitary = general === 'military' || stated.some((use) => use.startsWith('military'))
  const isCivil = general === 'civil' || stated.some((use) => !use.startsWith('military'))
  if (isMilitary && isCivil) return undefined
  if (stated.includes('civil-space')) return 'civil-space'
  if (stated.length > 0) return stated[0]
  if (general !== undefined) return endUseOf(general, item ?? vehicle)
  return undefined
}

/** Figures as the bands that the rules read. Altitude is not range, and a stated limit is not a design limit. */
function readFigures(base: Base, quantities: readonly Quantity[], said: ReadonlySet<string>): { readonly bands: Readonly<Record<string, string>>; readonly possible: Readonly<Record<string, readonly string[]>>; readonly notes: readonly Note[] } {
  const bands: Record<string, string> = {}
  const possible: Record<string, readonly string[]> = {}
  const notes: Note[] = []
  const put = (fact: string, low: number, high: number, open = false): void => {
    const [band, ...others] = bandsOf(base, fact, low, high, open)
    if (band === undefined || bands[fact] !== undefined || possible[fact] !== undefined) return
    if (others.length === 0) bands[fact] = band
    else possible[fact] = [band, ...others]
  }
  for (const { measure, low, high, open, typed } of quantities) {
    if (measure === 'range' || measure === 'payload' || measure === 'speed' || measure === 'impulse' || measure === 'tank' || measure === 'accuracy') put(measure, low, high, open)
    else if (measure === 'value') put('value', low, low)
    else if (measure === 'limit') notes.push({ kind: 'limit', typed })
    else if (measure === 'altitude') notes.push({ kind: 'altitude', typed })
    else if (measure === 'orbitPayload') {
      put('range', 300, Number.POSITIVE_INFINITY)
      if (low >= 500) put('payload', low, high)
      else notes.push({ kind: 'orbit-payload', typed })
    }
  }
  const thrust = quantities.find((one) => one.measure === 'thrust')
  const burn = quantities.find((one) => one.measure === 'burn')
  if (thrust !== undefined && burn !== undefined) put('impulse', thrust.low * burn.low, thrust.high * burn.high)
  const endurance = quantities.find((one) => one.measure === 'endurance')
  const speed = quantities.find((one) => one.measure === 'speed')
  if (endurance !== undefined && speed !== undefined && (endurance.low / 3600) * speed.low >= 300) put('range', (endurance.low / 3600) * speed.low, Number.POSITIVE_INFINITY)
  if (said.has('orbital')) put('range', 300, Number.POSITIVE_INFINITY)
  if (said.has('heavy')) put('payload', 500, Number.POSITIVE_INFINITY)
  return { bands, possible, notes }
}
