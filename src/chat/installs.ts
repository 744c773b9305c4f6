import { append } from '../record/chain.ts'
import type { Heard, Plan } from './parts.ts'

/** Records that somebody let Licet in, or that it was put out. Who removed it the platform may not tell. */
export const planInstall = ({ said, place, person, now }: Heard): Plan => ({
  write: async (tx) => {
    const isKnown = person.bot !== true
    await append(tx, {
      kind: said.kind === 'removed' ? 'removed' : 'installed',
      at: now,
      body: { platform: place.platform, where: place.id },
      ...(isKnown ? { person: person.id, words: { person: { id: person.id, name: person.name } } } : {}),
    })
  },
})
