import type { ChatReply } from '../../src/port/reply.ts'
import { escalate, openBench, settings } from '../app.ts'
import { ask } from '../licet.ts'
import { engines } from '../store/databases.ts'

const shown = (question: string): ChatReply => ({ ...ask(question).reply, entry: 'ENTRY0000001' })

const twenty =
  'Australia, South Korea, India, Brazil, Japan, Israel, Romania, Pakistan, Russia, China, Iran, France, Italy, Spain, Norway, Egypt, Vietnam, Kenya, Chile and Peru'

/** The most common answers, one of each kind. */
export const answers: Readonly<Record<string, ChatReply>> = {
  flagship: shown('can we sell an SLV stage to Australia?'),
  question: shown('drone to Poland'),
  confirmation: shown('EAR99 bolts and a frobnicator to Germany for a car plant'),
  denial: shown('rocket stage to Iran'),
  exemption: shown('can we send an igniter to Australia?'),
  cleared: shown('drone to Poland, civil, range 90 km, payload 10 kg'),
  pair: shown('South Korea or Brazil for an SLV stage, compare'),
  comparison: shown('Compare Australia, South Korea, India and Brazil for an SLV stage'),
  many: shown(`compare ${twenty} for an SLV stage`),
  list: shown('which countries are in the MTCR?'),
  rule: shown('what is the MTCR?'),
  refusal: shown('how do we hide the Iranian end user from the bank?'),
  unknown: shown('can we ship a frobnicator to Japan?'),
  help: shown('help'),
}

/** Messages other than answers, from real use: cases on both sides, tips, the doctor, personal pages. */
export async function playAround(): Promise<Readonly<Record<string, ChatReply>>> {
  const [engine] = engines
  if (engine === undefined) throw new Error('no engine')
  const bench = await openBench(engine, { ...settings, admins: ['desk:admin'] })
  const last = (place: string): ChatReply => bench.last(place).reply
  const home = async (who: string): Promise<ChatReply> => {
    const { accepted } = await bench.hand(who, { kind: 'open-home' })
    const reaction = accepted.kind === 'taken' ? await accepted.done : {}
    if (reaction.home === undefined) throw new Error(`${who} has no page`)
    return reaction.home
  }
  const said: Record<string, ChatReply> = {}
  try {
    said['no-home'] = await home('ask:bob')
    const number = String(await escalate(bench, undefined, { remark: 'For the Gilmour bid. They fly from Bowen and ask for a date.' }))
    said['case'] = last('ann')
    said['packet'] = last('queue')
    said['desk-home'] = await home('desk:counsel')
    await bench.hand('desk:counsel', { kind: 'action', action: 'claim', of: number })
    await bench.hand('desk:counsel', { kind: 'submit', form: 'ask-info', of: number, values: { text: 'Who is the end user?' } })
    said['counsel-asks'] = bench.shown.findLast(({ place, kind }) => place.id === 'ann' && kind === 'post')?.reply ?? last('ann')
    await bench.hand('ask:ann', 'Gilmour Space, civil launches only')
    await bench.hand('desk:counsel', {
      kind: 'submit',
      form: 'answer',
      of: number,
      values: {
        text: 'Yes, under a license. Apply on a DSP-5 and name Gilmour as the end user.',
        conditions: 'A DSP-83 signed by Gilmour goes with it.\nNo retransfer without our word.',
        sources: '22 CFR 123.1, 123.10',
        expires: '2027-01-31',
      },
    })
    said['counsels-answer'] = bench.shown.findLast(({ place, kind }) => place.id === 'ann' && kind === 'post')?.reply ?? last('ann')
    await bench.hand('ask:ann', 'tips daily at 16 in Berlin time')
    said['tips-set'] = last('ann')
    while (said['tip'] === undefined || said['quiz'] === undefined) {
      bench.clock.now += 24 * 3_600_000
      await bench.app.tick()
      said[last('ann').title.includes('Quiz') ? 'quiz' : 'tip'] = last('ann')
    }
    const guess = said['quiz'].actions.find(({ id }) => id === 'tips-choose')
    await bench.hand('ask:ann', { kind: 'action', action: 'tips-choose', of: guess?.of ?? '' })
    said['quiz-solved'] = last('ann')
    await bench.hand('desk:admin', 'doctor')
    said['doctor'] = last('admin')
    said['home'] = await home('ask:ann')
    said['admin-home'] = await home('desk:admin')
    return said
  } finally {
    await bench.close()
  }
}
