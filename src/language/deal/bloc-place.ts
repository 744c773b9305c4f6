import type { Base } from '../../knowledge/base.ts'
import { isPlaceOrBloc } from '../names/meanings.ts'
import type { Mention } from '../names/mention.ts'
import type { PlaceReading } from '../reading.ts'
import { isMarked, type Message } from '../message.ts'
import { isIn } from '../patterns/classes.ts'
import { isUsCode } from '../names/listed-countries.ts'
import type { Spot } from './place-part.ts'
import { isLed } from '../names/place-position.ts'
import { wordAt } from '../text/tokens.ts'

/** Whether a place is right before a mention, joined by "and", "or" or "plus": "To Italy and the Balkans". */
function isBesidePlace(message: Message, { from }: Mention): boolean {
  const before = wordAt(message.tokens, from - 1) === 'the' ? from - 2 : from - 1
  return isIn(message, before, 'joins-places') && message.mentions.some(({ to, meanings }) => to === before && meanings.some(isPlaceOrBloc))
}

/** A day after every change of a group. It selects the newest members. */
const newestList = '9999-12-31'

/**
 * A bloc to which something goes, as one place with all its member countries except the United States: "to a
 * Gulf state". Empty if nothing goes to the bloc, as in "The AUKUS exemption".
 */
export function blocPlace(base: Base, message: Message, { mention, meaning }: Spot): PlaceReading[] {
  const { tokens } = message
  if (meaning.kind !== 'bloc') return []
  const leads = isLed(message, mention.from) || isBesidePlace(message, mention)
  if (!leads && !isMarked(message, mention, 'one-of-them')) return []
  if (['exemption', 'exception', 'rule', 'guideline', 'treaty', 'annex'].includes(wordAt(tokens, mention.to))) return []
  const codes = meaning.codes ?? base.membersOf(meaning.group ?? '', newestList)
  return [
    {
      codes: codes.filter((code) => base.countries.get(code)?.parent === undefined && !isUsCode(base, code)),
      typed: mention.typed,
      role: 'destination',
    },
  ]
}
