import { settings } from '../app.ts'
import type { Engine } from '../store/databases.ts'
import { openTeams, type TeamsBench, type Wish } from './bench.ts'
import type { Dialog, FakeTeams } from './fake/fake.ts'
import type { Conversation, User } from './fake/service.ts'

/** A message of Licet's in its present form, with its text. */
export type Said = ReturnType<FakeTeams['at']>[number]

/** Licet with a fake Teams, two people at the desk of counsel, and Ann, who asks in a channel of her team. */
export type Walk = {
  readonly bench: TeamsBench
  readonly ann: User
  readonly cora: User
  readonly dora: User
  readonly desk: Conversation
  readonly team: Conversation
  /** Waits for a message with some words. */
  readonly see: (where: Conversation, words: string | RegExp, more?: (one: Said) => boolean) => Promise<Said>
  readonly fill: (user: User, on: Said, button: string, values: Readonly<Record<string, string>>) => Promise<Dialog | undefined>
  /** Ann opens a case about a question; returns the packet at the desk. */
  readonly open: () => Promise<Said>
}

/** Opens it. */
export async function openWalk(engine: Engine, wish: Pick<Wish, 'access'> = {}): Promise<Walk> {
  const made: Array<{ readonly cora: User; readonly dora: User; readonly desk: Conversation }> = []
  const bench = await openTeams(engine, {
    ...wish,
    before: (fake) => {
      const [cora, dora] = [fake.user('Cora'), fake.user('Dora')]
      made.push({ cora, dora, desk: fake.channel([cora, dora]) })
    },
    settings: (fake) => ({
      ...settings,
      queues: settings.queues.map((queue) => ({
        ...queue,
        counsel: made.flatMap(({ cora, dora }) => [fake.personOf(cora), fake.personOf(dora)]),
        leads: [],
        desk: { platform: 'teams', id: fake.placeOf(made[0]?.desk as Conversation) },
      })),
    }),
  })
  const [{ cora, dora, desk }] = made as [(typeof made)[number]]
  const { fake } = bench
  const ann = fake.user('Ann', false, 'Australia/Sydney')
  const team = fake.channel([ann, cora])
  await fake.member(cora, desk, { type: 'installationUpdate', action: 'add' })
  const see: Walk['see'] = (where, words, more = () => true) =>
    bench.until(() => fake.at(where).find((one) => one.words.search(words) >= 0 && more(one)), 10_000)
  const fill: Walk['fill'] = async (user, on, button, values) => {
    const { dialog } = await fake.press(user, on, button)
    if (dialog === undefined) throw new Error(`no dialog for ${button}`)
    return (await fake.send(user, on, dialog, values)).dialog
  }
  const open = async (): Promise<Said> => {
    await fake.say(ann, team, 'can we sell an SLV stage to Australia?')
    await fill(ann, await see(team, 'License needed'), 'Ask counsel', { remark: 'for Gilmour' })
    return await see(desk, 'for Gilmour')
  }
  return { bench, ann, cora, dora, desk, team, see, fill, open }
}
