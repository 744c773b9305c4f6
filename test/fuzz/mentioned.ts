import { deal, graveItems, places } from './grave.ts'
import { fill, withArticle, type Cell } from './probe.ts'

/** Parts that are reviewed less strictly than the item they belong to. */
const parts = [
  'igniter',
  'payload fairing',
  'nozzle',
  'interstage',
  'separation mechanism',
  'telemetry transmitter',
  'umbilical connector',
  'valve',
  'pump',
  'fin',
  'gyro',
  'accelerometer',
  'GPS receiver',
  'battery',
  'wiring harness',
  'antenna',
  'parachute',
  'radio',
  'camera',
  'pressure sensor',
  'payload adapter',
  'altimeter',
] as const

/**
 * Templates that mention a part, while the item is what is asked for. None may say that the part is sent instead. Several messages
 * are a conversation.
 */
const frames = [
  ['{ask} {item}, whose {part} is old, to {place}?'],
  ['{ask} {item} that has {a part} to {place}?'],
  ['{ask} {item} with {a part} to {place}?'],
  ['{ask} {item} without the {part} to {place}?'],
  ['{ask} {item} (without {part}) to {place}?'],
  ['{ask} {item} less the {part} to {place}?'],
  ['{ask} {item} minus its {part} to {place}?'],
  ['{ask} {item} and its {part} to {place}?'],
  ['{ask} {item}, {part} included, to {place}?'],
  ['{ask} {item}, not the {part}, to {place}?'],
  ['{ask} {item} to the {part} maker in {place}?'],
  ['{ask} {item} to a customer in {place}, which makes the {part} itself?'],
  ['{ask} {item} to {place}, where the {part} is added?'],
  ['{ask} {item} instead of the {part} to {place}?'],
  ['{ask} {item} rather than {a part} to {place}?'],
  ['{ask} {item} except its {part} to {place}?'],
  ['{ask} {item} fitted with {a part} to {place}?'],
  ['{ask} {item} from which the {part} was taken out to {place}?'],
  ['{ask} {item}, which comes with {a part}, to {place}?'],
  ['Besides the {part}, {ask} {item} to {place}?'],
  [`${deal}? They already have the {part}.`],
  [`${deal}? (The {part} is new.)`],
  [`${deal}? The drawing of the {part} is missing.`],
  [`${deal}? It has {a part}.`],
  [`${deal}? Without the {part}.`],
  [`${deal}? The {part} stays here.`],
  [`${deal}? The {part} was replaced before.`],
  [`${deal}? The {part} is made by another company.`],
  [`${deal}? Before that we sold them {a part}.`],
  [`${deal}? Our other product is {a part}.`],
  [`We no longer make the {part}. ${deal}?`],
  [`Our {part} team asks: ${deal}?`],
  [`It has a new {part}. ${deal}?`],
  [`${deal}?`, 'It has {a part}.'],
  [`${deal}?`, 'Without the {part}.'],
  [`${deal}?`, 'The {part} is not included.'],
] as const

/** A part that is only mentioned, e.g. "SLV stage (without igniter) to Australia". */
export const mentionedCells: readonly Cell[] = graveItems.flatMap((item) =>
  places.flatMap((place) =>
    parts.flatMap((part) =>
      frames.map((frame): Cell => ({ ask }) => {
        const words = { ask, item, place, part, 'a part': withArticle(part) }
        return {
          frame: frame.join(' | '),
          messages: frame.map((message) => fill(message, words)),
          floor: { answerTo: [fill(`${deal}?`, words)] },
        }
      }),
    ),
  ),
)
