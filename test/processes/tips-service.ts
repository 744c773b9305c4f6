import { openClockwork } from './tips-program.ts'

/** The program with a clock set by its parent, as a process of its own. */
const { SENT = '', DATABASE_URL = '' } = process.env

process.once('disconnect', () => process.exit(1))

const say = (line: object): void => void (process.connected && process.send?.(line, () => undefined))

const clockwork = await openClockwork(DATABASE_URL, SENT, (told) => say({ told }))
process.on('message', ({ now }: { readonly now: number }) => void clockwork.tick(now).then(() => say({ ticked: now })))
say({ ready: true })
